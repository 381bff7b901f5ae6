// Filling the gaps of a journal that was saved from a damaged store.
#pragma once

#include <functional>

#include "store/journal.hpp"

namespace siyana::history {

/// Puts an entry ("lost") in the place of each that is missing, so that the rows that are left of it count, and makes
/// rows that are missing from what the tables hold: their things are as the tables say. A row of a table that no
/// journal can hold goes. The number of the rows made. `each` is called for each
/// row that is looked at.
std::int64_t fill_journal(db::Database& fresh, const std::function<void()>& each);

}  // namespace siyana::history
