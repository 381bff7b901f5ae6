// What needs to know every kind of row: undoing an entry, comparing the tables with the journal, and making them again
// as they were on another day.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "alert/ledger.hpp"
#include "alert/snooze.hpp"
#include "due/cache.hpp"
#include "history/import_record.hpp"
#include "store/kind.hpp"

namespace siyana::history {

/// Every kind of stored row; a row type that is not here cannot be voided or checked.
std::span<const store::Kind> kinds();
/// Null where this siyana does not know the kind (a newer one's).
const store::Kind* kind_named(std::string_view name);

/// A live entry that builds on what another made, the first thing it builds on, and how many.
struct Builder {
  Id entry = 0;
  Id thing = 0;
  std::string kind;  // of the thing
  std::int64_t things = 0;
};
struct BuiltOn {
  std::vector<Builder> first;  // by entry
  std::int64_t entries = 0;    // all of them
};
/// What stands in the way of undoing an entry: the first `most` entries that build on it, and how many there are.
BuiltOn built_on(db::Database& database, const store::Entry& entry, std::size_t most);
/// A thing as a person knows it: a tag, a name, a breakdown's number.
std::string name_of_thing(db::Database& database, std::string_view kind, Id thing);

/// Undoes an entry within the change. Error(conflict) where it was undone already, is itself an undoing or the first
/// entry, or where a later entry builds on what it made: that entry is named.
void undo(store::Change& change, const store::Entry& entry);

/// What a Change calls before it commits: folds what the entry undoes anew, then brings the caches up to date; tells
/// what that puts off where it is asked.
store::Settle settler(due::PutOff* put_off = nullptr);

/// Brings a new or an older store to this siyana's schema.
void upgrade(db::Database& database, std::string_view at);

struct Difference {
  std::string table;
  Id row = 0;
  Sentence what;
};
/// SQLite's own checks, the journal's chain, every row against the journal, every cached value against the facts.
/// Stops after a hundred differences. `progress` is told how many rows were compared.
std::vector<Difference> check(db::Database& database, const std::function<void(std::int64_t)>& progress);
/// The same without SQLite's own checks and the journal's chain, where those were looked at.
std::vector<Difference> check_rows(db::Database& database, const std::function<void(std::int64_t)>& progress);

/// The tick before which the entries had been made by that instant, by their clocks. Where a clock was ahead, the ticks
/// of all that was made until time caught up are ahead too: of the places to draw the line, the one that most clocks
/// agree with is taken. A clock that is ahead of now is wrong.
std::int64_t first_unknown(db::Database& database, Instant end, Instant now);
/// A private copy of the store as it was when the entries before `tick` had been made, its caches as of `on`.
std::unique_ptr<db::Database> known_before(db::Database& database, std::int64_t tick, Date on);

}  // namespace siyana::history
