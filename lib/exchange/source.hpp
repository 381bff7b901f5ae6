// What kind of file it is, told from its bytes, and the tables in it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/sentence.hpp"
#include "exchange/rows.hpp"

namespace siyana::exchange {

struct ImportOptions;

struct Table {
  std::string name;  // of a workbook's sheet; empty for a text
  std::unique_ptr<Rows> rows;
};

struct Source {
  std::vector<Table> tables;         // one at least
  std::vector<Sentence> understood;  // that a person should know
  char delimiter = ',';              // of a text made from its rows
  bool is_workbook = false;
  bool all_sheets = false;      // each was asked for
  bool one_of_several = false;  // a workbook of several sheets, and one was named
};

/// The descriptor is a regular file's, and stays the caller's. Error(invalid) where it is no table, Error(usage) where
/// the options do not fit it: a sheet that is not there, or none named where there are several.
Source open_source(int descriptor, const std::string& name, const ImportOptions& options);

/// Error(invalid) where it is a workbook, a PDF or a web page and not the text that its reader wants.
void require_text(int descriptor, const std::string& name);

/// The same for a workbook; `options.sheet` names the sheet.
Source open_sheets(int descriptor, const std::string& name, const ImportOptions& options);

}  // namespace siyana::exchange
