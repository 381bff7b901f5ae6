// A civil date without a time zone: due dates are local days.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace siyana {

struct Date {
  std::chrono::sys_days day{};

  friend constexpr auto operator<=>(const Date&, const Date&) = default;
  friend constexpr Date operator+(Date date, int days) { return {date.day + std::chrono::days(days)}; }
  friend constexpr Date operator-(Date date, int days) { return {date.day - std::chrono::days(days)}; }
  /// Days from `b` to `a`.
  friend constexpr int operator-(Date a, Date b) { return static_cast<int>((a.day - b.day).count()); }
};

/// The day must exist; where a person or a file gave it, the parsers below check that.
constexpr Date date_of(int year, unsigned month, unsigned day) {
  return {std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day))};
}

/// The first and the last date that can be written.
inline constexpr Date earliest_date = date_of(1000, 1, 1);
inline constexpr Date latest_date = date_of(9999, 12, 31);

/// YYYY-MM-DD and nothing else; nothing for a day that does not exist or a year outside 1000 to 9999.
std::optional<Date> parse_iso(std::string_view text);

std::string to_string(Date date);
/// Writes the ten characters of YYYY-MM-DD, no terminating zero, and returns the place after them. A date outside the
/// years 1000 to 9999 is written as the edge it is beyond.
char* write_iso(Date date, char* out);

/// An ISO date or RFC 3339 instant as people read it in French and Arabic: 14/03/2026, 14/03/2026 09:00. Any other text
/// as it is.
std::string day_first(std::string_view iso);

/// What a person may write for a date; `today` gives the relative ones their sense.
/// `today`, `yesterday`, `tomorrow` (also in French and Arabic), `-2d`, `+30d` (any interval with a sign),
/// `2026-03-14`, `14/03/2026`, `14/03/26`, `14/03` (day first, the latest one past or today), with Western,
/// Arabic-Indic or Persian digits and any of / . - between the parts. Two digits of a year only after / or a point:
/// `26-03-14` is too near to ISO to be read day first.
struct Understood {
  Date date;
  bool exact = true;  // false where the text was not ISO, so that what was understood is said
};
std::optional<Understood> parse_date(std::string_view text, Date today);

/// The order of day, month and year in a file's dates.
enum class DateOrder { dmy, mdy, ymd };

/// A date of a file in a stated order; a two-digit year is 1970 to 2069; a time after the date is passed over. What no
/// order misreads is accepted in any: the year first with four digits, the month in letters (`12 mars 2019`).
std::optional<Date> parse_date(std::string_view text, DateOrder order);

}  // namespace siyana
