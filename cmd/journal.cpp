// journal and void: the history of every change, and undoing a part of it.
#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/entry_line.hpp"
#include "cmd/nouns.hpp"
#include "cmd/show.hpp"
#include "history/entries.hpp"
#include "history/history.hpp"
#include "store/chain.hpp"

namespace siyana {

namespace {

struct RowLine {
  std::int64_t row = 0;
  std::string kind, thing, after;
};

}  // namespace

template <>
struct Fields<RowLine> {
  using R = RowLine;
  static constexpr auto all = std::tuple{field("row", &R::row, "Row"), word("kind", &R::kind, "Kind"),
                                         field("thing", &R::thing, "Thing"), field("after", &R::after, "After")};
};

namespace {

void list(App& app, const Words& words) {
  auto& database = app.reading();
  const store::Sites sites(database);
  const std::int64_t most = app.maybe_number(words, "--limit").value_or(std::numeric_limits<std::int64_t>::max());
  const std::string tag = words.operand("TAG");
  std::size_t rows = 0;
  app.list<EntryLine>([&](const auto& emit) {
    const auto each = [&](const store::Entry& entry) {
      emit(line_of(database, sites, entry));
      ++rows;
    };
    if (tag.empty())
      history::each_entry(database, most, each);
    else
      history::each_entry_of(database, app.device_named(tag).id, most, each);
  });
  app.list_ended(rows, say("no entry"));
}

void show(App& app, const Words& words) {
  auto& database = app.reading();
  const store::Sites sites(database);
  const auto entry = store::find_entry(database, words.operand("ENTRY"));
  const auto emit_rows = [&](const auto& emit) {
    for (const auto& row : store::rows_of(database, entry))
      emit(RowLine{store::number_of(row.id), row.kind, sites.name(row.subject.id), row.after});
  };
  if (!app.is_table()) return app.list<RowLine>(emit_rows);
  const EntryLine line = line_of(database, sites, entry);
  Sheet sheet(app);
  sheet.title("#" + std::to_string(line.entry) + "  " + line.what);
  sheet.line("Name", line.name);
  sheet.line("At", app.moment(line.at));
  sheet.line("Login", line.login);
  if (!line.actor.empty()) sheet.line("Done by", line.actor);
  if (!line.reason.empty()) sheet.line("Reason", line.reason);
  if (line.voids) sheet.line("Voids", "#" + std::to_string(*line.voids));
  if (line.voided_by) sheet.line("Voided by", "#" + std::to_string(*line.voided_by));
  sheet.line("Hash", line.hash);
  emit_rows([&](const RowLine& row) { sheet.line(row.kind, row.after); });
}

void verify(App& app, const Words& words) {
  auto& database = app.reading();
  auto breaks = store::verify(database);
  for (const auto& noted : words.all("--since"))
    for (auto& missing : store::missing_since(database, noted)) breaks.push_back(std::move(missing));
  for (const auto& broken : breaks) app.tell_error(broken.what);
  if (!breaks.empty()) throw Error(Fault::damaged, "the journal was changed: restore a backup, or ask who did it");
  app.tell(say_n(store::count_entries(database), "the journal holds: {n} entry", "the journal holds: {n} entries"));
}

void head(App& app, const Words&) {
  auto& database = app.reading();
  const store::Sites sites(database);
  app.list<EntryLine>([&](const auto& emit) {
    if (const auto entry = store::head(database, sites.own().id)) emit(line_of(database, sites, *entry));
  });
}

void void_entry(App& app, const Words& words) {
  if (trim(words.text("--reason")).empty()) throw Error(Fault::usage, "say why: --reason TEXT");
  auto& change = app.change(words, words.text("--reason"));
  const auto entry = store::find_entry(change.database(), words.operand("ENTRY"));
  history::undo(change, entry);
  app.commit();
  app.tell(say("entry {entry} ({what}) is undone",
               {{"entry", std::to_string(store::number_of(entry.id))}, {"what", entry.what}}));
  app.warn_of_put_off();
  if (entry.voids)
    app.warn(say("entry {entry}, which it corrected, stays undone: log again what was right in it",
                 {{"entry", std::to_string(store::number_of(entry.voids.id))}}));
}

constexpr Operand maybe_tag[] = {{"[TAG]", "entries of this device only"}};
constexpr Operand entry[] = {{"ENTRY", "the entry's number, or its name"}};
constexpr Option list_options[] = {{"--limit", "N", "at most so many"}};
constexpr Option verify_options[] = {{"--since", "HEAD", "what journal head printed once: its name and hash", true}};
constexpr Option void_options[] = {{"--reason", "TEXT", "why"}};
const Verb verbs[] = {
    {"list", "list entries, the latest first", maybe_tag, list_options, "siyana journal list VENT-01", list},
    {"show", "show one entry and what it changed", entry, {}, "siyana journal show 12", show},
    {"verify",
     "check the chain of hashes, and that what was noted down is in it",
     {},
     verify_options,
     "siyana journal verify --since \"$(cat noted-down)\"",
     verify},
    {"head", "print the last entry and its hash, to note down", {}, {}, "siyana journal head", head}};
const Verb void_verbs[] = {
    {"", "undo an entry", entry, void_options, "siyana void 12 --reason \"wrong device\"", void_entry}};

}  // namespace

const Noun journal_noun{"journal", "the history of every change", verbs};
const Noun void_noun{"void", "undo an entry", void_verbs};

}  // namespace siyana
