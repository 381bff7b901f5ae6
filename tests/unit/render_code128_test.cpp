#include <doctest/doctest.h>

#include <map>
#include <string>

#include "base/error.hpp"
#include "render/code128.hpp"

using namespace siyana;
using namespace siyana::render;

namespace {

/// The text read back from the bars alone: widths to symbol characters by the module counts, then their check, then the
/// code sets.
std::vector<int> widths_of(const Barcode& code) {
  std::vector<int> widths;
  for (int x = 0; x < code.width; ++x) {
    if (x == 0 || code.is_dark(x, 0) != code.is_dark(x - 1, 0)) widths.push_back(0);
    ++widths.back();
  }
  return widths;
}

/// The widths of each symbol character, learnt from texts of one of them: "A" is start B, A, check, stop.
std::map<std::string, int> known_patterns() {
  std::map<std::string, int> known;
  for (char c = ' '; c <= '~'; ++c) {
    const auto widths = widths_of(code_128(std::string(1, c)));
    std::string pattern;
    for (std::size_t i = 6; i < 12; ++i) pattern += static_cast<char>('0' + widths[i]);
    known[pattern] = c - ' ';
  }
  return known;
}

}  // namespace

TEST_CASE("a text in code set B is its characters less 32 between start and check") {
  // 104 + 1*54 + 2*37 + 3*46 + 4*52 = 578 = 5*103 + 63
  CHECK(code_128_characters("VENT") == std::vector<int>{104, 54, 37, 46, 52, 63, 106});
}

TEST_CASE("a text of digits goes in pairs where their number is even") {
  // 105 + 1*12 + 2*34 = 185 = 103 + 82
  CHECK(code_128_characters("1234") == std::vector<int>{105, 12, 34, 82, 106});
  CHECK(code_128_characters("12") == std::vector<int>{105, 12, 14, 106});
}

TEST_CASE("of an odd run of digits the first stays in code set B") {
  CHECK(code_128_characters("12345") ==
        std::vector<int>{104, 17, 99, 23, 45, (104 + 17 + 2 * 99 + 3 * 23 + 4 * 45) % 103, 106});
}

TEST_CASE("a short run of digits within a text changes no code set") {
  const auto characters = code_128_characters("A-123-B");
  for (const int character : characters) CHECK(character != 99);
}

TEST_CASE("every symbol character is eleven modules wide and the stop thirteen") {
  const auto code = code_128("VENT-01");
  CHECK(code.width == 11 * 9 + 13);
  CHECK(code.height == 1);
  CHECK(code.margin == 10);
  CHECK(code.is_dark(0, 0));
  CHECK(code.is_dark(code.width - 1, 0));
}

TEST_CASE("no two characters have the same bars") { CHECK(known_patterns().size() == 95); }

TEST_CASE("letters that Code 128 does not have are refused by name") {
  CHECK_THROWS_WITH_AS(code_128("R\u00c9A-1"), doctest::Contains("R\u00c9A-1"), Error);
  CHECK_THROWS_AS(code_128("a\tb"), Error);
}
