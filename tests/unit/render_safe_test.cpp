#include "render/safe.hpp"

#include <doctest/doctest.h>

#include <random>

#include "i18n/code_point.hpp"
#include "render_drawing.hpp"

namespace siyana::render {

TEST_CASE("ordinary text of any script stays as it is") {
  for (const char* text : {"", "VENT-9", "pompe à perfusion", "مضخة \u200f12", "中文", "C:\\new", "😀", "\u00a0"}) {
    CAPTURE(text);
    CHECK(visible(text) == text);
    CHECK(is_plain(text));
  }
}

TEST_CASE("control characters become visible") {
  CHECK(visible("\x1b[2Jx\x1b]0;t\x07") == "\\x1b[2Jx\\x1b]0;t\\x07");
  CHECK(visible("a\nb\r\tc") == "a\\nb\\r\\tc");
  CHECK(visible("\x7f") == "\\x7f");
  CHECK(visible(std::string_view("a\0b", 3)) == "a\\x00b");
  CHECK(visible("\u0085\u009b") == "\\u0085\\u009b");
  CHECK(visible("\u2028\u2029") == "\\u2028\\u2029");
}

TEST_CASE("bidi overrides and isolates become visible and the harmless marks stay") {
  CHECK(visible("a\u202eb") == "a\\u202eb");
  CHECK(visible("\u202a\u202b\u202c\u202d") == "\\u202a\\u202b\\u202c\\u202d");
  CHECK(visible("\u2066\u2067\u2068\u2069") == "\\u2066\\u2067\\u2068\\u2069");
  CHECK(visible("\u200e\u200f\u061c\u202f\u206a") == "\u200e\u200f\u061c\u202f\u206a");
}

TEST_CASE("bytes that are no UTF-8 become visible one by one") {
  CHECK(visible("caf\xe9") == "caf\\xe9");
  CHECK(visible("\xc0\xaf") == "\\xc0\\xaf");
  CHECK(visible("\xed\xa0\x80") == "\\xed\\xa0\\x80");
  CHECK(visible("\xf4\x90\x80\x80") == "\\xf4\\x90\\x80\\x80");
  CHECK(visible("a\xe2\x80") == "a\\xe2\\x80");
}

TEST_CASE("appending leaves what was there") {
  std::string out = "tag ";
  append_visible(out, "a\nb");
  CHECK(out == "tag a\\nb");
}

TEST_CASE("whatever comes in nothing that drives a terminal goes out") {
  std::mt19937 random(7);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = random_text(random, false);
    const std::string shown = visible(text);
    CAPTURE(text);
    CHECK(is_plain(shown));
    CHECK((shown == text) == is_plain(text));
    for (const char c : shown) CHECK((static_cast<unsigned char>(c) >= 0x20 && c != 0x7f));
  }
}

}  // namespace siyana::render
