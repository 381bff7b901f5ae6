// backup, restore and salvage: copies of the store, going back to one, and what a damaged one still holds.
#include <sys/stat.h>

#include "base/part_file.hpp"
#include "cmd/app.hpp"
#include "cmd/entry_line.hpp"
#include "cmd/nouns.hpp"
#include "cmd/progress.hpp"
#include "cmd/signals.hpp"
#include "history/backup.hpp"
#include "history/history.hpp"
#include "history/restore.hpp"
#include "history/salvage.hpp"
#include "store/begin.hpp"

namespace siyana {

template <>
struct Fields<history::Salvaged> {
  using R = history::Salvaged;
  static constexpr auto all = std::tuple{field("table", &R::table, "Table"),
                                         field("rows", &R::rows, "Rows"),
                                         field("remade", &R::remade, "Made again"),
                                         field("missing", &R::missing, "Missing"),
                                         field("which", &R::which, "Which"),
                                         field("unproven", &R::unproven, "Not proven"),
                                         field("doubtful", &R::doubtful, "Not proven, which")};
};

namespace {

constexpr std::int64_t keep_by_default = 14;

bool is_folder(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

std::string target_of(App& app, const std::string& given) {
  if (!is_folder(given)) return given;
  const std::string name = history::copy_name(app.store_path(), app.today());
  return history::free_place(app.database(), app.store_path(), given + (given.ends_with('/') ? "" : "/") + name);
}

/// What is not sound replaces nothing, and no older copy goes for it.
void require_sound(const history::Copied& copied) {
  if (!copied.is_sound)
    throw Error(Fault::damaged,
                "the copy {path} is not sound, nor is the store, so that no older copy is replaced or removed (siyana "
                "--db {path} check says why)",
                {{"path", copied.path}});
}

void rotate(App& app, const std::string& folder, std::int64_t keep, const std::string& made) {
  const auto rotated =
      history::rotate(app.database(), folder, app.store_path(), static_cast<std::size_t>(keep), made, app.today());
  for (const auto& removed : rotated.removed) app.tell(say("removed the old copy {path}", {{"path", removed}}));
  std::string left;
  for (const auto& path : rotated.left) left += (left.empty() ? "" : ", ") + path;
  if (!left.empty())
    app.tell(say("not removed, since they hold what this store has not or cannot be read: {paths}", {{"paths", left}}));
}

void backup(App& app, const Words& words) {
  const std::string given = words.operand("COPY");
  const auto keep = app.maybe_number(words, "--keep").value_or(keep_by_default);
  if (keep < 1) throw Error(Fault::usage, "--keep wants at least 1");
  if (given.empty()) throw Error(Fault::usage, "say where to: a file or a folder");
  auto& database = app.reading();
  ProgressBar bar(app);
  const auto compared = [&](std::int64_t rows) {
    stop_if_interrupted();
    bar.count(rows);
  };
  const auto copied =
      history::copy_store(database, app.store_path(), target_of(app, given), {stop_if_interrupted, compared});
  bar.clear();
  require_sound(copied);
  app.tell(say_n(store::count_entries(database), "copied to {path}, and checked: {n} entry",
                 "copied to {path}, and checked: {n} entries", {{"path", copied.path}}));
  if (is_folder(given)) rotate(app, given, keep, copied.path);
}

/// "siyana-replaced-2026-07-15.db", beside the file.
std::string name_beside(std::string path, std::string_view what, Date on) {
  if (path.ends_with(".db")) path.resize(path.size() - 3);
  return path + "-" + std::string(what) + "-" + to_string(on) + ".db";
}

void say_where(const App& app, const history::Restored& restored, std::size_t newer) {
  if (restored.aside.empty()) return;
  app.tell(say("the file that was there is kept as {path}", {{"path", restored.aside}}));
  if (!restored.is_known)
    app.warn(say("{path} cannot be read: what it held after the copy was made is not known (try siyana salvage)",
                 {{"path", restored.aside}}));
  else if (newer == 0)
    app.tell(say("it held nothing that the copy has not"));
  else
    app.warn(say_n(static_cast<std::int64_t>(newer), "it held {n} entry that the copy has not: enter it again",
                   "it held {n} entries that the copy has not: enter them again"));
}

void restore(App& app, const Words& words) {
  const std::string copy = words.operand("FILE");
  const std::string store = follow_links(app.store_path());
  const history::Restoring restoring{copy, store, name_beside(store, "replaced", app.today()), store::new_uid(),
                                     app.busy_seconds()};
  history::Restored restored;
  std::size_t newer = 0;
  app.list<EntryLine>([&](const auto& emit) {
    restored = history::restore(restoring, app.now(), app.who(words), [&](auto& present, const auto& entry) {
      emit(line_of(present, store::Sites(present), entry));
      ++newer;
    });
  });
  app.tell(say("{path} is the copy {copy} now, and goes on from it", {{"path", store}, {"copy", copy}}));
  say_where(app, restored, newer);
}

void say_what_is_unproven(App& app, const std::vector<history::Salvaged>& lines) {
  for (const auto& line : lines) {
    if (line.unproven == 0) continue;
    app.set_status(static_cast<int>(Fault::damaged));
    app.warn(
        say_n(line.unproven,
              "{n} entry is not proven by its hash ({which}): what it says of who did what, and when, may be changed",
              "{n} entries are not proven by their hashes ({which}): what they say of who did what, and when, may be "
              "changed",
              {{"which", line.doubtful}}));
  }
}

void say_what_is_lost(App& app, const std::vector<history::Salvaged>& lines) {
  bool journal_is_whole = true;
  std::string systems;
  for (const auto& line : lines) {
    if (line.missing == 0) continue;
    app.set_status(static_cast<int>(Fault::damaged));
    if (line.table == "nomenclature_term")
      systems = line.which;
    else
      journal_is_whole = false;
  }
  if (journal_is_whole)
    app.tell(say("nothing of its journal is missing between its first and its last entry"));
  else
    app.warn(say("a part of its journal is lost: enter again what it told of"));
  if (!systems.empty())
    app.warn(say("terms of {systems} are lost: load it again (siyana nomenclature load)", {{"systems", systems}}));
}

void salvage(App& app, const Words& words) {
  const std::string file = words.operand("FILE");
  const std::string into = words.has("--into") ? words.text("--into") : name_beside(file, "salvaged", app.today());
  ProgressBar bar(app);
  const auto progress = [&](std::int64_t rows) {
    stop_if_interrupted();
    bar.count(rows);
  };
  const auto lines = history::salvage({file, into, store::new_uid(), app.busy_seconds(), progress, interrupts},
                                      app.now(), app.who(words));
  bar.clear();
  app.list<history::Salvaged>([&](const auto& emit) {
    for (const auto& line : lines) emit(line);
  });
  app.tell(say("what {file} still holds is in {path} now: look at it, then put it in the place of the store",
               {{"file", file}, {"path", into}}));
  say_what_is_lost(app, lines);
  say_what_is_unproven(app, lines);
}

constexpr Operand backup_operands[] = {{"COPY", "a file, or a folder in which the copy is named by its date"}};
constexpr Option backup_options[] = {{"--keep", "N", "how many copies stay in the folder (14)"}};
const Verb backup_verbs[] = {{"", "copy the store, while others may write, and check the copy", backup_operands,
                              backup_options, "siyana backup /media/stick/siyana --keep 30", backup}};
constexpr Operand restore_operands[] = {{"FILE", "the copy"}};
const Verb restore_verbs[] = {{"",
                               "go back to a copy; the present file is kept aside, and what is newer in it listed",
                               restore_operands,
                               {},
                               "siyana restore /media/stick/siyana/siyana-2026-07-14.db",
                               restore}};
constexpr Operand salvage_operands[] = {{"FILE", "the damaged store, which stays as it is"}};
constexpr Option salvage_options[] = {{"--into", "FILE", "the new store (by default beside the damaged one)"}};
const Verb salvage_verbs[] = {{"", "copy what a damaged store still holds into a new one, and say what is missing",
                               salvage_operands, salvage_options, "siyana salvage damaged.db --into new.db", salvage}};

}  // namespace

const Noun backup_noun{"backup", "copy the store", backup_verbs};
const Noun restore_noun{"restore", "go back to a copy of the store", restore_verbs};
const Noun salvage_noun{"salvage", "save what a damaged store still holds", salvage_verbs};

}  // namespace siyana
