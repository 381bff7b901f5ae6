#include "plan/spread.hpp"

#include <algorithm>

namespace siyana::plan {
namespace {

/// How many visits the days take up to this level.
std::size_t room(const std::vector<std::size_t>& taken, std::size_t level) {
  std::size_t sum = 0;
  for (const std::size_t visits : taken) sum += level > visits ? level - visits : 0;
  return sum;
}

/// The lowest level at which all find room.
std::size_t level_for(std::size_t count, const std::vector<std::size_t>& taken) {
  std::size_t low = 0;
  std::size_t high = *std::max_element(taken.begin(), taken.end()) + count;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (room(taken, middle) >= count)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

}  // namespace

std::optional<std::vector<std::size_t>> shares(std::size_t count, const std::vector<std::size_t>& taken,
                                               std::optional<std::size_t> most) {
  std::vector<std::size_t> shares(taken.size(), 0);
  if (count == 0) return shares;
  if (taken.empty()) return std::nullopt;
  const std::size_t level = level_for(count, taken);
  if (most && level > *most) return std::nullopt;
  std::size_t below = 0;
  for (std::size_t i = 0; i < taken.size(); ++i) {
    shares[i] = level > taken[i] ? level - taken[i] : 0;
    if (shares[i] > 0) ++below;
  }
  // At this level there is room for a few too many: one less on some of its days, spaced evenly.
  const std::size_t full = below - (room(taken, level) - count);
  std::size_t at = 0;
  for (std::size_t& share : shares) {
    if (share == 0) continue;
    if ((at + 1) * full / below == at * full / below) --share;
    ++at;
  }
  return shares;
}

}  // namespace siyana::plan
