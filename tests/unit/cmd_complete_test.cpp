#include "cmd/complete.hpp"

#include <doctest/doctest.h>

#include "cmd_nouns.hpp"

using namespace siyana;
using Strings = std::vector<std::string>;

namespace {

/// Stands for the store: says what it was asked for.
Strings asked(std::string_view kind, std::string_view prefix) {
  return {std::string(kind) + ":" + std::string(prefix)};
}

Strings lines(const Strings& typed) { return complete(test::some_nouns, typed, asked); }

bool among(const Strings& lines, std::string_view line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

}  // namespace

TEST_CASE("the first word is completed to nouns but the hidden ones") {
  CHECK(lines({""}) == Strings{"device", "overdue", "fail", "find", "alert", "undo", "help"});
  CHECK(lines({"d"}) == Strings{"device"});
  CHECK(lines({"--quiet", "f"}) == Strings{"fail", "find"});
  CHECK(lines({"_"}).empty());
  CHECK(lines({}).size() == 7);
}

TEST_CASE("the second word is completed to verbs") {
  CHECK(lines({"device", ""}) == Strings{"add", "list", "show"});
  CHECK(lines({"device", "--db", "x", "s"}) == Strings{"show"});
  CHECK(lines({"alert", "s"}) == Strings{"send", "WORD:s"});
  CHECK(lines({"overdue", ""}).empty());
}

TEST_CASE("an operand is asked for by its kind") {
  CHECK(lines({"device", "add", "VENT"}) == Strings{"TAG:VENT"});
  CHECK(lines({"device", "add", "VENT-9", ""}).empty());
  CHECK(lines({"device", "show", "A", "B", "C"}) == Strings{"TAG:C"});
  CHECK(lines({"fail", ""}) == Strings{"TAG:"});
  CHECK(lines({"fail", "A", "s"}) == Strings{"PLAN:s"});
  CHECK(lines({"device", "add", "--serial", "1", "--loaned", "V"}) == Strings{"TAG:V"});
  CHECK(lines({"device", "add", "--serial=1", "V"}) == Strings{"TAG:V"});
  CHECK(lines({"device", "add", "--unknown", "V"}) == Strings{"TAG:V"});
  CHECK(lines({"device", "show", "--", "-"}) == Strings{"TAG:-"});
  CHECK(lines({"device", "show", "-2d", "V"}) == Strings{"TAG:V"});
}

TEST_CASE("options are those of the verb and the global ones not given yet") {
  CHECK(lines({"device", "add", "--ser"}) == Strings{"--serial"});
  CHECK(lines({"device", "add", "--serial", "1", "--ser"}).empty());
  CHECK(lines({"device", "add", "--serial=1", "--ser"}).empty());
  CHECK(lines({"device", "add", "--label", "red", "--lab"}) == Strings{"--label"});
  CHECK(lines({"--quiet", "overdue", "--q"}).empty());
  const Strings all = lines({"device", "add", "-"});
  for (const char* name : {"--serial", "--loaned", "--db", "--help"}) CHECK(among(all, name));
  CHECK_FALSE(among(all, "--limit"));
  CHECK_FALSE(among(all, "--version"));
  CHECK(among(lines({"-"}), "--version"));
  CHECK(among(lines({"alert", "-"}), "--limit"));
}

TEST_CASE("the value of an option is one of its choices or asked for by its kind") {
  CHECK(lines({"device", "add", "--criticality", ""}) == Strings{"low", "medium", "high"});
  CHECK(lines({"device", "add", "--criticality", "m"}) == Strings{"medium"});
  CHECK(lines({"device", "add", "--criticality=m"}) == Strings{"--criticality=medium"});
  CHECK(lines({"overdue", "--department", "I"}) == Strings{"DEPARTMENT:I"});
  CHECK(lines({"overdue", "--department=I"}) == Strings{"--department=DEPARTMENT:I"});
  CHECK(lines({"alert", "--department", "I"}) == Strings{"DEPARTMENT:I"});
  CHECK(lines({"--lang", "f"}) == Strings{"fr"});
  CHECK(lines({"device", "add", "--on", ""}) == Strings{"today", "yesterday"});
  CHECK(lines({"device", "add", "--on=t"}) == Strings{"--on=today"});
  CHECK(lines({"device", "add", "--unknown=x"}).empty());
}

TEST_CASE("names of files are left to the shell") {
  CHECK(lines({"--db", ""}) == Strings{":files"});
  CHECK(lines({"device", "add", "--photo=x"}) == Strings{":files"});
}

TEST_CASE("the global options typed already are known to who looks names up") {
  const Wanted found = wanted(test::some_nouns, {"--db", "other.db", "device", "add", "--lang=fr", "V"});
  CHECK(found.globals.text("--db") == "other.db");
  CHECK(found.globals.text("--lang") == "fr");
  CHECK(found.kind == "TAG");
  CHECK(found.typed == "V");
  CHECK_FALSE(wanted(test::some_nouns, {"device", "--db", "x"}).globals.has("--db"));
}

TEST_CASE("help is completed with nouns and verbs alone") {
  CHECK(lines({"help", "d"}) == Strings{"device"});
  CHECK(lines({"help", "device", ""}) == Strings{"add", "list", "show"});
  CHECK(lines({"help", "device", "add", ""}).empty());
  CHECK(lines({"help", "alert", ""}) == Strings{"send"});
  CHECK_FALSE(among(lines({"help", ""}), "help"));
}

TEST_CASE("what the parser would refuse is put up with") {
  CHECK(lines({"nonsense", "d"}) == Strings{"device"});
  CHECK(lines({"device", "nonsense", "a"}) == Strings{"add"});
  CHECK(lines({"--db", "--quiet", "d"}) == Strings{"device"});
}

TEST_CASE("a name with a line break is left out") {
  const NamesOfKind names = [](std::string_view, std::string_view) { return Strings{"A", "B\nC", "D\x1b", "é"}; };
  CHECK(complete(test::some_nouns, {"device", "add", ""}, names) == Strings{"A", "é"});
}
