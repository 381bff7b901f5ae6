#include "exchange/dates.hpp"

#include <bit>

#include "base/text.hpp"
#include "exchange/values.hpp"

namespace siyana::exchange {

namespace {

constexpr std::size_t longest = 60;  // bytes; more is no date

void tally(ColumnDates::Sort& sort, std::string_view value, std::uint64_t line) {
  if (sort.count++ == 0) sort.first = {line, beginning(value, longest)};
}

/// A year in four digits at the front: base/date.hpp reads it so whatever the order.
bool starts_with_year(std::string_view value) {
  const std::string digits = western_digits(value.substr(0, 8));
  return digits.size() >= 4 && digits.find_first_not_of("0123456789") >= 4;
}

}  // namespace

void ColumnDates::add(std::string_view value, std::uint64_t line) {
  value = trim(value);
  if (is_placeholder(value)) {
    ++absent_;
    return;
  }
  if (is_day_number(value)) return tally(day_numbers_, value, line);
  Reading reading;
  bool read = false;
  for (std::size_t n = 0; n < orders && value.size() <= longest; ++n) {
    reading[n] = parse_date(value, static_cast<DateOrder>(n));
    read = read || reading[n];
  }
  if (!read) return tally(unreadable_, value, line);
  if (starts_with_year(value)) return add_certain(*parse_date(value, DateOrder::ymd), line);
  ++dates_;
  if (reading[0] && reading[0] == reading[1] && reading[1] == reading[2]) return;  // says nothing of the others
  add_date(reading, value, line);
}

void ColumnDates::add_certain(Date date, std::uint64_t line) {
  ++dates_;
  year_first_ = true;
  certain_above_ = certain_above_ || std::chrono::year_month_day(date.day).day() > std::chrono::day{12};
  if (certain_.count++ == 0) certain_.first = {line, to_string(date)};
}

void ColumnDates::add_date(const Reading& reading, std::string_view value, std::uint64_t line) {
  Orders admitted = 0;
  for (std::size_t n = 0; n < orders; ++n) {
    if (!reading[n]) continue;
    admitted = static_cast<Orders>(admitted | 1U << n);
    const auto& other = reading[(n + 1) % orders];
    if (other && *other != *reading[n] && differ_[n].size() < 2) differ_[n].push_back({line, std::string(value)});
  }
  possible_ &= admitted;
  ++written_;
  if (!reading[0] != !reading[1]) tally(decisive_, value, line);
  if (!first_with_[admitted]) first_with_[admitted] = {line, std::string(value)};
}

/// Values on which two of the orders still possible differ; null where none does.
const std::vector<ColumnDates::Example>* ColumnDates::at_odds() const {
  for (std::size_t n = 0; n < orders; ++n) {
    const auto pair = 1U << n | 1U << (n + 1) % orders;
    if ((possible_ & pair) == pair && !differ_[n].empty()) return &differ_[n];
  }
  return nullptr;
}

/// Such a spreadsheet makes dates, with day and month exchanged, of all that it can read, and leaves as text what has a
/// day above 12. Of columns of four dates that mix both by habit, one in twelve at most falls out so by chance.
bool ColumnDates::is_swapped() const {
  constexpr std::uint64_t enough = 4;
  return certain_.count > 0 && !certain_above_ && written_ > 0 && decisive_.count == written_ &&
         certain_.count + written_ >= enough;
}

ColumnDates::Verdict ColumnDates::verdict() const {
  if (dates_ == 0) return Verdict::none;
  if (is_swapped()) return Verdict::swapped;
  if (possible_ == 0) return Verdict::clash;
  return at_odds() ? Verdict::ambiguous : Verdict::decided;
}

DateOrder ColumnDates::order() const {
  if (possible_ == 7) return year_first_ ? DateOrder::ymd : DateOrder::dmy;
  return static_cast<DateOrder>(std::countr_zero(possible_));
}

std::vector<ColumnDates::Example> ColumnDates::examples() const {
  const auto answer = verdict();
  if (answer == Verdict::ambiguous) return *at_odds();
  if (answer == Verdict::swapped) return {certain_.first, decisive_.first};
  std::vector<Example> two;
  if (answer != Verdict::clash) return two;
  // Two sets without an order in common; three that have none are found by the pair that leaves least.
  int least = static_cast<int>(orders);
  for (unsigned a = 1; a < first_with_.size(); ++a)
    for (unsigned b = a + 1; b < first_with_.size(); ++b) {
      const int common = std::popcount(a & b);
      if (!first_with_[a] || !first_with_[b] || common >= least) continue;
      least = common;
      two = {*first_with_[a], *first_with_[b]};
    }
  if (two.size() == 2 && two[1].line < two[0].line) std::swap(two[0], two[1]);
  return two;
}

/// The sentence of a doubt, still without its parts.
Sentence ColumnDates::in_doubt(Verdict verdict) const {
  if (verdict == Verdict::swapped)
    return say(
        "{column}: a spreadsheet seems to have read days as months: its dates, as {value} on line {line}, have no day "
        "above 12, and each it left as text, as {other} on line {other_line}, has one; import the file as it was "
        "before, or, if the dates are right, say so with --date-format");
  if (verdict == Verdict::clash)
    return say(
        "{column}: line {line} has {value} and line {other_line} has {other}, which no one order of day and month "
        "reads; mend the file");
  if (examples().size() == 1)
    return say("{column}: line {line} has {value}, which has several readings; say the order with --date-format");
  return say(
      "{column}: line {line} has {value} and line {other_line} has {other}, which have several readings; say the order "
      "with --date-format");
}

std::optional<Sentence> ColumnDates::doubt(std::string_view heading, const LineName& line_name) const {
  const auto answer = verdict();
  if (answer == Verdict::none || answer == Verdict::decided) return std::nullopt;
  const auto rows = examples();
  const auto &first = rows.front(), &second = rows.back();
  Sentence sentence = in_doubt(answer);
  sentence.parts = {{"column", std::string(heading)},
                    {"line", line_name(first.line)},
                    {"value", first.value},
                    {"other_line", line_name(second.line)},
                    {"other", second.value}};
  return sentence;
}

}  // namespace siyana::exchange
