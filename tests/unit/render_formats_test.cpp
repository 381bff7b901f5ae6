#include <algorithm>
#include <stdexcept>
#include <string>

#include "render_drawing.hpp"

namespace siyana::render {

TEST_CASE("the formats are found by name and the table comes first") {
  std::string names;
  for (const Format& format : formats()) {
    names += std::string(format.name) + " ";
    CHECK(format_named(format.name) == &format);
    CHECK_FALSE(format.summary.empty());
    CHECK(format.machine ==
          (format.name != "table" && format.name != "html" && format.name != "md" && format.name != "ics"));
  }
  CHECK(names == "table csv tsv json jsonl html md ics ");
  CHECK(format_named("") == nullptr);
  CHECK(format_named("CSV") == nullptr);
}

TEST_CASE("machine formats never translate and never look at the terminal") {
  const std::vector<Column> columns = {
      {"tag", "Tag"}, {"state", "State", Kind::text, true}, {"safe", "Safe", Kind::flag}};
  const Rows rows = {{text_cell("صيانة"), text_cell("overdue"), number_cell(1)}};
  Style style;
  style.translate = [](const Sentence&) -> std::string { throw std::logic_error("translated"); };
  style.colour = true;
  style.terminal = true;
  style.width = 5;
  for (const Format& format : formats()) {
    if (!format.machine) continue;
    CAPTURE(format.name);
    CHECK(draw(format.name, columns, rows, style) == draw(format.name, columns, rows));
  }
}

TEST_CASE("streaming formats hand on what they have while rows still come") {
  const std::vector<Column> columns = {{"note", "Note"}};
  const std::string note(1000, 'x');
  for (const Format& format : formats()) {
    if (!format.machine) continue;
    CAPTURE(format.name);
    StringSink sink;
    const auto renderer = format.make(sink, {});
    renderer->begin(columns);
    const std::vector<Cell> row = {text_cell(note)};
    for (int i = 0; i < 1000; ++i) renderer->row(row);
    CHECK(sink.text.size() > 900'000);
    CHECK(sink.longest <= 64 * 1024);
    renderer->end();
    CHECK(sink.text.size() > 1'000'000);
  }
}

TEST_CASE("a cell of a mebibyte passes every format whole") {
  const std::vector<Column> columns = {{"tag", "Tag"}, {"note", "Note"}, {"on", "On", Kind::date, false, Drawn::day}};
  const std::string note = std::string(1 << 20, 'x') + "end";
  for (const Format& format : formats()) {
    CAPTURE(format.name);
    std::string drawn = draw(format.name, columns, {{text_cell("A"), text_cell(note), text_cell("2026-07-15")}});
    if (format.name == "ics")  // a calendar folds its lines
      for (auto at = drawn.find("\r\n "); at != std::string::npos; at = drawn.find("\r\n ", at)) drawn.erase(at, 3);
    CHECK(drawn.find(note) != std::string::npos);
  }
}

}  // namespace siyana::render
