#include <doctest/doctest.h>

#include <string>

#include "db/db.hpp"

namespace siyana::db {

TEST_CASE("what was bound for one question is not there for the next") {
  const auto database = open_scratch();
  Query query(*database, "SELECT $1, $2, $3");
  const std::string kept = "kept";
  query.bind(1, "one").bind_kept(2, kept).bind(3, 3);
  REQUIRE(query.next());
  CHECK(query.text(0) == "one");
  CHECK(query.text(1) == "kept");
  CHECK(query.number(2) == 3);
  query.again().bind(3, "three");
  REQUIRE(query.next());
  CHECK(query.absent(0));
  CHECK(query.absent(1));
  CHECK(query.text(2) == "three");
  query.again().bind(3, Value{}).bind(1, 1);
  REQUIRE(query.next());
  CHECK(query.number(0) == 1);
  CHECK(query.absent(2));
}

TEST_CASE("a statement that is asked again for another question knows nothing of the first") {
  const auto database = open_scratch();
  Query(*database, "SELECT coalesce($1, 'nothing')", "one").next();
  Query query(*database, "SELECT coalesce($1, 'nothing')");
  REQUIRE(query.next());
  CHECK(query.text(0) == "nothing");
}

}  // namespace siyana::db
