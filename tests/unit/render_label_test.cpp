#include <doctest/doctest.h>

#include <string>

#include "base/error.hpp"
#include "embedded.hpp"
#include "render/code128.hpp"
#include "render/label.hpp"

using namespace siyana;
using namespace siyana::render;

namespace {

struct Text : Sink {
  std::string text;
  void write(std::string_view bytes) override { text += bytes; }
};

LabelSheet named(std::string_view name) {
  for (const auto& sheet : label_sheets(embedded("labels/sheets.csv"), "sheets.csv"))
    if (sheet.name == name) return sheet;
  FAIL("no sheet of that name");
  return {};
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

Label label(const std::string& tag) { return {qr_code(tag), tag, {}}; }

}  // namespace

TEST_CASE("a sheet of three by seven is centred on its page to the tenth of a millimetre") {
  const auto sheet = named("L7160");
  CHECK(sheet.per_page() == 21);
  CHECK(millimetres(sheet.left(0)) == "7.25mm");
  CHECK(millimetres(sheet.top(0)) == "15.15mm");
  CHECK(millimetres(sheet.left(4)) == "73.25mm");
  CHECK(millimetres(sheet.top(4)) == "53.25mm");
  CHECK(sheet.top(20) + sheet.label_height == sheet.page_height - sheet.top(0));
}

TEST_CASE("every sheet the program carries fits its page") {
  const auto sheets = label_sheets(embedded("labels/sheets.csv"), "sheets.csv");
  CHECK(sheets.size() >= 5);
  for (const auto& sheet : sheets) {
    const int last = sheet.per_page() - 1;
    CHECK(sheet.left(last) + sheet.label_width <= sheet.page_width);
    CHECK(sheet.top(last) + sheet.label_height <= sheet.page_height);
  }
}

TEST_CASE("a sheet that does not fit its page is refused with its line") {
  CHECK_THROWS_WITH_AS(label_sheets("# mine\nA,3,7,80,38.1,2.5,0,210,297\n", "labels.csv"),
                       doctest::Contains("labels.csv, line 2"), Error);
  CHECK_THROWS_AS(label_sheets("A,3,7,63.5\n", "labels.csv"), Error);
  CHECK_THROWS_AS(label_sheets("A,3,7,63.5,x,2.5,0,210,297\n", "labels.csv"), Error);
}

TEST_CASE("labels of a half used sheet begin where it is free and go on on a second page") {
  Text out;
  LabelPages pages(out, named("L7160"), 20);
  pages.add(label("A-1"));
  pages.add(label("A-2"));
  pages.end();
  CHECK(count(out.text, "<section>") == 2);
  CHECK(out.text.find("left:139.25mm;top:243.75mm") != std::string::npos);
  CHECK(out.text.find("left:7.25mm;top:15.15mm") != std::string::npos);
}

TEST_CASE("markup in a tag or a line is text on a label") {
  Text out;
  LabelPages pages(out, named("L7160"), 0);
  auto hostile = label("<b>&\"x");
  hostile.line = "</p><script>alert(1)</script>\x1b[31m";
  pages.add(hostile);
  pages.end();
  svg_labels(out, std::vector{hostile}, named("L7160"));
  CHECK(out.text.find("<script") == std::string::npos);
  CHECK(out.text.find("<b>") == std::string::npos);
  CHECK(out.text.find('\x1b') == std::string::npos);
  CHECK(out.text.find("&lt;b&gt;&amp;") != std::string::npos);
}

TEST_CASE("escape sequences in a line do not reach the terminal") {
  Text out;
  auto hostile = label("A");
  hostile.line = "\x1b[2J";
  picture(out, hostile, false);
  CHECK(out.text.find('\x1b') == std::string::npos);
}

TEST_CASE("a picture with colours draws the dark modules and one without the light ones") {
  Text plain, coloured;
  picture(plain, label("A"), false);
  picture(coloured, label("A"), true);
  CHECK(plain.text.starts_with("\u2588\u2588\u2588\u2588"));  // the quiet zone
  CHECK(coloured.text.starts_with("\x1b[38;5;16;48;5;231m    "));
}

/// The side and the corner of the code's box on the page, from its style.
double style_value(const std::string& page, const std::string& name) {
  const auto code = page.find("crispEdges\" style=");
  return std::stod(page.substr(page.find(name + ":", code) + name.size() + 1));
}

TEST_CASE("the smallest labels carry modules of a third of a millimetre and stay clear of the edge") {
  const auto sheet = named("L4731");
  const auto small = label("VENT-01");
  CHECK(module_width(small, sheet) >= 330);
  Text out;
  LabelPages pages(out, sheet, 0);
  pages.add(small);
  pages.end();
  const double side = style_value(out.text, "width"), module = side / (small.code.width + 2 * small.code.margin);
  for (const double at : {style_value(out.text, "left"), style_value(out.text, "top")}) {
    CHECK(at >= 0);                                  // the light modules are on the label
    CHECK(at + small.code.margin * module >= 1.49);  // the dark ones within what a printer may miss
    CHECK(at + side <= 25.4);
  }
  CHECK(style_value(out.text, "top") + side <= 10.0);
}

TEST_CASE("bars on a small label are known to be too fine to scan") {
  CHECK(module_width({code_128("EHS-MOSTAGANEM-2024-0001"), "", ""}, named("L7651")) < 200);
  CHECK(module_width({code_128("VENT-01"), "", ""}, named("L7160")) >= 200);
  CHECK(module_width(label("VENT-01"), named("L7651")) >= 200);
}

TEST_CASE("a PNG writes letters without their accents, breaks lines at blanks and leaves other scripts out") {
  const auto drawn = [](const std::string& line) {
    Text sink;
    const Label one[] = {{qr_code("A-1"), "A-1", line}};
    png_labels(sink, one);
    return sink.text;
  };
  CHECK(drawn("Défibrillateur ÉLECTRO") == drawn("Defibrillateur ELECTRO"));
  CHECK(drawn("Pompe seringue") == drawn("Pompe          seringue"));
  CHECK(drawn("Pompe seringue") != drawn("Pompe seringu"));
  CHECK(drawn("\u062d\u0627\u0636\u0646\u0629") == drawn(""));
  CHECK(png_can_write("Défibrillateur ÉLECTRO, d’occasion"));
  CHECK_FALSE(png_can_write("\u062d\u0627\u0636\u0646\u0629"));
}
