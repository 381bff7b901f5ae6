#include <doctest/doctest.h>

#include "cmd/nouns.hpp"
#include "cmd_table_faults.hpp"

TEST_CASE("the tables of the real nouns hold no slip and every example parses as its own verb") {
  const auto nouns = siyana::all_nouns();
  const auto faults = siyana::test::table_faults(nouns);
  for (const auto& fault : faults) CHECK_MESSAGE(false, fault);
  CHECK(nouns.size() > 25);
}
