#include <doctest/doctest.h>

#include <cstdio>
#include <string>

#include "base/error.hpp"
#include "render/barcode.hpp"
#include "render/markup.hpp"

using namespace siyana;
using namespace siyana::render;

namespace {

/// The modules that an SVG's path paints, read back from its text.
Barcode painted(const std::string& svg, int width, int height, int margin) {
  Barcode code{width, height, margin, std::vector<bool>(static_cast<std::size_t>(width * height))};
  for (auto at = svg.find('M', svg.find(" d=")); at != std::string::npos; at = svg.find('M', at + 1)) {
    int x = 0, y = 0, length = 0;
    REQUIRE(std::sscanf(svg.c_str() + at, "M%d %dh%dv1h-", &x, &y, &length) == 3);
    for (int i = 0; i < length; ++i) code.dark[static_cast<std::size_t>((y - margin) * width + x - margin + i)] = true;
  }
  return code;
}

}  // namespace

TEST_CASE("a QR code has the three finder patterns of its standard and the smallest size that holds the text") {
  const auto code = qr_code("VENT-01");
  CHECK(code.width == 21);
  CHECK(code.height == 21);
  CHECK(code.margin == 4);
  for (const auto& [x, y] : {std::pair{0, 0}, {14, 0}, {0, 14}}) {
    CHECK(code.is_dark(x, y));
    CHECK_FALSE(code.is_dark(x + 1, y + 1));
    CHECK(code.is_dark(x + 3, y + 3));
  }
  CHECK(qr_code(std::string(200, 'a')).width > 21);
}

TEST_CASE("the drawing paints each dark module once and no other") {
  for (const std::string text : {"VENT-01", "RÉA/12", "جهاز-٧"}) {
    const auto code = qr_code(text);
    CHECK(painted(svg(code, text), code.width, code.height, code.margin).dark == code.dark);
  }
}

TEST_CASE("a title is text and never markup") {
  const auto drawn = svg(qr_code("a"), "<script>\"&'\x1b");
  CHECK(drawn.find("<script>") == std::string::npos);
  CHECK(drawn.find("&lt;script&gt;&quot;&amp;&#39;\\x1b") != std::string::npos);
}

TEST_CASE("a text that no QR code holds is refused with a sentence") {
  CHECK_THROWS_AS(qr_code(std::string(5000, 'a')), Error);
}
