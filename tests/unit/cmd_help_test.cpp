#include "cmd/help.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "cmd_nouns.hpp"
#include "i18n/width.hpp"

using namespace siyana;

namespace {

std::string in_english(const Sentence& sentence) { return english(sentence); }

std::string help_for(const std::vector<std::string>& arguments, std::size_t width = 80) {
  return help_text(test::some_nouns, parse(test::some_nouns, arguments), in_english, width);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool holds(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

}  // namespace

TEST_CASE("the help of a verb shows its line and summary and words and options and example") {
  CHECK(help_for({"help", "device", "add"}) ==
        "usage: siyana device add TAG [options]\n"
        "\n"
        "register a device\n"
        "\n"
        "  TAG  the tag on the device\n"
        "\n"
        "Options\n"
        "  --serial TEXT                  the serial number\n"
        "  --note TEXT                    free text\n"
        "  --on DATE                      the day it came into service\n"
        "  --criticality low|medium|high  how much care hangs on it\n"
        "  --label TEXT                   a word to find it by (may be given several\n"
        "                                 times)\n"
        "  --photo FILE                   a picture to keep with it\n"
        "  --loaned                       it belongs to someone else\n"
        "\n"
        "Example\n"
        "  siyana device add VENT-9 --serial 0042\n"
        "\n"
        "The global options are listed by siyana help.\n");
}

TEST_CASE("the help of a daily verb is that of its only verb") {
  const std::string text = help_for({"overdue", "--help"});
  CHECK(text.starts_with("usage: siyana overdue [options]\n"));
  CHECK(holds(text, "\n  siyana overdue\n  siyana overdue --department ICU\n"));
  CHECK(help_for({"help", "fail"}).starts_with("usage: siyana fail TAG [PLAN] TEXT\n"));
}

TEST_CASE("the help of a noun lists its verbs") {
  const std::string text = help_for({"help", "device"});
  for (const char* line : {"usage: siyana device VERB [options]\n", "  device add TAG    register a device\n",
                           "  device show TAG…  show what is known of devices\n"})
    CHECK(holds(text, line));
  CHECK(help_for({"help", "alert"}).starts_with("usage: siyana alert [VERB] [options]\n"));
}

TEST_CASE("the help of the program lists every noun but the hidden ones and every global option") {
  const std::string text = help_for({});
  for (const Noun& noun : test::some_nouns)
    CHECK(holds(text, "\n  " + std::string(noun.name) + " ") == !noun.name.starts_with('_'));
  for (const Option& option : global_options()) CHECK(holds(text, "\n  " + std::string(option.name) + " "));
  CHECK(text.find("Every day") < text.find("\n  overdue "));
  CHECK(text.find("\n  overdue ") < text.find("Commands with verbs"));
  CHECK(text.find("Commands with verbs") < text.find("\n  device "));
}

TEST_CASE("no line is wider than asked and none wider than a hundred") {
  for (const std::size_t width : {std::size_t(60), std::size_t(80), std::size_t(100), std::size_t(500)})
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{}, {"help", "device"}, {"help", "device", "add"}})
      for (const std::string& line : lines_of(help_for(arguments, width))) {
        CHECK(display_width(line) <= std::min<std::size_t>(width, 100));
        CHECK_FALSE(line.ends_with(' '));
      }
}

TEST_CASE("wrapping loses no word") {
  const auto letters = [](std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
  };
  CHECK(letters(help_for({}, 40)) == letters(help_for({}, 100)));
  CHECK(help_for({}, 40) != help_for({}, 100));
}

TEST_CASE("choices too long for the column stand in the meaning") {
  static constexpr Option options[] = {{"--reason", "worn|dropped|mains|battery|user|unknown", "why it failed"},
                                       {"--on", "DATE", "when"}};
  static constexpr Verb verbs[] = {{"", "log", {}, options, "", test::run_nothing}};
  static constexpr Noun nouns[] = {{"log", "log", verbs}};
  const std::string text = help_text(nouns, parse(nouns, {"help", "log"}), in_english, 60);
  CHECK(holds(text,
              "  --reason WORD  why it failed: worn, dropped, mains,\n"
              "                 battery, user, unknown\n"));
  CHECK(holds(text, "  --on DATE      when\n"));
}

TEST_CASE("a long name has its meaning on the next line") {
  static constexpr Option options[] = {{"--the-longest-of-all-options", "SOMETHING", "what"}, {"--on", "DATE", "when"}};
  static constexpr Verb verbs[] = {{"", "log", {}, options, "", test::run_nothing}};
  static constexpr Noun nouns[] = {{"log", "log", verbs}};
  const std::string text = help_text(nouns, parse(nouns, {"help", "log"}), in_english);
  CHECK(holds(text, "  --the-longest-of-all-options SOMETHING\n             what\n  --on DATE  when\n"));
}

TEST_CASE("everything but names and examples is translated and aligned by what is seen") {
  const auto upside_down = [](const Sentence& sentence) {
    return sentence.id == "Options" ? std::string("خيارات") : "«" + english(sentence) + "»";
  };
  const std::string text = help_text(test::some_nouns, parse(test::some_nouns, {"help", "device", "add"}), upside_down);
  CHECK(holds(text, "«usage: siyana device add TAG [options]»"));
  CHECK(holds(text, "«register a device»"));
  CHECK(holds(text, "  TAG  «the tag on the device»\n"));
  CHECK(holds(text, "\nخيارات\n"));
  CHECK(holds(text, "«free text»"));
  CHECK(holds(text, "\n  siyana device add VENT-9"));
}
