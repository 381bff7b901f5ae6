// Writing down what was found at one device.
#pragma once

#include "round/walk.hpp"

namespace siyana::round {

struct Answer {
  std::string outcome;  // see Visit
  std::string note;     // of a fail: what failed
  std::string done_by;
  Instant at;
  std::size_t job = 0;  // of a fail: which of the stop's jobs
};

struct Recorded {
  Visit visit;
  std::vector<std::string> served;  // plans that were logged as done
  std::vector<std::string> open;    // plans that stay due, since another of the device failed
  std::string breakdown;            // number of the one that a fail opened
};

/// The visit, and the work it was: pass and minor serve every job of the stop; a fail is the failure of one of them and
/// leaves the others due; an obstacle is an attempt at each. Seen and skip are a visit only. Where nothing is due, pass
/// is seen, and a fail is a breakdown.
Recorded record(store::Change& change, const Round& round, const Stop& stop, const Answer& answer);
/// A tag that no device has.
Visit record_stranger(store::Change& change, const Round& round, std::string_view tag, const Answer& answer);

}  // namespace siyana::round
