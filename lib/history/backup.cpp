#include "history/backup.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "base/part_file.hpp"
#include "store/chain.hpp"

namespace siyana::history {
namespace {

std::optional<store::Entry> head_of(db::Database& database) {
  return store::head(database, store::Sites(database).own().id);
}

/// Messages on their way out come and go without an entry.
std::vector<std::pair<std::string, std::int64_t>> journalled_rows(db::Database& database) {
  auto counts = database.row_counts();
  std::erase_if(counts,
                [](const auto& table) { return table.first.starts_with("outgoing") || table.first == "alert_run"; });
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

void verify(db::Database& store, const std::string& path) {
  const auto copy = db::open({path, db::Mode::read, 0});
  if (const auto problems = copy->integrity_problems(); !problems.empty())
    throw Error(Fault::damaged, "no copy was made: the store or the disk is damaged: {problem} (run siyana check)",
                {{"problem", problems.front()}});
  if (!store::verify(*copy).empty())
    throw Error(Fault::damaged, "no copy was made: the journal was changed (run siyana journal verify)");
  compare(store, *copy);
}

/// An earlier copy may be replaced, nothing else.
void require_replaceable(db::Database& database, const std::string& target) {
  struct stat status {};
  if (::lstat(target.c_str(), &status) != 0) return;
  try {
    const store::Sites present(*db::open({target, db::Mode::read, 0}));
    for (const auto& site : store::all_sites(database))
      if (site.uid == present.own().uid) return;
  } catch (const Error&) {
    // Told below: what is there cannot be read as a copy.
  }
  throw Error(Fault::conflict, "{path} is there already and is no copy of this store: name another",
              {{"path", target}});
}

std::string stem_of(const std::string& store) {
  const std::string name = name_of(store);
  return name.ends_with(".db") ? name.substr(0, name.size() - 3) : name;
}

bool is_copy_name(std::string_view name, const std::string& stem) {
  constexpr std::string_view form = "-0000-00-00.db";
  if (name.size() != stem.size() + form.size() || !name.starts_with(stem)) return false;
  name.remove_prefix(stem.size());
  return std::equal(name.begin(), name.end(), form.begin(),
                    [](char c, char f) { return f == '0' ? c >= '0' && c <= '9' : c == f; });
}

std::vector<std::string> copies_in(const std::string& folder, const std::string& stem) {
  std::vector<std::string> names;
  const std::unique_ptr<DIR, int (*)(DIR*)> opened(::opendir(folder.c_str()), ::closedir);
  if (!opened)
    throw Error(Fault::internal, "cannot read the folder {folder}: {why}",
                {{"folder", folder}, {"why", std::strerror(errno)}});
  while (const dirent* entry = ::readdir(opened.get()))
    if (is_copy_name(entry->d_name, stem)) names.emplace_back(entry->d_name);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

void copy_store(db::Database& database, const std::string& target, const std::function<void()>& between) {
  require_replaceable(database, target);
  PartFile part(target);
  database.copy_to(part.path(), between);
  verify(database, part.path());
  between();
  part.put_in_place();
}

std::string copy_name(const std::string& store, Date on) { return stem_of(store) + "-" + to_string(on) + ".db"; }

std::string copy_name(const std::string& store, int schema, Date on) {
  return stem_of(store) + "-schema-" + std::to_string(schema) + "-" + to_string(on) + ".db";
}

std::vector<std::string> rotate(const std::string& folder, const std::string& store, std::size_t keep,
                                const std::string& made) {
  auto names = copies_in(folder, stem_of(store));
  std::erase(names, name_of(made));
  std::vector<std::string> removed;
  for (std::size_t i = 0; i + keep < names.size() + 1; ++i) {
    const std::string path = folder + "/" + names[i];
    if (::unlink(path.c_str()) != 0)
      throw Error(Fault::internal, "cannot remove the old copy {path}: {why}",
                  {{"path", path}, {"why", std::strerror(errno)}});
    removed.push_back(path);
  }
  return removed;
}

}  // namespace siyana::history
