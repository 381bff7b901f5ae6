#include <map>
#include <optional>
#include <random>

#include "render_drawing.hpp"

namespace siyana::render {
namespace {

const std::vector<Column> columns = {
    {"tag", "Tag"}, {"late", "Late", Kind::number}, {"due", "Due", Kind::date}, {"safe", "Safe", Kind::flag}};

/// Reads one flat JSON object of strings, numbers, true, false and null, by the grammar of RFC 8259 and no more.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::map<std::string, std::optional<std::string>> object() {
    std::map<std::string, std::optional<std::string>> members;
    for (char mark = take(); mark != '}'; mark = take()) {
      REQUIRE(mark == (members.empty() ? '{' : ','));
      const std::string name = string();
      REQUIRE(take() == ':');
      members[name] = text_[at_] == '"' ? std::optional(string()) : word();
    }
    CHECK(at_ == text_.size());
    return members;
  }

 private:
  char take() {
    REQUIRE(at_ < text_.size());
    return text_[at_++];
  }

  std::optional<std::string> word() {
    const auto end = text_.find_first_of(",}", at_);
    const std::string word(text_.substr(at_, end - at_));
    at_ = end;
    return word == "null" ? std::nullopt : std::optional(word);
  }

  std::string string() {
    REQUIRE(take() == '"');
    std::string value;
    for (char c = take(); c != '"'; c = take()) {
      REQUIRE(static_cast<unsigned char>(c) >= 0x20);
      if (c == '\\')
        escape(value);
      else
        value += c;
    }
    return value;
  }

  void escape(std::string& value) {
    static const std::map<char, char> simple = {{'"', '"'},  {'\\', '\\'}, {'/', '/'},  {'b', '\b'},
                                                {'f', '\f'}, {'n', '\n'},  {'r', '\r'}, {'t', '\t'}};
    const char c = take();
    if (c != 'u') {
      value += simple.at(c);
      return;
    }
    const int point = std::stoi(std::string(text_.substr(at_, 4)), nullptr, 16);
    at_ += 4;
    if (point < 0x80) {
      value += static_cast<char>(point);
    } else if (point < 0x800) {
      value += {static_cast<char>(0xC0 | (point >> 6)), static_cast<char>(0x80 | (point & 0x3F))};
    } else {
      value += {static_cast<char>(0xE0 | (point >> 12)), static_cast<char>(0x80 | ((point >> 6) & 0x3F)),
                static_cast<char>(0x80 | (point & 0x3F))};
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::string one(const Column& column, const Cell& cell) { return draw("jsonl", {column}, {{cell}}); }

}  // namespace

TEST_CASE("json is one array with an object a line") {
  const Rows rows = {{text_cell("A"), number_cell(-3), text_cell("2026-03-14"), number_cell(1)},
                     {text_cell(""), absent(), absent(), number_cell(0)}};
  CHECK(draw("json", columns, rows) ==
        "[\n"
        "{\"tag\":\"A\",\"late\":-3,\"due\":\"2026-03-14\",\"safe\":true},\n"
        "{\"tag\":\"\",\"late\":null,\"due\":null,\"safe\":false}\n"
        "]\n");
  CHECK(draw("jsonl", columns, rows) ==
        "{\"tag\":\"A\",\"late\":-3,\"due\":\"2026-03-14\",\"safe\":true}\n"
        "{\"tag\":\"\",\"late\":null,\"due\":null,\"safe\":false}\n");
}

TEST_CASE("an empty list is an empty array or no line") {
  CHECK(draw("json", columns, {}) == "[]\n");
  CHECK(draw("jsonl", columns, {}) == "");
}

TEST_CASE("hostile text is escaped and other scripts stay readable") {
  const Column note = {"note", "Note"};
  CHECK(one(note, text_cell("a\"b\\c/")) == "{\"note\":\"a\\\"b\\\\c/\"}\n");
  CHECK(one(note, text_cell("\b\f\n\r\t\x1b\x7f")) == "{\"note\":\"\\b\\f\\n\\r\\t\\u001b\\u007f\"}\n");
  CHECK(one(note, text_cell(std::string_view("\0", 1))) == "{\"note\":\"\\u0000\"}\n");
  CHECK(one(note, text_cell("صيانة é 中 😀")) == "{\"note\":\"صيانة é 中 😀\"}\n");
  CHECK(one(note, text_cell("\u202e\u2028\u009b")) == "{\"note\":\"\\u202e\\u2028\\u009b\"}\n");
  CHECK(one(note, text_cell("caf\xe9!\xe2\x80")) == "{\"note\":\"caf\uFFFD!\uFFFD\uFFFD\"}\n");
  CHECK(one(note, text_cell("\xed\xa0\x80")) == "{\"note\":\"\uFFFD\uFFFD\uFFFD\"}\n");
}

TEST_CASE("only a number of the JSON grammar stands without quotes") {
  const Column amount = {"n", "N", Kind::number};
  for (const std::string good : {"0", "-0", "7", "-12", "12.50", "0.001", "9223372036854775807"}) {
    CHECK(one(amount, {good}) == "{\"n\":" + good + "}\n");
  }
  for (const std::string bad :
       {"007", "1.", ".5", "-", "+1", "1e5", "n/a", "1,5", " 1", "1 ", "0x1", "1.2.3", "--1", "1}"}) {
    CHECK(one(amount, {bad}) == "{\"n\":\"" + bad + "\"}\n");
  }
}

TEST_CASE("what json writes is read back unchanged") {
  std::mt19937 random(11);
  const std::vector<Column> two = {{"a", "A"}, {"b", "B"}};
  for (int round = 0; round < 2000; ++round) {
    const std::string a = random_text(random, true);
    const std::string b = random_text(random, true);
    std::string line = draw("jsonl", two, {{text_cell(a), text_cell(b)}});
    REQUIRE(line.ends_with('\n'));
    line.pop_back();
    CHECK(line.find('\n') == std::string::npos);
    const auto members = Reader(line).object();
    CHECK(members.at("a") == a);
    CHECK(members.at("b") == b);
  }
}

}  // namespace siyana::render
