#include "exchange/cells.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "exchange/values.hpp"

namespace siyana::exchange {
namespace {

constexpr std::size_t most_shown = 60;  // bytes of a bad value

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '1' && c <= '9'; });
}

}  // namespace

std::string_view said_in(std::string_view cell) {
  const std::string_view text = trim(cell);
  // No word for nothing has a digit above 0: most cells need no closer look.
  return text.empty() || has_digit(text) || !is_placeholder(text) ? text : std::string_view{};
}

Sentence of_value(std::string_view id, std::string_view value) {
  return say(id, {{"value", beginning(value, most_shown)}});
}

void add_fault(CellFaults& faults, std::size_t column, std::string_view value, Sentence problem) {
  faults.push_back({column, beginning(value, most_shown), std::move(problem)});
}

Cells::Cells(const Sheet& sheet, const ImportOptions& options)
    : sheet_(sheet), today_(options.today), orders_(sheet.columns().size(), options.order.value_or(DateOrder::dmy)) {}

std::optional<Date> Cells::maybe_date(const Record& record, std::size_t place) const {
  const std::string_view text = trim(cell(record, place));
  if (text.empty()) return std::nullopt;
  return parse_date(text, place < orders_.size() ? orders_[place] : DateOrder::dmy);
}

std::optional<Date> Cells::date(const Record& record, std::size_t place, bool may_be_ahead, CellFaults& faults) const {
  const std::string_view text = trim(cell(record, place));
  if (text.empty()) return std::nullopt;
  const auto date = parse_date(text, orders_[place]);
  if (date && *date >= earliest_likely && (may_be_ahead || *date <= today_)) return date;
  if (date && *date < earliest_likely)
    add_fault(faults, place, text, of_value("{value} is before 1950: is the year a slip of the hand?", text));
  else if (date)
    add_fault(faults, place, text, of_value("{value} is after today", text));
  else if (is_day_number(text))
    add_fault(faults, place, text, of_value("{value} is a spreadsheet's number for a day: write it as a date", text));
  else if (has_no_day(text))
    add_fault(faults, place, text, of_value("{value} has no day: write a whole date, as 2019-03-12", text));
  else if (!is_placeholder(text))
    add_fault(faults, place, text, of_value("{value} is not a date", text));
  return std::nullopt;
}

void Cells::require_quotes(const Record& record, CellFaults& faults) {
  if (!record.stray_quote) return;
  add_fault(faults, *record.stray_quote, cell(record, *record.stray_quote),
            say("text follows a closing quote: double the quotes within a text, or remove them"));
}

void Cells::require_width(const Record& record, CellFaults& faults) const {
  const std::size_t width = sheet_.columns().size();
  for (std::size_t i = width; i < record.fields.size(); ++i) {
    if (trim(record.fields[i]).empty()) continue;
    return add_fault(
        faults, Sheet::nowhere, record.fields[i],
        say("the row has {cells} cells and the headings are {width}: is a text with a delimiter not in quotes?",
            {{"cells", std::to_string(record.fields.size())}, {"width", std::to_string(width)}}));
  }
}

void Cells::require_values(const Record& record, CellFaults& faults) const {
  for (std::size_t i = 0; i < std::min(record.fields.size(), sheet_.columns().size()); ++i) {
    const std::string_view text = trim(record.fields[i]);
    if (!sheet_.columns()[i].field.empty() && is_formula_error(text))
      add_fault(faults, i, text, of_value("{value} is a spreadsheet's error, not a value: mend the formula", text));
  }
}

DateColumns::DateColumns(const Sheet& sheet, const ImportOptions& options, bool (*is_date_field)(std::string_view))
    : sheet_(sheet), given_(options.order) {
  for (std::size_t i = 0; i < sheet.columns().size() && !given_; ++i)
    if (is_date_field(sheet.columns()[i].field)) places_.push_back(i);
  dates_.resize(places_.size());
}

void DateColumns::add(const Record& record) {
  for (std::size_t i = 0; i < dates_.size(); ++i) {
    const std::string_view text = cell(record, places_[i]);
    if (const auto date = parse_iso(text))
      dates_[i].add_certain(*date, record.line);
    else
      dates_[i].add(text, record.line);
  }
}

DateOrders DateColumns::orders() {
  constexpr std::string_view names[] = {"dmy", "mdy", "ymd"};
  DateOrders orders(sheet_.columns().size(), given_.value_or(DateOrder::dmy));
  for (std::size_t i = 0; i < dates_.size(); ++i) {
    const std::string heading = sheet_.heading_of(places_[i]);
    if (auto doubt = dates_[i].doubt(heading, [this](auto line) { return sheet_.line_name(line); }))
      throw Error(Fault::invalid, std::move(*doubt));
    orders[places_[i]] = dates_[i].order();
    if (dates_[i].dates() > 0 && dates_[i].order() != DateOrder::ymd)
      found_order_ = names[static_cast<std::size_t>(dates_[i].order())];
  }
  return orders;
}

}  // namespace siyana::exchange
