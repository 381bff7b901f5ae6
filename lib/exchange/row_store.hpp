// The rows of one sheet of a workbook, unpacked once into a file without a name: read as often as needed, in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/descriptor.hpp"
#include "exchange/rows.hpp"

namespace siyana::exchange {

/// Cells of one column that were merged, the first of which holds the value of all.
struct MergedCells {
  std::uint64_t first = 0, last = 0;  // rows
  std::size_t column = 0;
};

/// Filled row by row, then read. A row is as wide as the widest, as it would be in a text made from the sheet.
class RowStore final : public Rows {
 public:
  static constexpr std::uint64_t last_row = 1'048'576;  // of the spreadsheet programs
  static constexpr std::size_t most_columns = 16'384;

  /// The file's name is for messages.
  explicit RowStore(std::string file);

  /// A cell of the row that is being filled, in no order. Above a spreadsheet's limits an Error(invalid).
  void add_cell(std::size_t column, std::string_view text);
  /// Ends the row: it and the `times` - 1 below it are like this. One that is not below those before it is put there.
  void end_row(std::uint64_t line, std::uint64_t times = 1);
  void add_merged(const MergedCells& cells);
  /// So many cells of the row, from this column on, were merged into the first of them.
  void add_across(std::uint64_t row, std::size_t column, std::size_t cells);
  /// After the last row.
  void close();

  bool is_empty() const { return width_ == 0; }
  std::size_t merged() const { return merged_.size(); }

  std::optional<Record> next() override;
  void rewind() override;
  double part_read() const override;

 private:
  struct Below {  // a merged cell's value, for the rows below it
    std::size_t column;
    std::uint64_t last;
    std::string text;
  };

  void flush();
  bool read_row();
  std::uint64_t read_number();
  bool fill(std::size_t size);
  void place_cells();
  void begin_merged();
  void place_merged();
  bool is_across() const;
  [[noreturn]] void refuse_large() const;

  std::string name_;
  Descriptor file_;
  std::string row_;     // being filled
  std::string buffer_;  // written to the file in blocks, and read from it
  std::uint64_t size_ = 0, stored_ = 0, next_line_ = 1;
  std::size_t width_ = 0;
  std::vector<MergedCells> merged_;
  std::vector<std::pair<std::uint64_t, std::size_t>> across_;  // row and column of cells merged across others

  std::uint64_t read_ = 0;  // bytes of the file
  std::size_t at_ = 0;      // in the buffer
  std::uint64_t line_ = 0, times_ = 0;
  std::string cells_;  // of the row that is read
  std::size_t next_merged_ = 0;
  std::vector<Below> below_;
  std::vector<std::string_view> fields_;
};

}  // namespace siyana::exchange
