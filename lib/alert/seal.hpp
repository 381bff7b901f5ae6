// Messages on their way out and the last run are no part of the journal: they come and go without an entry. A digest of
// them is made again with each write, so that `check` finds what another tool did to them.
#pragma once

#include <functional>

#include "db/db.hpp"

namespace siyana::alert {

/// The mark of a message that was just kept, from what it says and the things it tells of. Within a transaction, and
/// sealed by the caller.
void mark(db::Database& database, Id outgoing);
/// Whether another tool left what a message says as it was made.
bool is_as_marked(db::Database& database, Id outgoing);
/// After every write to these tables, within its transaction.
void seal(db::Database& database);
/// Marks each message anew, then seals: where the rows were written by an older siyana or copied from another store.
void seal_anew(db::Database& database);

/// Calls f with each table that is not what siyana left there, and the row where it is known, else 0.
void each_unsealed(db::Database& database, const std::function<void(std::string_view table, Id row)>& f);

}  // namespace siyana::alert
