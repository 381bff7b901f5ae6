// SIGINT, SIGTERM and SIGHUP end the command: the query is interrupted and rolled back, temporary files are removed.
#pragma once

#include "db/db.hpp"
#include "store/change.hpp"

namespace siyana {

void catch_signals();
/// The store that a signal interrupts; null where none is open, and a signal ends the program at once.
void interrupts(db::Database* database);
/// The signal that came, or 0.
int signal_received();
/// Throws db::Interrupted where a signal came: for long work that asks nothing of the store.
void stop_if_interrupted();

store::Moment read_clock();

}  // namespace siyana
