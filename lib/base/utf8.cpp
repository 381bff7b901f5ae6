#include "base/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace siyana {

bool is_ascii(std::string_view text) {
  while (text.size() >= 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data(), 8);
    if ((eight & 0x8080808080808080U) != 0) return false;
    text.remove_prefix(8);
  }
  return std::all_of(text.begin(), text.end(), [](char byte) { return is_ascii(byte); });
}

Character first_character(std::string_view text) {
  if (is_ascii(text.front())) return {text.front(), 1};
  Code code = -1;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &code);
  return length > 0 ? Character{code, static_cast<std::size_t>(length)} : Character{};
}

Character last_character(std::string_view text) {
  for (std::size_t length = 1; length <= std::min<std::size_t>(4, text.size()); ++length) {
    const auto found = first_character(text.substr(text.size() - length));
    if (found.code >= 0 && found.length == length) return found;
  }
  return {};
}

void append_code(std::string& out, Code code) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto length = utf8proc_encode_char(code, bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

}  // namespace siyana
