#include "exchange/header.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "exchange/values.hpp"

namespace siyana::exchange {

bool is_blank(const Record& record) {
  return std::all_of(record.fields.begin(), record.fields.end(), [](auto field) { return trim(field).empty(); });
}

namespace {

constexpr std::size_t most_looked_at = 20;

/// What is to be known of a record to take it for the header; its cells may be large, and are not kept.
struct Outline {
  std::uint64_t line = 0;
  std::size_t width = 0, filled = 0, known = 0;

  /// One known cell is enough only where there is only one: a title may be a known word.
  bool is_recognised() const { return known * 2 > filled && (known > 1 || width == 1); }
};

Outline outline_of(const Record& record, const std::function<bool(std::string_view)>& is_known) {
  Outline outline{record.line, record.fields.size()};
  for (const auto field : record.fields) {
    const auto cell = trim(field);
    if (cell.empty()) continue;
    ++outline.filled;
    if (is_known(cell)) ++outline.known;
  }
  return outline;
}

/// Of the first records, from the start.
std::vector<Outline> outlines_of(Rows& rows, const std::function<bool(std::string_view)>& is_known) {
  std::vector<Outline> outlines;
  rows.rewind();
  while (outlines.size() < most_looked_at) {
    const auto record = rows.next();
    if (!record) break;
    outlines.push_back(outline_of(*record, is_known));
  }
  return outlines;
}

/// The width of most records; of two as frequent, the wider.
std::size_t usual_width(const std::vector<Outline>& records) {
  std::map<std::size_t, std::size_t> tally;
  for (const auto& record : records) ++tally[record.width];
  std::pair<std::size_t, std::size_t> usual;
  for (const auto& [width, times] : tally) usual = std::max(usual, {times, width});
  return usual.second;
}

/// The first record of the usual width, if it can be one with most cells filled: a title is one cell and empty ones.
auto first_of_usual_width(const std::vector<Outline>& records) {
  const std::size_t usual = usual_width(records);
  const auto is_usual = [&](const Outline& record) { return record.width == usual; };
  const auto is_full = [&](const Outline& record) { return is_usual(record) && record.filled * 2 > usual; };
  const auto full = std::find_if(records.begin(), records.end(), is_full);
  return full != records.end() ? full : std::find_if(records.begin(), records.end(), is_usual);
}

/// A heading on one line, without blanks around it.
std::string heading(std::string_view field) {
  std::string text(trim(field));
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

}  // namespace

std::string filled_cells(const Record& record) {
  constexpr std::size_t enough = 200;
  std::string text;
  for (const auto field : record.fields) {
    const auto cell = trim(field);
    if (cell.empty() || text.size() >= enough) continue;
    text.append(text.empty() ? "" : " ").append(beginning(cell, enough - text.size()));
  }
  return text;
}

std::optional<Header> find_header(Rows& rows, const std::function<bool(std::string_view)>& is_known) {
  const auto outlines = outlines_of(rows, is_known);
  if (outlines.empty()) return std::nullopt;
  auto found = std::find_if(outlines.begin(), outlines.end(), std::mem_fn(&Outline::is_recognised));
  const bool recognised = found != outlines.end();
  // Headings of two rows, some merged over both: the lower one is whole.
  while (recognised && found + 1 != outlines.end() && found[1].is_recognised() && found[1].known > found->known &&
         found[1].line == found->line + 1)
    ++found;
  if (!recognised) found = first_of_usual_width(outlines);
  auto header = header_at(rows, found->line);
  header->recognised = recognised;
  return header;
}

std::optional<Header> header_at(Rows& rows, std::uint64_t line) {
  Header header;
  rows.rewind();
  while (const auto record = rows.next()) {
    if (record->line > line) break;
    if (record->line < line) {
      if (header.above.size() < most_looked_at) header.above.push_back({record->line, filled_cells(*record)});
      continue;
    }
    header.line = record->line;
    for (const auto field : record->fields) header.names.push_back(heading(field));
    return header;
  }
  return std::nullopt;
}

}  // namespace siyana::exchange
