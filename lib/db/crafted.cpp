#include "db/crafted.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "db/migrate.hpp"

namespace siyana::db {
namespace {

void require_own(Database& database, const std::string& path, std::string_view type, std::string_view refusal) {
  const auto all = migrations(database.engine());
  Query found(database, "SELECT name, sql FROM sqlite_schema WHERE type = $1", type);
  while (found.next()) {
    const auto is_own = [&](const Migration& m) { return m.sql.find(found.text(1)) != std::string_view::npos; };
    if (std::none_of(all.begin(), all.end(), is_own))
      throw Error(Fault::damaged, refusal, {{"path", path}, {"name", std::string(found.text(0))}});
  }
}

}  // namespace

void require_no_view(Database& database, const std::string& path) {
  require_own(database, path, "view", "the store {path} has a view that siyana did not make, {name}: restore a backup");
}
void require_own_triggers(Database& database, const std::string& path) {
  require_own(database, path, "trigger",
              "the store {path} has a trigger that siyana did not make, {name}: restore a backup");
}

}  // namespace siyana::db
