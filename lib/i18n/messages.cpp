#include "i18n/messages.hpp"

#include <algorithm>
#include <cstring>

namespace siyana {
namespace {

constexpr std::uint32_t magic = 0x950412de;
constexpr std::size_t header = 28;

std::string_view before_nul(std::string_view text) { return text.substr(0, text.find('\0')); }

}  // namespace

Messages::Messages(std::string_view compiled) : compiled_(compiled) {
  if (compiled.size() < header || number_at(0) != magic) return;
  count_ = number_at(8);
  originals_ = number_at(12);
  translations_ = number_at(16);
}

std::uint32_t Messages::number_at(std::size_t at) const {
  std::uint32_t number = 0;
  if (at + sizeof number <= compiled_.size()) std::memcpy(&number, compiled_.data() + at, sizeof number);
  return number;
}

std::string_view Messages::text(std::size_t table, std::size_t row) const {
  const std::size_t size = number_at(table + 8 * row), from = number_at(table + 8 * row + 4);
  return from <= compiled_.size() ? compiled_.substr(from, size) : std::string_view{};
}

std::optional<std::string_view> Messages::find(std::string_view english, std::size_t form) const {
  std::size_t low = 0, high = count_;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (before_nul(text(originals_, middle)) < english)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == count_ || before_nul(text(originals_, low)) != english) return std::nullopt;
  std::string_view forms = text(translations_, low);
  for (; form > 0; --form) {
    const auto end = forms.find('\0');
    if (end == forms.npos) break;
    forms.remove_prefix(end + 1);
  }
  return before_nul(forms);
}

}  // namespace siyana
