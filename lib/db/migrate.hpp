// Bringing a store to this program's schema: numbered SQL files, one folder an engine, embedded in the program.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.hpp"

namespace siyana::db {

struct Migration {
  int number = 0;
  std::string_view name;  // "0001_journal"
  std::string_view sql;
};

/// The program's migrations for an engine, by number.
std::vector<Migration> migrations(std::string_view engine);
int latest_schema(std::string_view engine);
/// 0 where no migration was ever applied.
int schema_of(Database& database);

/// Applies what is missing, then what SQL alone cannot make, in one transaction, and keeps each file's checksum.
void migrate(
    Database& database, std::string_view applied_at, const std::function<void()>& at_last = [] {});

/// Refuses the store of a newer siyana: Error(invalid).
void require_known(Database& database);
/// Refuses a store that this program cannot serve: of a newer siyana, or of an older one that wants `siyana upgrade`
/// (Error(conflict)).
void require_current(Database& database);

/// The applied migrations whose text differs from the program's, or which it does not know: their names or numbers.
std::vector<std::string> changed_migrations(Database& database);

}  // namespace siyana::db
