#include <sstream>

#include "i18n/width.hpp"
#include "render/layout.hpp"
#include "render_drawing.hpp"

namespace siyana::render {
namespace {

const std::vector<Column> columns = {{"tag", "Tag"},
                                     {"type", "Type"},
                                     {"days_late", "Days late", Kind::number},
                                     {"state", "State", Kind::text, true},
                                     {"safe", "Safe", Kind::flag}};

Rows rows() {
  return {{text_cell("VENT-9"), text_cell("ventilator"), number_cell(12), text_cell("overdue"), number_cell(1)},
          {text_cell("P-1"), text_cell("pompe à perfusion"), number_cell(-3), text_cell("soon"), number_cell(0)},
          {text_cell("M-2"), absent(), absent(), text_cell("retest"), absent()},
          {text_cell("M-3"), text_cell(""), number_cell(0), text_cell("ok"), absent()}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

Style wide(int width) {
  Style style;
  style.width = width;
  return style;
}

std::string translated(const Sentence& sentence) {
  const std::string said = english(sentence);
  if (said == "Tag") return "الرقم";
  if (said == "overdue") return "متأخر";
  if (said == "yes") return "نعم";
  return said;
}

}  // namespace

TEST_CASE("a table aligns words to the left and numbers to the right") {
  CHECK(draw("table", columns, rows()) ==
        "Tag     Type               Days late  State    Safe\n"
        "VENT-9  ventilator                12  overdue  yes\n"
        "P-1     pompe à perfusion         -3  soon     no\n"
        "M-2                                   retest\n"
        "M-3                                0  ok\n");
}

TEST_CASE("an empty list draws nothing") { CHECK(draw("table", columns, {}) == ""); }

TEST_CASE("without a header the columns are as wide as their cells") {
  Style style;
  style.header = false;
  CHECK(lines_of(draw("table", columns, rows(), style)).front() == "VENT-9  ventilator         12  overdue  yes");
}

TEST_CASE("headings and our own words are translated and what users wrote is not") {
  Style style;
  style.translate = translated;
  const Rows named = {{text_cell("overdue"), text_cell("Tag"), number_cell(1), text_cell("overdue"), number_cell(1)}};
  CHECK(draw("table", columns, named, style) ==
        "الرقم    Type  Days late  State  Safe\n"
        "overdue  Tag           1  متأخر  نعم\n");
}

TEST_CASE("vowel marks and wide characters do not break the columns") {
  const std::vector<Column> two = {{"name", "Name"}, {"n", "N", Kind::number}};
  const auto lines = lines_of(draw("table", two,
                                   {{text_cell("صِيَانَة"), number_cell(1)},
                                    {text_cell("صيانة"), number_cell(2)},
                                    {text_cell("中文中文"), number_cell(30)},
                                    {text_cell("abc"), number_cell(4)}}));
  REQUIRE(lines.size() == 5);
  for (const auto& line : lines) CHECK(display_width(line) == 12);
}

TEST_CASE("Arabic is isolated on a terminal and nowhere else") {
  Style terminal;
  terminal.terminal = true;
  terminal.translate = translated;
  const std::vector<Column> two = {{"tag", "Tag"}, {"note", "Note"}};
  const Rows mixed = {{text_cell("مضخة 12"), text_cell("x")}, {text_cell("١٢"), text_cell("pompe")}};
  CHECK(draw("table", two, mixed, terminal) ==
        "\u2068الرقم\u2069    Note\n"
        "\u2068مضخة 12\u2069  x\n"
        "\u2068١٢\u2069       pompe\n");
  CHECK(draw("table", two, mixed).find("\u2068") == std::string::npos);
}

TEST_CASE("an isolate is closed also where its text is cut") {
  Style terminal = wide(10);
  terminal.terminal = true;
  const std::string drawn =
      draw("table", {{"t", "T"}, {"n", "N"}}, {{text_cell("A-1"), text_cell("مضخة الحقن الوريدي")}}, terminal);
  CHECK(lines_of(drawn).at(1) == "A-1  \u2068مضخة…\u2069");
}

TEST_CASE("hostile cells stay on their line and drive no terminal") {
  const Rows hostile = {
      {text_cell("\x1b[2Ja\nb"), text_cell("\u202egnp.exe"), number_cell(1), text_cell("ok"), absent()},
      {text_cell("caf\xe9"), text_cell("x\u2069\u009bm"), number_cell(2), text_cell("\x1b[31m"), absent()}};
  CHECK(draw("table", columns, hostile) ==
        "Tag          Type            Days late  State     Safe\n"
        "\\x1b[2Ja\\nb  \\u202egnp.exe           1  ok\n"
        "caf\\xe9      x\\u2069\\u009bm          2  \\x1b[31m\n");
}

TEST_CASE("colour follows the state and only where it is asked for") {
  Style style;
  style.colour = true;
  CHECK(draw("table", columns, rows(), style) ==
        "\x1b[1mTag     Type               Days late  State    Safe\x1b[0m\n"
        "VENT-9  ventilator                12  \x1b[31moverdue\x1b[0m  yes\n"
        "P-1     pompe à perfusion         -3  \x1b[33msoon\x1b[0m     no\n"
        "M-2                                   \x1b[31mretest\x1b[0m\n"
        "M-3                                0  ok\n");
  CHECK(draw("table", columns, rows()).find('\x1b') == std::string::npos);
}

TEST_CASE("a word a user wrote is not coloured and a translated state still is") {
  Style style;
  style.colour = true;
  style.header = false;
  style.translate = translated;
  const Rows named = {{text_cell("overdue"), text_cell("retest"), absent(), text_cell("overdue"), absent()}};
  CHECK(draw("table", columns, named, style) == "overdue  retest    \x1b[31mمتأخر\x1b[0m\n");
}

TEST_CASE("comments are cut first and figures never") {
  const std::vector<Column> four = {
      {"tag", "Tag"}, {"note", "Note"}, {"place", "Place"}, {"due", "Due on", Kind::date}};
  const Rows long_rows = {{text_cell("VENTILATOR-0001"), text_cell("a very long note that nobody needs to read whole"),
                           text_cell("intensive care"), text_cell("2026-03-14")}};
  CHECK(lines_of(draw("table", four, long_rows, wide(70))).at(1) ==
        "VENTILATOR-0001  a very long note that no…  intensive care  2026-03-14");
  CHECK(lines_of(draw("table", four, long_rows, wide(50))).at(1) ==
        "VENTILATOR-0001  a very l…  intensive…  2026-03-14");
  CHECK(lines_of(draw("table", four, long_rows, wide(32))).at(1) == "VENTILA…  a v…  int…  2026-03-14");
}

TEST_CASE("a line is never wider than the terminal as long as its figures have room") {
  const std::string tag(300, 'x');
  const std::string type(5000, 'y');
  const Rows wide_rows = {{text_cell(tag), text_cell(type), number_cell(123456), text_cell("overdue"), number_cell(0)}};
  for (int width = 32; width < 400; ++width) {
    CAPTURE(width);
    for (const auto& line : lines_of(draw("table", columns, wide_rows, wide(width)))) {
      CHECK(display_width(line) <= static_cast<std::size_t>(width));
    }
    CHECK(draw("table", columns, wide_rows, wide(width)).find("123456") != std::string::npos);
  }
}

TEST_CASE("where there is no room at all the line is longer and nothing is left out") {
  const auto lines = lines_of(draw("table", columns, rows(), wide(1)));
  REQUIRE(lines.size() == 5);
  CHECK(lines.at(1) == "VENT-9  ven…  12  ove…  yes");
}

TEST_CASE("nothing is cut without a width and one endless cell does not pad the others") {
  const std::string endless(10'000, 'x');
  const std::vector<Column> two = {{"note", "Note"}, {"n", "N", Kind::number}};
  const auto lines =
      lines_of(draw("table", two, {{text_cell(endless), number_cell(1)}, {text_cell("a"), number_cell(2)}}));
  CHECK(lines.at(1) == endless + "  1");
  CHECK(display_width(lines.at(2)) == 123);
}

TEST_CASE("narrowing takes from the widest comment first") {
  std::vector<Slot> slots = {{10, 10, Importance::name}, {30, 30, Importance::comment}, {20, 20, Importance::comment}};
  narrow(slots, 54);
  CHECK(slots[0].width == 10);
  CHECK(slots[1].width == 20);
  CHECK(slots[2].width == 20);
  narrow(slots, 54);
  CHECK(slots[1].width == 20);
}

TEST_CASE("long comments give way before headings and short ones after them") {
  const std::vector<Slot> wide_slots = {{3, 15, Importance::figure}, {30, 30, Importance::comment}};
  std::vector<Slot> slots = wide_slots;
  narrow(slots, 29);
  CHECK(slots[0].width == 15);
  CHECK(slots[1].width == 12);
  slots = wide_slots;
  narrow(slots, 20);
  CHECK(slots[0].width == 6);
  CHECK(slots[1].width == 12);
  slots = wide_slots;
  narrow(slots, 10);
  CHECK(slots[0].width == 3);
  CHECK(slots[1].width == 5);
}

TEST_CASE("the heading of a figure is cut before the name of the row") {
  std::vector<Slot> slots = {{10, 10, Importance::name}, {3, 15, Importance::figure}, {4, 4, Importance::word}};
  narrow(slots, 21);
  CHECK(slots[0].width == 10);
  CHECK(slots[1].width == 3);
  CHECK(slots[2].width == 4);
}

TEST_CASE("dates and instants have the day first where the reader's language wants it, and only in tables") {
  const std::vector<Column> days = {{"on", "On", Kind::date}, {"at", "At", Kind::instant}, {"note", "Note"}};
  const Rows row = {{text_cell("2026-03-14"), text_cell("2026-03-14T09:30:00+01:00"), text_cell("2026-03-14")},
                    {text_cell("never"), absent(), text_cell("")}};
  Style style;
  style.header = false;
  CHECK(draw("table", days, row, style) ==
        "2026-03-14  2026-03-14T09:30:00+01:00  2026-03-14\n"
        "never\n");
  style.day_first = true;
  CHECK(draw("table", days, row, style) ==
        "14/03/2026  14/03/2026 09:30  2026-03-14\n"
        "never\n");
  const std::string machine = draw("csv", days, row);
  CHECK(draw("csv", days, row, [] {
          Style day_first;
          day_first.day_first = true;
          return day_first;
        }()) == machine);
}

}  // namespace siyana::render
