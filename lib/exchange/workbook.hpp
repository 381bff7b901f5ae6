// A workbook of a spreadsheet program, as its sheets: .xlsx (ECMA-376) and .ods (OpenDocument 1.2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "exchange/row_store.hpp"
#include "exchange/zip.hpp"

namespace siyana::exchange {

class Workbook {
 public:
  struct Sheet {
    std::string name;
    bool hidden = false;
  };

  virtual ~Workbook() = default;
  const std::vector<Sheet>& sheets() const { return sheets_; }
  /// The rows of the sheets that are wanted, by place; null for the others. Days come as ISO dates, numbers as they
  /// were typed, formulas as the values they had when the file was saved. Error(invalid) as Zip and Xml.
  virtual std::vector<std::unique_ptr<RowStore>> read(const std::vector<bool>& wanted) = 0;
  /// Cells whose formula was saved without its value: they count as empty.
  std::uint64_t unsaved_formulas() const { return unsaved_formulas_; }

 protected:
  explicit Workbook(Zip& zip) : zip_(zip) {}
  Zip& zip_;
  std::vector<Sheet> sheets_;
  std::uint64_t unsaved_formulas_ = 0;
};

/// The zip must outlive it. Error(invalid) where it is neither, is protected or of a binary kind (.xlsb).
std::unique_ptr<Workbook> open_workbook(Zip& zip);

std::unique_ptr<Workbook> open_xlsx(Zip& zip);
std::unique_ptr<Workbook> open_ods(Zip& zip);

}  // namespace siyana::exchange
