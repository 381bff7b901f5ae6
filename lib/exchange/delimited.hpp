// Tables of text as other programs write them: comma, semicolon, tab or pipe, RFC 4180 quotes, read record by record.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/encoding.hpp"
#include "exchange/rows.hpp"

namespace siyana::exchange {

/// The delimiter that divides most of the first lines, outside quotes, into the same number of fields, two or more;
/// nothing where none divides them.
std::optional<char> guess_delimiter(std::string_view beginning);
/// The same from the first block of a file, which is then back at its start.
std::optional<char> guess_delimiter(Utf8Reader& text);

/// Reads records in order. Empty lines are passed over. A quote opens a quoted field only at its start; elsewhere it is
/// text. More than blanks behind a closing quote is a stray quote of the record, where the field is of one line. Else
/// that, an unclosed quote, a field above max_field, a record above max_record or max_fields is an Error(invalid) that
/// names the line where it began.
class DelimitedReader final : public Rows {
 public:
  static constexpr std::size_t max_field = std::size_t{8} << 20;
  static constexpr std::size_t max_record = std::size_t{32} << 20;
  static constexpr std::size_t max_fields = 16384;  // the columns of the widest spreadsheet

  /// The text must outlive the reader, and is read from where it stands.
  DelimitedReader(Utf8Reader& text, char delimiter);

  std::optional<Record> next() override;
  void rewind() override;

  char delimiter() const { return delimiter_; }
  const std::string& name() const { return text_.name(); }

 private:
  enum class At : std::uint8_t { start, plain, quoted, quote, end };
  struct Extent {
    std::size_t begin, size;  // in the record
  };

  bool read_record();
  void start_field();
  void in_plain();
  void in_quoted();
  void after_quote();
  void end_field();
  void require_nothing_behind(std::size_t closed);
  void keep(std::size_t until);
  bool more();
  bool end_text();
  void check_size() const;
  bool is_empty_line() const { return !quotes_ && extents_.size() == 1 && extents_[0].size == 0; }
  Record record();

  Utf8Reader& text_;
  char delimiter_;
  std::array<bool, 256> ends_plain_{};

  // Places in buffer_. A field is closed up in place over its doubled quotes, so that write_ never passes read_.
  std::string buffer_;
  std::size_t record_ = 0, field_ = 0, read_ = 0, write_ = 0;
  At at_ = At::start;      // quote: behind a quote that closes the field or is the first of two
  bool quotes_ = false;    // the record has a quoted field
  bool after_cr_ = false;  // a LF that comes next belongs to the line break before it
  LineCount quoted_lines_;
  std::optional<std::size_t> closed_;       // where the field's quotes were closed, in the record
  std::optional<std::size_t> stray_quote_;  // the field of the record that has one
  std::uint64_t line_ = 1, record_line_ = 1, field_line_ = 1;
  std::vector<Extent> extents_;
  std::vector<std::string_view> fields_;
};

}  // namespace siyana::exchange
