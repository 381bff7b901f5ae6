#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/keyboard.hpp"

using namespace siyana;

namespace {

std::string by(std::string_view layout, std::string_view text) {
  for (const auto& [name, meant] : retyped(text))
    if (name == layout) return meant;
  return {};
}

/// What AZERTY makes of a scanner's keys, said once more and the other way round: row by row.
std::string through_azerty(std::string_view meant) {
  const std::string_view american = "1234567890-qwertyuiopasdfghjkl;zxcvbnm,./QWERTYUIOPASDFGHJKLZXCVBNM";
  const std::string_view french[] = {"&", "é", "\"", "'", "(", "-", "è", "_", "ç", "à", ")", "a", "z", "e",
                                     "r", "t", "y",  "u", "i", "o", "p", "q", "s", "d", "f", "g", "h", "j",
                                     "k", "l", "m",  "w", "x", "c", "v", "b", "n", ",", ";", ":", "!", "A",
                                     "Z", "E", "R",  "T", "Y", "U", "I", "O", "P", "Q", "S", "D", "F", "G",
                                     "H", "J", "K",  "L", "W", "X", "C", "V", "B", "N", "?"};
  std::string typed;
  for (const char c : meant) typed += french[american.find(c)];
  return typed;
}

}  // namespace

TEST_CASE("a tag typed through a French keyboard is read back") {
  CHECK(by("AZERTY", "VENT)à&") == "VENT-01");
  CHECK(by("AZERTY", "?ON)éé") == "MON-22");
  CHECK(by("AZERTY", "PSE-è") == "PSE67");
  for (const std::string tag : {"QWAZM-1234567890", "aqzwm", "AQZWM-07", "ech.12/3"})
    CHECK(by("AZERTY", through_azerty(tag)) == tag);
}

TEST_CASE("a tag typed through an Arabic keyboard is read back") {
  CHECK(by("Arabic", "ثم-01") == "el-01");
  CHECK(by("Arabic", "رثىف-01") == "vent-01");
  CHECK(by("Arabic", "لاثي-3") == "bed-3");  // b is two letters there, as g and h are
  CHECK(by("Arabic", "{ُآ") == "VEN");
}

TEST_CASE("what no layout changes has no other reading") {
  CHECK(retyped("").empty());
  CHECK(by("Arabic", "VENT-01").empty());
  CHECK(by("AZERTY", "XYE").empty());
}
