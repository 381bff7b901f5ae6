#include "exchange/xlsx_sheet.hpp"

#include <charconv>
#include <optional>

#include "base/utf8.hpp"
#include "exchange/delimited.hpp"

namespace siyana::exchange {
namespace {

struct Reference {
  std::size_t column;
  std::uint64_t row;
};

/// `AB12`: column 27, counted from 0, row 12.
std::optional<Reference> reference(std::string_view text) {
  std::size_t column = 0, at = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && at < 4; ++at)
    column = column * 26 + static_cast<std::size_t>(text[at] - 'A' + 1);
  std::uint64_t row = 0;
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), row);
  if (column == 0 || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return Reference{column - 1, row};
}

std::optional<unsigned> escaped_at(std::string_view text, std::size_t at) {
  unsigned code = 0;
  if (at + 7 > text.size() || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') return std::nullopt;
  const char* end = text.data() + at + 6;
  if (std::from_chars(text.data() + at + 2, end, code, 16).ptr != end) return std::nullopt;
  return code;
}

}  // namespace

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto code = escaped_at(text, at);
    if (!code) {
      out += text[at++];
      continue;
    }
    const bool surrogate = *code >= 0xD800 && *code <= 0xDFFF;
    if ((*code >= 0x20 || *code == '\n' || *code == '\t') && !surrogate) append_code(out, static_cast<Code>(*code));
    at += 7;
  }
  return out;
}

void XlsxSheet::start(std::string_view name, const Attributes& attributes) {
  if (name == "row") start_row(attributes);
  if (name == "c") start_cell(attributes);
  if (name == "f") formula_ = true;
  if (name == "rPh") phonetic_ = true;
  if (name == "mergeCell") add_merged(attributes["ref"]);
  collects_ = name == "v" || (name == "t" && !phonetic_);
}

void XlsxSheet::end(std::string_view name) {
  collects_ = false;
  if (name == "rPh") phonetic_ = false;
  if (name == "c") end_cell();
  if (name == "row") rows_.end_row(row_);
}

void XlsxSheet::text(std::string_view text) {
  if (collects_ && value_.size() <= DelimitedReader::max_field) value_ += text;
}

/// A row or a cell that does not say where it stands is the next.
void XlsxSheet::start_row(const Attributes& attributes) {
  const auto said = attributes["r"];
  std::uint64_t row = 0;
  const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), row);
  row_ = error == std::errc{} && row > row_ ? row : row_ + 1;
  column_ = RowStore::most_columns;
}

void XlsxSheet::start_cell(const Attributes& attributes) {
  const auto said = reference(attributes["r"]);
  column_ = said ? said->column : column_ == RowStore::most_columns ? 0 : column_ + 1;
  type_ = attributes["t"];
  const auto style = attributes["s"];
  style_ = 0;
  std::from_chars(style.data(), style.data() + style.size(), style_);
  value_.clear();
  formula_ = false;
}

void XlsxSheet::end_cell() {
  if (value_.empty()) {
    if (formula_ && type_ != "str") ++unsaved_formulas_;
    return;
  }
  rows_.add_cell(column_, cell_text());
}

std::string XlsxSheet::cell_text() {
  if (type_ == "s") {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), number);
    return error == std::errc{} && number < context_.texts.size() ? std::string(context_.texts[number]) : std::string();
  }
  if (type_ == "b") return value_ == "1" ? "TRUE" : "FALSE";
  if (type_ == "d") return iso_text(value_);
  if (!type_.empty() && type_ != "n") return unescaped(value_);
  static const NumberFormat general;
  const auto& format = style_ < context_.formats.size() ? context_.formats[style_] : general;
  return number_text(value_, format, context_.dates);
}

/// Down one column: a merged title over several is read once.
void XlsxSheet::add_merged(std::string_view range) {
  const auto colon = range.find(':');
  if (colon == range.npos) return;
  const auto first = reference(range.substr(0, colon)), last = reference(range.substr(colon + 1));
  if (!first || !last) return;
  if (first->column == last->column) rows_.add_merged({first->row, last->row, first->column});
  if (first->row == last->row && first->column < last->column)
    rows_.add_across(first->row, first->column, last->column - first->column + 1);
}

}  // namespace siyana::exchange
