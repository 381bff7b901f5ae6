// A file of devices, ready to be read twice: its encoding, its delimiter, its headings and what each column holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/sentence.hpp"
#include "exchange/columns.hpp"
#include "exchange/delimited.hpp"

namespace siyana::exchange {

/// What the user said of an import.
struct ImportOptions {
  std::vector<Mapping> mappings;
  std::optional<DateOrder> order;
  std::optional<Encoding> encoding;
  std::optional<char> delimiter;
  std::string tag_format;  // `SDT-{n:04}`, for rows without a tag
  std::string facility;    // of rows that name none
  std::string department;  // of rows that name none
  std::string kind = "pm";
  bool allow_new = false;  // a name nearly like a known one is another
  Date today;
};

/// `dmy`, `mdy`, `ymd`; one character, `tab`; an encoding's name. Error(usage).
DateOrder date_order_named(std::string_view text);
char delimiter_named(std::string_view text);
Encoding require_encoding(std::string_view text);

/// The last column of the file of bad rows, which an import passes over.
inline constexpr std::string_view reason_heading = "siyana: reason";

class Sheet {
 public:
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  /// The descriptor is a regular file's, and stays the caller's. Error(invalid) where no column is known.
  Sheet(int descriptor, const std::string& name, const ImportOptions& options);

  /// What was understood of the file, where that is not the usual.
  std::vector<Sentence> understood() const;
  const std::vector<Column>& columns() const { return columns_; }
  /// The place of a field's column, or nowhere.
  std::size_t place_of(std::string_view field) const;
  /// A column as it is named to a person: by its heading, or its number where it has none.
  std::string heading_of(std::size_t place) const;
  const std::string& name() const { return name_; }
  char delimiter() const { return records_.delimiter(); }

  /// The next row that is not blank.
  std::optional<Record> next();
  /// Back to the first row below the headings.
  void rewind();

 private:
  void match(const ImportOptions& options);

  std::string name_;
  Utf8Reader text_;
  DelimitedReader records_;
  Header header_;
  std::vector<Column> columns_;
};

/// The text of a row's cell; empty where the row has no such column.
inline std::string_view cell(const Record& record, std::size_t place) {
  return place < record.fields.size() ? record.fields[place] : std::string_view{};
}

}  // namespace siyana::exchange
