// What the status, condition and retirement columns of a row change.
#pragma once

#include "exchange/import_decision.hpp"

namespace siyana::exchange {

/// Adds the facts to the decision; a fault where one cannot follow what is stored.
void decide_status(db::Database& database, const RowReader& reader, const ImportRow& row, Date today,
                   Decision& decision);

}  // namespace siyana::exchange
