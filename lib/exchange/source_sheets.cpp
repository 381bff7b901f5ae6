// Which sheets of a workbook are read.
#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "exchange/import_sheet.hpp"
#include "exchange/workbook.hpp"

namespace siyana::exchange {
namespace {

constexpr std::string_view every_sheet = "all";

class Choice {
 public:
  Choice(Workbook& book, const std::string& file, const std::string& sheet)
      : book_(book), file_(file), sheet_(sheet), wanted_(book.sheets().size()) {}

  Source make() {
    Source source;
    source.is_workbook = true;
    source.delimiter = ';';  // as the spreadsheet programs of those who write a decimal comma open it
    choose(source);
    auto rows = book_.read(wanted_);
    take(source, rows);
    return source;
  }

 private:
  void choose(Source& source) {
    const auto& sheets = book_.sheets();
    const auto named = place_of(sheet_);
    if (named < sheets.size()) {
      wanted_[named] = true;
      const auto is_shown = [](const auto& sheet) { return !sheet.hidden; };
      source.one_of_several = std::count_if(sheets.begin(), sheets.end(), is_shown) > 1;
      return;
    }
    source.all_sheets = fold(sheet_) == every_sheet;
    if (!sheet_.empty() && !source.all_sheets)
      throw Error(Fault::usage, "{file} has no sheet {sheet}; it has: {sheets}",
                  {{"file", file_}, {"sheet", sheet_}, {"sheets", listed()}});
    for (std::size_t i = 0; i < sheets.size(); ++i) wanted_[i] = !sheets[i].hidden;
    for (const auto& sheet : sheets)
      if (sheet.hidden)
        source.understood.push_back(say("the hidden sheet {sheet} is passed over", {{"sheet", sheet.name}}));
  }

  std::size_t place_of(const std::string& name) const {
    const auto& sheets = book_.sheets();
    if (name.empty()) return sheets.size();
    const auto is_it = [&](const auto& sheet) { return sheet.name == name; };
    const auto is_like = [&](const auto& sheet) { return fold(sheet.name) == fold(name); };
    auto found = std::find_if(sheets.begin(), sheets.end(), is_it);
    if (found == sheets.end()) found = std::find_if(sheets.begin(), sheets.end(), is_like);
    return static_cast<std::size_t>(found - sheets.begin());
  }

  /// The sheets that hold a row. One alone needs no name.
  void take(Source& source, std::vector<std::unique_ptr<RowStore>>& rows) {
    std::size_t merged = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!rows[i] || rows[i]->is_empty()) continue;
      merged += rows[i]->merged();
      source.tables.push_back({book_.sheets()[i].name, std::move(rows[i])});
    }
    if (source.tables.empty()) throw Error(Fault::invalid, "{file} holds no row", {{"file", file_}});
    if (source.tables.size() > 1 && !source.all_sheets) refuse_several(source);
    const auto count = [&](std::uint64_t n, std::string_view one, std::string_view many) {
      if (n > 0) source.understood.push_back(say_n(static_cast<std::int64_t>(n), one, many));
    };
    count(merged, "{n} merged cell is read in each of its rows", "{n} merged cells are read in each of their rows");
    count(book_.unsaved_formulas(),
          "{n} formula was saved without its value and counts as empty: open the file in a spreadsheet program and "
          "save it",
          "{n} formulas were saved without their values and count as empty: open the file in a spreadsheet program and "
          "save it");
  }

  [[noreturn]] void refuse_several(const Source& source) const {
    std::string names;
    for (const auto& table : source.tables) names += (names.empty() ? "" : ", ") + table.name;
    throw Error(Fault::usage,
                "{file} has several sheets ({sheets}): name one with --sheet, or read each with --sheet all",
                {{"file", file_}, {"sheets", names}});
  }

  std::string listed() const {
    std::string names;
    for (const auto& sheet : book_.sheets()) names += (names.empty() ? "" : ", ") + sheet.name;
    return names;
  }

  Workbook& book_;
  const std::string& file_;
  const std::string& sheet_;
  std::vector<bool> wanted_;
};

}  // namespace

Source open_sheets(int descriptor, const std::string& name, const ImportOptions& options) {
  Zip zip(descriptor, name, options.unpacking);
  const auto book = open_workbook(zip);
  return Choice(*book, name, options.sheet).make();
}

}  // namespace siyana::exchange
