#include <limits>
#include <random>
#include <utility>

#include "render_drawing.hpp"

namespace siyana::render {
namespace {

using Records = std::vector<std::vector<std::string>>;

/// RFC 4180 read back, written apart from the writer.
Records read_csv(std::string_view text, char separator, std::string_view line_end) {
  Records records;
  std::vector<std::string> record;
  std::string value;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted) {
      if (text[i] != '"')
        value += text[i];
      else if (i + 1 < text.size() && text[i + 1] == '"')
        value += text[i++];
      else
        quoted = false;
    } else if (text[i] == '"' && value.empty()) {
      quoted = true;
    } else if (text[i] == separator) {
      record.push_back(std::exchange(value, {}));
    } else if (text.substr(i).starts_with(line_end)) {
      i += line_end.size() - 1;
      record.push_back(std::exchange(value, {}));
      records.push_back(std::exchange(record, {}));
    } else {
      value += text[i];
    }
  }
  CHECK_FALSE(quoted);
  CHECK((value.empty() && record.empty()));
  return records;
}

Records read_tsv(std::string_view text) {
  Records records = {{""}};
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& value = records.back().back();
    if (text[i] == '\t') {
      records.back().emplace_back();
    } else if (text[i] == '\n') {
      records.push_back({""});
    } else if (text[i] == '\\') {
      const char escaped = text.at(++i);
      REQUIRE(std::string_view("tnr\\").find(escaped) != std::string_view::npos);
      value += escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : '\\';
    } else {
      value += text[i];
    }
  }
  CHECK(records.back() == std::vector<std::string>{""});
  records.pop_back();
  return records;
}

const std::vector<Column> columns = {{"tag", "Tag"},
                                     {"note", "Note"},
                                     {"late", "Late", Kind::number},
                                     {"due", "Due", Kind::date},
                                     {"safe", "Safe", Kind::flag}};

Rows hostile_rows() {
  return {{text_cell("A,1"), text_cell("say \"hi\""), number_cell(-5), text_cell("2026-03-14"), number_cell(1)},
          {text_cell("=1+1"), text_cell("a\r\nb"), {"12.5", 12}, absent(), number_cell(0)},
          {text_cell("\x1b[2J"), text_cell("\xff\u202e;"), absent(), text_cell("-1"), absent()},
          {text_cell("a\tb\\"), text_cell(""), {"-7", -7}, text_cell("x"), absent()}};
}

Style excel() {
  Style style;
  style.excel = true;
  return style;
}

}  // namespace

TEST_CASE("csv quotes only where RFC 4180 needs it") {
  CHECK(draw("csv", columns, hostile_rows()) ==
        "tag,note,late,due,safe\n"
        "\"A,1\",\"say \"\"hi\"\"\",-5,2026-03-14,true\n"
        "=1+1,\"a\r\nb\",12.5,,false\n"
        "\x1b[2J,\xff\u202e;,,-1,\n"
        "a\tb\\,,-7,x,\n");
}

TEST_CASE("a lone carriage return or line feed is quoted too") {
  CHECK(draw("csv", {{"a", "A"}}, {{text_cell("x\ry")}, {text_cell("x\ny")}}) == "a\n\"x\ry\"\n\"x\ny\"\n");
}

TEST_CASE("csv for Excel has a byte-order mark and semicolons and no formulas") {
  CHECK(draw("csv", columns, hostile_rows(), excel()) ==
        "\xEF\xBB\xBF"
        "tag;note;late;due;safe\r\n"
        "A,1;\"say \"\"hi\"\"\";-5;2026-03-14;true\r\n"
        "'=1+1;\"a\r\nb\";12.5;;false\r\n"
        "\x1b[2J;\"\xff\u202e;\";;-1;\r\n"
        "a\tb\\;;-7;x;\r\n");
}

TEST_CASE("each character that starts a formula is disarmed in text alone and for Excel alone") {
  const std::vector<Column> one = {{"a", "A"}, {"b", "B", Kind::number}, {"c", "C", Kind::date}};
  for (const std::string start : {"=", "+", "-", "@", "\t", "\r"}) {
    CAPTURE(start);
    const std::string formula = start + "x";
    const Rows rows = {{text_cell(formula), {formula, 0}, text_cell(formula)}};
    const auto disarmed = read_csv(draw("csv", one, rows, excel()).substr(3), ';', "\r\n");
    CHECK(disarmed.at(1) == std::vector<std::string>{"'" + formula, formula, formula});
    const auto plain = read_csv(draw("csv", one, rows), ',', "\n");
    CHECK(plain.at(1) == std::vector<std::string>{formula, formula, formula});
  }
  CHECK(draw("csv", {{"a", "A"}}, {{text_cell("x=1")}}, excel()) ==
        "\xEF\xBB\xBF"
        "a\r\nx=1\r\n");
}

TEST_CASE("tsv writes what would break a line or a cell as an escape") {
  CHECK(draw("tsv", columns, hostile_rows()) ==
        "tag\tnote\tlate\tdue\tsafe\n"
        "A,1\tsay \"hi\"\t-5\t2026-03-14\ttrue\n"
        "=1+1\ta\\r\\nb\t12.5\t\tfalse\n"
        "\x1b[2J\t\xff\u202e;\t\t-1\t\n"
        "a\\tb\\\\\t\t-7\tx\t\n");
}

TEST_CASE("an empty list still has its header and no header is no header") {
  CHECK(draw("csv", columns, {}) == "tag,note,late,due,safe\n");
  CHECK(draw("tsv", columns, {}) == "tag\tnote\tlate\tdue\tsafe\n");
  Style bare;
  bare.header = false;
  CHECK(draw("csv", columns, {}, bare) == "");
  CHECK(draw("tsv", {{"a", "A"}}, {{text_cell("x")}}, bare) == "x\n");
}

TEST_CASE("a lone empty value is not lost on an empty line") {
  CHECK(draw("csv", {{"a", "A"}}, {{text_cell("")}, {absent()}}) == "a\n\"\"\n\"\"\n");
}

TEST_CASE("numbers are written to the last digit of their range") {
  const auto least = std::numeric_limits<std::int64_t>::min();
  CHECK(draw("csv", {{"n", "N", Kind::number}}, {{number_cell(least)}}) == "n\n-9223372036854775808\n");
}

TEST_CASE("a long cell of nothing but escapes loses none of them") {
  std::string tabs;
  std::string escaped;
  for (int i = 0; i < 100'000; ++i) {
    tabs += "\tx\"";
    escaped += "\\tx\"";
  }
  CHECK(draw("tsv", {{"a", "A"}}, {{text_cell(tabs)}}) == "a\n" + escaped + "\n");
  CHECK(read_csv(draw("csv", {{"a", "A"}}, {{text_cell(tabs)}}), ',', "\n").at(1).at(0) == tabs);
}

TEST_CASE("what csv and tsv write is read back unchanged") {
  std::mt19937 random(42);
  const std::vector<Column> three = {{"a", "A"}, {"b", "B"}, {"c", "C"}};
  for (int round = 0; round < 1000; ++round) {
    Records expected = {{"a", "b", "c"}};
    for (int i = 0; i < 4; ++i) {
      expected.push_back({random_text(random, false), random_text(random, false), random_text(random, false)});
    }
    Rows rows;
    for (std::size_t i = 1; i < expected.size(); ++i) {
      rows.push_back({text_cell(expected[i][0]), text_cell(expected[i][1]), text_cell(expected[i][2])});
    }
    CHECK(read_csv(draw("csv", three, rows), ',', "\n") == expected);
    CHECK(read_csv(draw("csv", three, rows, excel()).substr(3), ';', "\r\n").size() == expected.size());
    CHECK(read_tsv(draw("tsv", three, rows)) == expected);
  }
}

}  // namespace siyana::render
