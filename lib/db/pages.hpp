// The rows that a damaged SQLite file still holds, read page by page without SQLite: what leads to a page may be lost
// while the page is whole. The format: https://www.sqlite.org/fileformat2.html (1.3, 1.6, 2.1).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "base/fields.hpp"

namespace siyana::db {

/// The values of a row as they are stored: the column that is the row's id is absent. Valid during the call.
using LooseRow = std::function<void(std::int64_t id, std::span<const Value> values)>;

/// Calls `row` for each row of each table in the order of the pages. Which table it is of is not known, and it may be
/// one that was given up: the caller must tell. A row that does not hold together is passed over. Error(internal) where
/// the file cannot be read.
void each_loose_row(const std::string& path, const LooseRow& row);

}  // namespace siyana::db
