// The due-date algebra: intervals of days, weeks, months or years, and the occurrences they give.
// Months are added to the anchor and clamped to the month's end, never to a clamped date.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace siyana {

struct Interval {
  enum class Unit : std::uint8_t { day, week, month, year };
  int count = 0;
  Unit unit = Unit::month;

  friend constexpr bool operator==(const Interval&, const Interval&) = default;
};

/// `10d`, `2w`, `6m`, `1y` (m is months); also the same in French or Arabic letters (`6 mois`, `1 an`, `10 j`),
/// with Western, Arabic-Indic or Persian digits. 1 to 9999. Nothing else.
std::optional<Interval> parse_interval(std::string_view text);
/// The short form that parse_interval reads back: `6m`.
std::string to_string(Interval interval);

/// `start` + `steps` x `every`, counted from `start` and clamped: 31 Jan + 1 x 1m = 28 Feb, + 2 x 1m = 31 Mar.
/// `steps` may be negative. A result outside the years 1000 to 9999 is held at that edge. A count below 1 recurs
/// never: Error(internal), here and in steps_until.
Date add(Date start, Interval every, std::int64_t steps = 1);

/// The greatest k with add(anchor, every, k) <= date, steps held at the edge of the calendar apart; may be negative.
std::int64_t steps_until(Date anchor, Interval every, Date date);

/// The length in days, counted short (a month as 28, a year as 365): what a window must stay below.
int least_days(Interval interval);
/// An ordering key: days in the mean, for choosing windows by length.
double mean_days(Interval interval);

/// A number of days as a person writes it for windows and leads: `20d`, `2w`, `20`, `0`. Months are refused.
std::optional<int> parse_days(std::string_view text);

}  // namespace siyana
