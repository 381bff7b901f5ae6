#include "cmd/args.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "base/error.hpp"
#include "cmd_nouns.hpp"

using namespace siyana;
using Strings = std::vector<std::string>;

namespace {

Command parsed(const Strings& arguments) { return parse(test::some_nouns, arguments); }

/// The sentence a command line is refused with; every refusal has to be a usage error.
std::string refusal(const Strings& arguments) {
  try {
    parsed(arguments);
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::usage);
    return error.what();
  }
  return "(understood)";
}

std::string path(const Command& command) { return command.words.verb_path(); }

/// Words chosen at random from a fixed beginning.
class Chance {
 public:
  explicit Chance(unsigned seed) : numbers_(seed) {}
  std::size_t below(std::size_t bound) { return numbers_() % bound; }
  const std::string& one_of(const Strings& words) { return words[below(words.size())]; }

 private:
  std::mt19937 numbers_;
};

const Strings odd_texts = {"",      "-",     "-2d",   "a b",     "[a,b]", "--",   "--serial", "--help", "-h",
                           "=",     "a=b",   "010",   "overdue", "add",   "help", "٣",        "{}",     "'",
                           "--x=y", "-long", "tab\t", "%s",      "{tag}", "a|b",  "++"};

/// One option as a person may write it: in one word or two; one word where the value would be refused as a second.
void write_option(Chance& chance, Strings& words, const std::string& name, const std::string& value) {
  const bool apart = chance.below(2) == 0 && !value.starts_with("--") && value != "-h";
  if (!apart) return words.push_back(name + "=" + value);
  words.push_back(name);
  words.push_back(value);
}

}  // namespace

TEST_CASE("a noun and a verb are found and their operands and options read") {
  const Command command = parsed({"device", "add", "VENT-9", "--serial", "0042", "--loaned"});
  CHECK(command.noun->name == "device");
  CHECK(command.verb->name == "add");
  CHECK(path(command) == "device add");
  CHECK(command.words.operand("TAG") == "VENT-9");
  CHECK(command.words.text("--serial") == "0042");
  CHECK(command.words.has("--loaned"));
  CHECK_FALSE(command.words.has("--note"));
  CHECK_FALSE(command.words.maybe("--note"));
  CHECK_FALSE(command.help);
}

TEST_CASE("a daily verb is its own noun") {
  const Command command = parsed({"overdue", "--limit", "5"});
  CHECK(path(command) == "overdue");
  CHECK(command.verb == &test::overdue_verbs[0]);
  CHECK(command.words.text("--limit") == "5");
}

TEST_CASE("a default verb serves where the next word names no other verb") {
  CHECK(path(parsed({"alert"})) == "alert");
  CHECK(path(parsed({"alert", "send"})) == "alert send");
  CHECK(path(parsed({"alert", "--limit", "2"})) == "alert");
  const Command command = parsed({"alert", "--", "send"});
  CHECK(path(command) == "alert");
  CHECK(command.words.operand("WORD") == "send");
  CHECK(parsed({"alert", ""}).words.operands("WORD") == Strings{""});
  CHECK(parsed({"alert", "pump", "send"}).words.operands("WORD") == Strings{"pump", "send"});
}

TEST_CASE("global options stand before or after the verb") {
  for (const Strings& arguments : {Strings{"--db", "x.db", "--quiet", "device", "add", "A"},
                                   Strings{"device", "--db", "x.db", "--quiet", "add", "A"},
                                   Strings{"device", "add", "--db", "x.db", "--quiet", "A"},
                                   Strings{"device", "add", "A", "--quiet", "--db=x.db"}}) {
    const Command command = parsed(arguments);
    CHECK(path(command) == "device add");
    CHECK(command.globals.text("--db") == "x.db");
    CHECK(command.globals.has("--quiet"));
    CHECK_FALSE(command.words.has("--db"));
    CHECK(command.words.operands("TAG") == Strings{"A"});
  }
}

TEST_CASE("the value of a global option may be the name of a noun or a verb") {
  const Command command = parsed({"--db", "device", "overdue"});
  CHECK(path(command) == "overdue");
  CHECK(command.globals.text("--db") == "device");
  CHECK(path(parsed({"device", "--output", "list", "add", "A"})) == "device add");
  CHECK(parsed({"--as-of", "-2d", "overdue"}).globals.text("--as-of") == "-2d");
}

TEST_CASE("operands may be the names of nouns and verbs") {
  CHECK(parsed({"device", "add", "device"}).words.operand("TAG") == "device");
  CHECK(parsed({"device", "show", "add", "overdue", "help"}).words.operands("TAG") ==
        Strings{"add", "overdue", "help"});
}

TEST_CASE("an empty value is a value") {
  CHECK(parsed({"device", "add", "A", "--note", ""}).words.maybe("--note") == "");
  CHECK(parsed({"device", "add", "A", "--note=", "--serial", "1"}).words.maybe("--note") == "");
  CHECK(parsed({"device", "add", "A", "--note=", "--serial", "1"}).words.text("--serial") == "1");
  CHECK(parsed({"device", "add", "--note=", "A"}).words.operand("TAG") == "A");
  CHECK(parsed({"device", "add", ""}).words.operands("TAG") == Strings{""});
}

TEST_CASE("values may begin with a dash") {
  CHECK(parsed({"device", "add", "A", "--on", "-2d"}).words.text("--on") == "-2d");
  CHECK(parsed({"device", "add", "A", "--note", "-broken-"}).words.text("--note") == "-broken-");
  CHECK(parsed({"device", "add", "A", "--note", "-"}).words.text("--note") == "-");
  CHECK(parsed({"device", "add", "A", "--note=--serial"}).words.text("--note") == "--serial");
  CHECK_FALSE(parsed({"device", "add", "A", "--note=--serial"}).words.has("--serial"));
  CHECK(parsed({"device", "add", "A", "--note=a=b=c"}).words.text("--note") == "a=b=c");
}

TEST_CASE("a lone dash and a relative date are operands") {
  CHECK(parsed({"device", "show", "-", "-2d", "-٢d"}).words.operands("TAG") == Strings{"-", "-2d", "-٢d"});
}

TEST_CASE("two dashes end the options") {
  const Command command = parsed({"device", "show", "--quiet", "--", "--serial", "-x", "--", "--help"});
  CHECK(command.words.operands("TAG") == Strings{"--serial", "-x", "--", "--help"});
  CHECK(command.globals.has("--quiet"));
  CHECK_FALSE(command.help);
  CHECK(path(parsed({"--", "device", "add", "A"})) == "device add");
  CHECK(refusal({"device", "add", "A", "--note", "--"}) == "--note wants a value: TEXT");
}

TEST_CASE("an option takes one word and leaves the next") {
  const Command command = parsed({"device", "add", "--label", "red", "A", "--label", "blue", "--label=red"});
  CHECK(command.words.operands("TAG") == Strings{"A"});
  CHECK(command.words.all("--label") == Strings{"red", "blue", "red"});
}

TEST_CASE("a text in brackets or with commas and braces is never split") {
  const Command command = parsed({"device", "add", "[a,b]", "--note", "[c,d]", "--label=[e,f]", "--label", "{}"});
  CHECK(command.words.operands("TAG") == Strings{"[a,b]"});
  CHECK(command.words.text("--note") == "[c,d]");
  CHECK(command.words.all("--label") == Strings{"[e,f]", "{}"});
  CHECK(parsed({"device", "show", "[a,b]", "c,d", "%%", "++"}).words.operands("TAG") ==
        Strings{"[a,b]", "c,d", "%%", "++"});
}

TEST_CASE("numbers stay the text that was typed") {
  CHECK(parsed({"overdue", "--limit", "010"}).words.text("--limit") == "010");
  CHECK(parsed({"overdue", "--limit", "0x10"}).words.text("--limit") == "0x10");
  CHECK(parsed({"overdue", "--limit", "٠١٠"}).words.text("--limit") == "٠١٠");
  CHECK(parsed({"device", "add", "007"}).words.operand("TAG") == "007");
}

TEST_CASE("an optional operand between required ones is served last") {
  const Command two = parsed({"fail", "VENT-9", "alarm silent"});
  CHECK(two.words.operand("TEXT") == "alarm silent");
  CHECK_FALSE(two.words.has("PLAN"));
  const Command three = parsed({"fail", "VENT-9", "safety", "alarm silent"});
  CHECK(three.words.operand("PLAN") == "safety");
  CHECK(three.words.operand("TEXT") == "alarm silent");
  CHECK(parsed({"find"}).words.operands("WORD").empty());
  CHECK(parsed({"find", "a", "b"}).words.operands("WORD") == Strings{"a", "b"});
}

TEST_CASE("an unknown command is told the nearest one") {
  CHECK(refusal({"devise"}) == "no command devise: did you mean device?");
  CHECK(refusal({"--quiet", "overdu"}) == "no command overdu: did you mean overdue?");
  CHECK(refusal({"dev", "add"}) == "no command dev: did you mean device?");
  CHECK(refusal({"add", "VENT-9"}) == "no command add: did you mean device add?");
  CHECK(refusal({"xyzzy"}) == "no command xyzzy (see siyana help)");
  CHECK(refusal({"-2d"}) == "no command -2d (see siyana help)");
  CHECK(refusal({"_prob"}) == "no command _prob (see siyana help)");
}

TEST_CASE("an empty word is no command") {
  static constexpr Noun one_noun[] = {{"overdue", "what is overdue", test::overdue_verbs}};
  CHECK_THROWS_WITH_AS(parse(one_noun, {""}), "no command  (see siyana help)", Error);
  CHECK(refusal({""}) == "no command  (see siyana help)");
}

TEST_CASE("an unknown verb is told the nearest one or all of them") {
  CHECK(refusal({"device", "ad", "X"}) == "no command device ad: did you mean device add?");
  CHECK(refusal({"device", "lits"}) == "no command device lits: did you mean device list?");
  CHECK(refusal({"device", "frobnicate"}) == "no command device frobnicate: device has add, list, show");
  CHECK(refusal({"device"}) == "device wants a verb: add, list, show");
  CHECK(refusal({"device", "--quiet"}) == "device wants a verb: add, list, show");
  CHECK(refusal({"device", "--serial", "1", "add", "X"}) == "device wants a verb: add, list, show");
}

TEST_CASE("an unknown option is told the nearest one") {
  CHECK(refusal({"device", "add", "X", "--seral", "1"}) == "no option --seral for device add: did you mean --serial?");
  CHECK(refusal({"device", "add", "X", "--seral=1"}) == "no option --seral for device add: did you mean --serial?");
  CHECK(refusal({"device", "add", "X", "-serial", "1"}) == "no option -serial for device add: did you mean --serial?");
  CHECK(refusal({"overdue", "--qiet"}) == "no option --qiet for overdue: did you mean --quiet?");
  CHECK(refusal({"overdue", "--frobnicate"}) == "no option --frobnicate for overdue (see siyana help overdue)");
  CHECK(refusal({"overdue", "-x"}) == "no option -x for overdue (see siyana help overdue)");
  CHECK(refusal({"--qiet", "overdue"}) == "no option --qiet: did you mean --quiet?");
  CHECK(refusal({"--limit", "5", "overdue"}) == "no option --limit before the command (see siyana help)");
}

TEST_CASE("a beginning of an option is not the option") {
  CHECK(refusal({"device", "add", "X", "--ser", "1"}) == "no option --ser for device add: did you mean --serial?");
  CHECK(refusal({"device", "add", "X", "--SERIAL", "1"}) ==
        "no option --SERIAL for device add: did you mean --serial?");
}

TEST_CASE("a missing operand is named") {
  CHECK(refusal({"device", "add"}) == "device add wants a TAG (see siyana help device add)");
  CHECK(refusal({"device", "show"}) == "device show wants a TAG (see siyana help device show)");
  CHECK(refusal({"fail", "VENT-9"}) == "fail wants a TEXT (see siyana help fail)");
  CHECK(refusal({"undo"}) == "undo wants an ENTRY (see siyana help undo)");
}

TEST_CASE("the first word too many is named") {
  CHECK(refusal({"device", "add", "A", "B", "C"}) ==
        "B is one word too many for device add (a text of several words goes in quotes; see siyana help device add)");
  CHECK(refusal({"overdue", "ICU"}).starts_with("ICU is one word too many for overdue"));
  CHECK(refusal({"fail", "A", "pm", "alarm", "silent"}).starts_with("silent is one word too many for fail"));
}

TEST_CASE("an option without its value is refused and never takes the next option") {
  CHECK(refusal({"device", "add", "A", "--serial"}) == "--serial wants a value: TEXT");
  CHECK(refusal({"device", "add", "A", "--serial", "--loaned"}) == "--serial wants a value: TEXT");
  CHECK(refusal({"device", "add", "A", "--criticality"}) == "--criticality wants one of low, medium, high");
  CHECK(refusal({"overdue", "--db"}) == "--db wants a value: FILE");
  CHECK(refusal({"--db", "--quiet", "overdue"}) == "--db wants a value: FILE");
  CHECK(refusal({"--db", "--", "overdue"}) == "--db wants a value: FILE");
  CHECK(refusal({"overdue", "--color"}) == "--color wants one of auto, always, never");
}

TEST_CASE("a flag takes no value") {
  CHECK(refusal({"device", "add", "A", "--loaned=no"}) == "--loaned takes no value");
  CHECK(refusal({"--quiet=", "overdue"}) == "--quiet takes no value");
  CHECK(parsed({"device", "add", "--loaned", "A"}).words.operand("TAG") == "A");
}

TEST_CASE("a repeated option is refused unless it may repeat") {
  CHECK(refusal({"device", "add", "A", "--note", "x", "--note", "y"}) == "--note was given more than once");
  CHECK(refusal({"device", "add", "A", "--loaned", "--loaned"}) == "--loaned was given more than once");
  CHECK(refusal({"--db", "a", "overdue", "--db", "b"}) == "--db was given more than once");
}

TEST_CASE("a choice outside the allowed ones is refused with their names") {
  CHECK(parsed({"device", "add", "A", "--criticality", "high"}).words.text("--criticality") == "high");
  CHECK(refusal({"device", "add", "A", "--criticality", "hig"}) ==
        "--criticality cannot be hig: it is one of low, medium, high");
  CHECK(refusal({"--lang", "de", "overdue"}) == "--lang cannot be de: it is one of en, fr, ar");
  CHECK(refusal({"overdue", "--color="}) == "--color cannot be : it is one of auto, always, never");
  CHECK(refusal({"overdue", "--color", "low|high"}).starts_with("--color cannot be low|high"));
}

TEST_CASE("help is found in each of its forms") {
  for (const Strings& arguments : {Strings{}, Strings{"help"}, Strings{"--help"}, Strings{"-h"},
                                   Strings{"--lang", "fr"}, Strings{"help", "help"}, Strings{"--quiet", "help"}}) {
    const Command command = parsed(arguments);
    CHECK(command.help);
    CHECK(command.noun == nullptr);
    CHECK(command.verb == nullptr);
  }
  for (const Strings& arguments : {Strings{"help", "device"}, Strings{"device", "--help"}, Strings{"-h", "device"}}) {
    const Command command = parsed(arguments);
    CHECK(command.help);
    CHECK(command.noun == &test::some_nouns[0]);
    CHECK(command.verb == nullptr);
  }
  for (const Strings& arguments :
       {Strings{"help", "device", "add"}, Strings{"device", "add", "--help"}, Strings{"device", "-h", "add", "X"}}) {
    const Command command = parsed(arguments);
    CHECK(command.help);
    CHECK(command.verb == &test::device_verbs[0]);
  }
  CHECK(parsed({"help", "overdue"}).verb == &test::overdue_verbs[0]);
  CHECK(parsed({"help", "alert"}).verb == nullptr);
  CHECK(parsed({"alert", "send", "-h"}).verb == &test::alert_verbs[1]);
}

TEST_CASE("help hears the language and forgives what else is wrong") {
  CHECK(parsed({"device", "add", "--lang", "fr", "--help"}).globals.text("--lang") == "fr");
  CHECK(parsed({"help", "--lang=ar"}).globals.text("--lang") == "ar");
  CHECK(parsed({"device", "add", "--serial", "--help"}).help);
  CHECK(parsed({"device", "add", "--frobnicate", "--help"}).help);
  CHECK(parsed({"device", "--frobnicate", "--help"}).help);
  CHECK(refusal({"help", "devise"}) == "no command devise: did you mean device?");
  CHECK(refusal({"help", "device", "ad"}) == "no command device ad: did you mean device add?");
}

TEST_CASE("the version is asked for before any command") {
  CHECK(parsed({"--version"}).version);
  CHECK(parsed({"--quiet", "--version"}).version);
  CHECK_FALSE(parsed({"--version"}).help);
  CHECK(refusal({"overdue", "--version"}) == "no option --version for overdue (see siyana help overdue)");
  CHECK(refusal({"--versoin"}) == "no option --versoin: did you mean --version?");
}

TEST_CASE("a verb's own option hides the global one of its name") {
  static constexpr Option own[] = {{"--output", "FOLDER", "where to"}, {"--version", "TEXT", "of its software"}};
  static constexpr Verb verbs[] = {{"", "copy", {}, own, "", test::run_nothing}};
  static constexpr Noun nouns[] = {{"copy", "copy", verbs}};
  const Command command = parse(nouns, {"copy", "--output", "x", "--version", "2.1"});
  CHECK(command.words.text("--output") == "x");
  CHECK(command.words.text("--version") == "2.1");
  CHECK_FALSE(command.globals.has("--output"));
}

TEST_CASE("options and operands are read back from any order in which they are written") {
  Chance chance(20260314);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Strings> pieces;
    const std::string serial = chance.one_of(odd_texts), note = chance.one_of(odd_texts);
    const std::string db = chance.one_of(odd_texts), label = chance.one_of(odd_texts);
    for (const auto& [name, value] :
         {std::pair<std::string, std::string>{"--serial", serial}, {"--note", note}, {"--db", db}, {"--label", label}})
      write_option(chance, pieces.emplace_back(), name, value);
    pieces.push_back({"--loaned"});
    std::shuffle(pieces.begin(), pieces.end(), std::mt19937(static_cast<unsigned>(round)));
    Strings words = {"device", "add"};
    for (const Strings& piece : pieces) words.insert(words.end(), piece.begin(), piece.end());
    const std::string tag = chance.one_of(odd_texts);
    words.push_back("--");
    words.push_back(tag);

    const Command command = parsed(words);
    REQUIRE(command.words.operands("TAG") == Strings{tag});
    REQUIRE(command.words.all("--serial") == Strings{serial});
    REQUIRE(command.words.all("--note") == Strings{note});
    REQUIRE(command.words.all("--label") == Strings{label});
    REQUIRE(command.globals.all("--db") == Strings{db});
    REQUIRE(command.words.has("--loaned"));
    REQUIRE_FALSE(command.help);
  }
}

TEST_CASE("words in any disorder are understood or refused with one line") {
  Chance chance(7);
  const Strings more = {"device", "add",  "show",    "alert",   "send",   "fail", "find",    "--serial=1",
                        "--note", "--db", "--quiet", "--color", "always", "red",  "--limit", "--lang"};
  int understood = 0, refused = 0;
  for (int round = 0; round < 5000; ++round) {
    Strings words;
    for (std::size_t count = chance.below(7); count > 0; --count)
      words.push_back(chance.below(3) == 0 ? chance.one_of(odd_texts) : chance.one_of(more));
    try {
      const Command command = parsed(words);
      REQUIRE((command.help || command.version || command.verb != nullptr));
      ++understood;
    } catch (const Error& error) {
      REQUIRE(error.fault() == Fault::usage);
      REQUIRE(std::string(error.what()).find('\n') == std::string::npos);
      ++refused;
    }
  }
  CHECK(understood > 500);
  CHECK(refused > 500);
}
