// A file's rows, ready to be read twice: where its headings stand and what each column holds. Whether it is a text or a
// workbook, and how many sheets of that are read, is the same to the reader.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/instant.hpp"
#include "base/sentence.hpp"
#include "exchange/columns.hpp"
#include "exchange/encoding.hpp"
#include "exchange/header.hpp"
#include "exchange/sheet_sort.hpp"
#include "exchange/source.hpp"

namespace siyana::exchange {

/// What the user said of an import.
struct ImportOptions {
  const Vocabulary* known = &device_vocabulary();
  std::vector<Mapping> mappings;
  std::optional<DateOrder> order;
  std::optional<Encoding> encoding;
  std::optional<char> delimiter;
  std::string sheet;  // of a workbook; `all` for each of them; empty for the only one
  std::optional<std::uint64_t> header_row;
  std::string tag_format;  // `SDT-{n:04}`, for rows without a tag
  std::string facility;    // of rows that name none
  std::string department;  // of rows that name none
  std::string kind = "pm";
  std::optional<bool> keep_columns;  // as extra fields; nothing where the import has no place for them
  bool allow_new = false;            // a name nearly like a known one is another
  Date today;
  Instant now;
  std::function<Instant(Date, int hour, int minute)> local;  // a time of day where the hospital is
  std::function<void(double part)> unpacking;                // how much of a workbook was unpacked; may throw
};

/// `dmy`, `mdy`, `ymd`; one character, `tab`; an encoding's name; a line from 1. Error(usage).
DateOrder date_order_named(std::string_view text);
char delimiter_named(std::string_view text);
Encoding require_encoding(std::string_view text);
std::uint64_t header_row_in(std::string_view text);

/// The last column of the file of bad rows, which an import passes over.
inline constexpr std::string_view reason_heading = "siyana: reason";

class Sheet {
 public:
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  /// The descriptor is a regular file's, and stays the caller's. Error(invalid) where no column is known.
  Sheet(int descriptor, const std::string& name, const ImportOptions& options);

  /// What was understood of the file, where that is not the usual.
  std::vector<Sentence> understood() const;
  /// The rows of totals, and those that are no rows of the table, that were passed over, as far as the rows were read.
  std::vector<Sentence> passed_over() const;
  /// The columns of all tables: those that hold the same are one.
  const std::vector<Column>& columns() const { return columns_; }
  /// The place of a field's column, or nowhere.
  std::size_t place_of(std::string_view field) const;
  /// A column as it is named to a person: by its heading, or its number where it has none.
  std::string heading_of(std::size_t place) const;
  /// The same as the table writes it in which the line stands: `Type` in one sheet is `Appareil` in another.
  std::string heading_of(std::size_t place, std::uint64_t line) const;
  const std::string& name() const { return name_; }
  /// What divides the columns of a text; what shall divide those of a text made from it.
  char delimiter() const { return source_.delimiter; }
  bool is_workbook() const { return source_.is_workbook; }

  /// The next row that is not blank, its fields in the places of columns(). Its line tells the table too: line_name().
  std::optional<Record> next();
  /// Back to the first row below the headings.
  void rewind();
  /// How much was read since the start, 0 to 1.
  double part_read() const;

  /// A record's line as a person finds it: `12`, or `Urgences!12` where several sheets are read.
  std::string line_name(std::uint64_t line) const;
  /// The number of the row in its table.
  static std::uint64_t row_of(std::uint64_t line) { return line & ((std::uint64_t{1} << table_shift) - 1); }
  /// The name of the sheet that a record stands in; empty where there is one table.
  std::string_view sheet_of(std::uint64_t line) const;

 private:
  static constexpr unsigned table_shift = 40;

  /// A table of the source whose headings were found.
  struct Part {
    std::size_t table;
    Header header;
    std::vector<std::size_t> places;  // of its columns among all
    bool is_department = false;       // its name is the department of its rows
  };

  /// Rows that are none of the table.
  struct PassedOver {
    std::int64_t rows = 0;
    std::uint64_t last = 0;  // its line
    std::vector<Header::Passed> first;
  };

  void find_headers(const ImportOptions& options);
  void match(const ImportOptions& options);
  std::vector<Mapping> mappings_for(const Header& header, const ImportOptions& options) const;
  void pass_over_sheet(const std::string& sheet, const std::vector<Column>& columns);
  SheetSort sort_of(const Part& part) const;
  void pass_over_other(const Part& part);
  void pass_over(const Record& record, PassedOver& sort);
  std::string_view first_of_few(const Record& record) const;
  bool says_only(std::string_view first, const Record& record) const;
  bool is_row_of_total(const Record& record) const;
  bool is_remark(const Record& record) const;
  bool is_repeated_heading(const Record& record) const;
  std::string_view lone_text(const Record& record) const;
  bool is_banner(const Record& record) const;
  bool is_lone_word(const Record& record) const;
  void require_used(const std::vector<Mapping>& mappings) const;
  void add_columns(Part& part, const std::vector<Column>& own);
  void add_departments();
  std::size_t place_for(const Column& column, const Part& part) const;
  void require_headings_read_right() const;
  [[noreturn]] void refuse_headings() const;
  void start(std::size_t part);
  Rows& rows() { return *source_.tables[parts_[part_].table].rows; }
  Record in_places(const Record& record);

  std::string name_;
  std::optional<bool> keep_columns_;
  bool of_devices_;  // not work, not plans
  Source source_;
  std::vector<Part> parts_;
  std::vector<Column> columns_;
  PassedOver totals_, banners_, lone_words_;
  std::string worked_out_;                // headings
  std::size_t part_ = 0;                  // the part that is read
  std::vector<std::string_view> fields_;  // of the last record, in the places of all
};

/// The text of a row's cell; empty where the row has no such column.
inline std::string_view cell(const Record& record, std::size_t place) {
  return place < record.fields.size() ? record.fields[place] : std::string_view{};
}

}  // namespace siyana::exchange
