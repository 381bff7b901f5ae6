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

bool can_be(std::string_view layout, std::string_view text, std::string_view meant) {
  for (const auto& reading : retyped(text))
    if (reading.layout == layout && reading.text == meant) return true;
  return false;
}

/// What the keys of the letters and digits give on the Arabic layouts of X, unshifted and shifted.
std::string through_arabic(std::string_view meant, bool azerty) {
  const std::string_view american = "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM";
  const std::string_view arabic[] = {"ض", "ص",  "ث", "ق", "ف",  "غ", "ع", "ه", "خ", "ح", "ش",  "س", "ي",
                                     "ب", "ل",  "ا", "ت", "ن",  "م", "ئ", "ء", "ؤ", "ر", "لا", "ى", "ة",
                                     "َ",  "ً",   "ُ",  "ٌ",  "لإ", "إ", "`", "÷", "×", "؛", "ِ",   "ٍ",  "]",
                                     "[", "لأ", "أ", "ـ", "،",  "/", "~", "ْ",  "}", "{", "لآ", "آ", "'"};
  const std::string_view digits[] = {"à", "&", "é", "\"", "'", "(", "-", "è", "_", "ç"};
  std::string typed;
  for (const char c : meant) {
    if (const auto at = american.find(c); at != std::string_view::npos)
      typed += arabic[at];
    else if (azerty && c >= '0' && c <= '9')
      typed += digits[c - '0'];
    else
      typed += azerty && c == '-' ? ')' : c;
  }
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

TEST_CASE("a tag typed through the Arabic keyboard of the Maghreb is read back") {
  CHECK(by("Arabic AZERTY", "رثىف)àé") == "vent-02");
  CHECK(by("Arabic AZERTY", "{ُآ)&(") == "VEN-15");
  CHECK(by("Arabic AZERTY", "ﻻثي)è") == "bed-7");  // X writes b as one letter
  for (const std::string tag : {"qwertyuiop-0123456789", "asdfhjkl", "zxcvbnm-04", "QWERTYUIP-56", "ASDFGHJKL-78",
                                "gh-1", "ZXCVBNM", "MON-44", "REA-017", "bed-3"}) {
    CHECK(can_be("Arabic AZERTY", through_arabic(tag, true), tag));
    CHECK(can_be("Arabic", through_arabic(tag, false), tag));
  }
}

TEST_CASE("what an Arabic keyboard can give for two texts has both readings, and none that it cannot give") {
  CHECK(can_be("Arabic", "لا-1", "b-1"));
  CHECK(can_be("Arabic", "لا-1", "gh-1"));
  CHECK(can_be("Arabic AZERTY", "'×آ)à'", "MON-04"));
  CHECK(can_be("Arabic AZERTY", "'×آ)à'", "4ON-04"));
  CHECK(by("Arabic AZERTY", "AB)à&").empty());  // QB-01 on AZERTY: no Arabic layout has a Latin letter
  CHECK(by("Arabic", "]q").empty());
  // A tag of the one layout is none by the other.
  CHECK_FALSE(can_be("Arabic AZERTY", "رثىف-01", "vent-01"));
  CHECK(by("Arabic AZERTY", "رثىف-01") == "vent6)!");
  CHECK(by("Arabic AZERTY", std::string(200, '\'')).empty());  // it could be anything
}

TEST_CASE("the key under an Arabic letter is known by its label") {
  const std::string_view keys = "mftsq";
  for (const auto& [typed, key] :
       {std::pair{"ب", 'f'}, {"ف", 't'}, {"س", 's'}, {"ض", 'q'}, {"ش", 'q'}, {"ة", 'm'}, {"ك", 'm'}})
    CHECK(key_pressed(typed, keys) == key);
  for (const std::string_view none : {"", "f", "a", ",", ";", "[", "ا", "لا", "بب", "ق", "V-1"})
    CHECK_FALSE(key_pressed(none, keys));
}

TEST_CASE("what no layout changes has no other reading") {
  CHECK(retyped("").empty());
  CHECK(by("Arabic", "VENT-01").empty());
  CHECK(by("AZERTY", "XYE").empty());
}
