// How many terminal cells a text takes: combining marks 0, Arabic letters 1, CJK 2. Independent of the locale.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace siyana {

std::size_t display_width(std::string_view text);
/// The longest beginning of `text` no wider than `cells`, whole characters with their marks.
std::string_view fit(std::string_view text, std::size_t cells);
/// True where the text holds a letter of a right-to-left script.
bool has_rtl(std::string_view text);

}  // namespace siyana
