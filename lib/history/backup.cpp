#include "history/backup.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <tuple>

#include "base/part_file.hpp"
#include "base/text.hpp"
#include "db/migrate.hpp"
#include "db/store_file.hpp"
#include "history/history.hpp"
#include "store/chain.hpp"

namespace siyana::history {
namespace {

std::optional<store::Entry> head_of(db::Database& database) {
  return store::head(database, store::Sites(database).own().id);
}

/// Messages on their way out come and go without an entry.
std::vector<std::pair<std::string, std::int64_t>> journalled_rows(db::Database& database) {
  auto counts = database.row_counts();
  std::erase_if(counts, [](const auto& table) {
    return table.first.starts_with("outgoing") || table.first.starts_with("alert_");
  });
  return counts;
}

/// What was copied is what the store held: others may have written since, so that the store may hold more.
void compare(db::Database& store, db::Database& copy) {
  const auto head = head_of(copy);
  const auto same = head ? store::entry_of(store, head->id) : std::nullopt;
  if (!same || same->hash != head->hash)
    throw Error(Fault::damaged, "no copy was made: its last entry would not be the store's (run siyana check)");
  const auto rows = journalled_rows(store);
  if (const auto now = head_of(store); now && now->id == head->id && rows != journalled_rows(copy))
    throw Error(Fault::damaged, "no copy was made: it would not have as many rows as the store (run siyana check)");
}

/// Where the store is of an older schema, this siyana's check and journal verify do not read it: the way out is
/// another.
void verify(db::Database& store, const std::string& name, const std::string& path) {
  const auto copy = db::open({path, db::Mode::read, 0});
  const bool is_older = db::schema_of(*copy) < db::latest_schema(copy->engine());
  if (const auto problems = copy->integrity_problems(); !problems.empty())
    throw Error(Fault::damaged,
                is_older ? "{path} is not upgraded, since it is damaged ({problem}): restore a copy, or take what is "
                           "sound of it (siyana salvage {path})"
                         : "no copy was made: the store or the disk is damaged: {problem} (run siyana check)",
                {{"path", name}, {"problem", problems.front()}});
  if (const auto broken = store::verify(*copy); !broken.empty())
    throw Error(Fault::damaged,
                is_older ? "{path} is not upgraded, since its journal was changed at entry {entry}: restore a copy, "
                           "or take what is sound of it (siyana salvage {path})"
                         : "no copy was made: the journal was changed (run siyana journal verify)",
                {{"path", name}, {"entry", std::to_string(store::number_of(broken.front().entry))}});
  compare(store, *copy);
}

bool are_rows_sound(const std::string& copy, const std::function<void(std::int64_t)>& compared) {
  return check_rows(*db::open({copy, db::Mode::read, 0}), compared).empty();
}

/// What a file is to the store: a copy holds nothing that the store has not.
enum class Relation { copy, holds_more, none };

Relation relation(db::Database& database, const std::string& path) try {
  const auto file = db::open({path, db::Mode::read, 0});
  const auto sites = store::all_sites(database);
  bool is_kin = false, holds_more = false;
  for (const auto& site : store::all_sites(*file)) {
    const auto last = store::head(*file, site.id);
    if (!last) continue;
    is_kin |= std::any_of(sites.begin(), sites.end(), [&](const store::Site& known) { return known.uid == site.uid; });
    holds_more |= !store::has_entry(database, sites, site, *last);
  }
  return !is_kin ? Relation::none : holds_more ? Relation::holds_more : Relation::copy;
} catch (const Error& error) {
  if (error.fault() == Fault::busy) throw;
  return Relation::none;  // what is there cannot be read as a copy
}

bool is_there(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

void require_replaceable(db::Database& database, const std::string& store, const std::string& target) {
  db::require_file_name(target);
  if (db::is_beside_store(target))
    throw Error(Fault::usage, "{path} is the name of a store's journal: name another file for the copy",
                {{"path", target}});
  if (!is_there(target)) return;
  if (are_one_file(store, target))
    throw Error(Fault::usage, "{path} is the store itself: name another file for its copy", {{"path", target}});
  switch (relation(database, target)) {
    case Relation::copy:
      return;
    case Relation::holds_more:
      throw Error(Fault::conflict, "{path} holds entries that this store has not: name another", {{"path", target}});
    case Relation::none:
      throw Error(Fault::conflict, "{path} is there already and is no copy of this store: name another",
                  {{"path", target}});
  }
}

std::string without_db(const std::string& path) {
  return path.ends_with(".db") ? path.substr(0, path.size() - 3) : path;
}
std::string stem_of(const std::string& store) { return without_db(name_of(store)); }

/// The path, or "siyana-2026-07-15-2.db" and so on, until it is not taken.
template <class IsTaken>
std::string numbered(const std::string& path, IsTaken&& is_taken) {
  const std::string stem = without_db(path), end = path.substr(stem.size());
  std::string place = path;
  for (int number = 2; is_taken(place); ++number) place = stem + "-" + std::to_string(number) + end;
  return place;
}

struct Named {
  std::string name;
  Date on;
  std::int64_t number = 1;  // of the day's copies

  bool operator<(const Named& other) const { return std::tie(on, number) < std::tie(other.on, other.number); }
};

/// "siyana-2026-07-15.db" or "siyana-2026-07-15-2.db".
std::optional<Named> named_copy(std::string_view name, const std::string& stem) {
  constexpr std::size_t size_of_date = 10;
  std::string_view rest = name;
  if (!rest.starts_with(stem + "-") || !rest.ends_with(".db")) return std::nullopt;
  rest.remove_prefix(stem.size() + 1);
  rest.remove_suffix(3);
  const auto on = parse_iso(rest.substr(0, size_of_date));
  if (!on || to_string(*on) != rest.substr(0, size_of_date)) return std::nullopt;
  if (rest.size() == size_of_date) return Named{std::string(name), *on};
  const auto number = rest[size_of_date] == '-' ? parse_number(rest.substr(size_of_date + 1)) : std::nullopt;
  if (!number || *number < 2) return std::nullopt;
  return Named{std::string(name), *on, *number};
}

std::vector<Named> copies_in(const std::string& folder, const std::string& stem) {
  std::vector<Named> found;
  const std::unique_ptr<DIR, int (*)(DIR*)> opened(::opendir(folder.c_str()), ::closedir);
  if (!opened)
    throw Error(Fault::internal, "cannot read the folder {folder}: {why}",
                {{"folder", folder}, {"why", std::strerror(errno)}});
  while (const dirent* entry = ::readdir(opened.get()))
    if (auto named = named_copy(entry->d_name, stem)) found.push_back(std::move(*named));
  std::sort(found.begin(), found.end());
  return found;
}

bool is_folder(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

/// A file of its own, whose loss loses nothing that the store has not.
bool may_go(db::Database& database, const std::string& store, const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && !are_one_file(store, path) &&
         relation(database, path) == Relation::copy;
}

}  // namespace

Copied copy_store(db::Database& database, const std::string& store, const std::string& given, const Copying& copying) {
  const std::string target = follow_links(given);
  require_replaceable(database, store, target);
  PartFile part(target);
  database.copy_to(part.path(), copying.between);
  verify(database, store, part.path());
  copying.between();
  if (!copying.compared || are_rows_sound(part.path(), copying.compared)) {
    part.put_in_place();
    return {given, true};
  }
  const std::string unused = numbered(target, is_there);
  part.put_in_place_of(unused);
  return {unused == target ? given : unused, false};
}

std::string copy_name(const std::string& store, Date on) { return stem_of(store) + "-" + to_string(on) + ".db"; }

std::string copy_name(const std::string& store, int schema, Date on) {
  return stem_of(store) + "-schema-" + std::to_string(schema) + "-" + to_string(on) + ".db";
}

std::string free_place(db::Database& database, const std::string& store, const std::string& path) {
  return numbered(path, [&](const std::string& place) {
    return is_there(place) && (are_one_file(store, place) || relation(database, place) != Relation::copy);
  });
}

Rotated rotate(db::Database& database, const std::string& folder, const std::string& store, std::size_t keep,
               const std::string& made, Date today) {
  Rotated rotated;
  std::vector<std::string> copies;
  for (const auto& named : copies_in(folder, stem_of(store))) {
    const std::string path = folder + "/" + named.name;
    if (named.on > today || named.name == name_of(made) || is_folder(path)) continue;
    try {
      (may_go(database, store, path) ? copies : rotated.left).push_back(path);
    } catch (const Error&) {
      // Somebody makes it again: the next time tells.
    }
  }
  for (std::size_t i = 0; i + keep < copies.size() + 1; ++i) {
    const std::string& path = copies[i];
    if (::unlink(path.c_str()) == 0) {
      rotated.removed.push_back(path);
      for (const std::string suffix : {"-journal", "-wal", "-shm"}) ::unlink((path + suffix).c_str());
    } else if (errno != ENOENT) {  // of two backups at once, the other was faster
      throw Error(Fault::internal, "cannot remove the old copy {path}: {why}",
                  {{"path", path}, {"why", std::strerror(errno)}});
    }
  }
  return rotated;
}

}  // namespace siyana::history
