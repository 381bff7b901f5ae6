#include "render/code128.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"

namespace siyana::render {
namespace {

/// The widths of the bars and spaces of each symbol character, a bar first; the last is the stop character.
constexpr std::array<std::string_view, 107> patterns = {
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312",
    "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212",
    "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
    "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",
    "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123",
    "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124",
    "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114",
    "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112",
    "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112"};

constexpr int to_c = 99, to_b = 100, start_b = 104, start_c = 105, stop = 106;
constexpr int quiet_zone = 10;

std::size_t digits_at(std::string_view text) {
  const auto end = std::find_if(text.begin(), text.end(), [](char c) { return c < '0' || c > '9'; });
  return static_cast<std::size_t>(end - text.begin());
}

/// Digits go in pairs where they save more than changing the set costs (the standard's annex on the shortest symbol).
bool is_worth_pairs(std::size_t digits, bool at_start, bool at_end) {
  if (at_start && at_end) return digits == 2 || digits >= 4;
  return digits >= (at_start || at_end ? 4U : 6U);
}

void add_check(std::vector<int>& characters) {
  int sum = characters.front();
  for (std::size_t i = 1; i < characters.size(); ++i) sum += static_cast<int>(i) * characters[i];
  characters.push_back(sum % 103);
}

}  // namespace

std::vector<int> code_128_characters(std::string_view text) {
  std::vector<int> characters;
  bool in_pairs = false;
  const auto change = [&](bool to_pairs) {
    if (characters.empty())
      characters.push_back(to_pairs ? start_c : start_b);
    else if (in_pairs != to_pairs)
      characters.push_back(to_pairs ? to_c : to_b);
    in_pairs = to_pairs;
  };
  while (!text.empty()) {
    std::size_t digits = digits_at(text);
    if (is_worth_pairs(digits, characters.empty(), digits == text.size())) {
      if (digits % 2 == 1) {  // the odd one first, in the set that is there
        change(false);
        characters.push_back(text.front() - ' ');
        text.remove_prefix(1);
        --digits;
      }
      change(true);
      for (; digits > 0; digits -= 2, text.remove_prefix(2))
        characters.push_back((text[0] - '0') * 10 + (text[1] - '0'));
    } else {
      change(false);
      for (std::size_t i = 0; i < std::max<std::size_t>(digits, 1); ++i) characters.push_back(text[i] - ' ');
      text.remove_prefix(std::max<std::size_t>(digits, 1));
    }
  }
  if (characters.empty()) characters.push_back(start_b);
  add_check(characters);
  characters.push_back(stop);
  return characters;
}

Barcode code_128(std::string_view text) {
  if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; }))
    throw Error(Fault::usage, "{text} holds letters that Code 128 does not have: --code qr has them all",
                {{"text", std::string(text)}});
  Barcode code{0, 1, quiet_zone, {}};
  for (const int character : code_128_characters(text)) {
    bool dark = true;
    for (const char width : patterns[static_cast<std::size_t>(character)]) {
      code.dark.insert(code.dark.end(), static_cast<std::size_t>(width - '0'), dark);
      dark = !dark;
    }
  }
  code.width = static_cast<int>(code.dark.size());
  return code;
}

}  // namespace siyana::render
