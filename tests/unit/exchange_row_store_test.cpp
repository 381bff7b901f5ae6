#include "exchange/row_store.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "exchange/text_store.hpp"
#include "exchange_file.hpp"

namespace siyana::exchange {
namespace {

std::vector<std::string> rows_of(RowStore& rows) {
  std::vector<std::string> all;
  rows.rewind();
  while (const auto record = rows.next()) {
    std::string text = std::to_string(record->line);
    for (const auto field : record->fields) text += "|" + std::string(field);
    all.push_back(text);
  }
  return all;
}

}  // namespace

TEST_CASE("rows come back as wide as the widest and as often as they were given") {
  RowStore rows("book");
  rows.add_cell(1, "b");
  rows.add_cell(0, "a");
  rows.end_row(2);
  rows.end_row(3);  // empty
  rows.add_cell(2, "c");
  rows.end_row(7, 3);
  rows.close();
  const std::vector<std::string> expected{"2|a|b|", "7|||c", "8|||c", "9|||c"};
  CHECK(rows_of(rows) == expected);
  CHECK(rows_of(rows) == expected);
}

TEST_CASE("the value of merged cells stands in each row of its column") {
  RowStore rows("book");
  for (std::uint64_t line = 1; line <= 5; ++line) {
    rows.add_cell(0, "t" + std::to_string(line));
    if (line == 2 || line == 5) rows.add_cell(1, "m" + std::to_string(line));
    rows.end_row(line);
  }
  rows.add_merged({2, 4, 1});
  rows.add_merged({1, 1, 0});       // one cell
  rows.add_merged({3, 5, 20'000});  // nowhere
  rows.close();
  CHECK(rows_of(rows) == std::vector<std::string>{"1|t1|", "2|t2|m2", "3|t3|m2", "4|t4|m2", "5|t5|m5"});
  CHECK(rows.merged() == 1);
}

TEST_CASE("a row within a row comes below it") {
  RowStore rows("book");
  rows.add_cell(0, "inner");
  rows.end_row(2);
  rows.add_cell(0, "outer");
  rows.end_row(2);
  rows.close();
  CHECK(rows_of(rows) == std::vector<std::string>{"2|inner", "3|outer"});
}

TEST_CASE("many rows are read again from their file") {
  RowStore rows("book");
  const std::string text(1000, 'x');
  for (std::uint64_t line = 1; line <= 5000; ++line) {
    rows.add_cell(0, std::to_string(line));
    rows.add_cell(3, text);
    rows.end_row(line);
  }
  rows.close();
  const auto all = rows_of(rows);
  REQUIRE(all.size() == 5000);
  CHECK(all[4321] == "4322|4322|||" + text);
}

TEST_CASE("what no spreadsheet can hold is refused") {
  CHECK_FALSE(refusal([] { RowStore("book").add_cell(RowStore::most_columns, "x"); }).empty());
  for (const auto& [line, times] : {std::pair<std::uint64_t, std::uint64_t>{1, RowStore::last_row + 1},
                                    {RowStore::last_row, 2},
                                    {2, ~std::uint64_t{0}},
                                    {~std::uint64_t{0}, 1}}) {
    RowStore rows("book");
    rows.add_cell(0, "x");
    CHECK_FALSE(refusal([&, l = line, t = times] { rows.end_row(l, t); }).empty());
  }
}

TEST_CASE("texts are found by number in memory and in the file") {
  TextStore texts;
  const std::string large(5 << 20, 'l');
  texts.add("first");
  texts.add(large);
  texts.add("");
  texts.add(large);
  texts.add("last");
  CHECK(texts[0] == "first");
  CHECK(texts[2].empty());
  CHECK(texts[3] == large);
  CHECK(texts[4] == "last");
  CHECK(texts[1] == large);
  CHECK(texts.size() == 5);
}

}  // namespace siyana::exchange
