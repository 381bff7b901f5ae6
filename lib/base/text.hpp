// Text as it comes from people and files: UTF-8 checked, folded for comparing, measured for likeness.
// Broken UTF-8 is safe in every function: a bad byte counts as one character that is no letter.
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
/// For reading numbers and dates: trimmed, Western digits, every blank an ASCII one, and none of the zero-width
/// characters that Arabic spreadsheets put between the parts of a date.
std::string plain(std::string_view text);

/// The key by which tags are compared: no surrounding blanks, case folded, Western digits. Accents stay, in
/// composed form; bad bytes stay as they are.
std::string tag_key(std::string_view text);
/// Appends tag_key(text) to `out`; `text` must not be a part of it.
void tag_key_into(std::string_view text, std::string& out);

/// The key by which names and searches are compared: as tag_key, and without accents, Arabic vowel marks and
/// tatweel, alef and ya variants made one, ta marbuta as ha, runs of blanks and punctuation as one blank.
std::string fold(std::string_view text);
/// Appends fold(text) to `out`; `text` must not be a part of it.
void fold_into(std::string_view text, std::string& out);
/// fold(text) for a word that is looked up: nothing where anything but blanks was dropped at an end (`today!`).
std::optional<std::string> fold_whole(std::string_view text);
/// The words of fold(text).
std::vector<std::string> words(std::string_view text);

/// Edit distance (insert, remove, change, swap neighbours) in code points; where it is above `limit`, limit + 1.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit);
/// The candidate nearest to `word`, if near enough to be a slip of the hand; the first of equals.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

/// Base-10 digits (also Arabic-Indic and Persian) and an optional minus, the whole text; nothing for anything else.
std::optional<long long> parse_number(std::string_view text);

}  // namespace siyana
