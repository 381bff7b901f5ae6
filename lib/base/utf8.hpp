// Characters in UTF-8, one at a time. Broken text is safe: a bad byte is a character of its own with no code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace siyana {

using Code = std::int32_t;  // a Unicode scalar value; -1 for a bad byte

struct Character {
  Code code = -1;
  std::size_t length = 1;  // in bytes
};

constexpr bool is_ascii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }
bool is_ascii(std::string_view text);

/// The first and the last character of a text that is not empty.
Character first_character(std::string_view text);
Character last_character(std::string_view text);

void append_code(std::string& out, Code code);

}  // namespace siyana
