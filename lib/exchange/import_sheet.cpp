#include "exchange/import_sheet.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace siyana::exchange {
namespace {

char delimiter_of(Utf8Reader& text, const ImportOptions& options) {
  if (options.delimiter) return *options.delimiter;
  return guess_delimiter(text).value_or(',');
}

std::string name_of_delimiter(char delimiter) {
  switch (delimiter) {
    case ';':
      return "semicolon";
    case '\t':
      return "tab";
    case '|':
      return "pipe";
    default:
      return {delimiter};
  }
}

/// The headings that satisfy `is_it`, as a person reads them.
template <class Predicate>
std::string listed(const std::vector<Column>& columns, Predicate is_it) {
  std::string text;
  for (const auto& column : columns)
    if (is_it(column)) text += (text.empty() ? "" : ", ") + column.header;
  return text;
}

}  // namespace

DateOrder date_order_named(std::string_view text) {
  constexpr std::string_view names[] = {"dmy", "mdy", "ymd"};
  for (std::size_t i = 0; i < std::size(names); ++i)
    if (names[i] == text) return static_cast<DateOrder>(i);
  throw Error(Fault::usage, "--date-format is dmy, mdy or ymd, not {text}", {{"text", std::string(text)}});
}

char delimiter_named(std::string_view text) {
  if (text == "tab" || text == "\\t") return '\t';
  if (text.size() == 1 && text != "\"" && text != "\n" && text != "\r" && is_utf8(text)) return text.front();
  throw Error(Fault::usage, "--delimiter is one character, as ; or tab, not {text}", {{"text", std::string(text)}});
}

Encoding require_encoding(std::string_view text) {
  if (const auto encoding = encoding_named(text)) return *encoding;
  throw Error(Fault::usage,
              "no encoding {text}: it is one of utf-8, utf-16le, utf-16be, windows-1252 (latin1), windows-1256",
              {{"text", std::string(text)}});
}

Sheet::Sheet(int descriptor, const std::string& name, const ImportOptions& options)
    : name_(name),
      text_(descriptor, options.encoding ? *options.encoding : guess(descriptor, name), name),
      records_(text_, delimiter_of(text_, options)) {
  match(options);
}

void Sheet::match(const ImportOptions& options) {
  auto header = find_header(records_, [&](std::string_view heading) {
    return is_heading(heading) || std::any_of(options.mappings.begin(), options.mappings.end(),
                                              [&](const auto& mapping) { return mapping.header == heading; });
  });
  if (!header) throw Error(Fault::invalid, "{file} holds no row", {{"file", name_}});
  header_ = std::move(*header);
  columns_ = match_columns(header_.names, options.mappings);
  for (auto& column : columns_)
    if (column.header == reason_heading) column = {column.header, {}, Column::Match::ignored};
  if (std::any_of(columns_.begin(), columns_.end(), [](const auto& column) { return !column.field.empty(); })) return;
  throw Error(Fault::invalid,
              "{file}, line {line}: no heading is known ({columns}); say what they are, as --map \"Header=serial\"",
              {{"file", name_},
               {"line", std::to_string(header_.line)},
               {"columns", listed(columns_, [](const auto& column) { return !column.header.empty(); })}});
}

std::vector<Sentence> Sheet::understood() const {
  std::vector<Sentence> said;
  if (text_.encoding() != Encoding::utf8)
    said.push_back(say("{file} is read as {encoding}",
                       {{"file", name_}, {"encoding", std::string(exchange::name_of(text_.encoding()))}}));
  if (delimiter() != ',')
    said.push_back(say("columns are divided by {delimiter}", {{"delimiter", name_of_delimiter(delimiter())}}));
  for (const auto& passed : header_.above)
    said.push_back(say("line {line} is passed over, above the headings: {text}",
                       {{"line", std::to_string(passed.line)}, {"text", passed.text}}));
  for (const auto& column : columns_)
    if (column.match == Column::Match::near)
      said.push_back(
          say("column {column} is read as {field}", {{"column", column.header}, {"field", std::string(column.field)}}));
  const auto unknown =
      listed(columns_, [](const auto& c) { return c.match == Column::Match::none && !c.header.empty(); });
  if (!unknown.empty()) said.push_back(say("columns passed over: {columns}", {{"columns", unknown}}));
  return said;
}

std::size_t Sheet::place_of(std::string_view field) const { return column_of(columns_, field).value_or(nowhere); }

std::string Sheet::heading_of(std::size_t place) const {
  if (place < columns_.size() && !columns_[place].header.empty()) return columns_[place].header;
  return "#" + std::to_string(place + 1);
}

std::optional<Record> Sheet::next() {
  while (auto record = records_.next())
    if (!is_blank(*record)) return record;
  return std::nullopt;
}

void Sheet::rewind() {
  records_.rewind();
  while (const auto record = records_.next())
    if (record->line == header_.line) return;
}

}  // namespace siyana::exchange
