#include "exchange/lost_letters.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "exchange/values.hpp"

namespace siyana::exchange {

bool has_lost_letters(std::string_view text) {
  std::size_t longest = 0, words = 0, run = 0;
  for (const char c : text) {
    run = c == '?' ? run + 1 : 0;
    if (run == 2) ++words;
    longest = std::max(longest, run);
  }
  return words >= 2 || longest >= 4;
}

void LostLetters::add(std::string_view value, std::uint64_t line) {
  if (value.empty()) return;
  ++filled_;
  if (value.find('?') == value.npos || !has_lost_letters(value)) return;
  if (lost_++ > 0) return;
  line_ = line;
  example_ = beginning(trim(value), 60);
}

}  // namespace siyana::exchange
