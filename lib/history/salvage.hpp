// What a damaged store still holds, copied into a new one.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "store/change.hpp"

namespace siyana::history {

struct Salvaging {
  std::string file;    // the damaged store, which is only read
  std::string target;  // the new store, which must not be there
  std::string uid;     // of the new site, 16 random bytes
  int busy_seconds = 10;
  std::function<void(std::int64_t rows)> progress;  // told now and then how many rows were looked at or written
  std::function<void(db::Database*)> works_on;      // told which database a signal may interrupt; null at its end
};

/// What became of one table.
struct Salvaged {
  std::string table;
  std::int64_t rows = 0;      // in the new store
  std::int64_t remade = 0;    // of these, what could not be read: the journal from the tables, a table from the journal
  std::int64_t missing = 0;   // numbers of the journal that are lost; what the end of a file held is not known
  std::string which;          // "12-14 20"; of a nomenclature's terms, which the journal does not hold, its system
  std::int64_t unproven = 0;  // entries that are taken as they are: their hashes do not fit, or need what is lost
  std::string doubtful;       // "12-14 20", these
};

/// Copies every undamaged row. The journal's rows are looked for in every page and prove themselves by their hashes;
/// its entries are taken, and those that the chain does not prove are named. The rows of the other tables are read by
/// their keys. Each is made again from the other where one is lost, and what is worked out from them is worked out
/// again. The new store is of today's schema and begins a new site, as a restored one does, which vouches for what was
/// saved: it is sound. Error(damaged) where not even the beginning of a journal is found, Error(conflict) where the
/// target is there, Error(invalid) for a store of a newer siyana.
std::vector<Salvaged> salvage(const Salvaging& salvaging, const store::Moment& moment, const store::Who& who);

}  // namespace siyana::history
