// The chains of a journal: one a site. A restored file's own site goes on from the chain of the site before it.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/journal.hpp"

namespace siyana::store {

/// The end of a range that holds one id. The largest of all, which no store gives, is in none.
constexpr Id after(Id id) { return id == std::numeric_limits<Id>::max() ? id : id + 1; }
/// One past an entry's last row; without a row where what a changed entry says of them cannot be.
inline Id end_row(const Entry& entry) {
  Id end = 0;
  return __builtin_add_overflow(entry.first_row, entry.rows, &end) ? entry.first_row : end;
}

std::vector<Site> all_sites(db::Database& database);
/// Whether one of the sites, which are the database's, has this very entry of the site with that uid.
bool has_entry(db::Database& database, const std::vector<Site>& sites, const Site& writer, const Entry& entry);
/// The entry from which a site that has none yet goes on: the latest of another site of its code, in a file that was
/// restored from a copy. Entries and rows are numbered on from there, so that a number means one thing in the file.
std::optional<Entry> continued(db::Database& database, const Site& site);
/// The number of a site's last row.
Id last_row(db::Database& database, Id site);

/// What vouches for the chains of the sites before this one of its code, gaps and all: a store that was saved from a
/// damaged one begins with it, since the hashes of a chain with gaps prove nothing.
std::string seal_before(db::Database& database, const Site& site);

/// A break for each entry that was noted down and that the journal no longer holds: its hash among other words, as
/// `journal head` prints it with the entry's name, or an alert without; one or many. Error(usage) where the text has no
/// hash.
std::vector<Break> missing_since(db::Database& database, std::string_view text);

}  // namespace siyana::store
