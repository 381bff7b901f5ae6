#include "render/label_sheet.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"

namespace siyana::render {
namespace {

constexpr std::array<std::string_view, 9> headings = {
    "name", "columns", "rows", "label_width", "label_height", "gap_across", "gap_down", "page_width", "page_height"};

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (auto comma = line.find(','); comma != std::string_view::npos; comma = line.find(',')) {
    cells.push_back(trim(line.substr(0, comma)));
    line.remove_prefix(comma + 1);
  }
  cells.push_back(trim(line));
  return cells;
}

/// "63.5" as 63500; -1 for what is no such length, or above a metre.
int micrometres(std::string_view text) {
  const auto point = std::min(text.find('.'), text.size());
  std::string digits(text.substr(0, point));
  std::string rest(text.substr(std::min(point + 1, text.size())));
  if (digits.empty() || digits.size() > 3 || rest.size() > 3) return -1;
  digits += rest + std::string(3 - rest.size(), '0');
  const bool good = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  return good ? std::stoi(digits) : -1;
}

bool is_good(const LabelSheet& sheet) {
  const bool there = !sheet.name.empty() && sheet.columns > 0 && sheet.rows > 0 && sheet.label_width >= 5000 &&
                     sheet.label_height >= 5000 && sheet.gap_across >= 0 && sheet.gap_down >= 0;
  return there && sheet.left(0) >= 0 && sheet.top(0) >= 0;
}

LabelSheet sheet_of(const std::vector<std::string_view>& cells) {
  LabelSheet sheet;
  if (cells.size() != headings.size()) return sheet;
  int* const members[] = {&sheet.label_width, &sheet.label_height, &sheet.gap_across,
                          &sheet.gap_down,    &sheet.page_width,   &sheet.page_height};
  sheet.name = cells[0];
  sheet.columns = static_cast<int>(std::clamp<long long>(parse_number(cells[1]).value_or(0), 0, 100));
  sheet.rows = static_cast<int>(std::clamp<long long>(parse_number(cells[2]).value_or(0), 0, 100));
  for (std::size_t i = 0; i < std::size(members); ++i) *members[i] = micrometres(cells[i + 3]);
  return sheet;
}

}  // namespace

int LabelSheet::left(int place) const {
  const int grid = columns * label_width + (columns - 1) * gap_across;
  return (page_width - grid) / 2 + place % columns * (label_width + gap_across);
}

int LabelSheet::top(int place) const {
  const int grid = rows * label_height + (rows - 1) * gap_down;
  return (page_height - grid) / 2 + place / columns * (label_height + gap_down);
}

std::vector<LabelSheet> label_sheets(std::string_view table, const std::string& source) {
  std::vector<LabelSheet> sheets;
  bool below_headings = false;
  for (int line = 1; !table.empty(); ++line) {
    const auto end = std::min(table.find('\n'), table.size());
    const auto text = trim(table.substr(0, end));
    table.remove_prefix(std::min(end + 1, table.size()));
    if (text.empty() || text.front() == '#') continue;
    const auto cells = cells_of(text);
    if (!std::exchange(below_headings, true) && std::ranges::equal(cells, headings)) continue;
    sheets.push_back(sheet_of(cells));
    if (!is_good(sheets.back()))
      throw Error(Fault::usage,
                  "{file}, line {line}: a sheet is name,columns,rows and six lengths in mm that fit its page",
                  {{"file", source}, {"line", std::to_string(line)}});
  }
  return sheets;
}

std::string millimetres(int micrometres) {
  std::string text = std::to_string(micrometres / 1000);
  if (const int rest = micrometres % 1000; rest != 0) {
    text += "." + std::to_string(1000 + rest).substr(1);
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text + "mm";
}

}  // namespace siyana::render
