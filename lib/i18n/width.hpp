// How many terminal cells a text takes: combining marks 0, Arabic letters 1, CJK 2. Independent of the locale.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace siyana {

/// Control characters take no cell (they are escaped before they are shown), a byte that is no UTF-8 takes one.
std::size_t display_width(std::string_view text);
/// The longest beginning of `text` no wider than `cells`, whole characters with their marks.
std::string_view fit(std::string_view text, std::size_t cells);
/// True where the text holds a character that a terminal may lay out from right to left: Arabic and Hebrew letters,
/// and Arabic-Indic digits, which swap places with the number beside them.
bool has_rtl(std::string_view text);

}  // namespace siyana
