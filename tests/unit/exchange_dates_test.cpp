#include "exchange/dates.hpp"

#include <doctest/doctest.h>

#include <array>
#include <random>

namespace siyana::exchange {

namespace {

using Verdict = ColumnDates::Verdict;

/// A column whose first value is on line 2, below its heading.
ColumnDates column(const std::vector<std::string>& values) {
  ColumnDates dates;
  std::uint64_t line = 2;
  for (const auto& value : values) dates.add(value, line++);
  return dates;
}

bool decides(const std::vector<std::string>& values, DateOrder order) {
  const auto dates = column(values);
  return dates.verdict() == Verdict::decided && dates.order() == order && dates.examples().empty() &&
         !dates.doubt("Date");
}

std::vector<std::uint64_t> example_lines(const ColumnDates& dates) {
  std::vector<std::uint64_t> lines;
  for (const auto& example : dates.examples()) lines.push_back(example.line);
  return lines;
}

std::string written(DateOrder order, int year, int month, int day) {
  const auto two = [](int n) { return std::to_string(n / 10) + std::to_string(n % 10); };
  if (order == DateOrder::dmy) return two(day) + "/" + two(month) + "/" + std::to_string(year);
  if (order == DateOrder::mdy) return two(month) + "/" + two(day) + "/" + std::to_string(year);
  return std::to_string(year) + "/" + two(month) + "/" + two(day);
}

}  // namespace

TEST_CASE("a day above twelve decides the whole column") {
  CHECK(decides({"03/04/2019", "25/12/2019", "01/02/2020"}, DateOrder::dmy));
  CHECK(decides({"03/04/2019", "12/25/2019", "01/02/2020"}, DateOrder::mdy));
  CHECK(decides({"2019-03-04", "2019-12-25"}, DateOrder::ymd));
  CHECK(decides({"2019/03/04 08:30"}, DateOrder::ymd));
  CHECK(decides({"٢٥/١٢/٢٠١٩"}, DateOrder::dmy));
}

TEST_CASE("a column that has two readings is ambiguous and shows two rows") {
  const auto dates = column({"", "03/03/2019", "03/04/2019", "2019-12-25", "05/06/2019", "07/08/2019"});
  CHECK(dates.verdict() == Verdict::ambiguous);
  CHECK(example_lines(dates) == std::vector<std::uint64_t>{4, 6});
  CHECK(dates.examples()[0].value == "03/04/2019");
  CHECK(english(*dates.doubt("Date d'achat")) ==
        "Date d'achat: line 4 has 03/04/2019 and line 6 has 05/06/2019, which have several readings; say the order "
        "with --date-format");
  CHECK(english(*column({"03/04/2019"}).doubt("Date")) ==
        "Date: line 2 has 03/04/2019, which has several readings; say the order with --date-format");
}

TEST_CASE("values that no one order reads clash and two of them are shown") {
  const auto dates = column({"03/04/2019", "12/25/2019", "25/12/2019", "26/12/2019"});
  CHECK(dates.verdict() == Verdict::clash);
  CHECK(example_lines(dates) == std::vector<std::uint64_t>{3, 4});
  CHECK(english(*dates.doubt("Date")) ==
        "Date: line 3 has 12/25/2019 and line 4 has 25/12/2019, which no one order of day and month reads; mend the "
        "file");
  CHECK(example_lines(column({"25/12/2019", "12/25/2019"})) == std::vector<std::uint64_t>{2, 3});
}

TEST_CASE("a date with its year first clashes with nothing and decides nothing for the others") {
  CHECK(decides({"2019-12-25", "25/12/2019"}, DateOrder::dmy));
  CHECK(decides({"2019-12-25", "12/25/2019"}, DateOrder::mdy));
  CHECK(column({"2019-12-25", "03/04/2019"}).verdict() == Verdict::ambiguous);
}

TEST_CASE("a day equal to its month reads alike in both orders") {
  CHECK(decides({"03/03/2019", "05/05/2020"}, DateOrder::dmy));
  CHECK(decides({"03/03/2019", "12/25/2020"}, DateOrder::mdy));
}

TEST_CASE("a year of two digits may stand first until a value rules that out") {
  CHECK(column({"25/12/14"}).verdict() == Verdict::ambiguous);
  CHECK(decides({"25/12/14", "25/12/87"}, DateOrder::dmy));
  CHECK(decides({"25/12/14", "25/12/2014"}, DateOrder::dmy));
  CHECK(decides({"87/12/25", "14/03/02"}, DateOrder::ymd));
  CHECK(column({"87/12/25", "25/12/2014"}).verdict() == Verdict::clash);
}

TEST_CASE("empty cells and placeholders are absent and decide nothing") {
  const auto dates = column({"", "-", "N/A", "NULL", "néant", "inconnu", " ", "25/12/2019"});
  CHECK(dates.absent() == 7);
  CHECK(dates.dates() == 1);
  CHECK(dates.verdict() == Verdict::decided);
  CHECK(column({"", "-"}).verdict() == Verdict::none);
  CHECK_FALSE(column({}).doubt("Date"));
}

TEST_CASE("a spreadsheet's day number is counted apart and never read") {
  const auto dates = column({"25/12/2019", "43831", "43832.5"});
  CHECK(dates.day_numbers().count == 2);
  CHECK(dates.day_numbers().first.line == 3);
  CHECK(dates.day_numbers().first.value == "43831");
  CHECK(dates.dates() == 1);
  CHECK(dates.unreadable().count == 0);
}

TEST_CASE("what is no date is counted apart with its first row") {
  const auto dates = column({"2014", "31/02/2019", "mars 2019", "25/12/2019", std::string(59, 'x') + "éé"});
  CHECK(dates.unreadable().count == 4);
  CHECK(dates.unreadable().first.line == 2);
  CHECK(dates.verdict() == Verdict::decided);
  CHECK(column({std::string(59, 'x') + "éé"}).unreadable().first.value == std::string(59, 'x'));
}

TEST_CASE("dates whose days a spreadsheet took for months are not believed") {
  const auto dates = column({"25/12/2014", "2016-02-08", "2016-02-08", "2017-11-03", "30/01/2018"});
  CHECK(dates.verdict() == Verdict::swapped);
  CHECK(example_lines(dates) == std::vector<std::uint64_t>{3, 2});
  CHECK(dates.doubt("Date").has_value());
  CHECK(column({"12/25/2014", "2016-02-08", "2016-02-08", "2017-11-03"}).verdict() == Verdict::swapped);
  // One that the spreadsheet could not have made so, on either side, or too few to tell.
  CHECK(decides({"25/12/2014", "2016-02-13", "2016-02-08", "2017-11-03", "30/01/2018"}, DateOrder::dmy));
  CHECK(decides({"25/12/2014", "2016-02-08", "2016-02-08", "2017-11-03", "05/05/2018"}, DateOrder::dmy));
  CHECK(decides({"25/12/2014", "2016-02-08", "2016-02-08"}, DateOrder::dmy));
  CHECK(decides({"2016-02-08", "2016-02-08", "2017-11-03", "2017-11-04"}, DateOrder::ymd));
}

TEST_CASE("a column is judged by whether its dates could be swapped") {
  std::mt19937 random(21);
  std::array<int, 3> seen{};
  for (int round = 0; round < 3000; ++round) {
    const auto order = static_cast<DateOrder>(random() % 3);
    const int highest = random() % 2 == 0 ? 12 : 28;
    std::vector<std::string> values;
    bool settled = false, swappable = false;
    for (auto left = 1 + random() % 4; left > 0; --left) {
      const int month = 1 + static_cast<int>(random() % 12);
      const int day = 1 + static_cast<int>(random() % static_cast<unsigned>(highest));
      values.push_back(written(order, 2000 + static_cast<int>(random() % 30), month, day));
      settled = settled || day > 12;
      swappable = swappable || day != month;
    }
    const auto dates = column(values);
    const bool open = order != DateOrder::ymd && !settled && swappable;
    REQUIRE(dates.verdict() == (open ? Verdict::ambiguous : Verdict::decided));
    if (settled || order == DateOrder::ymd) REQUIRE(dates.order() == order);
    ++seen[static_cast<std::size_t>(order == DateOrder::ymd ? 2 : open)];
  }
  for (const int times : seen) CHECK(times > 100);
}

}  // namespace siyana::exchange
