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

constexpr std::string_view department = "department";

/// `Feuil1`, `Sheet 2`, `ورقة3`: what a spreadsheet program calls a sheet that nobody named; and `Inventaire 2026`,
/// `Liste des équipements`: the name of what all sheets hold.
bool is_name_of_no_department(std::string_view name) {
  constexpr std::string_view known[] = {
      "feuil",     "feuille",     "sheet",      "hoja",        "tabelle",   "ورقه",      "عمل",     "inventaire",
      "inventory", "registre",    "register",   "liste",       "list",      "parc",      "base",    "donnees",
      "data",      "export",      "equipement", "equipements", "equipment", "appareils", "devices", "materiel",
      "materiels", "dispositifs", "biomedical", "biomedicaux", "medical",   "medicaux",  "general", "complet",
      "الجرد",     "جرد",         "قايمه",      "الاجهزه",     "التجهيزات", "العتاد",    "الطبيه"};
  constexpr std::string_view between[] = {"de", "des", "du", "d", "of", "et"};
  const auto said = words(name);
  const auto is_among = [](std::string_view word, const auto& all) {
    return std::find(std::begin(all), std::end(all), word) != std::end(all);
  };
  return std::all_of(said.begin(), said.end(), [&](std::string_view word) {
    if (said.size() > 1 && is_among(word, between)) return true;
    while (!word.empty() && word.back() >= '0' && word.back() <= '9') word.remove_suffix(1);
    return word.empty() || is_among(word, known);
  });
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
    : name_(name),
      keep_columns_(options.keep_columns),
      of_devices_(options.known == &device_vocabulary()),
      source_(open_source(descriptor, name, options)) {
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

/// Of several sheets those without a known heading, or with one where others have more, are a summary or notes; those
/// of another sort than devices are for another import.
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
  const auto is_other = [&](const Part& part) { return of_devices_ && sort_of(part) != SheetSort::devices; };
  const bool are_sorted = all.size() > 1 && !std::all_of(all.begin(), all.end(), is_other);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (are_sorted && is_other(all[i])) {
      pass_over_other(all[i]);
      continue;
    }
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
  // One department that is given is meant for the one sheet that is.
  const bool are_wanted = source_.all_sheets || (source_.one_of_several && options.department.empty());
  if (of_devices_ && are_wanted) add_departments();
}

void Sheet::pass_over_sheet(const std::string& sheet, const std::vector<Column>& columns) {
  for (const auto& column : columns)
    if (!column.field.empty())
      return source_.understood.push_back(
          say("the sheet {sheet} has one known heading, {heading}, and is passed over: --sheet reads it by its name",
              {{"sheet", sheet}, {"heading", column.header}}));
  source_.understood.push_back(say("the sheet {sheet} has no known heading and is passed over", {{"sheet", sheet}}));
}

SheetSort Sheet::sort_of(const Part& part) const { return sort_of_sheet(part.header.names); }

void Sheet::pass_over_other(const Part& part) {
  const Parts parts = {{"sheet", source_.tables[part.table].name}};
  source_.understood.push_back(
      sort_of(part) == SheetSort::past_work
          ? say("the sheet {sheet} tells of past work, not of devices, and is passed over: siyana import log --sheet "
                "reads it",
                parts)
          : say("the sheet {sheet} tells of plans, not of devices, and is passed over: siyana import plans --sheet "
                "reads it",
                parts));
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
  for (auto& part : parts_)
    part.is_department = !has_column(part) && !is_name_of_no_department(source_.tables[part.table].name);
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
      if (is_row_of_total(*record))
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
