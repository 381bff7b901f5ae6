// A civil date without a time zone: due dates are local days (domain.md 3.9).
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

constexpr Date date_of(int year, unsigned month, unsigned day) {
  return {std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day))};
}

/// YYYY-MM-DD and nothing else; nothing for a day that does not exist or a year outside 1000 to 9999.
std::optional<Date> parse_iso(std::string_view text);

std::string to_string(Date date);
/// Writes the ten characters of YYYY-MM-DD.
char* write_iso(Date date, char* out);

/// What a person may write for a date; `today` gives the relative ones their sense.
/// `today`, `yesterday`, `tomorrow`, `-2d`, `+30d`, `2026-03-14`, `14/03/2026`, `14/03` (day first, the latest one
/// past or today), with Western, Arabic-Indic or Persian digits and any of / . - between the parts.
struct Understood {
  Date date;
  bool exact = true;  // false where something was inferred, so that what was understood is said
};
std::optional<Understood> parse_date(std::string_view text, Date today);

/// The order of day, month and year in a file's dates.
enum class DateOrder { dmy, mdy, ymd };

/// A date of a file in a stated order; a two-digit year is 1970 to 2069; a time after the date is passed over.
/// Accepts ISO dates in any order setting, since they cannot be misread.
std::optional<Date> parse_date(std::string_view text, DateOrder order);

}  // namespace siyana
