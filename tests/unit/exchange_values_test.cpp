#include "exchange/values.hpp"

#include <doctest/doctest.h>

#include <string>

namespace siyana::exchange {

TEST_CASE("words for nothing and punctuation alone are placeholders") {
  for (const auto* text :
       {"",        "  ",       "\t\xC2\xA0", "-",       "--",          "—",          "/",       "?",
        "N/A",     "n.a.",     "NA",         "#N/A",    "NULL",        "None",       "néant",   "NEANT",
        "Inconnu", "inconnue", "unknown",    "sans n°", "Sans numéro", "00/00/0000", "لا يوجد", "غير معروف"}) {
    CAPTURE(text);
    CHECK(is_placeholder(text));
  }
}

TEST_CASE("what says something is no placeholder") {
  for (const auto* text : {"0", "A", "NA12", "NAD", "none such", "Nantes", "N/A 3", "xy", "جهاز", "sans fil"}) {
    CAPTURE(text);
    CHECK_FALSE(is_placeholder(text));
  }
  CHECK_FALSE(is_placeholder(std::string(1 << 20, 'n')));
}

TEST_CASE("a numbered placeholder is one whatever divides it") {
  for (const auto* text : {"N-A 3", "NA 12", "N/A-4", "n.a. 001", "sans n° 2", "sans n°2", "inconnu 1", "Inconnu1",
                           "inconnu n° 7", "NULL-9", "NA ٣", "غير معروف 2", "unknown #4"}) {
    CAPTURE(text);
    CHECK(numbered_placeholder(text));
  }
}

TEST_CASE("a serial number is no numbered placeholder") {
  for (const auto* text :
       {"NA12", "NA-204815", "3", "- 3", "", "N/A", "SN 12", "ND2", "VENT-1", "none 3 b", "Nana 4"}) {
    CAPTURE(text);
    CHECK_FALSE(numbered_placeholder(text));
  }
  CHECK_FALSE(numbered_placeholder("NA " + std::string(1 << 20, '1')));
}

TEST_CASE("a serial number that a spreadsheet has rounded is damaged") {
  for (const auto* text : {"1.20214E+11", "9,4E+11", "9.40036E+11", "1E+11", " 2.5e+012 ", "1.2E-04", "1.20214E11"}) {
    CAPTURE(text);
    CHECK(damaged_serial(text));
  }
}

TEST_CASE("a serial number with an E in it is not damaged") {
  for (const auto* text : {"", "E", "5E12", "1E-12", "12E+11", "1.20214E+", "1.E+11", "1.2F+11", "1.2E+1111", "120214",
                           "1.20214", "1.2E+11B", "E+11", "F.2E+11", "1E"}) {
    CAPTURE(text);
    CHECK_FALSE(damaged_serial(text));
  }
}

TEST_CASE("a spreadsheet's count of days is told from a date and a number") {
  for (const auto* text : {"43831", " 43831 ", "43831.5", "43831,75", "٤٣٨٣١", "15000", "79999"}) {
    CAPTURE(text);
    CHECK(is_day_number(text));
  }
  for (const auto* text :
       {"", "2014", "438310", "14999", "80000", "43831.", "43831.5.1", "4383a", "43831 x", "-43831"}) {
    CAPTURE(text);
    CHECK_FALSE(is_day_number(text));
  }
}

TEST_CASE("an error of a formula is told from a value") {
  for (const auto* text : {"#REF!", "#VALEUR!", "#DIV/0!", "Err:502", "Err:510"}) {
    CAPTURE(text);
    CHECK(is_formula_error(text));
  }
  for (const auto* text : {"", "#12", "#N/A", "Err:", "Err:5020", "Err:5O2", "Erreur", "REF"}) {
    CAPTURE(text);
    CHECK_FALSE(is_formula_error(text));
  }
}

TEST_CASE("the beginning of a text ends with a whole character") {
  CHECK(beginning("abc", 5) == "abc");
  CHECK(beginning("abc", 2) == "ab");
  CHECK(beginning("aé", 2) == "a");
  CHECK(beginning("aé", 3) == "aé");
  CHECK(beginning("جهاز", 1).empty());
  CHECK(beginning("", 0).empty());
}

}  // namespace siyana::exchange
