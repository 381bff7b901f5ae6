// The journal of a damaged store, found page by page.
#pragma once

#include <functional>
#include <string>

#include "store/journal.hpp"

namespace siyana::history {

/// Copies the sites, the entries and those rows whose mark is right into an empty store. Error(damaged) where there is
/// no site. `each` is called for each row that is looked at.
void salvage_journal(const std::string& file, db::Database& fresh, const std::function<void()>& each);

struct Numbers {
  std::int64_t count = 0;
  std::string which;  // "12-14 20"; the first forty
};
/// The numbers of entries and of rows that lie between those that are there, of all sites.
Numbers missing_entries(db::Database& database);
Numbers missing_rows(db::Database& database);
/// The entries whose hashes do not fit them, or cannot be worked out since a row or the entry before them is lost.
Numbers unproven_entries(db::Database& database, const std::function<void()>& each);

}  // namespace siyana::history
