#include "base/spelled.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace siyana {

Spelled learned(std::span<const Meaning> meanings) {
  Spelled known;
  for (auto [value, spellings] : meanings) {
    known.try_emplace(fold(value), value);
    while (!spellings.empty()) {
      const auto end = std::min(spellings.find('|'), spellings.size());
      known.try_emplace(fold(spellings.substr(0, end)), value);
      spellings.remove_prefix(std::min(end + 1, spellings.size()));
    }
  }
  return known;
}

std::string_view meaning_of(std::string_view text, const Spelled& known) {
  constexpr std::size_t longest = 100;  // bytes; more is a remark
  if (text.size() > longest) return {};
  const auto found = known.find(fold(text));
  return found == known.end() ? std::string_view{} : found->second;
}

}  // namespace siyana
