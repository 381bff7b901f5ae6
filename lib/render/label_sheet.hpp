// The grids of label sheets: a small table that the user can extend.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace siyana::render {

/// Lengths are in micrometres: a tenth of a millimetre counts over thirteen rows.
struct LabelSheet {
  std::string name;
  int columns = 0, rows = 0;
  int label_width = 0, label_height = 0;
  int gap_across = 0, gap_down = 0;
  int page_width = 0, page_height = 0;

  int per_page() const { return columns * rows; }
  /// The left and the upper edge of the label at a place from 0, row by row; the grid is centred on the page.
  int left(int place) const;
  int top(int place) const;
};

/// Comma-separated: a row of headings, then a sheet a row; # begins a remark. `source` is named where a row is wrong:
/// Error(usage) with the line. A grid that is wider or higher than its page is wrong.
std::vector<LabelSheet> label_sheets(std::string_view table, const std::string& source);

/// "63.5mm"
std::string millimetres(int micrometres);

}  // namespace siyana::render
