// Columns whose letters were lost: a text saved in a code page without Arabic has a `?` for each of its letters, and
// one that was read in a wrong encoding has two strange signs for each, as in `RÃ©animation`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/import_decision.hpp"
#include "exchange/import_sheet.hpp"

namespace siyana::exchange {

/// True for `??? ????`, `Pompe ?????`: question marks in runs as long as words.
bool has_lost_letters(std::string_view text);

/// Is shown every value of a column.
class LostLetters {
 public:
  void add(std::string_view value, std::uint64_t line);
  /// Several such values, and a tenth of all: one `????` alone may be somebody's way of not knowing.
  bool are_lost() const { return lost_ >= 2 && lost_ * 10 >= filled_; }
  std::uint64_t count() const { return lost_; }
  std::uint64_t line() const { return line_; }  // of the first
  const std::string& example() const { return example_; }

 private:
  std::uint64_t filled_ = 0, lost_ = 0, line_ = 0;
  std::string example_;
};

/// The same of what was read in a wrong encoding, among the values that have anything beyond ASCII.
class MisreadLetters {
 public:
  void add(std::string_view value, std::uint64_t line);
  bool are_misread() const { return misread_ >= 2 && misread_ * 10 >= beyond_ascii_; }
  std::uint64_t count() const { return misread_; }
  std::uint64_t line() const { return line_; }
  const std::string& example() const { return example_; }
  const std::string& meant() const { return meant_; }

 private:
  std::uint64_t beyond_ascii_ = 0, misread_ = 0, line_ = 0;
  std::string example_, meant_;
};

/// Looks for such columns in a first reading, among those that are kept.
class LetterColumns {
 public:
  LetterColumns(const Sheet& sheet, const ImportOptions& options);
  void add(const Record& record);
  /// After the last row. Error(invalid) where a column lost its letters.
  void require() const;
  /// Says of a row which of its few such values are taken as they are, or as nothing.
  void warn(const Record& record, std::vector<ImportWarning>& warnings) const;

 private:
  bool is_kept(const Column& column) const;
  void warn_of(const Record& record, std::size_t place, std::vector<ImportWarning>& warnings) const;
  void require_read_right() const;

  const Sheet& sheet_;
  bool keeps_all_;
  std::vector<LostLetters> letters_;  // of each column
  std::vector<MisreadLetters> misread_;
};

}  // namespace siyana::exchange
