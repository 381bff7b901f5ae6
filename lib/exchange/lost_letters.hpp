// Columns whose letters were lost: a text saved in a code page without Arabic has a `?` for each of its letters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

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

}  // namespace siyana::exchange
