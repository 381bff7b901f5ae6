#include "exchange/number_format.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/date.hpp"
#include "base/money.hpp"

namespace siyana::exchange {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A format's first section, taken apart: what is a code, and what is shown as it stands.
struct Taken {
  std::string codes, shown;
  bool elapsed = false;
};

Taken taken_apart(std::string_view code) {
  Taken taken;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    const char c = code[at];
    if (c == '\\' || c == '_' || c == '*') {
      if (++at < code.size() && c == '\\') taken.shown += code[at];
    } else if (c == '"') {
      const auto end = std::min(code.find('"', at + 1), code.size());
      taken.shown.append(code.substr(at + 1, end - at - 1));
      at = end;
    } else if (c == '[') {
      const auto end = std::min(code.find(']', at), code.size());
      const auto inside = code.substr(at + 1, end - at - 1);
      if (inside.starts_with('$')) taken.shown.append(inside.substr(1, inside.find('-') - 1)).append(" ");
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == inside.npos) {
        taken.codes += inside;
        taken.elapsed = true;
      }
      at = end;
    } else {
      taken.codes += c;
    }
  }
  return taken;
}

bool is_general(std::string_view codes) {
  constexpr std::string_view general = "general";
  return std::equal(codes.begin(), codes.end(), general.begin(), general.end(),
                    [](char a, char b) { return (a | 0x20) == b; });
}

/// `#,##0.00` shows two.
std::optional<std::size_t> decimals_shown(std::string_view codes) {
  if (codes.find_first_of("0#?") == codes.npos || codes.find_first_of("eE%/@") != codes.npos) return std::nullopt;
  const auto point = codes.find('.');
  if (point == codes.npos) return 0;
  const auto end = std::min(codes.find_first_not_of("0#?", point + 1), codes.size());
  return end - point - 1;
}

/// The digits of a decimal number without its point, and where that stood; digits in front are no zeros.
struct Decimal {
  bool negative = false;
  std::string digits;
  long point = 0;  // so many of the digits stand before it; it may be outside them
};

std::optional<Decimal> decimal(std::string_view text) {
  Decimal number;
  if (!text.empty() && text.front() == '-') number.negative = true, text.remove_prefix(1);
  bool fraction = false;
  std::size_t at = 0;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !fraction)); ++at) {
    if (text[at] == '.') {
      fraction = true;
    } else if (number.digits.empty() && text[at] == '0') {
      if (fraction) --number.point;
    } else {
      number.digits += text[at];
      if (!fraction) ++number.point;
    }
  }
  if (at == text.size()) return number;
  int power = 0;
  if ((text[at] | 0x20) != 'e' || at + 1 >= text.size()) return std::nullopt;
  const char* first = text.data() + at + 1 + (text[at + 1] == '+' ? 1 : 0);
  const auto [end, error] = std::from_chars(first, text.data() + text.size(), power);
  if (error != std::errc{} || end != text.data() + text.size() || std::abs(power) > 400) return std::nullopt;
  number.point += power;
  return number;
}

void round_digits(Decimal& number, std::size_t size) {
  if (number.digits.size() > size) {
    const bool up = number.digits[size] >= '5';
    number.digits.resize(size);
    auto digit = number.digits.rbegin();
    for (; up && digit != number.digits.rend() && *digit == '9'; ++digit) *digit = '0';
    if (up && digit != number.digits.rend()) ++*digit;
    if (up && digit == number.digits.rend()) number.digits.insert(0, "1"), ++number.point;
  }
  number.digits.erase(number.digits.find_last_not_of('0') + 1);
}

std::string written(const Decimal& number) {
  if (number.digits.empty()) return "0";
  std::string text = number.negative ? "-" : "";
  const auto size = static_cast<long>(number.digits.size());
  if (number.point <= 0) return text + "0." + std::string(static_cast<std::size_t>(-number.point), '0') + number.digits;
  if (number.point >= size)
    return text + number.digits + std::string(static_cast<std::size_t>(number.point - size), '0');
  const auto point = static_cast<std::size_t>(number.point);
  return text + number.digits.substr(0, point) + "." + number.digits.substr(point);
}

std::string two(long long number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// A time of day, or a length of more hours than a day has.
std::string time_text(long long seconds) {
  return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

constexpr long long day = 24 * 60 * 60;

/// Of a number of days.
std::optional<long long> seconds_in(std::string_view number) {
  constexpr double last = 2'958'465;  // 31 December 9999
  double days = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), days);
  if (error != std::errc{} || end != number.data() + number.size() || !(days >= 0) || days > last) return std::nullopt;
  return std::llround(days * static_cast<double>(day));
}

}  // namespace

NumberFormat number_format(std::string_view code) {
  const Taken taken = taken_apart(code);
  NumberFormat format;
  if (is_general(taken.codes)) return format;
  format.is_date = taken.codes.find_first_of("dDmMyYhHsS") != std::string::npos;
  format.is_elapsed = taken.elapsed;
  if (format.is_date) return format;
  format.currency = currency_in(taken.shown);
  format.decimals = decimals_shown(taken.codes);
  if (!taken.codes.empty() && taken.codes.find_first_not_of('0') == std::string::npos)
    format.zeros = taken.codes.size();
  return format;
}

NumberFormat built_in_format(unsigned number) {
  NumberFormat format;
  format.is_date = (number >= 14 && number <= 22) || (number >= 27 && number <= 36) || (number >= 45 && number <= 47) ||
                   (number >= 50 && number <= 58);
  format.is_elapsed = number == 46;
  constexpr unsigned whole[] = {1, 3, 37, 38, 41, 42}, of_two[] = {2, 4, 7, 8, 39, 40, 43, 44};
  if (std::find(std::begin(whole), std::end(whole), number) != std::end(whole)) format.decimals = 0;
  if (std::find(std::begin(of_two), std::end(of_two), number) != std::end(of_two)) format.decimals = 2;
  return format;
}

std::optional<std::string> day_text(std::string_view number, DateSystem system) {
  const auto found = seconds_in(number);
  if (!found) return std::nullopt;
  const long long seconds = *found;
  const int whole = static_cast<int>(seconds / day);
  if (whole == 0) return time_text(seconds);
  if (system == DateSystem::from_1900 && whole == 60) return std::nullopt;  // 29 February 1900
  const Date zero = system == DateSystem::from_1904 ? date_of(1904, 1, 1)
                    : whole < 60                    ? date_of(1899, 12, 31)
                                                    : date_of(1899, 12, 30);
  const Date date = zero + whole;
  if (date > latest_date) return std::nullopt;
  return to_string(date) + (seconds % day == 0 ? "" : " " + time_text(seconds % day));
}

std::optional<std::string> elapsed_text(std::string_view number) {
  const auto seconds = seconds_in(number);
  return seconds ? std::optional(time_text(*seconds)) : std::nullopt;
}

std::optional<std::string> duration_text(std::string_view iso) {
  constexpr double most = 1e9;  // of one unit
  if (!iso.starts_with("PT")) return std::nullopt;
  iso.remove_prefix(2);
  double seconds = 0;
  while (!iso.empty()) {
    double amount = 0;
    const auto [end, error] = std::from_chars(iso.data(), iso.data() + iso.size(), amount);
    const auto digits = static_cast<std::size_t>(end - iso.data());
    if (error != std::errc{} || digits == iso.size() || !(amount >= 0) || amount > most) return std::nullopt;
    const char unit = iso[digits];
    if (unit != 'H' && unit != 'M' && unit != 'S') return std::nullopt;
    seconds += amount * (unit == 'H' ? 3600 : unit == 'M' ? 60 : 1);
    iso.remove_prefix(digits + 1);
  }
  return time_text(std::llround(seconds));
}

std::string iso_text(std::string_view instant) {
  const auto mark = instant.find('T');
  if (mark == instant.npos) return std::string(instant);
  const auto time = instant.substr(mark + 1);
  const bool midnight = time.find_first_not_of("0:.Z") == time.npos;
  return std::string(instant.substr(0, mark)) + (midnight ? "" : " " + std::string(time));
}

std::string typed_number(std::string_view stored, std::optional<std::size_t> decimals) {
  constexpr std::size_t shown = 15;  // digits
  const bool power = stored.find_first_of("eE") != stored.npos;
  if (!power && stored.find('.') == stored.npos) return std::string(stored);
  auto number = decimal(stored);
  if (!number || (power && number->point > 0)) return std::string(stored);
  round_digits(*number, shown);
  const long kept = number->point + static_cast<long>(std::min<std::size_t>(decimals.value_or(shown), 400));
  if (decimals && kept >= 0) round_digits(*number, static_cast<std::size_t>(kept));
  return written(*number);
}

std::string number_text(std::string_view stored, const NumberFormat& format, DateSystem system) {
  if (format.is_date)
    if (auto text = format.is_elapsed ? elapsed_text(stored) : day_text(stored, system)) return *text;
  std::string text = typed_number(stored, format.decimals);
  const bool whole = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  if (whole && text.size() < format.zeros) text.insert(0, format.zeros - text.size(), '0');
  if (!format.currency.empty()) text += " " + format.currency;
  return text;
}

}  // namespace siyana::exchange
