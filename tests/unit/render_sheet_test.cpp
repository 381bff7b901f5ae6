#include <doctest/doctest.h>

#include <string>

#include "render/sheet.hpp"

using namespace siyana::render;

namespace {

struct Text : Sink {
  void write(std::string_view bytes) override { all += bytes; }
  std::string all;
};

PaperSheet sheet() {
  PaperSheet sheet;
  sheet.title = "Round: <ICU>";
  sheet.outcomes = {"pass", "fail"};
  sheet.groups = {
      {"Box 1",
       {{"VENT-01", {"Respirateur \"x\""}, {{"pm", "due 2026-07-01, 14 days late", true}, {"safety", "due", false}}},
        {"MON-1", {}, {{"pm", "due", false}}}}}};
  sheet.rest_heading = "Nothing due";
  sheet.rest = {{"Box 2", {{"BED-1", {}, {}}}}};
  return sheet;
}

std::size_t times(const std::string& text, std::string_view what) {
  std::size_t count = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("the page has a code for each device and a box for each outcome of each job") {
  Text page;
  write_html(page, sheet());
  CHECK(times(page.all, "<svg") == 3);
  CHECK(times(page.all, "<i></i>") == 3 * 2 + 1);
  CHECK(times(page.all, "rowspan=\"2\"") == 2);
  CHECK(page.all.find("<html lang=\"en\" dir=\"ltr\">") != std::string::npos);
}

TEST_CASE("the page stands alone and no text in it is markup") {
  Text page;
  write_html(page, sheet());
  CHECK(page.all.find("<ICU>") == std::string::npos);
  CHECK(page.all.find("&lt;ICU&gt;") != std::string::npos);
  CHECK(page.all.find("src=") == std::string::npos);
  CHECK(page.all.find("href=") == std::string::npos);
  CHECK(page.all.find("@page") != std::string::npos);
}

TEST_CASE("an Arabic page runs from right to left and isolates each text") {
  auto arabic = sheet();
  arabic.language = "ar";
  arabic.right_to_left = true;
  Text page;
  write_html(page, arabic);
  CHECK(page.all.find("<html lang=\"ar\" dir=\"rtl\">") != std::string::npos);
  CHECK(page.all.find("<b dir=\"ltr\">VENT-01</b>") != std::string::npos);
  CHECK(page.all.find("<bdi>pm</bdi>") != std::string::npos);
}

TEST_CASE("plain text has a box a line and says what has nothing due apart") {
  Text page;
  write_text(page, sheet());
  CHECK(times(page.all, "[ ]") == 3 + 3);
  CHECK(page.all.find("Nothing due") < page.all.find("BED-1"));
}
