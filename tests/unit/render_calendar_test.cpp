#include <random>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"
#include "render_drawing.hpp"

namespace siyana::render {
namespace {

const std::vector<Column> columns = {{"tag", "Tag", Kind::text, false, Drawn::title},
                                     {"due_on", "Due on", Kind::date, false, Drawn::day},
                                     {"state", "State", Kind::text, true, Drawn::state}};

Style style() {
  Style style;
  style.calendar.made_at = "2026-07-15T08:00:00Z";
  style.calendar.origin = "here";
  return style;
}

std::string event(std::string_view tag, std::string_view day, std::string_view state, const Style& look = style()) {
  return draw("ics", columns, {{text_cell(tag), day.empty() ? absent() : text_cell(day), text_cell(state)}}, look);
}

std::string line_of(const std::string& calendar, std::string_view name) {
  const auto at = calendar.find("\r\n" + std::string(name));
  return at == std::string::npos ? "" : calendar.substr(at + 2, calendar.find("\r\n", at + 2) - at - 2);
}

}  // namespace

TEST_CASE("a list without a day is no calendar") { CHECK_THROWS_AS(draw("ics", {{"tag", "Tag"}}, {}, style()), Error); }

TEST_CASE("a row that has no day any more is cancelled under its name") {
  CHECK(line_of(event("A", "", "ended"), "STATUS") == "STATUS:CANCELLED");
  CHECK(line_of(event("A", "", "ended"), "UID") == line_of(event("A", "2026-08-01", "ok"), "UID"));
  CHECK(line_of(event("A", "2026-08-01", "ok"), "STATUS") == "STATUS:CONFIRMED");
}

TEST_CASE("a name stays while the day moves and differs between things and stores") {
  const auto name = line_of(event("A", "2026-08-01", "ok"), "UID");
  CHECK(name == line_of(event("A", "2027-02-01", "overdue"), "UID"));
  CHECK(name != line_of(event("B", "2026-08-01", "ok"), "UID"));
  Style elsewhere = style();
  elsewhere.calendar.origin = "there";
  CHECK(name != line_of(event("A", "2026-08-01", "ok", elsewhere), "UID"));
}

TEST_CASE("no text ends its line and no line is wider than 75 octets") {
  std::mt19937 random(5);
  for (int i = 0; i < 500; ++i) {
    std::string tag;
    while (tag.size() < 100) tag += random_text(random, true);
    const std::string calendar = event(tag, "2026-08-01", "ok");
    for (std::size_t from = 0; from < calendar.size();) {
      const auto end = calendar.find("\r\n", from);
      REQUIRE(end != std::string::npos);
      const auto line = std::string_view(calendar).substr(from, end - from);
      CHECK(line.size() <= 75);
      CHECK(is_utf8(line));
      CHECK(line.find_first_of("\r\n") == std::string_view::npos);
      from = end + 2;
    }
  }
}

}  // namespace siyana::render
