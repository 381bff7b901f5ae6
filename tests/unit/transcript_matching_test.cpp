#include "tests/cli/matching.hpp"

#include <doctest/doctest.h>

using namespace transcript;

TEST_CASE("an expected line stands for itself alone") {
  CHECK(matches("due 2026-07-15", "due 2026-07-15"));
  CHECK_FALSE(matches("due 2026-07-15", "due 2026-07-16"));
  CHECK_FALSE(matches("due", "due "));
  CHECK_FALSE(matches("due ", "due"));
}

TEST_CASE("{any} stands for any run of characters and {hex} for hexadecimal digits") {
  CHECK(matches("by {any} on {any}.", "by Amina on Monday on duty."));
  CHECK(matches("{any}", ""));
  CHECK_FALSE(matches("by {any}.", "by Amina"));
  CHECK(matches("hash {hex}", "hash 09afAF"));
  CHECK_FALSE(matches("hash {hex}", "hash "));
  CHECK_FALSE(matches("hash {hex}", "hash 09g"));
}

TEST_CASE("a line of three dots stands for any number of lines") {
  CHECK(agrees({"a", "…", "d"}, 0, {"a", "b", "c", "d"}, 0));
  CHECK(agrees({"a", "…"}, 0, {"a"}, 0));
  CHECK(agrees({"…", "b", "…", "b"}, 0, {"b", "b", "b"}, 0));
  CHECK_FALSE(agrees({"a", "…", "d"}, 0, {"a", "b", "c"}, 0));
  CHECK_FALSE(agrees({"a"}, 0, {"a", "b"}, 0));
  CHECK_FALSE(agrees({"a", "b"}, 0, {"a"}, 0));
}

TEST_CASE("accepting keeps the lines that still hold as they were written") {
  const Lines expected = {"one", "by {any}", "…", "nine", "ten"};
  const Lines printed = {"one", "by Amina", "three", "four", "nine", "eleven"};
  CHECK(accepted(Alignment(expected, printed).steps()) == Lines{"one", "by {any}", "…", "nine", "eleven"});
}

TEST_CASE("accepting gives lines that hold") {
  const Lines printed = {"a", "x", "y", "b", ""};
  for (const Lines& expected :
       {Lines{}, Lines{"b", "a"}, Lines{"…", "b"}, Lines{"a", "…", "c"}, Lines{"{any}", "{any}"}})
    CHECK(agrees(accepted(Alignment(expected, printed).steps()), 0, printed, 0));
}
