#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "plan/calendar.hpp"
#include "plan/spread.hpp"

using namespace siyana;
using plan::shares;

namespace {

using Counts = std::vector<std::size_t>;

std::size_t sum(const Counts& counts) { return std::accumulate(counts.begin(), counts.end(), std::size_t{0}); }

/// The plain way: each visit goes to a day that has the fewest so far.
Counts levels_by_hand(std::size_t count, Counts taken) {
  for (; count > 0; --count) ++*std::min_element(taken.begin(), taken.end());
  std::sort(taken.begin(), taken.end());
  return taken;
}

Counts together(const Counts& taken, const Counts& shared) {
  Counts all;
  for (std::size_t i = 0; i < taken.size(); ++i) all.push_back(taken[i] + shared[i]);
  return all;
}

}  // namespace

TEST_CASE("visits are shared as evenly as one by one by hand and the odd ones are spaced over the range") {
  std::mt19937 random(11);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  for (int round = 0; round < 2000; ++round) {
    Counts taken(1 + below(40));
    if (round % 2 == 1)
      for (auto& visits : taken) visits = below(6);
    const std::size_t count = below(200);
    const auto shared = shares(count, taken, std::nullopt);
    REQUIRE(shared);
    CHECK(sum(*shared) == count);
    CHECK(shares(count, taken, std::nullopt) == shared);
    auto levels = together(taken, *shared);
    std::sort(levels.begin(), levels.end());
    CHECK(levels == levels_by_hand(count, taken));
  }
  CHECK(*shares(3, Counts(9), std::nullopt) == Counts{0, 0, 1, 0, 0, 1, 0, 0, 1});
  CHECK(*shares(7, Counts(3), std::nullopt) == Counts{2, 2, 3});
}

TEST_CASE("never more than so many a day and refused where they do not fit") {
  CHECK_FALSE(shares(10, Counts(3), 3));
  CHECK(sum(*shares(9, Counts(3), 3)) == 9);
  CHECK_FALSE(shares(3, Counts{3, 2, 1}, 2));
  CHECK(*shares(3, Counts{3, 2, 1}, 3) == Counts{0, 1, 2});
  CHECK_FALSE(shares(1, {}, std::nullopt));
  CHECK(shares(0, {}, std::nullopt)->empty());
}

TEST_CASE("weekdays and dates of a policy are read and nonsense is not") {
  const auto weekend = plan::parse_weekdays("fri, sat");
  REQUIRE(weekend);
  plan::Calendar calendar{*weekend, *plan::parse_dates("2026-11-01,2026-07-05")};
  CHECK_FALSE(calendar.works(date_of(2026, 7, 17)));  // Friday
  CHECK_FALSE(calendar.works(date_of(2026, 7, 18)));
  CHECK(calendar.works(date_of(2026, 7, 19)));
  CHECK_FALSE(calendar.works(date_of(2026, 11, 1)));
  CHECK_FALSE(plan::parse_weekdays("friday"));
  CHECK_FALSE(plan::parse_weekdays(""));
  CHECK_FALSE(plan::parse_weekdays("sun,mon,tue,wed,thu,fri,sat"));
  CHECK_FALSE(plan::parse_dates("2026-11-31"));
}
