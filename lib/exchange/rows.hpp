// A table's rows one by one, whatever file holds them: a text with delimiters, or a sheet of a workbook.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace siyana::exchange {

struct Record {
  std::uint64_t line = 0;                    // where a person finds it, from 1: the line it starts on, the row's number
  std::span<const std::string_view> fields;  // valid until the next call
  bool is_across = false;                    // a filled cell is merged across others, as a title is
  std::optional<std::size_t> stray_quote{};  // the field with text behind its closing quote: the row was read amiss
};

/// True where no field holds more than blanks: what a spreadsheet writes for an empty row.
bool is_blank(const Record& record);

class Rows {
 public:
  virtual ~Rows() = default;
  /// The next record, in order. What is wrong with the file is an Error(invalid) that says where.
  virtual std::optional<Record> next() = 0;
  /// Back to the first record.
  virtual void rewind() = 0;
  /// How much of them was read, 0 to 1, as far as that is known.
  virtual double part_read() const { return 0; }

 protected:
  Rows() = default;
  Rows(const Rows&) = default;
  Rows& operator=(const Rows&) = default;
};

}  // namespace siyana::exchange
