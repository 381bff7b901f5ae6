// The clock, and the dates, instants and amounts that people write in options.
#include <cstdlib>
#include <ctime>

#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/signals.hpp"

namespace siyana {
namespace {

int offset_at(std::time_t seconds) {
  std::tm local{};
  ::localtime_r(&seconds, &local);
  return static_cast<int>(local.tm_gmtoff / 60);
}

store::Moment moment_of(Instant at, std::int64_t milliseconds) { return {at, milliseconds, date_of(at)}; }

[[noreturn]] void not_understood(std::string_view what, std::string_view text, std::string_view example) {
  throw Error(
      Fault::usage, "{text} is not {what}: write it as {example}",
      {{"text", std::string(text)}, {"what", Term{std::string(what)}}, {"example", Term{std::string(example)}}});
}

struct Clock {
  int hour, minute;
};

/// `08:30`, and `08:30:15` as machines write it: the seconds are checked and passed over.
std::optional<Clock> parse_clock(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon > 2) return std::nullopt;
  if (text.size() == colon + 6 && text[colon + 3] == ':') {
    const auto second = parse_number(text.substr(colon + 4));
    if (!second || *second < 0 || *second > 59) return std::nullopt;
    text.remove_suffix(3);
  }
  if (text.size() != colon + 3) return std::nullopt;
  const auto hour = parse_number(text.substr(0, colon));
  const auto minute = parse_number(text.substr(colon + 1));
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return std::nullopt;
  return Clock{static_cast<int>(*hour), static_cast<int>(*minute)};
}

}  // namespace

store::Moment read_clock() {
  if (const char* held = std::getenv("SIYANA_NOW"); held != nullptr && *held != '\0') {
    const auto at = parse_instant(held);
    if (!at) throw Error(Fault::usage, "SIYANA_NOW is not an instant: {text}", {{"text", held}});
    return moment_of(*at, at->seconds * 1000);
  }
  std::timespec time{};
  ::clock_gettime(CLOCK_REALTIME, &time);
  const Instant at{time.tv_sec, offset_at(time.tv_sec)};
  return moment_of(at, std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1000000);
}

Date App::date(std::string_view text) {
  const auto understood = parse_date(text, today());
  if (!understood) not_understood("a date", text, "2026-03-14");
  const bool is_so_shown = moment(to_string(understood->date)) == text;
  if (!understood->exact && !is_so_shown)
    tell(say("{text} is {date}", {{"text", std::string(text)}, {"date", understood->date}}));
  return understood->date;
}

std::optional<Date> App::maybe_date(const Words& words, std::string_view option) {
  if (!words.has(option)) return std::nullopt;
  return date(words.text(option));
}

Date App::date_or_today(const Words& words, std::string_view option) {
  return maybe_date(words, option).value_or(today());
}

Instant App::local(Date date, int hour, int minute) const {
  if (std::getenv("SIYANA_NOW") != nullptr) {  // the held clock's own offset
    const std::int64_t seconds = date.day.time_since_epoch().count() * 86400LL + hour * 3600 + minute * 60;
    return {seconds - now_.at.offset_minutes * 60LL, now_.at.offset_minutes};
  }
  const std::chrono::year_month_day day(date.day);
  std::tm civil{};
  civil.tm_year = static_cast<int>(day.year()) - 1900;
  civil.tm_mon = static_cast<int>(static_cast<unsigned>(day.month())) - 1;
  civil.tm_mday = static_cast<int>(static_cast<unsigned>(day.day()));
  civil.tm_hour = hour;
  civil.tm_min = minute;
  civil.tm_isdst = -1;
  const std::time_t seconds = ::mktime(&civil);
  return {seconds, offset_at(seconds)};
}

Instant App::here(Instant at) const {
  return {at.seconds, std::getenv("SIYANA_NOW") != nullptr ? now_.at.offset_minutes : offset_at(at.seconds)};
}

/// RFC 3339; or a date and a time of day, or either alone, in the place's own time. `day` is the part that named a day
/// other than today, understood or not.
std::optional<Instant> App::instant_in(std::string_view view, std::string_view& day) const {
  if (const auto exact = parse_instant(view)) return exact;
  if (view == "now") return now_.at;
  if (const auto clock = parse_clock(view)) return local(today(), clock->hour, clock->minute);
  const auto gap = view.find_last_of(" T");
  if (gap != std::string_view::npos)
    if (const auto clock = parse_clock(view.substr(gap + 1))) {
      day = view.substr(0, gap);
      const auto date = parse_date(day, today());
      return date ? std::optional(local(date->date, clock->hour, clock->minute)) : std::nullopt;
    }
  const auto date = parse_date(view, today());
  if (!date) return std::nullopt;
  if (date->date == today()) return now_.at;
  day = view;
  return local(date->date, 12, 0);
}

std::optional<Instant> App::instant_quietly(std::string_view text) const {
  std::string_view day;
  return instant_in(western_digits(trim(text)), day);
}

Instant App::instant(std::string_view text) {
  const std::string digits = western_digits(trim(text));
  std::string_view day;
  const auto at = instant_in(digits, day);
  if (!day.empty()) date(day);
  if (!at) not_understood("an instant", text, "2026-03-14T08:30 or 08:30");
  return *at;
}

std::optional<Instant> App::maybe_instant(const Words& words, std::string_view option) {
  if (!words.has(option)) return std::nullopt;
  return instant(words.text(option));
}

std::optional<std::int64_t> App::maybe_number(const Words& words, std::string_view option) const {
  if (!words.has(option)) return std::nullopt;
  const auto number = parse_number(western_digits(words.text(option)));
  if (!number || *number < 0 || *number > 1000000000)
    throw Error(Fault::usage, "{option} wants a whole number, not {text}",
                {{"option", std::string(option)}, {"text", words.text(option)}});
  return *number;
}

std::optional<int> App::maybe_days(const Words& words, std::string_view option) const {
  if (!words.has(option)) return std::nullopt;
  const auto days = parse_days(words.text(option));
  if (!days || *days > 3660)
    throw Error(Fault::usage, "{option} wants a number of days such as 30d, not {text}",
                {{"option", std::string(option)}, {"text", words.text(option)}});
  return *days;
}

std::optional<Money> App::maybe_money(const Words& words, std::string_view option) const {
  if (!words.has(option)) return std::nullopt;
  const auto money = parse_money(words.text(option));
  if (!money)
    throw Error(Fault::usage, "{option} wants an amount such as 1250.50, not {text}",
                {{"option", std::string(option)}, {"text", words.text(option)}});
  return money;
}

}  // namespace siyana
