#include "base/interval.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"

namespace siyana {

namespace {

using Unit = Interval::Unit;

constexpr int longest_count = 9999;

/// Unit words as fold() leaves them.
constexpr auto unit_words = std::to_array<std::pair<std::string_view, Unit>>({
    {"d", Unit::day},        {"day", Unit::day},      {"days", Unit::day},      {"j", Unit::day},
    {"jour", Unit::day},     {"jours", Unit::day},    {"يوم", Unit::day},       {"يوما", Unit::day},
    {"ايام", Unit::day},     {"w", Unit::week},       {"week", Unit::week},     {"weeks", Unit::week},
    {"sem", Unit::week},     {"semaine", Unit::week}, {"semaines", Unit::week}, {"اسبوع", Unit::week},
    {"اسبوعا", Unit::week},  {"اسابيع", Unit::week},  {"m", Unit::month},       {"month", Unit::month},
    {"months", Unit::month}, {"mois", Unit::month},   {"شهر", Unit::month},     {"شهرا", Unit::month},
    {"اشهر", Unit::month},   {"شهور", Unit::month},   {"y", Unit::year},        {"year", Unit::year},
    {"years", Unit::year},   {"an", Unit::year},      {"ans", Unit::year},      {"annee", Unit::year},
    {"annees", Unit::year},  {"سنه", Unit::year},     {"سنوات", Unit::year},    {"سنين", Unit::year},
    {"عام", Unit::year},     {"عاما", Unit::year},    {"اعوام", Unit::year},
});

std::optional<Unit> unit_named(std::string_view text) {
  const auto word = fold_whole(text);
  const auto* found =
      std::find_if(unit_words.begin(), unit_words.end(), [&](const auto& unit) { return word == unit.first; });
  if (found == unit_words.end()) return {};
  return found->second;
}

/// Digits, and what follows them.
struct Measure {
  long long count = 0;
  std::string unit;
};

std::optional<Measure> read_measure(std::string_view text) {
  const std::string written = plain(text);
  const auto digits = std::min(written.find_first_not_of("0123456789"), written.size());
  const auto count = parse_number(std::string_view(written).substr(0, digits));
  if (!count || *count > longest_count) return {};
  return Measure{*count, written.substr(digits)};
}

/// Months since the year 0.
std::int64_t month_index(std::chrono::year_month_day date) {
  return static_cast<int>(date.year()) * std::int64_t{12} + static_cast<unsigned>(date.month()) - 1;
}

unsigned days_in(std::int64_t month) {
  const auto year = std::chrono::year(static_cast<int>(month / 12));
  const auto last = year / std::chrono::month(static_cast<unsigned>(month % 12 + 1)) / std::chrono::last;
  return static_cast<unsigned>(last.day());
}

/// That day of the month, or the month's last.
Date clamped(std::int64_t month, unsigned day) {
  const auto first =
      std::chrono::year(static_cast<int>(month / 12)) / std::chrono::month(static_cast<unsigned>(month % 12 + 1)) / 1;
  return Date{std::chrono::sys_days(first)} + static_cast<int>(std::min(day, days_in(month)) - 1);
}

Date add_days(Date start, std::int64_t days) {
  return std::clamp(Date{start.day + std::chrono::days(days)}, earliest_date, latest_date);
}

Date add_months(Date start, std::int64_t months) {
  const std::chrono::year_month_day civil(start.day);
  const std::int64_t month = month_index(civil) + months;
  if (month < 1000 * 12) return earliest_date;
  if (month > 9999 * 12 + 11) return latest_date;
  return clamped(month, static_cast<unsigned>(civil.day()));
}

std::int64_t floor_divide(std::int64_t number, std::int64_t by) { return number / by - (number % by < 0 ? 1 : 0); }

bool in_months(Interval interval) { return interval.unit == Unit::month || interval.unit == Unit::year; }

/// The length in its own measure: days, or months.
int length(Interval interval) {
  if (interval.count < 1)
    throw Error(Fault::internal, "an interval of {count} cannot recur", {{"count", std::to_string(interval.count)}});
  switch (interval.unit) {
    case Unit::day:
    case Unit::month:
      return interval.count;
    case Unit::week:
      return interval.count * 7;
    case Unit::year:
      return interval.count * 12;
  }
  return interval.count;
}

}  // namespace

std::optional<Interval> parse_interval(std::string_view text) {
  const auto measure = read_measure(text);
  if (!measure || measure->count < 1) return {};
  const auto unit = unit_named(measure->unit);
  if (!unit) return {};
  return Interval{static_cast<int>(measure->count), *unit};
}

std::string to_string(Interval interval) {
  constexpr std::string_view letters = "dwmy";
  return std::to_string(interval.count) + letters[static_cast<std::size_t>(interval.unit)];
}

Date add(Date start, Interval every, std::int64_t steps) {
  // More steps than the calendar has days: bounded, so that the product cannot overflow.
  constexpr std::int64_t calendar = 4'000'000;
  const std::int64_t distance = std::clamp(steps, -calendar, calendar) * length(every);
  start = std::clamp(start, earliest_date, latest_date);
  return in_months(every) ? add_months(start, distance) : add_days(start, distance);
}

std::int64_t steps_until(Date anchor, Interval every, Date date) {
  const int step = length(every);
  if (!in_months(every)) return floor_divide(date - anchor, step);
  const std::chrono::year_month_day from(anchor.day);
  const std::chrono::year_month_day to(date.day);
  const std::int64_t months = month_index(to) - month_index(from);
  const std::int64_t steps = floor_divide(months, step);
  // The last step is into the same month, and may go past the day.
  const bool past = steps * step == months && clamped(month_index(to), static_cast<unsigned>(from.day())) > date;
  return steps - (past ? 1 : 0);
}

int least_days(Interval interval) {
  switch (interval.unit) {
    case Unit::day:
      return interval.count;
    case Unit::week:
      return interval.count * 7;
    case Unit::month:
      return interval.count * 28;
    case Unit::year:
      return interval.count * 365;
  }
  return interval.count;
}

double mean_days(Interval interval) {
  // The Gregorian calendar repeats after 400 years of 146097 days.
  constexpr double year = 146097.0 / 400;
  switch (interval.unit) {
    case Unit::day:
      return interval.count;
    case Unit::week:
      return interval.count * 7.0;
    case Unit::month:
      return interval.count * year / 12;
    case Unit::year:
      return interval.count * year;
  }
  return interval.count;
}

std::optional<int> parse_days(std::string_view text) {
  const auto measure = read_measure(text);
  if (!measure) return {};
  const int count = static_cast<int>(measure->count);
  if (measure->unit.empty()) return count;
  const auto unit = unit_named(measure->unit);
  if (unit == Unit::day) return count;
  if (unit == Unit::week) return count * 7;
  return {};
}

}  // namespace siyana
