#include "base/date.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/interval.hpp"
#include "base/text.hpp"

namespace siyana {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr int not_digits = -100000;  // stays far below any year when multiplied or added to

/// Two characters as a number.
constexpr int two_digits(const char* text) {
  if (!is_digit(text[0]) || !is_digit(text[1])) return not_digits;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

char* write_two(int number, char* out) {
  *out++ = static_cast<char>('0' + number / 10);
  *out++ = static_cast<char>('0' + number % 10);
  return out;
}

/// The day, where there is one.
std::optional<Date> existing(int year, int month, int day) {
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return {};
  const auto date = std::chrono::year(year) / month / day;
  if (!date.ok()) return {};
  return Date{std::chrono::sys_days(date)};
}

/// Digits as they were written: how many there are tells a year from a day.
struct Number {
  int value = 0;
  int digits = 0;
};

/// Reads a text from left to right.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

  bool blanks() {
    const auto before = rest_.size();
    while (next_is(" ")) rest_.remove_prefix(1);
    return rest_.size() < before;
  }

  /// One of these characters.
  bool one_of(std::string_view characters) {
    if (!next_is(characters)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// No part of a date has five digits: more of them are left, and nothing accepts what is read.
  Number number() {
    Number read;
    while (!rest_.empty() && is_digit(rest_.front()) && read.digits <= 4) {
      read.value = read.value * 10 + (rest_.front() - '0');
      ++read.digits;
      rest_.remove_prefix(1);
    }
    return read;
  }

  bool number_below(int end) {
    const auto read = number();
    return read.digits >= 1 && read.digits <= 2 && read.value < end;
  }

  /// What stands between two parts of a date, blanks around it allowed: one of / . - or blanks alone; 0 for neither.
  char separator() {
    const bool blank = blanks();
    const char found = next_is("/.-") ? rest_.front() : blank ? ' ' : '\0';
    if (found != ' ' && found != '\0') rest_.remove_prefix(1);
    blanks();
    return found;
  }

 private:
  bool next_is(std::string_view characters) const {
    return !rest_.empty() && characters.find(rest_.front()) != characters.npos;
  }

  std::string_view rest_;
};

/// The numbers at the beginning of a text, in the order in which they are written.
struct Parts3 {
  std::array<Number, 3> numbers;
  std::size_t count = 0;
  char separator = '\0';
  std::string_view rest;
};

Parts3 read_parts(std::string_view text) {
  Reader reader(text);
  Parts3 parts;
  while (parts.count < 3) {
    const auto number = reader.number();
    if (number.digits == 0) return {};
    parts.numbers[parts.count++] = number;
    parts.rest = reader.rest();
    if (parts.count == 3) break;
    const char separator = reader.separator();
    if (separator == '\0') break;
    if (parts.count == 2 && separator != parts.separator) return {};
    parts.separator = separator;
  }
  return parts;
}

std::optional<Date> assemble(Number year, Number month, Number day) {
  if (month.digits > 2 || day.digits > 2) return {};
  if (year.digits == 4) return existing(year.value, month.value, day.value);
  if (year.digits != 2) return {};
  return existing(year.value + (year.value < 70 ? 2000 : 1900), month.value, day.value);
}

bool is_offset(Reader& reader) {
  if (!reader.one_of("+-")) return false;
  const auto hours = reader.number();
  if (hours.digits == 4) return reader.at_end();
  return hours.digits == 2 && (reader.at_end() || (reader.one_of(":") && reader.number().digits == 2)) &&
         reader.at_end();
}

bool ends_a_time(Reader reader) {
  reader.blanks();
  static constexpr std::array<std::string_view, 9> halves{"", "Z", "z", "AM", "PM", "am", "pm", "ص", "م"};
  return std::find(halves.begin(), halves.end(), reader.rest()) != halves.end() || is_offset(reader);
}

/// What may follow a file's date: nothing, or a time as 08:30, T08:30:00.5Z, 08:30:00+01:00, 8:30 PM or 08h30.
bool is_time(std::string_view text) {
  Reader reader(text);
  if (reader.at_end()) return true;
  if (!reader.blanks() && !reader.one_of("Tt")) return false;
  if (!reader.number_below(24) || !reader.one_of(":hH") || !reader.number_below(60)) return false;
  if (reader.one_of(":")) {
    if (!reader.number_below(61)) return false;
    if (reader.one_of(".,"))
      while (reader.one_of("0123456789")) {
      }
  }
  return ends_a_time(reader);
}

/// The words of fold(), a month a line: French, English, and Arabic as written in the Maghreb and in Egypt.
constexpr std::array<std::string_view, 12> month_names{"janvier janv jan january جانفي يناير",
                                                       "fevrier fevr fev february feb فيفري فبراير",
                                                       "mars mar march مارس",
                                                       "avril avr april apr افريل ابريل",
                                                       "mai may ماي مايو",
                                                       "juin jun june جوان يونيو",
                                                       "juillet juil jul july جويليه يوليو يوليوز",
                                                       "aout aou august aug اوت اغسطس غشت",
                                                       "septembre sept sep september سبتمبر شتنبر",
                                                       "octobre oct october اكتوبر",
                                                       "novembre nov november نوفمبر نونبر",
                                                       "decembre dec december ديسمبر دجنبر"};

/// 1 to 12, or 0 digits.
Number month_named(const std::string& word) {
  for (std::size_t i = 0; i < month_names.size(); ++i)
    for (const auto& name : words(month_names[i]))
      if (name == word) return {static_cast<int>(i) + 1, 2};
  return {};
}

/// A number alone, or as the first of a month: `1er`, `1st`.
Number number_in(std::string_view word) {
  const auto digits = std::min(word.find_first_not_of("0123456789"), word.size());
  const auto rest = word.substr(digits);
  if (digits > 4 || (!rest.empty() && rest != "er" && rest != "st" && rest != "nd" && rest != "rd" && rest != "th"))
    return {};
  Number number{0, static_cast<int>(digits)};
  for (const char digit : word.substr(0, digits)) number.value = number.value * 10 + (digit - '0');
  return number;
}

/// `12 mars 2019`, `12-mars-19`, `1er févr. 2019`, `March 12, 2019`, `١٢ مارس ٢٠١٩`.
std::optional<Date> day_of_named_month(std::string_view text) {
  constexpr std::size_t longest = 40;
  if (text.size() > longest) return {};
  const auto said = words(text);
  if (said.size() != 3) return {};
  const auto second = month_named(said[1]);
  const auto month = second.digits != 0 ? second : month_named(said[0]);
  const auto day = number_in(said[second.digits != 0 ? 0 : 1]);
  if (month.digits == 0 || day.digits == 0) return {};
  return assemble(number_in(said[2]), month, day);
}

std::optional<Date> named_day(std::string_view text, Date today) {
  static constexpr std::array<std::pair<std::string_view, int>, 9> days{{{"today", 0},
                                                                         {"yesterday", -1},
                                                                         {"tomorrow", 1},
                                                                         {"aujourd hui", 0},
                                                                         {"hier", -1},
                                                                         {"demain", 1},
                                                                         {"اليوم", 0},
                                                                         {"امس", -1},
                                                                         {"غدا", 1}}};
  const auto word = fold_whole(text);
  const auto* found = std::find_if(days.begin(), days.end(), [&](const auto& day) { return word == day.first; });
  if (found == days.end()) return {};
  return today + found->second;
}

/// `-2d` and `+30d`: the sign is what tells them from an interval.
std::optional<Date> relative_day(std::string_view text, Date today) {
  const char sign = text.empty() ? '\0' : text.front();
  if (sign != '+' && sign != '-') return {};
  const auto interval = parse_interval(text.substr(1));
  if (!interval) return {};
  const Date date = add(today, *interval, sign == '-' ? -1 : 1);
  // Held at the edge of the calendar: a slip of the hand, not a date.
  if (date == earliest_date || date == latest_date) return {};
  return date;
}

std::optional<Date> latest_past(Number day, Number month, Date today) {
  if (day.digits > 2 || month.digits > 2) return {};
  const int this_year = static_cast<int>(std::chrono::year_month_day(today.day).year());
  // Eight years lie between the leap days around 1900.
  for (int year = this_year; year >= this_year - 8; --year)
    if (const auto date = existing(year, month.value, day.value); date && *date <= today) return date;
  return {};
}

std::optional<Date> written_day(std::string_view text, Date today) {
  const auto [numbers, count, separator, rest] = read_parts(text);
  if (count < 2 || separator == ' ' || !rest.empty()) return {};
  if (count == 2) return latest_past(numbers[0], numbers[1], today);
  if (numbers[0].digits == 4) return assemble(numbers[0], numbers[1], numbers[2]);
  if (numbers[2].digits == 2 && separator == '-') return {};
  return assemble(numbers[2], numbers[1], numbers[0]);
}

}  // namespace

std::optional<Date> parse_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const char* digits = text.data();
  return existing(two_digits(digits) * 100 + two_digits(digits + 2), two_digits(digits + 5), two_digits(digits + 8));
}

char* write_iso(Date date, char* out) {
  const std::chrono::year_month_day civil(std::clamp(date, earliest_date, latest_date).day);
  const int year = static_cast<int>(civil.year());
  out = write_two(year % 100, write_two(year / 100, out));
  *out++ = '-';
  out = write_two(static_cast<int>(static_cast<unsigned>(civil.month())), out);
  *out++ = '-';
  return write_two(static_cast<int>(static_cast<unsigned>(civil.day())), out);
}

std::string to_string(Date date) {
  std::string text(10, '\0');
  write_iso(date, text.data());
  return text;
}

std::string day_first(std::string_view iso) {
  if (!parse_iso(iso.substr(0, 10))) return std::string(iso);
  std::string text;
  text.append(iso.substr(8, 2)).append("/").append(iso.substr(5, 2)).append("/").append(iso.substr(0, 4));
  if (iso.size() >= 16) text.append(" ").append(iso.substr(11, 5));
  return text;
}

std::optional<Understood> parse_date(std::string_view text, Date today) {
  if (const auto iso = parse_iso(trim(text))) return Understood{*iso, true};
  const std::string words = plain(text);
  auto date = written_day(words, today);
  if (!date) date = relative_day(words, today);
  if (!date) date = named_day(words, today);
  if (!date) return {};
  return Understood{*date, false};
}

std::optional<Date> parse_date(std::string_view text, DateOrder order) {
  if (const auto iso = parse_iso(text)) return iso;
  const std::string written = plain(text);
  const auto parts = read_parts(written);
  if (parts.count < 3 || !is_time(parts.rest)) return day_of_named_month(written);
  const auto& [first, second, third] = parts.numbers;
  if (first.digits == 4 || order == DateOrder::ymd) return assemble(first, second, third);
  if (order == DateOrder::mdy) return assemble(third, first, second);
  return assemble(third, second, first);
}

}  // namespace siyana
