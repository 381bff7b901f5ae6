#include "base/instant.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <random>

namespace siyana {

namespace {

std::string read(std::string_view text) {
  const auto instant = parse_instant(text);
  return instant ? to_string(*instant) : "nothing";
}

}  // namespace

TEST_CASE("an instant is read with its offset") {
  CHECK(parse_instant("1970-01-01T00:00:00Z")->seconds == 0);
  CHECK(parse_instant("2026-03-14T08:30:00+01:00")->seconds == 1773473400);
  CHECK(parse_instant("2026-03-14T08:30:00+01:00")->offset_minutes == 60);
  CHECK(parse_instant("1969-12-31T23:59:59Z")->seconds == -1);
  CHECK(parse_instant("2000-02-29T12:00:00-05:30")->offset_minutes == -330);
  CHECK(parse_instant("2026-03-14t08:30:00z")->seconds == 1773477000);
  CHECK(read("2026-03-14 08:30:00.123456+01:00") == "2026-03-14T08:30:00+01:00");
  CHECK(read("2026-03-14T08:30:00-00:00") == "2026-03-14T08:30:00Z");
  CHECK(read("2016-12-31T23:59:60Z") == "2017-01-01T00:00:00Z");
}

TEST_CASE("instants of one moment are equal wherever they were written") {
  CHECK(*parse_instant("2026-03-14T08:30:00+01:00") == *parse_instant("2026-03-14T07:30:00Z"));
  CHECK(*parse_instant("2026-03-14T08:30:00+01:00") < *parse_instant("2026-03-14T08:30:00Z"));
}

TEST_CASE("the date of an instant is the one at its place") {
  CHECK(date_of(*parse_instant("2026-03-14T00:30:00+01:00")) == date_of(2026, 3, 14));
  CHECK(date_of(*parse_instant("2026-03-13T23:30:00Z")) == date_of(2026, 3, 13));
  CHECK(date_of(*parse_instant("1969-12-31T23:59:59Z")) == date_of(1969, 12, 31));
}

TEST_CASE("what is no instant is refused") {
  for (const char* text : {"",
                           "2026-03-14",
                           "2026-03-14T08:30:00",
                           "2026-03-14T08:30Z",
                           "2026-03-14T24:00:00Z",
                           "2026-03-14T08:60:00Z",
                           "2026-03-14T08:30:61Z",
                           "2026-02-30T08:30:00Z",
                           "2026-03-14T08:30:00.Z",
                           "2026-03-14T08:30:00,5Z",
                           "2026-03-14T08:30:00+1:00",
                           "2026-03-14T08:30:00+0100",
                           "2026-03-14T08:30:00+24:00",
                           "2026-03-14T08:30:00+01:60",
                           "2026-03-14T08:30:00Zx",
                           "2026-03-14T08:30:00+01:00x",
                           "2026-03-14x08:30:00Z",
                           " 2026-03-14T08:30:00Z",
                           "2026-03-14T8:30:00Z",
                           "2026-03-14T",
                           "2026-03-14T08:30:00+",
                           "26-03-14T08:30:00Z",
                           "2026-03-14T08:30:00 Z"})
    CHECK_MESSAGE(read(text) == "nothing", std::string(text));
}

TEST_CASE("an instant is read back as it was written") {
  std::mt19937_64 random(8);
  const std::int64_t first = parse_instant("1000-01-02T00:00:00Z")->seconds;
  const std::int64_t last = parse_instant("9999-12-30T23:59:59Z")->seconds;
  for (int i = 0; i < 50000; ++i) {
    const Instant instant{first + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(last - first)),
                          static_cast<int>(random() % 2879) - 1439};
    const auto again = parse_instant(to_string(instant));
    CAPTURE(to_string(instant));
    REQUIRE(again);
    CHECK(again->seconds == instant.seconds);
    CHECK(again->offset_minutes == instant.offset_minutes);
    CHECK(to_string(date_of(instant)) == to_string(instant).substr(0, 10));
  }
}

TEST_CASE("an instant beyond the calendar is written as its edge") {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  CHECK(to_string(Instant{most, 0}) == "9999-12-31T23:59:59Z");
  CHECK(to_string(Instant{most, -60}) == "9999-12-31T23:59:59-01:00");
  CHECK(to_string(Instant{parse_instant("9999-12-31T23:30:00Z")->seconds, 60}) == "9999-12-31T23:59:59+01:00");
  CHECK(to_string(Instant{parse_instant("1000-01-01T00:30:00Z")->seconds, -60}) == "1000-01-01T00:00:00-01:00");
  CHECK(to_string(Instant{least, 0}) == "1000-01-01T00:00:00Z");
  CHECK(to_string(Instant{0, std::numeric_limits<int>::max()}) == "1970-01-01T23:59:00+23:59");
  CHECK(to_string(Instant{0, std::numeric_limits<int>::min()}) == "1969-12-31T00:01:00-23:59");
}

}  // namespace siyana
