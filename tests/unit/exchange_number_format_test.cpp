#include "exchange/number_format.hpp"

#include <doctest/doctest.h>

#include <string>

namespace siyana::exchange {

TEST_CASE("a format of days is told from one of numbers") {
  for (const auto* code : {"dd/mm/yyyy", "yyyy\\-mm\\-dd", "[$-40C]d\\-mmm\\-yy;@", "[$-F800]dddd\\,\\ mmmm\\ dd",
                           "h:mm", "[h]:mm:ss", "m/d/yy h:mm", "mmm-yy"}) {
    CAPTURE(code);
    CHECK(number_format(code).is_date);
  }
  for (const auto* code : {"General", "GENERAL", "0", "0.00", "#,##0.00\\ \"DA\"", "[Red]0", "\"day\" 0", "0.00E+00",
                           "@", "_-* #,##0.00\\ _D_A_-", "0%", "\\d0", "", "[", "\"", "\\"}) {
    CAPTURE(code);
    CHECK_FALSE(number_format(code).is_date);
  }
  CHECK(built_in_format(14).is_date);
  CHECK(built_in_format(22).is_date);
  CHECK_FALSE(built_in_format(4).is_date);
  CHECK_FALSE(built_in_format(49).is_date);
}

TEST_CASE("a length of more than a day keeps its hours") {
  for (const auto* code : {"[h]:mm", "[HH]:MM:SS", "[mm]:ss"}) CHECK(number_format(code).is_elapsed);
  for (const auto* code : {"h:mm", "[Red]h:mm", "General"}) CHECK_FALSE(number_format(code).is_elapsed);
  CHECK(built_in_format(46).is_elapsed);
  CHECK(number_text("1.1041666666666667", built_in_format(46), DateSystem::from_1900) == "26:30:00");
  CHECK(number_text("0.0625", number_format("[h]:mm"), DateSystem::from_1904) == "01:30:00");
  CHECK(number_text("-1", number_format("[h]:mm"), DateSystem::from_1900) == "-1");
  CHECK(duration_text("PT26H30M00S") == "26:30:00");
  CHECK(duration_text("PT01H29M59.9999999S") == "01:30:00");
  CHECK(duration_text("PT45M") == "00:45:00");
  for (const auto* bad : {"", "P1D", "PT5", "PTH", "PT5X", "PT-5H", "PT1e300H", "PTnanH"}) {
    CAPTURE(bad);
    CHECK_FALSE(duration_text(bad));
  }
}

TEST_CASE("a format names a currency and how much is shown") {
  CHECK(number_format("#,##0.00\\ \"DA\"").currency == "DZD");
  CHECK(number_format("#,##0.00\\ [$DH-40C]").currency == "MAD");
  CHECK(number_format("[$€-2] #,##0").currency == "EUR");
  CHECK(number_format("[$-40C]0.00").currency.empty());
  CHECK(number_format("#,##0.00").decimals == 2);
  CHECK(number_format("0").decimals == 0);
  CHECK_FALSE(number_format("General").decimals);
  CHECK_FALSE(number_format("0%").decimals);
  CHECK(number_format("00000").zeros == 5);
}

TEST_CASE("days are counted from 1900 with its false leap day or from 1904") {
  CHECK(day_text("1", DateSystem::from_1900) == "1900-01-01");
  CHECK(day_text("59", DateSystem::from_1900) == "1900-02-28");
  CHECK_FALSE(day_text("60", DateSystem::from_1900));
  CHECK(day_text("61", DateSystem::from_1900) == "1900-03-01");
  CHECK(day_text("45351", DateSystem::from_1900) == "2024-02-29");
  CHECK(day_text("43889", DateSystem::from_1904) == "2024-02-29");
  CHECK(day_text("45351.354166666664", DateSystem::from_1900) == "2024-02-29 08:30:00");
  CHECK(day_text("0.5", DateSystem::from_1900) == "12:00:00");
  CHECK(day_text("45351.999999999", DateSystem::from_1900) == "2024-03-01");
  for (const auto* number : {"-1", "1e9", "2958466", "nan", "inf", "", "1x", "abc"}) {
    CAPTURE(number);
    CHECK_FALSE(day_text(number, DateSystem::from_1900));
  }
}

TEST_CASE("a number is what was typed and never goes through a float where it has no fraction") {
  CHECK(typed_number("120214000123") == "120214000123");
  CHECK(typed_number("12345678901234567890") == "12345678901234567890");
  CHECK(typed_number("007") == "007");
  CHECK(typed_number("1.20214E+11") == "1.20214E+11");
  CHECK(typed_number("4.5999999999999996") == "4.6");
  CHECK(typed_number("5.0000000000000003E-2") == "0.05");
  CHECK(typed_number("1234.50") == "1234.5");
  CHECK(typed_number("-0.1") == "-0.1");
  CHECK(typed_number("999999999999999.96") == "1000000000000000");
  CHECK(typed_number("1.5e-400") == "0." + std::string(399, '0') + "15");
  CHECK(typed_number("1e-99999999999") == "1e-99999999999");
  CHECK(typed_number("1.2.3") == "1.2.3");
  CHECK(typed_number("") == "");
  CHECK(typed_number("1250.3333333", 2) == "1250.33");
  CHECK(typed_number("0.996", 2) == "1");
  CHECK(typed_number("0.004", 2) == "0");
}

TEST_CASE("a cell says what its format shows of it") {
  CHECK(number_text("123", number_format("000000"), DateSystem::from_1900) == "000123");
  CHECK(number_text("1234.5", number_format("#,##0.00\\ \"DA\""), DateSystem::from_1900) == "1234.5 DZD");
  CHECK(number_text("1234.5678", number_format("#,##0.00"), DateSystem::from_1900) == "1234.57");
  CHECK(number_text("45351", number_format("dd/mm/yyyy"), DateSystem::from_1900) == "2024-02-29");
  CHECK(number_text("-3", number_format("dd/mm/yyyy"), DateSystem::from_1900) == "-3");
}

TEST_CASE("an ISO instant loses only its midnight") {
  CHECK(iso_text("2024-03-12") == "2024-03-12");
  CHECK(iso_text("2024-03-12T00:00:00") == "2024-03-12");
  CHECK(iso_text("2024-03-12T08:30:00") == "2024-03-12 08:30:00");
}

}  // namespace siyana::exchange
