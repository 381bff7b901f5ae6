#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "cmd/help.hpp"
#include "cmd_nouns.hpp"

using namespace siyana;

namespace {

std::string page() { return manual(test::some_nouns, "1.2.3", "2026-03-14"); }

bool holds(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '-' ? "\\-" : std::string(1, c);
  return result;
}

}  // namespace

TEST_CASE("the manual page has its sections in order") {
  const std::string text = page();
  CHECK(text.starts_with(
      ".TH SIYANA 1 \"2026\\-03\\-14\" \"siyana 1.2.3\" \"User Commands\"\n.ad l\n.SH NAME\nsiyana \\- "));
  std::size_t at = 0;
  for (const char* name : {"NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "\"GLOBAL OPTIONS\"", "\"EXIT STATUS\"",
                           "ENVIRONMENT", "FILES"}) {
    const std::size_t found = text.find(std::string(".SH ") + name + "\n", at);
    REQUIRE(found != std::string::npos);
    at = found;
  }
}

TEST_CASE("the manual page names every verb and option but the hidden ones") {
  const std::string text = page();
  for (const Noun& noun : test::some_nouns) {
    const bool hidden = noun.name.starts_with('_');
    CHECK(holds(text, ".SS " + std::string(noun.name) + "\n") == !hidden);
    for (const Verb& verb : noun.verbs) {
      const std::string name = verb.name.empty() ? "" : " " + std::string(verb.name);
      CHECK(holds(text, "\\fBsiyana " + std::string(noun.name) + name + "\\fR") == !hidden);
      for (const Option& option : verb.options) CHECK(holds(text, "\\fB" + escaped(option.name) + "\\fR"));
    }
  }
  for (const Option& option : global_options()) CHECK(holds(text, "\\fB" + escaped(option.name) + "\\fR"));
}

TEST_CASE("the manual page is plain roff with every hyphen escaped") {
  static const std::set<std::string> macros = {".TH", ".SH", ".SS", ".PP", ".TP", ".RS",
                                               ".RE", ".EX", ".EE", ".br", ".ad"};
  std::istringstream lines(page());
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK_FALSE(line.empty());
    CHECK(std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c < 0x7f; }));
    CHECK_FALSE(line.starts_with('\''));
    if (line.starts_with('.')) CHECK(macros.contains(line.substr(0, 3)));
    for (std::size_t at = line.find('-'); at != std::string::npos; at = line.find('-', at + 1))
      CHECK((at > 0 && line[at - 1] == '\\'));
  }
}

TEST_CASE("text that roff would take for a command is shown as it is") {
  static constexpr Option options[] = {{"--keep", "", ".SH is 'quoted' with a \\ and ^ ~ ` and é ﷽ 😀 …"}};
  static constexpr Verb verbs[] = {{"", "'tis odd", {}, options, ".br\n'x -y", test::run_nothing}};
  static constexpr Noun nouns[] = {{"odd", "odd", verbs}};
  const std::string text = manual(nouns, "1", "2026-03-14");
  CHECK(holds(
      text, "\n\\&.SH is \\(aqquoted\\(aq with a \\e and \\(ha \\(ti \\(ga and \\[u00E9] \\[uFDFD] \\[u1F600] ...\n"));
  CHECK(holds(text, "\n\\(aqtis odd\n"));
  CHECK(holds(text, ".EX\n\\&.br\n\\(aqx \\-y\n.EE\n"));
}

TEST_CASE("the exit statuses of the manual page are those of the program") {
  const std::string text = page();
  for (const char* status : {"0", "1", "2", "3", "4", "5", "6", "7", "10", "129, 130, 143", "141"})
    CHECK(holds(text, ".TP\n\\fB" + std::string(status) + "\\fR\n"));
}
