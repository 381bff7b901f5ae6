#include "plan/calendar.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "embedded.hpp"

namespace siyana::plan {
namespace {

using Weekdays = std::array<bool, 7>;

constexpr std::array<std::string_view, 7> weekdays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

/// Calls f with each part between commas; false as soon as f is.
template <class F>
bool each_part(std::string_view text, F&& f) {
  while (true) {
    const auto comma = text.find(',');
    if (!f(trim(text.substr(0, comma)))) return false;
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}

std::optional<Weekdays> weekend_of(std::string_view country) {
  std::string_view text = embedded("calendar/weekends.txt");
  while (!text.empty() && !country.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.size() > 3 && line.substr(0, 2) == country && line[2] == ' ') return parse_weekdays(line.substr(3));
  }
  return std::nullopt;
}

Weekdays closed_in(const std::vector<std::string>& countries, std::vector<std::string>& unknown) {
  Weekdays closed{};
  for (const auto& country : countries) {
    const auto weekend = weekend_of(country);
    if (!weekend) unknown.push_back(country);
    for (std::size_t day = 0; weekend && day < closed.size(); ++day) closed[day] = closed[day] || (*weekend)[day];
  }
  return closed;
}

}  // namespace

bool Calendar::works(Date day) const {
  const auto weekday = std::chrono::weekday(day.day).c_encoding();
  return !closed[weekday] && !std::binary_search(holidays.begin(), holidays.end(), day);
}

std::optional<Weekdays> parse_weekdays(std::string_view text) {
  Weekdays days{};
  const bool good = each_part(text, [&](std::string_view part) {
    const auto found = std::find(weekdays.begin(), weekdays.end(), part);
    if (found != weekdays.end()) days[static_cast<std::size_t>(found - weekdays.begin())] = true;
    return found != weekdays.end();
  });
  const bool some_work = std::find(days.begin(), days.end(), false) != days.end();
  return good && some_work ? std::optional(days) : std::nullopt;
}

std::optional<std::vector<Date>> parse_dates(std::string_view text) {
  std::vector<Date> dates;
  const bool good = each_part(text, [&](std::string_view part) {
    const auto date = parse_iso(part);
    if (date) dates.push_back(*date);
    return date.has_value();
  });
  std::sort(dates.begin(), dates.end());
  return good ? std::optional(std::move(dates)) : std::nullopt;
}

Calendar calendar(db::Database& database, const std::vector<std::string>& countries,
                  std::vector<std::string>& unknown) {
  Calendar calendar;
  const std::string weekend = policy(database, "weekend");
  if (weekend == "country")
    calendar.closed = closed_in(countries, unknown);
  else if (const auto days = parse_weekdays(weekend))
    calendar.closed = *days;
  calendar.holidays = parse_dates(policy(database, "holidays")).value_or(std::vector<Date>{});
  return calendar;
}

}  // namespace siyana::plan
