#include <doctest/doctest.h>

#include <unistd.h>

#include <filesystem>
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

TEST_CASE("a reader rolls back what a writer that died left") {
  namespace fs = std::filesystem;
  const auto folder = fs::temp_directory_path() / ("siyana-died-" + std::to_string(::getpid()));
  fs::create_directory(folder);
  const std::string path = folder / "store.db", left = folder / "left.db";
  {
    const auto writer = open({path, Mode::create});
    writer->run_script("CREATE TABLE thing (name TEXT); INSERT INTO thing VALUES ('before'); PRAGMA cache_size = 5");
    writer->begin();
    for (int i = 0; i < 2000; ++i) Query(*writer, "INSERT INTO thing (name) VALUES ($1)", std::string(100, 'x')).run();
    fs::copy_file(path, left);
    fs::copy_file(path + "-journal", left + "-journal");
    writer->rollback();
  }
  {
    const auto reader = open({left, Mode::read});
    Query count(*reader, "SELECT count(*) FROM thing");
    REQUIRE(count.next());
    CHECK(count.number(0) == 1);
  }
  fs::remove_all(folder);
}

}  // namespace siyana::db
