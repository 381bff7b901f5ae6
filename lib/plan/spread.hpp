// Sharing first visits evenly over days: pure, and the same on every run.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace siyana::plan {

/// How many of `count` visits fall on each day, in order, where `taken[i]` fall on day i already: as even as may be
/// with what is taken, the odd ones spaced over the range. Nothing where they do not fit at `most` visits a day.
std::optional<std::vector<std::size_t>> shares(std::size_t count, const std::vector<std::size_t>& taken,
                                               std::optional<std::size_t> most);

}  // namespace siyana::plan
