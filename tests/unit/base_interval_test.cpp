#include "base/interval.hpp"

#include <doctest/doctest.h>

#include <random>

#include "base/error.hpp"

namespace siyana {

namespace {

using Unit = Interval::Unit;

constexpr Unit units[] = {Unit::day, Unit::week, Unit::month, Unit::year};

std::string read(std::string_view text) {
  const auto interval = parse_interval(text);
  return interval ? to_string(*interval) : "nothing";
}

}  // namespace

TEST_CASE("an interval is a count and a unit") {
  CHECK(parse_interval("10d") == Interval{10, Unit::day});
  CHECK(parse_interval("2w") == Interval{2, Unit::week});
  CHECK(parse_interval("6m") == Interval{6, Unit::month});
  CHECK(parse_interval("1y") == Interval{1, Unit::year});
  for (const char* text : {"6M", "6 m", " 6m ", "06m", "٦m", "۶ m", "6 mois", "6 Mois", "6 months", "6 month",
                           "6\u00a0mois", "٦ أشهر", "6 شهر", "6 شهور"})
    CHECK_MESSAGE(read(text) == "6m", std::string(text));
}

TEST_CASE("units are understood in three languages") {
  for (const char* text : {"3 j", "3 jour", "3 jours", "3 day", "3 days", "3 يوم", "3 أيام", "3 يوماً"})
    CHECK_MESSAGE(read(text) == "3d", std::string(text));
  for (const char* text : {"3 sem", "3 semaine", "3 semaines", "3 week", "3 weeks", "3 أسبوع", "3 أسابيع", "٣ اسابيع"})
    CHECK_MESSAGE(read(text) == "3w", std::string(text));
  for (const char* text : {"3 an", "3 ans", "3 année", "3 années", "3 ANNEES", "3 year", "3 years", "3 سنة", "3 سنوات"})
    CHECK_MESSAGE(read(text) == "3y", std::string(text));
}

TEST_CASE("every interval is read back from its short form") {
  for (const auto unit : units)
    for (int count = 1; count <= 9999; ++count) {
      const Interval interval{count, unit};
      if (parse_interval(to_string(interval)) != interval) FAIL(to_string(interval));
    }
}

TEST_CASE("what is no interval is refused") {
  for (const char* text : {"",        "6",   "m",         "0m",       "0",      "10000d",  "99999999999999999999d",
                           "-6m",     "+6m", "6.5m",      "6,5 mois", "6mm",    "6 m 2 d", "6m!",
                           "6 .m",    "6h",  "6 minutes", "m6",       "6m\xff", "6\xff",   "6 m\u061f",
                           "six mois"})
    CHECK_MESSAGE(read(text) == "nothing", std::string(text));
}

TEST_CASE("days for a window may be bare or in weeks and never in months") {
  CHECK(parse_days("20d") == 20);
  CHECK(parse_days("20") == 20);
  CHECK(parse_days(" ٢٠ ") == 20);
  CHECK(parse_days("2w") == 14);
  CHECK(parse_days("2 semaines") == 14);
  CHECK(parse_days("0") == 0);
  CHECK(parse_days("0d") == 0);
  CHECK(parse_days("010") == 10);
  CHECK(parse_days("9999w") == 69993);
  for (const char* text : {"", "1m", "1y", "1 mois", "-1", "+1", "10000", "2x", "d", "2.5", "2d!"})
    CHECK_MESSAGE(!parse_days(text).has_value(), std::string(text));
}

TEST_CASE("months are counted from the start and clamped to the month's end") {
  const Interval monthly{1, Unit::month};
  const Date start = date_of(2026, 1, 31);
  CHECK(to_string(add(start, monthly)) == "2026-02-28");
  CHECK(to_string(add(start, monthly, 2)) == "2026-03-31");
  CHECK(to_string(add(start, monthly, 3)) == "2026-04-30");
  CHECK(to_string(add(start, monthly, -2)) == "2025-11-30");
  CHECK(to_string(add(start, monthly, 25)) == "2028-02-29");
  CHECK(add(start, monthly, 0) == start);
}

TEST_CASE("a leap day every year is 28 February but in leap years") {
  const Interval yearly{1, Unit::year};
  const Date start = date_of(2024, 2, 29);
  CHECK(to_string(add(start, yearly, 1)) == "2025-02-28");
  CHECK(to_string(add(start, yearly, 4)) == "2028-02-29");
  CHECK(to_string(add(start, yearly, -4)) == "2020-02-29");
  CHECK(to_string(add(start, yearly, 76)) == "2100-02-28");
}

TEST_CASE("a result beyond the calendar is held at its edge") {
  constexpr std::int64_t most = INT64_MAX;
  constexpr std::int64_t least = INT64_MIN;
  for (const auto unit : units)
    for (const int count : {1, 9999}) {
      CHECK(add(date_of(2026, 1, 31), {count, unit}, most) == latest_date);
      CHECK(add(date_of(2026, 1, 31), {count, unit}, least) == earliest_date);
      CHECK(add(latest_date, {count, unit}) == latest_date);
      CHECK(add(earliest_date, {count, unit}, -1) == earliest_date);
    }
  CHECK(to_string(add(date_of(9999, 11, 30), {1, Unit::month})) == "9999-12-30");
  CHECK(to_string(add(date_of(1000, 2, 15), {1, Unit::month}, -1)) == "1000-01-15");
}

TEST_CASE("an interval that cannot recur is a fault and no endless loop") {
  for (const auto unit : units)
    for (const int count : {0, -1}) {
      CHECK_THROWS_AS(add(date_of(2026, 1, 1), {count, unit}), Error);
      CHECK_THROWS_AS(steps_until(date_of(2026, 1, 1), {count, unit}, date_of(2026, 2, 1)), Error);
    }
}

TEST_CASE("the steps until a date are the most that do not pass it") {
  const Interval monthly{1, Unit::month};
  CHECK(steps_until(date_of(2026, 1, 31), monthly, date_of(2026, 2, 27)) == 0);
  CHECK(steps_until(date_of(2026, 1, 31), monthly, date_of(2026, 2, 28)) == 1);
  CHECK(steps_until(date_of(2026, 1, 31), monthly, date_of(2026, 1, 30)) == -1);
  CHECK(steps_until(date_of(2026, 1, 31), monthly, date_of(2025, 12, 30)) == -2);
  CHECK(steps_until(date_of(2024, 2, 29), {1, Unit::year}, date_of(2025, 2, 28)) == 1);
  CHECK(steps_until(date_of(2026, 1, 1), {2, Unit::week}, date_of(2025, 12, 31)) == -1);
  CHECK(steps_until(earliest_date, {1, Unit::day}, latest_date) == 3287181);
  CHECK(steps_until(latest_date, {1, Unit::month}, earliest_date) == -108000);
}

TEST_CASE("the next step passes the date wherever it is not held") {
  std::mt19937 random(6);
  const int span = latest_date - earliest_date + 1;
  for (int i = 0; i < 50000; ++i) {
    const Date anchor = earliest_date + static_cast<int>(random() % static_cast<unsigned>(span));
    const Date date = i % 2 == 0 ? earliest_date + static_cast<int>(random() % static_cast<unsigned>(span))
                                 : anchor + static_cast<int>(random() % 2000) - 1000;
    if (date <= earliest_date || date >= latest_date) continue;
    const Interval every{static_cast<int>(random() % (i % 3 == 0 ? 9999 : 24)) + 1, units[random() % 4]};
    const std::int64_t steps = steps_until(anchor, every, date);
    CAPTURE(to_string(anchor));
    CAPTURE(to_string(every));
    CAPTURE(to_string(date));
    CHECK(add(anchor, every, steps) <= date);
    CHECK(add(anchor, every, steps + 1) > date);
  }
}

TEST_CASE("the least days are never more than an interval has") {
  for (const auto unit : units)
    for (int count = 1; count <= 40; ++count)
      for (Date start = date_of(2023, 1, 1); start < date_of(2025, 1, 1); start = start + 1) {
        const Interval every{count, unit};
        if (add(start, every) - start < least_days(every)) FAIL(to_string(every), " from ", to_string(start));
      }
  CHECK(least_days({1, Unit::month}) == 28);
  CHECK(least_days({6, Unit::month}) == 168);
  CHECK(least_days({1, Unit::year}) == 365);
  CHECK(least_days({2, Unit::week}) == 14);
}

TEST_CASE("intervals are ordered by their mean length") {
  CHECK(mean_days({7, Unit::day}) == mean_days({1, Unit::week}));
  CHECK(mean_days({12, Unit::month}) == doctest::Approx(mean_days({1, Unit::year})));
  CHECK(mean_days({30, Unit::day}) < mean_days({1, Unit::month}));
  CHECK(mean_days({1, Unit::month}) < mean_days({31, Unit::day}));
  CHECK(mean_days({400, Unit::year}) == 146097.0);
}

}  // namespace siyana
