#include "db/migrate.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "embedded.hpp"

namespace siyana::db {
namespace {

/// Of the row that says that it was applied.
std::string checksum(const Migration& migration, std::string_view at) {
  return hex(view(Hash().part(migration.sql).part(migration.name).part(at).digest()));
}
/// The same as siyana wrote it before the row had a share in it.
std::string checksum_of_text(const Migration& migration) { return hex(view(Hash().part(migration.sql).digest())); }

void apply(Database& database, const Migration& migration, std::string_view at) {
  database.run_script(migration.sql);
  Query(database, "INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
        migration.number, migration.name, checksum(migration, at), at)
      .run();
}

}  // namespace

std::vector<Migration> migrations(std::string_view engine) {
  std::vector<Migration> found;
  const std::string folder = std::string(engine) + "/";
  for (const auto& file : embedded_files()) {  // sorted by path, so by number
    std::string_view path = file.path;
    if (!path.starts_with(folder) || !path.ends_with(".sql")) continue;
    path.remove_prefix(folder.size());
    if (path.front() < '0' || path.front() > '9' || path.starts_with("0000")) continue;  // not a migration
    path.remove_suffix(4);
    found.push_back({std::stoi(std::string(path.substr(0, 4))), path, file.contents});
  }
  return found;
}

int latest_schema(std::string_view engine) { return migrations(engine).back().number; }

int schema_of(Database& database) {
  Query query(database, "SELECT coalesce(max(number), 0) FROM schema_migration");
  return query.next() ? static_cast<int>(query.number(0)) : 0;
}

void migrate(Database& database, std::string_view applied_at, const std::function<void()>& at_last) {
  in_transaction(database, [&] {
    database.run_script(embedded(std::string(database.engine()) + "/0000_schema_migration.sql"));
    const int present = schema_of(database);
    for (const auto& migration : migrations(database.engine()))
      if (migration.number > present) apply(database, migration, applied_at);
    at_last();
  });
}

void require_known(Database& database) {
  const int have = schema_of(database);
  const int want = latest_schema(database.engine());
  if (have > want)
    throw Error(Fault::invalid,
                "this store was made by a newer siyana (schema {have}, this one knows {want}): "
                "install the newer siyana",
                {{"have", std::to_string(have)}, {"want", std::to_string(want)}});
}

void require_current(Database& database) {
  require_known(database);
  const int have = schema_of(database);
  const int want = latest_schema(database.engine());
  if (have < want)
    throw Error(Fault::conflict, "this store is of an older siyana (schema {have} of {want}): run siyana upgrade",
                {{"have", std::to_string(have)}, {"want", std::to_string(want)}});
}

std::vector<std::string> changed_migrations(Database& database) {
  std::vector<std::string> changed;
  const int present = schema_of(database);
  const auto known = migrations(database.engine());
  Query applied(database, "SELECT number FROM schema_migration ORDER BY number");
  while (applied.next())
    if (std::none_of(known.begin(), known.end(), [&](const auto& m) { return m.number == applied.number(0); }))
      changed.push_back(std::to_string(applied.number(0)));
  for (const auto& migration : known) {
    Query query(database, "SELECT name, checksum, applied_at FROM schema_migration WHERE number = $1",
                migration.number);
    const bool is_there = query.next();
    const bool is_right =
        is_there && query.text(0) == migration.name &&
        (query.text(1) == checksum(migration, query.text(2)) || query.text(1) == checksum_of_text(migration));
    if (!is_right && (is_there || migration.number < present)) changed.emplace_back(migration.name);
  }
  return changed;
}

}  // namespace siyana::db
