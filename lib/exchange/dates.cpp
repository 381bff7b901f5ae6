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
  ++dates_;
  if (starts_with_year(value))
    year_first_ = true;
  else
    add_date(reading, value, line);
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

ColumnDates::Verdict ColumnDates::verdict() const {
  if (dates_ == 0) return Verdict::none;
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

std::optional<Sentence> ColumnDates::doubt(std::string_view heading, const LineName& line_name) const {
  const auto answer = verdict();
  if (answer != Verdict::ambiguous && answer != Verdict::clash) return std::nullopt;
  const auto rows = examples();
  const auto &first = rows.front(), &second = rows.back();
  Sentence sentence =
      answer == Verdict::clash
          ? say("{column}: line {line} has {value} and line {other_line} has {other}, which no one order of day and "
                "month reads; mend the file")
      : rows.size() == 1
          ? say("{column}: line {line} has {value}, which has several readings; say the order with --date-format")
          : say("{column}: line {line} has {value} and line {other_line} has {other}, which have several readings; say "
                "the order with --date-format");
  sentence.parts = {{"column", std::string(heading)},
                    {"line", line_name(first.line)},
                    {"value", first.value},
                    {"other_line", line_name(second.line)},
                    {"other", second.value}};
  return sentence;
}

}  // namespace siyana::exchange
