// Text as it comes from people and files: UTF-8 checked, folded for comparing, measured for likeness.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siyana {

bool is_utf8(std::string_view text);
/// Without blanks (also no-break and zero-width ones and byte-order marks) at either end.
std::string_view trim(std::string_view text);
/// Western digits for Arabic-Indic and Persian ones; everything else as it is.
std::string western_digits(std::string_view text);

/// The key by which tags are compared: no surrounding blanks, case folded, Western digits. Accents stay.
std::string tag_key(std::string_view text);
/// The key by which names and searches are compared: as tag_key, and without accents, Arabic vowel marks and
/// tatweel, alef and ya variants made one, ta marbuta as ha, runs of blanks and punctuation as one blank.
std::string fold(std::string_view text);
/// The words of fold(text).
std::vector<std::string> words(std::string_view text);

/// Edit distance (insert, remove, change, swap neighbours) in code points, given up above `limit`.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit);
/// The candidate nearest to `word`, if near enough to be a slip of the hand.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

/// Base-10 digits and an optional minus, the whole text; nothing for anything else.
std::optional<long long> parse_number(std::string_view text);

}  // namespace siyana
