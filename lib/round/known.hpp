// Which scans were read before: a scanner's memory is not cleared by being read.
#pragma once

#include "round/round.hpp"

namespace siyana::round {

struct Known {
  std::string outcome;
  Instant entered;  // when it was read
};

/// The visits at this instant of a device, or (0) of a tag that no device has.
std::vector<Known> known_at(db::Database& database, Id device, std::string_view tag, const Instant& at);

}  // namespace siyana::round
