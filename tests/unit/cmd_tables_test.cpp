#include "cmd/tables.hpp"

#include <doctest/doctest.h>

#include "cmd_nouns.hpp"
#include "cmd_table_faults.hpp"

using namespace siyana;
using Strings = std::vector<std::string>;

namespace {

/// The faults of one verb `x` of a noun of that name.
Strings faults_of(std::span<const Operand> operands, std::span<const Option> options, std::string_view example = "") {
  const Verb verbs[] = {{"", "does x", operands, options, example, test::run_nothing}};
  const Noun nouns[] = {{"x", "does x", verbs}};
  return test::table_faults(nouns);
}

Strings faults_of_operands(std::initializer_list<Operand> operands) {
  return faults_of({operands.begin(), operands.size()}, {});
}
Strings faults_of_option(const Option& option) { return faults_of({}, {&option, 1}); }

}  // namespace

TEST_CASE("operands are read from their pattern") {
  struct Case {
    const char* name;
    const char* bare;
    bool required;
    bool repeats;
  };
  for (const Case& one : {Case{"TAG", "TAG", true, false}, Case{"[TAG]", "TAG", false, false},
                          Case{"TAG…", "TAG", true, true}, Case{"[WORD…]", "WORD", false, true}}) {
    const Operand operand{one.name, ""};
    CHECK(bare_name(operand) == one.bare);
    CHECK(is_required(operand) == one.required);
    CHECK(may_repeat(operand) == one.repeats);
  }
}

TEST_CASE("choices are the parts between bars") {
  CHECK(choices({"--a", "x|yy|z", ""}) == Strings{"x", "yy", "z"});
  CHECK(choices({"--a", "TEXT", ""}).empty());
  CHECK(choices({"--a", "", ""}).empty());
}

TEST_CASE("option words begin with a dash and no digit") {
  for (const char* word : {"--serial", "-x", "--", "-serial", "-é", "--2"}) CHECK(is_option_word(word));
  for (const char* word : {"", "-", "a", "-2d", "-٢d", "-۲d", "a-b", "+30d"}) CHECK_FALSE(is_option_word(word));
}

TEST_CASE("only a noun with one nameless verb is daily") {
  CHECK(is_daily(test::some_nouns[1]));
  CHECK_FALSE(is_daily(test::some_nouns[0]));
  CHECK_FALSE(is_daily(test::some_nouns[4]));
}

TEST_CASE("words given are found by the name of the option") {
  Words words("device add");
  words.add("--label", "red");
  words.add("--label", "blue");
  words.add("--quiet", "");
  CHECK(words.text("--label") == "red");
  CHECK(words.all("--label") == Strings{"red", "blue"});
  CHECK(words.has("--quiet"));
  CHECK(words.text("--other").empty());
  CHECK(words.verb_path() == "device add");
}

TEST_CASE("the made-up nouns have no faults") { CHECK(test::table_faults(test::some_nouns) == Strings{}); }

TEST_CASE("slips in operands are found") {
  CHECK(faults_of_operands({{"TAG…", "tags"}, {"TEXT", "a text"}}) == Strings{"x TAG… repeats and is not the last"});
  CHECK(faults_of_operands({{"[TAG", "a tag"}}).size() == 1);
  CHECK(faults_of_operands({{"tag", "a tag"}}).size() == 1);
  CHECK(faults_of_operands({{"TAG", ""}}).size() == 1);
  CHECK(faults_of_operands({{"TAG", "a tag"}, {"[WORD…]", "words"}}).empty());
}

TEST_CASE("slips in options are found") {
  CHECK(faults_of_option({"serial", "TEXT", "a"}) == Strings{"x serial is no option"});
  CHECK(faults_of_option({"--", "TEXT", "a"}).size() == 1);
  CHECK(faults_of_option({"--serial", "text", "a"}).size() == 1);
  CHECK(faults_of_option({"--serial", "TEXT", "a."}).size() == 1);
  CHECK(faults_of_option({"--serial", "TEXT", ""}).size() == 1);
  CHECK(faults_of_option({"--serial", "a|b", "a"}).empty());
  const Option twice[] = {{"--a", "", "a"}, {"--a", "", "b"}};
  CHECK(faults_of({}, twice) == Strings{"x has --a twice"});
}

TEST_CASE("examples that their verb would refuse are found") {
  const Operand text[] = {{"TEXT", "a text"}};
  const Option note[] = {{"--note", "TEXT", "a note"}};
  CHECK(faults_of(text, note, "siyana x 'two words' --note \"\" | wc -l\nsiyana x - > out").empty());
  CHECK(faults_of(text, note, "siyana x two words").size() == 1);
  CHECK(faults_of(text, note, "siyana x a --noet b").size() == 1);
  CHECK(faults_of(text, note, "x a").size() == 1);
  CHECK(faults_of(text, note, "siyana x a --help").size() == 1);
}

TEST_CASE("nouns and verbs declared twice or without a summary are found") {
  const Verb verbs[] = {{"a", "does a", {}, {}, "", test::run_nothing}, {"a", "", {}, {}, "", nullptr}};
  const Noun nouns[] = {{"x", "xs", verbs}, {"x", "", {}}, {"help", "helps", {}}};
  CHECK(test::table_faults(nouns) == Strings{"x a is declared twice", "x a has no summary", "x a runs nothing",
                                             "x is declared twice", "x has no summary", "help cannot be a noun"});
}
