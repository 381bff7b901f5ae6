// SQLite files that somebody made to harm.
#pragma once

#include <string>

#include "db/db.hpp"

namespace siyana::db {

/// A view could stand for a table and never end; a column, a default or an index could be worked out for as long.
/// `path` is for the sentence. Error(damaged).
void require_nothing_that_runs(Database& database, const std::string& path);
/// A trigger would do its own work with each of ours. Error(damaged).
void require_own_triggers(Database& database, const std::string& path);

}  // namespace siyana::db
