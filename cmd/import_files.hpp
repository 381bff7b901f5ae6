// The files of an import: the one it reads, spooled where it cannot be read twice, and the one of bad rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exchange/delimited.hpp"
#include "render/descriptor.hpp"
#include "render/spool.hpp"

namespace siyana {

/// Opens a file for reading it twice; `-` is standard input. A pipe is spooled to a file without a name.
class ImportFile {
 public:
  explicit ImportFile(const std::string& path);
  int descriptor() const { return file_.number(); }
  const std::string& name() const { return name_; }
  /// The SHA-256 of its bytes, in hexadecimal.
  std::string digest() const;
  /// True where a path leads to this very file.
  bool is_at(const std::string& path) const;

 private:
  std::string name_;
  render::Descriptor file_;
};

/// Rows that were refused, with the reason as the last column: to be corrected and imported again. The file is there
/// whole or not at all.
class BadRows {
 public:
  /// Nothing is kept where `path` is empty. Error(conflict) where there is something.
  BadRows(std::string path, const ImportFile& input);

  bool are_kept() const { return !path_.empty(); }
  /// With a byte-order mark, by which a spreadsheet program knows UTF-8.
  void heading(const std::vector<std::string>& headings, char delimiter, bool with_mark);
  void add(const exchange::Record& record, const std::string& reason);
  void put_in_place();

 private:
  void cell(std::string_view text, bool last);

  std::string path_;
  char delimiter_ = ',';
  std::size_t width_ = 0;   // of the headings
  std::size_t reason_ = 0;  // the place of an earlier reason, or the width
  render::Spool spool_;
  bool any_ = false;
};

}  // namespace siyana
