#include "base/instant.hpp"

#include <algorithm>
#include <cstdlib>

namespace siyana {

namespace {

constexpr std::int64_t seconds_a_day = 86400;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes two digits below `end` and, where one is given, the character after them.
std::optional<int> take_two(std::string_view& text, int end, char after = '\0') {
  const std::size_t length = after == '\0' ? 2 : 3;
  if (text.size() < length || !is_digit(text[0]) || !is_digit(text[1])) return {};
  const int number = (text[0] - '0') * 10 + (text[1] - '0');
  if (number >= end || (length == 3 && text[2] != after)) return {};
  text.remove_prefix(length);
  return number;
}

bool skip_fraction(std::string_view& text) {
  if (text.empty() || text.front() != '.') return true;
  const auto end = std::min(text.find_first_not_of("0123456789", 1), text.size());
  text.remove_prefix(end);
  return end > 1;
}

/// Minutes east of Greenwich: `Z` or `+01:00`, and nothing after it.
std::optional<int> offset_in(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return {};
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hours = take_two(text, 24, ':');
  if (!hours) return {};
  const auto minutes = take_two(text, 60);
  if (!minutes || !text.empty()) return {};
  return sign * (*hours * 60 + *minutes);
}

/// Seconds since midnight; 23:59:60 is a leap second and counts as the midnight after it.
std::optional<int> take_time(std::string_view& text) {
  const auto hours = take_two(text, 24, ':');
  const auto minutes = hours ? take_two(text, 60, ':') : std::nullopt;
  const auto seconds = minutes ? take_two(text, 61) : std::nullopt;
  if (!seconds || !skip_fraction(text)) return {};
  return (*hours * 60 + *minutes) * 60 + *seconds;
}

/// The offset in minutes, as far as two digits of hours and minutes reach.
int written_offset(Instant instant) { return std::clamp(instant.offset_minutes, -1439, 1439); }

/// Seconds since 1970 by the clock of the place, held where no date can be written any more.
std::int64_t local_seconds(Instant instant) {
  constexpr std::int64_t first = (earliest_date - Date{}) * seconds_a_day;
  constexpr std::int64_t last = (latest_date + 1 - Date{}) * seconds_a_day - 1;
  const std::int64_t seconds = std::clamp(instant.seconds, first - seconds_a_day, last + seconds_a_day);
  return std::clamp(seconds + written_offset(instant) * std::int64_t{60}, first, last);
}

char* write_two(std::int64_t number, char* out) {
  *out++ = static_cast<char>('0' + number / 10);
  *out++ = static_cast<char>('0' + number % 10);
  return out;
}

char* write_time(std::int64_t seconds, char* out) {
  out = write_two(seconds / 3600, out);
  *out++ = ':';
  out = write_two(seconds / 60 % 60, out);
  *out++ = ':';
  return write_two(seconds % 60, out);
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
  constexpr std::size_t date_length = 10;
  if (text.size() <= date_length) return {};
  const auto date = parse_iso(text.substr(0, date_length));
  const char between = text[date_length];
  if (!date || (between != 'T' && between != 't' && between != ' ')) return {};
  text.remove_prefix(date_length + 1);
  const auto time = take_time(text);
  const auto offset = time ? offset_in(text) : std::nullopt;
  if (!offset) return {};
  return Instant{(*date - Date{}) * seconds_a_day + *time - *offset * std::int64_t{60}, *offset};
}

std::string to_string(Instant instant) {
  const std::int64_t local = local_seconds(instant);
  const Date date = date_of(instant);
  std::string text("YYYY-MM-DDTHH:MM:SS");
  write_time(local - (date - Date{}) * seconds_a_day, write_iso(date, text.data()) + 1);
  if (instant.offset_minutes == 0) return text + 'Z';
  const int size = std::abs(written_offset(instant));
  std::string offset(instant.offset_minutes < 0 ? "-HH:MM" : "+HH:MM");
  char* minutes = write_two(size / 60, offset.data() + 1) + 1;
  write_two(size % 60, minutes);
  return text + offset;
}

Date date_of(Instant instant) {
  return {
      std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(local_seconds(instant))))};
}

}  // namespace siyana
