#include "base/keyboard.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace siyana {
namespace {

/// What a key gives on the machine, and on the American layout.
using Key = std::pair<std::string_view, std::string_view>;

// The French layout of Windows and X (kbdfr, fr).
constexpr Key azerty[] = {
    {"&", "1"}, {"é", "2"}, {"\"", "3"}, {"'", "4"}, {"(", "5"},  {"-", "6"},  {"è", "7"}, {"_", "8"}, {"ç", "9"},
    {"à", "0"}, {")", "-"}, {"°", "_"},  {"a", "q"}, {"q", "a"},  {"z", "w"},  {"w", "z"}, {"A", "Q"}, {"Q", "A"},
    {"Z", "W"}, {"W", "Z"}, {",", "m"},  {"?", "M"}, {"m", ";"},  {"M", ":"},  {";", ","}, {":", "."}, {"!", "/"},
    {".", "<"}, {"/", ">"}, {"§", "?"},  {"ù", "'"}, {"%", "\""}, {"*", "\\"}, {"µ", "|"}, {"1", "!"}, {"2", "@"},
    {"3", "#"}, {"4", "$"}, {"5", "%"},  {"6", "^"}, {"7", "&"},  {"8", "*"},  {"9", "("}, {"0", ")"}};

// The Arabic layout of Windows (101) and X (ara). They differ in the Arabic digits, which tags compare as equal anyway,
// and in U and M.
constexpr Key arabic[] = {
    {"لا", "b"},  {"لآ", "B"}, {"لأ", "G"}, {"لإ", "T"}, {"ض", "q"}, {"ص", "w"}, {"ث", "e"}, {"ق", "r"}, {"ف", "t"},
    {"غ", "y"},   {"ع", "u"},  {"ه", "i"},  {"خ", "o"},  {"ح", "p"}, {"ج", "["}, {"د", "]"}, {"ش", "a"}, {"س", "s"},
    {"ي", "d"},   {"ب", "f"},  {"ل", "g"},  {"ا", "h"},  {"ت", "j"}, {"ن", "k"}, {"م", "l"}, {"ك", ";"}, {"ط", "'"},
    {"ئ", "z"},   {"ء", "x"},  {"ؤ", "c"},  {"ر", "v"},  {"ى", "n"}, {"ة", "m"}, {"و", ","}, {"ز", "."}, {"ظ", "/"},
    {"ذ", "`"},   {"َ", "Q"},   {"ً", "W"},   {"ُ", "E"},   {"ٌ", "R"},  {"إ", "Y"}, {"‘", "U"}, {"`", "U"}, {"÷", "I"},
    {"×", "O"},   {"؛", "P"},  {"ِ", "A"},   {"ٍ", "S"},   {"]", "D"}, {"[", "F"}, {"أ", "H"}, {"ـ", "J"}, {"،", "K"},
    {"/", "L"},   {"~", "Z"},  {"ْ", "X"},   {"}", "C"},  {"{", "V"}, {"آ", "N"}, {"’", "M"}, {"'", "M"}, {"؟", "?"},
    {"لا", "gh"}, {"ﻻ", "b"},  {"ﻵ", "B"},  {"ﻷ", "G"},  {"ﻹ", "T"}};

// The Arabic layout of the Maghreb (X: dz, ma): the letters of the other one under the first row of AZERTY.
constexpr Key arabic_azerty[] = {{"&", "1"}, {"é", "2"}, {"\"", "3"}, {"'", "4"}, {"(", "5"}, {"-", "6"},
                                 {"è", "7"}, {"_", "8"}, {"ç", "9"},  {"à", "0"}, {")", "-"}, {"°", "_"},
                                 {"1", "!"}, {"2", "@"}, {"3", "#"},  {"4", "$"}, {"5", "%"}, {"6", "^"},
                                 {"7", "&"}, {"8", "*"}, {"9", "("},  {"0", ")"}};

struct Layout {
  std::string_view name;
  std::span<const Key> keys;  // the longer of two that begin alike comes first
  std::span<const Key> more = {};
  bool has_latin = false;  // letters
};
constexpr std::array<Layout, 3> layouts{
    {{"AZERTY", azerty, {}, true}, {"Arabic", arabic}, {"Arabic AZERTY", arabic_azerty, arabic}}};

/// What a text begins with, and all that it can mean: two keys of a layout may give the same.
struct Piece {
  std::size_t size = 1;
  std::vector<std::string_view> meant;
};

Piece piece_at(const Layout& layout, std::string_view text) {
  Piece piece;
  for (const auto keys : {layout.keys, layout.more})
    for (const auto& [given, meant] : keys) {
      if (!text.starts_with(given) || (!piece.meant.empty() && given.size() != piece.size)) continue;
      piece.size = given.size();
      piece.meant.push_back(meant);
    }
  if (piece.meant.empty()) piece.meant.push_back(text.substr(0, 1));
  return piece;
}

bool has_latin_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// All that a text can mean by a layout; nothing where that layout cannot have given it, or where it could be anything.
std::vector<std::string> readings(const Layout& layout, std::string_view text) {
  constexpr std::size_t most = 64;
  if (!layout.has_latin && has_latin_letter(text)) return {};
  std::vector<std::string> all(1);
  while (!text.empty()) {
    const auto piece = piece_at(layout, text);
    std::vector<std::string> longer;
    for (const auto meant : piece.meant)
      for (const auto& begun : all) longer.push_back(begun + std::string(meant));
    if (longer.size() > most) return {};
    all = std::move(longer);
    text.remove_prefix(piece.size);
  }
  return all;
}

/// The label that a French keyboard has on the key of an American one.
std::string_view french_label(std::string_view american) {
  for (const auto& [given, meant] : azerty)
    if (meant == american) return given;
  return american;
}

}  // namespace

std::vector<Retyped> retyped(std::string_view text) {
  std::vector<Retyped> all;
  for (const auto& layout : layouts)
    for (auto& other : readings(layout, text))
      if (other != text) all.push_back({layout.name, std::move(other)});
  return all;
}

std::optional<char> key_pressed(std::string_view typed, std::string_view keys) {
  for (const auto& [given, meant] : arabic) {
    if (typed != given || static_cast<unsigned char>(given.front()) < 0x80) continue;
    for (const auto label : {meant, french_label(meant)})
      if (label.size() == 1 && keys.find(label.front()) != std::string_view::npos) return label.front();
  }
  return std::nullopt;
}

}  // namespace siyana
