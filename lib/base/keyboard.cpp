#include "base/keyboard.hpp"

#include <array>
#include <span>
#include <utility>

namespace siyana {
namespace {

/// What a key gives on the machine, and on the American layout.
using Key = std::pair<std::string_view, char>;

// The French layout of Windows and X (kbdfr, fr).
constexpr Key azerty[] = {
    {"&", '1'}, {"é", '2'}, {"\"", '3'}, {"'", '4'},  {"(", '5'}, {"-", '6'},  {"è", '7'}, {"_", '8'}, {"ç", '9'},
    {"à", '0'}, {")", '-'}, {"°", '_'},  {"a", 'q'},  {"q", 'a'}, {"z", 'w'},  {"w", 'z'}, {"A", 'Q'}, {"Q", 'A'},
    {"Z", 'W'}, {"W", 'Z'}, {",", 'm'},  {"?", 'M'},  {"m", ';'}, {"M", ':'},  {";", ','}, {":", '.'}, {"!", '/'},
    {".", '<'}, {"/", '>'}, {"§", '?'},  {"ù", '\''}, {"%", '"'}, {"*", '\\'}, {"µ", '|'}, {"1", '!'}, {"2", '@'},
    {"3", '#'}, {"4", '$'}, {"5", '%'},  {"6", '^'},  {"7", '&'}, {"8", '*'},  {"9", '('}, {"0", ')'}};

// The Arabic layout of Windows (101); X (ara) differs in the digits, which tags compare as equal anyway.
constexpr Key arabic[] = {
    {"لا", 'b'}, {"لآ", 'B'}, {"لأ", 'G'}, {"لإ", 'T'}, {"ض", 'q'}, {"ص", 'w'}, {"ث", 'e'}, {"ق", 'r'}, {"ف", 't'},
    {"غ", 'y'},  {"ع", 'u'},  {"ه", 'i'},  {"خ", 'o'},  {"ح", 'p'}, {"ج", '['}, {"د", ']'}, {"ش", 'a'}, {"س", 's'},
    {"ي", 'd'},  {"ب", 'f'},  {"ل", 'g'},  {"ا", 'h'},  {"ت", 'j'}, {"ن", 'k'}, {"م", 'l'}, {"ك", ';'}, {"ط", '\''},
    {"ئ", 'z'},  {"ء", 'x'},  {"ؤ", 'c'},  {"ر", 'v'},  {"ى", 'n'}, {"ة", 'm'}, {"و", ','}, {"ز", '.'}, {"ظ", '/'},
    {"ذ", '`'},  {"َ", 'Q'},   {"ً", 'W'},   {"ُ", 'E'},   {"ٌ", 'R'},  {"إ", 'Y'}, {"‘", 'U'}, {"÷", 'I'}, {"×", 'O'},
    {"؛", 'P'},  {"ِ", 'A'},   {"ٍ", 'S'},   {"]", 'D'},  {"[", 'F'}, {"أ", 'H'}, {"ـ", 'J'}, {"،", 'K'}, {"/", 'L'},
    {"~", 'Z'},  {"ْ", 'X'},   {"}", 'C'},  {"{", 'V'},  {"آ", 'N'}, {"’", 'M'}, {"؟", '?'}};

struct Layout {
  std::string_view name;
  std::span<const Key> keys;  // the longer of two that begin alike comes first
};
constexpr std::array<Layout, 2> layouts{{{"AZERTY", azerty}, {"Arabic", arabic}}};

const Key* key_at(const Layout& layout, std::string_view text) {
  for (const auto& key : layout.keys)
    if (text.starts_with(key.first)) return &key;
  return nullptr;
}

std::string retype(const Layout& layout, std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Key* key = key_at(layout, text);
    out += key != nullptr ? key->second : text.front();
    text.remove_prefix(key != nullptr ? key->first.size() : 1);
  }
  return out;
}

}  // namespace

std::vector<Retyped> retyped(std::string_view text) {
  std::vector<Retyped> all;
  for (const auto& layout : layouts)
    if (auto other = retype(layout, text); other != text) all.push_back({layout.name, std::move(other)});
  return all;
}

}  // namespace siyana
