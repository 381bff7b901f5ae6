#include "base/sentence.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

namespace siyana {

TEST_CASE("a sentence shows its parts where their names stand") {
  CHECK(english(say("no device {tag}", {{"tag", "VENT-9"}})) == "no device VENT-9");
  CHECK(english(say("{a}{b}{a}", {{"a", "1"}, {"b", "2"}})) == "121");
  CHECK(english(say("nothing to fill")) == "nothing to fill");
  CHECK(english(say("{tag}", {{"tag", ""}})).empty());
}

TEST_CASE("a name without a part stays as it is") {
  CHECK(english(say("no device {tag}")) == "no device {tag}");
  CHECK(english(say("{n} is no count here")) == "{n} is no count here");
  CHECK(english(say("{} {a}", {{"a", "x"}})) == "{} x");
}

TEST_CASE("braces that are no name stay as they are") {
  CHECK(english(say("a { b {a}", {{"a", "x"}})) == "a { b x");
  CHECK(english(say("{{a}}", {{"a", "x"}})) == "{x}");
  CHECK(english(say("a } b {a", {{"a", "x"}})) == "a } b {a");
}

TEST_CASE("a part that holds braces is not filled again") {
  CHECK(english(say("{a} {b}", {{"a", "{b}"}, {"b", "{a}"}})) == "{b} {a}");
}

TEST_CASE("a count chooses its form and is the part n") {
  CHECK(english(say_n(1, "{n} device of {type}", "{n} devices of {type}", {{"type", "pump"}})) == "1 device of pump");
  CHECK(english(say_n(0, "{n} device", "{n} devices")) == "0 devices");
  CHECK(english(say_n(2, "{n} device", "{n} devices")) == "2 devices");
  CHECK(english(say_n(-1, "{n} device", "{n} devices")) == "-1 devices");
  CHECK(english(say_n(2, "{n} device", "{n} devices", {{"n", "two"}})) == "two devices");
}

TEST_CASE("a translated pattern is filled from the same sentence") {
  const auto sentence = say_n(3, "{n} device in {where}", "{n} devices in {where}", {{"where", "ICU"}});
  CHECK(fill("{where} : {n} appareils", sentence) == "ICU : 3 appareils");
}

TEST_CASE("a typed part is written in English as machines write it") {
  const Instant at = *parse_instant("2026-07-14T09:30:00+01:00");
  CHECK(english(say("{date} {at} {every} {n}", {{"date", date_of(2026, 7, 14)},
                                                {"at", at},
                                                {"every", Interval{6, Interval::Unit::month}},
                                                {"n", std::int64_t{-3}}})) ==
        "2026-07-14 2026-07-14T09:30:00+01:00 6m -3");
  CHECK(english(say("is {state}", {{"state", Term{"in_storage", "lifecycle"}}})) == "is in_storage");
}

TEST_CASE("who fills a pattern may write its parts otherwise") {
  const auto sentence = say("{a}-{b}", {{"a", "x"}, {"b", date_of(2026, 7, 14)}});
  CHECK(fill("{b} {a}", sentence, [](const Part& part) { return part.index() == 0 ? "text" : "date"; }) == "date text");
}

TEST_CASE("an error says its sentence in English and keeps its fault") {
  const Error error(Fault::not_found, "no device {tag}", {{"tag", "VENT-9"}});
  CHECK(std::string(error.what()) == "no device VENT-9");
  CHECK(error.fault() == Fault::not_found);
  CHECK(error.sentence().id == "no device {tag}");
  const Error counted(Fault::conflict, say_n(2, "{n} row differs", "{n} rows differ"));
  CHECK(std::string(counted.what()) == "2 rows differ");
}

TEST_CASE("an error outlives the one it was copied from") {
  std::string text;
  try {
    throw Error(Fault::invalid, "{date} is no date", {{"date", "31/02/2026"}});
  } catch (const std::exception& error) {
    text = error.what();
  }
  CHECK(text == "31/02/2026 is no date");
}

}  // namespace siyana
