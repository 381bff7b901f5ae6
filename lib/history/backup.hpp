// Copies of a store: made while others write, opened and checked before they count, the old ones rotated.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "db/db.hpp"

namespace siyana::history {

struct Copying {
  std::function<void()> between;                    // called now and then
  std::function<void(std::int64_t rows)> compared;  // of check's walk; without it the rows are only counted
};
struct Copied {
  std::string path;
  bool is_sound = true;
};
/// Copies the store to `target`, whole or not at all: made beside it, synced, opened again, its pages and its journal
/// checked, its rows counted and compared with the journal, then put in place. `store` is the file of the store. A copy
/// whose rows are not sound is kept and replaces nothing: it takes a name of its own where `target` is there.
/// Error(damaged) where its pages or its journal are not sound, Error(conflict) where `target` is another thing than an
/// earlier copy of this store, or holds entries that the store has not, Error(usage) where it is the store or beside
/// it.
Copied copy_store(db::Database& database, const std::string& store, const std::string& target, const Copying& copying);

/// "siyana-2026-07-15.db": the copy of a day, by the store's own name.
std::string copy_name(const std::string& store, Date on);
/// "siyana-schema-12-2026-07-15.db": the copy made before a migration, which stays.
std::string copy_name(const std::string& store, int schema, Date on);
/// The path, with a number where what is there cannot be replaced: "siyana-2026-07-15-2.db".
std::string free_place(db::Database& database, const std::string& store, const std::string& path);

struct Rotated {
  std::vector<std::string> removed;
  std::vector<std::string> left;  // they are named as copies, and hold what the store has not or cannot be read
};
/// Removes the oldest copies of the store in a folder until `keep` are left: never the one just made, one of a day to
/// come, or what holds entries that the store has not.
Rotated rotate(db::Database& database, const std::string& folder, const std::string& store, std::size_t keep,
               const std::string& made, Date today);

}  // namespace siyana::history
