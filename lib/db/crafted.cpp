#include "db/crafted.hpp"

#include <algorithm>
#include <cctype>

#include "base/error.hpp"
#include "db/migrate.hpp"

namespace siyana::db {
namespace {

bool is_in_migrations(const std::vector<Migration>& all, std::string_view sql) {
  return std::any_of(all.begin(), all.end(), [&](const Migration& m) { return m.sql.find(sql) != sql.npos; });
}

void require_own(Database& database, const std::string& path, std::string_view which, std::string_view refusal) {
  const auto all = migrations(database.engine());
  Query found(database, which);
  while (found.next())
    if (!is_in_migrations(all, found.text(1)))
      throw Error(Fault::damaged, refusal, {{"path", path}, {"name", std::string(found.text(0))}});
}

/// The parts of a definition that are neither quoted nor a comment, read as SQLite reads them.
class Bare {
 public:
  explicit Bare(std::string_view sql) : rest_(sql) {}

  /// The next word in small letters, or a single other character; empty at the end.
  std::string next() {
    while (!rest_.empty() && (std::isspace(first()) != 0 || skip_quoted_or_comment()))
      rest_.remove_prefix(rest_.empty() ? 0 : 1);
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_of_word);
    const auto size = std::max<std::size_t>(static_cast<std::size_t>(end - rest_.begin()), rest_.empty() ? 0 : 1);
    std::string word(rest_.substr(0, size));
    for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    rest_.remove_prefix(size);
    return word;
  }

 private:
  int first() const { return static_cast<unsigned char>(rest_.front()); }
  static bool is_of_word(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) != 0 || c == '_' || c == '$' || byte >= 0x80;
  }

  /// Leaves its last character.
  bool skip_quoted_or_comment() {
    constexpr std::pair<std::string_view, std::string_view> kinds[] = {{"--", "\n"}, {"/*", "*/"}, {"'", "'"},
                                                                       {"\"", "\""}, {"`", "`"},   {"[", "]"}};
    for (const auto& [begin, end] : kinds) {
      if (!rest_.starts_with(begin)) continue;
      const auto at = rest_.find(end, begin.size());  // a doubled quote is two quoted parts
      rest_.remove_prefix(at == rest_.npos ? rest_.size() : at + end.size() - 1);
      return true;
    }
    return false;
  }

  std::string_view rest_;
};

/// It has a column that is worked out, or a default that is: `AS (…)`, `DEFAULT (…)`.
bool works_out(std::string_view sql) {
  Bare bare(sql);
  for (std::string word = bare.next(), before; !word.empty(); before = std::move(word), word = bare.next())
    if (word == "as" || (word == "(" && before == "default")) return true;
  return false;
}

}  // namespace

void require_nothing_that_runs(Database& database, const std::string& path) {
  require_own(database, path, "SELECT name, sql FROM sqlite_schema WHERE type = 'view'",
              "the store {path} has a view that siyana did not make, {name}: restore a backup");
  require_own(database, path, "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql LIKE '%(%(%'",
              "the store {path} has an index that siyana did not make, {name}: restore a backup");
  require_own(database, path, "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND rootpage = 0",
              "the store {path} has a virtual table that siyana did not make, {name}: restore a backup");
  const auto all = migrations(database.engine());
  const auto is_read = [&](std::string_view name) {  // the index of words has tables of its own
    return name.starts_with("device_find") || is_in_migrations(all, "CREATE TABLE " + std::string(name) + " (");
  };
  Query tables(database, "SELECT name, sql FROM sqlite_schema WHERE type = 'table'");
  while (tables.next())
    if (works_out(tables.text(1)) && is_read(tables.text(0)))
      throw Error(Fault::damaged,
                  "the store {path} works out columns of {name}, which siyana does not: restore a backup",
                  {{"path", path}, {"name", std::string(tables.text(0))}});
}

void require_own_triggers(Database& database, const std::string& path) {
  require_own(database, path, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
              "the store {path} has a trigger that siyana did not make, {name}: restore a backup");
}

}  // namespace siyana::db
