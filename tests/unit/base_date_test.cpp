#include "base/date.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace siyana {

namespace {

const Date today = date_of(2026, 3, 14);  // a Saturday

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_of(int year, int month) {
  static constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

std::string padded(int number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - digits.size(), '0') + digits;
}

std::string iso(int year, int month, int day) {
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

std::string understood(std::string_view text, Date on = today) {
  const auto date = parse_date(text, on);
  return date ? to_string(date->date) : "nothing";
}

std::string in_file(std::string_view text, DateOrder order = DateOrder::dmy) {
  const auto date = parse_date(text, order);
  return date ? to_string(*date) : "nothing";
}

}  // namespace

TEST_CASE("every day from 1000 to 9999 is written and read back") {
  constexpr int days_before_1970 = 354285;
  Date date = Date{} - days_before_1970;
  CHECK(date == earliest_date);
  for (int year = 1000; year <= 9999; ++year)
    for (int month = 1; month <= 12; ++month)
      for (int day = 1; day <= days_of(year, month); ++day, date = date + 1) {
        const std::string text = iso(year, month, day);
        if (to_string(date) == text && parse_iso(text) == date) continue;
        FAIL(text);
      }
  CHECK(date == latest_date + 1);
}

TEST_CASE("a day that does not exist is no date") {
  for (const int year : {1900, 2000, 2023, 2024})
    for (int month = 0; month <= 13; ++month)
      for (int day = 0; day <= 32; ++day) {
        const bool exists = month >= 1 && month <= 12 && day >= 1 && day <= days_of(year, month);
        CAPTURE(iso(year, month, day));
        CHECK(parse_iso(iso(year, month, day)).has_value() == exists);
        CHECK(parse_date(iso(year, month, day), today).has_value() == exists);
        CHECK(parse_date(iso(year, month, day), DateOrder::dmy).has_value() == exists);
        CHECK(parse_date(padded(day, 2) + "/" + padded(month, 2) + "/" + padded(year, 4), today).has_value() == exists);
      }
}

TEST_CASE("an ISO date is ten characters and nothing else") {
  for (const char* text : {"", "2026-3-14", "2026/03/14", "2026-03-14 ", " 2026-03-14", "0999-12-31", "2026-03-1x",
                           "x026-03-14", "2026-0 -14", "+026-03-14", "20260314", "2026-03-14T00:00", "٢٠٢٦-٠٣-١٤"})
    CHECK_FALSE(parse_iso(text));
}

TEST_CASE("a date beyond the calendar is written as its edge") {
  CHECK(to_string(earliest_date - 1) == "1000-01-01");
  CHECK(to_string(latest_date + 1) == "9999-12-31");
  CHECK(to_string(Date{} + 2147483647) == "9999-12-31");
}

TEST_CASE("an ISO date is exact and everything else is said back") {
  CHECK(parse_date("2026-03-14", today)->exact);
  CHECK(parse_date(" 2026-03-14 ", today)->exact);
  for (const char* text : {"today", "14/03/2026", "14/03", "-2d", "2026-3-14", "٢٠٢٦-٠٣-١٤"})
    CHECK_FALSE(parse_date(text, today)->exact);
}

TEST_CASE("days have names in three languages") {
  for (const char* text : {"today", "Today", " TODAY ", "aujourd'hui", "Aujourd’hui", "اليوم"})
    CHECK(understood(text) == "2026-03-14");
  for (const char* text : {"yesterday", "hier", "أمس", "امس", "أَمْسِ"}) CHECK(understood(text) == "2026-03-13");
  for (const char* text : {"tomorrow", "demain", "غدا", "غداً", "غدًا"}) CHECK(understood(text) == "2026-03-15");
  for (const char* text : {"today!", "todays", "not today", "to-day", "hier.", "lundi"})
    CHECK(understood(text) == "nothing");
}

TEST_CASE("a signed interval counts from today") {
  CHECK(understood("-2d") == "2026-03-12");
  CHECK(understood("+30d") == "2026-04-13");
  CHECK(understood("-2w") == "2026-02-28");
  CHECK(understood("+6m") == "2026-09-14");
  CHECK(understood("-1y") == "2025-03-14");
  CHECK(understood("-٢d") == "2026-03-12");
  CHECK(understood("+2 semaines") == "2026-03-28");
  CHECK(understood("-1m", date_of(2026, 3, 31)) == "2026-02-28");
  CHECK(understood("-1y", date_of(2024, 2, 29)) == "2023-02-28");
  for (const char* text : {"2d", "-", "+", "--2d", "+-2d", "-2", "-2x", "-2d!", "-0d", "-9999y", "+9999y", "-2d 3d"})
    CHECK(understood(text) == "nothing");
}

TEST_CASE("a written day has its day first unless the year is") {
  CHECK(understood("14/03/2026") == "2026-03-14");
  CHECK(understood("1/2/2026") == "2026-02-01");
  CHECK(understood("14.03.2026") == "2026-03-14");
  CHECK(understood("14-03-2026") == "2026-03-14");
  CHECK(understood("2026/3/4") == "2026-03-04");
  CHECK(understood("١٤/٠٣/٢٠٢٦") == "2026-03-14");
  CHECK(understood("۱۴/۰۳/۲۰۲۶") == "2026-03-14");
  CHECK(understood("١٤\u200f/٣\u200f/٢٠٢٦") == "2026-03-14");
  CHECK(understood("14/03/26") == "2026-03-14");
  CHECK(understood("01.02.99") == "1999-02-01");
}

TEST_CASE("a day and month are the latest past or today") {
  CHECK(understood("14/03") == "2026-03-14");
  CHECK(understood("15/03") == "2025-03-15");
  CHECK(understood("1.1") == "2026-01-01");
  CHECK(understood("31-12") == "2025-12-31");
  CHECK(understood("29/02") == "2024-02-29");
  CHECK(understood("29/02", date_of(2024, 2, 29)) == "2024-02-29");
  CHECK(understood("29/02", date_of(1904, 2, 28)) == "1896-02-29");
  CHECK(understood("١٤/٣") == "2026-03-14");
}

TEST_CASE("the day and month understood is never after today and less than a year before") {
  for (Date on = date_of(2019, 1, 1); on < date_of(2029, 1, 1); on = on + 1) {
    const std::string text = to_string(on - 100);
    const auto found = parse_date(text.substr(8, 2) + "/" + text.substr(5, 2), on);
    REQUIRE(found);
    CHECK(found->date == on - 100);
  }
}

TEST_CASE("what is no date is refused") {
  for (const char* text : {"",
                           " ",
                           "31/02/2026",
                           "31/04",
                           "2026-13-01",
                           "2026-03-14 junk",
                           "14/03/2026 08:30",
                           "14/03/2026x",
                           "14/03/",
                           "14/03.2026",
                           "14 03 2026",
                           "14",
                           "2026",
                           "2026-03",
                           "03/2026",
                           "14/003",
                           "014/03",
                           "014/03/2026",
                           "14/003/2026",
                           "00014/03/2026",
                           "14/03/02026",
                           "14/03/026",
                           "14/03/20266",
                           "0/3/2026",
                           "14/0/2026",
                           "26-03-14",
                           "14/03/0026",
                           "a/b/c",
                           "//",
                           "1/1/1/1",
                           "14,03,2026",
                           "14/03/2026/",
                           "14/-3/2026",
                           "\xff",
                           "99999999999/1/1"})
    CHECK_MESSAGE(understood(text) == "nothing", std::string(text));
}

TEST_CASE("a file's date follows the order that was stated") {
  CHECK(in_file("03/04/2026", DateOrder::dmy) == "2026-04-03");
  CHECK(in_file("03/04/2026", DateOrder::mdy) == "2026-03-04");
  CHECK(in_file("03/04/26", DateOrder::ymd) == "2003-04-26");
  CHECK(in_file("14/3/26") == "2026-03-14");
  CHECK(in_file("14/03/2026", DateOrder::mdy) == "nothing");
  CHECK(in_file("03/14/2026", DateOrder::dmy) == "nothing");
  CHECK(in_file("14/03/2026", DateOrder::ymd) == "nothing");
}

TEST_CASE("a file's date with the year first is read in any order") {
  for (const auto order : {DateOrder::dmy, DateOrder::mdy, DateOrder::ymd}) {
    CHECK(in_file("2026-03-14", order) == "2026-03-14");
    CHECK(in_file("2026/3/4", order) == "2026-03-04");
    CHECK(in_file("2026-03-14T08:30:00Z", order) == "2026-03-14");
  }
}

TEST_CASE("a file's date has any of four separators and blanks around it") {
  for (const char* text : {"14/03/2026", "14.03.2026", "14-03-2026", "14 03 2026", " 14/03/2026\u00a0",
                           "14 / 03 / 2026", "١٤/٠٣/٢٠٢٦", "۱۴-۰۳-۲۰۲۶", "١٤\u200f/٣\u200f/٢٠٢٦", "14 3 26"})
    CHECK_MESSAGE(in_file(text) == "2026-03-14", std::string(text));
}

TEST_CASE("a file's month in letters reads the same in every order") {
  for (const auto order : {DateOrder::dmy, DateOrder::mdy, DateOrder::ymd})
    for (const char* text : {"14 mars 2026", "14-mars-26", "14/Mars/2026", "March 14, 2026", "14th mar 2026",
                             "١٤ مارس ٢٠٢٦", " 14\u00a0MARS 2026 "})
      CHECK_MESSAGE(in_file(text, order) == "2026-03-14", std::string(text));
  CHECK(in_file("1er févr. 2026") == "2026-02-01");
  CHECK(in_file("12 août 2026") == "2026-08-12");
  CHECK(in_file("12 جويلية 2026") == "2026-07-12");
  CHECK(in_file("12 غشت 2026") == "2026-08-12");
}

TEST_CASE("a two-digit year of a file is 1970 to 2069") {
  CHECK(in_file("01/02/69") == "2069-02-01");
  CHECK(in_file("01/02/70") == "1970-02-01");
  CHECK(in_file("01/02/00") == "2000-02-01");
  CHECK(in_file("29/02/00") == "2000-02-29");
}

TEST_CASE("a time after a file's date is passed over and anything else is not") {
  for (const char* text : {"14-03-2026 08:30:00", "14/03/2026 8:30", "14/03/2026 8:30 PM", "14/03/2026 08:30:00 ص",
                           "14/03/2026 08h30", "14/03/2026  23:59:59.123", "2026-03-14T08:30:00.5+01:00",
                           "2026-03-14 08:30:00+0100", "2026-03-14 08:30+01", "14 03 2026 08:30"})
    CHECK_MESSAGE(in_file(text) == "2026-03-14", std::string(text));
  for (const char* text :
       {"14/03/2026 junk", "14/03/2026 24:00", "14/03/2026 08:60", "14/03/2026 08:30 XM", "14/03/2026 8",
        "14/03/20268:30", "14/03/2026 08:30:00 14/03/2026", "14/03/2026 008:30", "14/03/2026T", "14/03/2026 08:30:61",
        "14/03/2026,", "14/03/2026 08:30+1", "14/03/2026 08:30+01:0", "14/03/2026 08:30+01000"})
    CHECK_MESSAGE(in_file(text) == "nothing", std::string(text));
}

TEST_CASE("a file's date that cannot be is refused") {
  for (const char* text : {"",
                           " ",
                           "31/02/2026",
                           "29/02/2026",
                           "14/03",
                           "14/03-2026",
                           "14/03/2",
                           "14/03/126",
                           "n/a",
                           "-",
                           "00/00/0000",
                           "43904",
                           "20260314",
                           "14//2026",
                           "14/brumaire/2026",
                           "31 juin 2026",
                           "mars 2026",
                           "14 mars 2026 mars",
                           "14 mars 126",
                           "mars 14 mars",
                           "\xff/\xff/\xff"})
    CHECK_MESSAGE(in_file(text) == "nothing", std::string(text));
}

TEST_CASE("people read a date with its day first and an instant to the minute") {
  CHECK(day_first("2026-03-14") == "14/03/2026");
  CHECK(day_first("2026-03-14T09:30:59+01:00") == "14/03/2026 09:30");
  CHECK(day_first("2026-03-14T09:30:59Z") == "14/03/2026 09:30");
}

TEST_CASE("what is no date is not turned round") {
  for (const char* text : {"", "2026-02-30", "2026-03", "VENT-01", "never", "2026/03/14"}) {
    CAPTURE(text);
    CHECK(day_first(text) == text);
  }
}

}  // namespace siyana
