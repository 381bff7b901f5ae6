// Writing down what was found at one device.
#pragma once

#include "round/walk.hpp"

namespace siyana::round {

struct Answer {
  std::string outcome;  // see Visit
  std::string note;     // of a fail: what failed
  std::string done_by;
  Instant at;
  std::size_t job = 0;   // of a fail: which of the stop's jobs
  bool is_said = false;  // of this device; else a pass is what a scan is taken for where nothing was said
};

struct Recorded {
  Visit visit;
  std::vector<work::Service> logged;  // inspections, of a plan each
  std::vector<std::string> again;     // plans of which one was logged for that day already
  std::vector<std::string> open;      // plans that stay due, since another of the device failed
  std::vector<std::string> failed;    // plans that failed later that day than this pass, which is not logged for them
  std::size_t of_which = 0;           // plans that the pass could be of, none of which is due: none was served
  bool has_no_plan = false;           // that the pass could be of
  std::string breakdown;              // number of the one that a fail opened
};

/// The visit, and the work it was: pass and minor serve every job of the stop; a fail is the failure of one of them and
/// leaves the others due; an obstacle is an attempt at each. Seen and skip are a visit only. Where nothing is due, a
/// pass that was said serves the only plan, any other is seen, and a fail is a breakdown.
Recorded record(store::Change& change, const Round& round, const Stop& stop, const Answer& answer);
/// The outcome that the visit would have: a pass that serves no plan is seen.
std::string outcome_of(store::Change& change, const Stop& stop, const Answer& answer);
/// A tag that no device has.
Visit record_stranger(store::Change& change, const Round& round, std::string_view tag, const Answer& answer);

}  // namespace siyana::round
