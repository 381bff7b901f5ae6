#include "exchange/import_sheet.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "exchange/lost_letters.hpp"
#include "exchange/misread.hpp"
#include "exchange/values.hpp"

namespace siyana::exchange {
namespace {

/// The headings that satisfy `is_it`, as a person reads them.
template <class Predicate>
std::string listed(const std::vector<Column>& columns, Predicate is_it) {
  std::string text;
  for (const auto& column : columns)
    if (is_it(column)) text += (text.empty() ? "" : ", ") + column.header;
  return text;
}

Sentence of_unknown(std::optional<bool> keep, const std::string& columns) {
  if (!keep) return say("columns passed over: {columns}", {{"columns", columns}});
  if (*keep) return say("columns kept as extra fields: {columns}", {{"columns", columns}});
  return say("columns passed over: {columns}; --keep-columns keeps them as extra fields", {{"columns", columns}});
}

/// What siyana's own list of devices says that no import takes; it would come back as a field of the hospital's.
bool is_worked_out(std::string_view heading, const std::vector<Column>& columns) {
  constexpr std::string_view names[] = {"usage", "parent", "snoozed_until"};
  const auto is_there = [&](std::string_view name) {
    return std::any_of(columns.begin(), columns.end(), [&](const auto& column) { return column.header == name; });
  };
  return is_there("import_ref") && is_there("snoozed_until") &&
         std::find(std::begin(names), std::end(names), heading) != std::end(names);
}

/// Below a table: a word for a sum, and most cells empty.
bool is_row_of_total(const Record& record, std::size_t columns) {
  std::size_t filled = 0;
  std::string_view first;
  for (const auto field : record.fields) {
    const auto text = trim(field);
    if (text.empty()) continue;
    if (filled++ == 0) first = text;
    if (filled * 2 > columns + 1) return false;
  }
  return is_total(first);
}

bool has_digit(std::string_view text) { return western_digits(text).find_first_of("0123456789") != std::string::npos; }

constexpr std::string_view department = "department";

/// `Feuil1`, `Sheet 2`, `ورقة3`: what a spreadsheet program calls a sheet that nobody named.
bool is_default_name(std::string_view name) {
  constexpr std::string_view words[] = {"feuil", "feuille", "sheet", "hoja", "tabelle", "ورقه", "ورقه عمل"};
  const std::string folded = fold(name);
  std::string_view word = folded;
  while (!word.empty() && word.back() >= '0' && word.back() <= '9') word.remove_suffix(1);
  word = trim(word);
  return word.empty() || std::find(std::begin(words), std::end(words), word) != std::end(words);
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

std::uint64_t header_row_in(std::string_view text) {
  constexpr long long last = 1'048'576;  // of a spreadsheet
  const auto row = parse_number(text);
  if (row && *row >= 1 && *row <= last) return static_cast<std::uint64_t>(*row);
  throw Error(Fault::usage, "--header-row is the number of a line, from 1, not {text}", {{"text", std::string(text)}});
}

Sheet::Sheet(int descriptor, const std::string& name, const ImportOptions& options)
    : name_(name), keep_columns_(options.keep_columns), source_(open_source(descriptor, name, options)) {
  find_headers(options);
  match(options);
  start(0);
}

void Sheet::find_headers(const ImportOptions& options) {
  const auto is_known = [&](std::string_view heading) {
    return !options.known->spelled(heading).empty() ||
           std::any_of(options.mappings.begin(), options.mappings.end(),
                       [&](const auto& mapping) { return mapping.header == heading; });
  };
  for (std::size_t i = 0; i < source_.tables.size(); ++i) {
    Rows& table = *source_.tables[i].rows;
    auto header = options.header_row ? header_at(table, *options.header_row) : find_header(table, is_known);
    if (header) parts_.push_back({i, std::move(*header), {}});
  }
  if (!parts_.empty()) return;
  if (options.header_row)
    throw Error(Fault::invalid, "{file} has no headings on line {line}: say where they are with --header-row",
                {{"file", name_}, {"line", std::to_string(*options.header_row)}});
  throw Error(Fault::invalid, "{file} holds no row", {{"file", name_}});
}

/// Of several sheets those without a known heading, or with one where others have more, are a summary or notes.
void Sheet::match(const ImportOptions& options) {
  require_used(options.mappings);
  const auto is_known = [](const auto& column) { return !column.field.empty(); };
  std::vector<Part> all = std::move(parts_);
  parts_.clear();
  std::vector<std::vector<Column>> columns;
  std::ptrdiff_t most = 0;
  for (const auto& part : all) {
    columns.push_back(match_columns(part.header.names, mappings_for(part.header, options), *options.known));
    most = std::max(most, std::count_if(columns.back().begin(), columns.back().end(), is_known));
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto known = std::count_if(columns[i].begin(), columns[i].end(), is_known);
    if (all.size() > 1 && (known == 0 || (known == 1 && most > 1))) {
      pass_over_sheet(source_.tables[all[i].table].name, columns[i]);
      continue;
    }
    add_columns(all[i], columns[i]);
    parts_.push_back(std::move(all[i]));
  }
  if (parts_.empty()) parts_ = std::move(all);
  require_headings_read_right();
  if (std::none_of(columns_.begin(), columns_.end(), is_known)) refuse_headings();
  if (source_.all_sheets) add_departments();
}

void Sheet::pass_over_sheet(const std::string& sheet, const std::vector<Column>& columns) {
  for (const auto& column : columns)
    if (!column.field.empty())
      return source_.understood.push_back(
          say("the sheet {sheet} has one known heading, {heading}, and is passed over: --sheet reads it by its name",
              {{"sheet", sheet}, {"heading", column.header}}));
  source_.understood.push_back(say("the sheet {sheet} has no known heading and is passed over", {{"sheet", sheet}}));
}

/// Where there are several sheets, a mapping is for those that have its heading.
std::vector<Mapping> Sheet::mappings_for(const Header& header, const ImportOptions& options) const {
  if (source_.tables.size() == 1) return options.mappings;
  std::vector<Mapping> own;
  for (const auto& mapping : options.mappings)
    if (means_heading(mapping, header.names)) own.push_back(mapping);
  return own;
}

void Sheet::require_used(const std::vector<Mapping>& mappings) const {
  for (const auto& mapping : mappings)
    if (source_.tables.size() > 1 && std::none_of(parts_.begin(), parts_.end(), [&](const auto& part) {
          return means_heading(mapping, part.header.names);
        }))
      throw Error(Fault::usage, "no sheet of {file} has a column {column}",
                  {{"file", name_}, {"column", mapping.header}});
}

/// A sheet without a column of departments is one, unless its name is the one that every program gives.
void Sheet::add_departments() {
  const auto has_column = [&](const Part& part) {
    return std::any_of(part.places.begin(), part.places.end(),
                       [&](auto place) { return columns_[place].field == department; });
  };
  for (auto& part : parts_) part.is_department = !has_column(part) && !is_default_name(source_.tables[part.table].name);
  if (std::any_of(parts_.begin(), parts_.end(), std::mem_fn(&Part::is_department)) && place_of(department) == nowhere)
    columns_.push_back({std::string(department), department, Column::Match::heading});
}

/// Columns of several tables that hold the same field, or have the same heading, are one.
void Sheet::add_columns(Part& part, const std::vector<Column>& own) {
  for (const auto& column : own) {
    const std::size_t place = place_for(column, part);
    if (place == columns_.size()) columns_.push_back(column);
    if (keep_columns_.value_or(false) && column.match == Column::Match::none && is_worked_out(column.header, own)) {
      columns_[place].match = Column::Match::ignored;
      worked_out_ += (worked_out_.empty() ? "" : ", ") + column.header;
    }
    if (column.header == reason_heading) columns_[place] = {column.header, {}, Column::Match::ignored};
    part.places.push_back(place);
  }
}

std::size_t Sheet::place_for(const Column& column, const Part& part) const {
  const auto is_same = [&](const Column& other) {
    return column.field.empty() ? other.field.empty() && other.header == column.header : other.field == column.field;
  };
  for (std::size_t place = 0; place < columns_.size(); ++place)
    if (is_same(columns_[place]) && std::find(part.places.begin(), part.places.end(), place) == part.places.end())
      return place;
  return columns_.size();
}

/// One that is mapped, or passed over by name, is what the user wants.
void Sheet::require_headings_read_right() const {
  for (const auto& column : columns_) {
    if (column.match != Column::Match::none && column.match != Column::Match::near) continue;
    if (const auto meant = before_misreading(column.header); !meant.empty())
      throw Error(
          Fault::invalid,
          "{file}: the heading {heading} was read in a wrong encoding and should be {meant}; name the encoding with "
          "--encoding, or save the file again as UTF-8 or .xlsx from where it was right",
          {{"file", name_}, {"heading", column.header}, {"meant", meant}});
  }
}

void Sheet::refuse_headings() const {
  const auto& names = parts_.front().header.names;
  if (std::any_of(names.begin(), names.end(), [](const auto& name) { return has_lost_letters(name); }))
    throw Error(Fault::invalid,
                "{file}, line {line}: the headings have question marks for letters; the file was saved in a code page "
                "without them: save it again as UTF-8 or .xlsx",
                {{"file", name_}, {"line", std::to_string(parts_.front().header.line)}});
  throw Error(Fault::invalid,
              "{file}, line {line}: no heading is known ({columns}); say what they are, as --map \"Header=serial\"",
              {{"file", name_},
               {"line", std::to_string(parts_.front().header.line)},
               {"columns", listed(columns_, [](const auto& column) { return !column.header.empty(); })}});
}

std::vector<Sentence> Sheet::understood() const {
  std::vector<Sentence> said = source_.understood;
  for (std::size_t i = 0; i < parts_.size(); ++i)
    for (const auto& passed : parts_[i].header.above)
      said.push_back(say("line {line} is passed over, above the headings: {text}",
                         {{"line", line_name(i << table_shift | passed.line)}, {"text", passed.text}}));
  for (const auto& column : columns_)
    if (column.match == Column::Match::near)
      said.push_back(
          say("column {column} is read as {field}", {{"column", column.header}, {"field", std::string(column.field)}}));
  const auto unknown =
      listed(columns_, [](const auto& c) { return c.match == Column::Match::none && !c.header.empty(); });
  if (!worked_out_.empty()) said.push_back(of_unknown(std::nullopt, worked_out_));
  if (!unknown.empty()) said.push_back(of_unknown(keep_columns_, unknown));
  return said;
}

std::size_t Sheet::place_of(std::string_view field) const { return column_of(columns_, field).value_or(nowhere); }

std::string Sheet::heading_of(std::size_t place) const {
  if (place < columns_.size() && !columns_[place].header.empty()) return columns_[place].header;
  return "#" + std::to_string(place + 1);
}

std::string Sheet::heading_of(std::size_t place, std::uint64_t line) const {
  const auto& part = parts_[line >> table_shift];
  const auto own = std::find(part.places.begin(), part.places.end(), place);
  if (own == part.places.end()) return heading_of(place);
  const auto& name = part.header.names[static_cast<std::size_t>(own - part.places.begin())];
  return name.empty() ? heading_of(place) : name;
}

std::string_view Sheet::sheet_of(std::uint64_t line) const {
  if (parts_.size() == 1) return {};
  return source_.tables[parts_[line >> table_shift].table].name;
}

std::string Sheet::line_name(std::uint64_t line) const {
  const std::string number = std::to_string(row_of(line));
  return parts_.size() == 1 ? number : std::string(sheet_of(line)) + "!" + number;
}

std::optional<Record> Sheet::next() {
  for (;;) {
    while (auto record = rows().next()) {
      if (is_blank(*record)) continue;
      if (is_row_of_total(*record, parts_[part_].header.names.size()))
        pass_over(*record, totals_);
      else if (is_repeated_heading(*record) || is_banner(*record))
        pass_over(*record, banners_);
      else if (is_lone_word(*record))
        pass_over(*record, lone_words_);
      else
        return in_places(*record);
    }
    if (part_ + 1 == parts_.size()) return std::nullopt;
    start(part_ + 1);
  }
}

void Sheet::pass_over(const Record& record, PassedOver& sort) {
  constexpr std::size_t most = 100;  // that are said
  const auto line = static_cast<std::uint64_t>(part_) << table_shift | record.line;
  if (sort.rows > 0 && sort.last >= line) return;  // it is the second reading
  sort.last = line;
  if (static_cast<std::size_t>(sort.rows++) < most) sort.first.push_back({line, filled_cells(record)});
}

/// The headings again, as at the top of each printed page.
bool Sheet::is_repeated_heading(const Record& record) const {
  const auto& names = parts_[part_].header.names;
  std::size_t filled = 0;
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const auto text = trim(record.fields[i]);
    if (text.empty()) continue;
    if (i >= names.size() || fold(text) != fold(names[i])) return false;
    ++filled;
  }
  const auto headings = std::count_if(names.begin(), names.end(), [](const auto& name) { return !name.empty(); });
  return filled * 2 > static_cast<std::size_t>(headings);
}

/// The text of a row that has one cell with any, where the others that mean something are empty: in the column of the
/// tags or in one that is passed over; anywhere, where it is merged across others. Else empty.
std::string_view Sheet::lone_text(const Record& record) const {
  constexpr std::size_t fewest = 3;  // columns: in a narrower table one cell may be all that a row says
  const auto& part = parts_[part_];
  std::size_t known = 0;
  std::string_view text;
  bool is_elsewhere = false;
  for (std::size_t i = 0; i < part.places.size(); ++i) {
    const auto field = columns_[part.places[i]].field;
    if (!field.empty()) ++known;
    const auto said = trim(cell(record, i));
    if (said.empty()) continue;
    if (!text.empty()) return {};
    text = said;
    is_elsewhere = !field.empty() && field != "tag";
  }
  return known < fewest || (is_elsewhere && !record.is_across) ? std::string_view{} : text;
}

/// A title inside the table, what is signed below it.
bool Sheet::is_banner(const Record& record) const {
  constexpr std::size_t a_sentence = 6;  // words: no tag is one, whatever its digits
  const auto text = lone_text(record);
  if (text.empty() || record.is_across) return !text.empty();
  const auto said = words(text).size();
  return said >= a_sentence || (said > 1 && !has_digit(text));
}

/// `Réanimation`, above the devices of that ward. It could be a tag, of which nothing else is known.
bool Sheet::is_lone_word(const Record& record) const {
  const auto text = lone_text(record);
  return text.size() > 1 && words(text).size() == 1 && !has_digit(text);
}

std::vector<Sentence> Sheet::passed_over() const {
  std::vector<Sentence> said;
  if (banners_.rows > 0)
    said.push_back(say_n(banners_.rows, "{n} row is passed over, a heading or a remark: line {line}, {text}",
                         "{n} rows are passed over, headings or remarks, the first on line {line}: {text}",
                         {{"line", line_name(banners_.first.front().line)}, {"text", banners_.first.front().text}}));
  for (const auto& [line, text] : lone_words_.first)
    said.push_back(
        say("line {line} is passed over, a word alone: {text}; if it is the tag of a device, write its type beside it",
            {{"line", line_name(line)}, {"text", text}}));
  if (const auto more = lone_words_.rows - static_cast<std::int64_t>(lone_words_.first.size()); more > 0)
    said.push_back(say("and {more} more lines with a word alone", {{"more", std::to_string(more)}}));
  for (const auto& [line, text] : totals_.first)
    said.push_back(say("line {line} is passed over, a total: {text}", {{"line", line_name(line)}, {"text", text}}));
  return said;
}

/// One table has its columns in their places already.
Record Sheet::in_places(const Record& record) {
  const auto& part = parts_[part_];
  if (parts_.size() == 1 && !part.is_department) return record;
  const auto& places = part.places;
  fields_.assign(columns_.size(), {});
  for (std::size_t i = 0; i < record.fields.size(); ++i)
    if (i < places.size())
      fields_[places[i]] = record.fields[i];
    else
      fields_.push_back(record.fields[i]);  // beyond the headings, as it is in one table
  if (part.is_department) fields_[place_of(department)] = source_.tables[part.table].name;
  return {static_cast<std::uint64_t>(part_) << table_shift | record.line, fields_};
}

void Sheet::start(std::size_t part) {
  part_ = part;
  rows().rewind();
  while (const auto record = rows().next())
    if (record->line == parts_[part_].header.line) return;
}

void Sheet::rewind() { start(0); }

double Sheet::part_read() const {
  const auto& rows = *source_.tables[parts_[part_].table].rows;
  return (static_cast<double>(part_) + rows.part_read()) / static_cast<double>(parts_.size());
}

}  // namespace siyana::exchange
