// One sheet of an .xlsx, from its XML into rows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/number_format.hpp"
#include "exchange/row_store.hpp"
#include "exchange/text_store.hpp"
#include "exchange/xml.hpp"

namespace siyana::exchange {

/// What the sheets of a workbook share.
struct XlsxContext {
  TextStore texts;
  std::vector<NumberFormat> formats;  // by the style of a cell
  DateSystem dates = DateSystem::from_1900;
};

/// A text without the `_x000D_` that stand for characters XML cannot hold.
std::string unescaped(std::string_view text);

class XlsxSheet final : public XmlHandler {
 public:
  XlsxSheet(RowStore& rows, XlsxContext& context) : rows_(rows), context_(context) {}

  void start(std::string_view name, const Attributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;

  std::uint64_t unsaved_formulas() const { return unsaved_formulas_; }

 private:
  void start_row(const Attributes& attributes);
  void start_cell(const Attributes& attributes);
  void end_cell();
  std::string cell_text();
  void add_merged(std::string_view range);

  RowStore& rows_;
  XlsxContext& context_;
  std::uint64_t row_ = 0;
  std::size_t column_ = 0, style_ = 0;
  std::string type_, value_;
  bool collects_ = false, phonetic_ = false, formula_ = false;
  std::uint64_t unsaved_formulas_ = 0;
};

}  // namespace siyana::exchange
