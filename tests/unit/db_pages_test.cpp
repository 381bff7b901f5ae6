#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>

#include "db/db.hpp"
#include "db/pages.hpp"

namespace siyana::db {
namespace {

namespace fs = std::filesystem;

/// A file that goes away, with what it holds.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (fs::temp_directory_path() / "siyana-pages-XXXXXX").string();
    const int made = ::mkstemp(pattern.data());
    REQUIRE(made >= 0);
    ::close(made);
    path_ = pattern;
  }
  ~Scratch() { fs::remove(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::string& path() const { return path_; }
  std::string read() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void write(const std::string& bytes) const { std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes; }

 private:
  std::string path_;
};

/// 400 rows: a text that grows beyond a page, numbers of every size, absent and empty values.
std::int64_t number_of(int i) { return (i % 2 == 0 ? 1 : -1) * (std::int64_t{1} << (i % 62)); }
std::string text_of(int i) {
  return std::string(static_cast<std::size_t>(i * 37 % 9000), static_cast<char>('a' + i % 26));
}

void fill(const Scratch& file) {
  const auto database = open_scratch();
  database->run_script("CREATE TABLE thing (id INTEGER PRIMARY KEY, number INTEGER, text TEXT, bytes BLOB) STRICT");
  database->begin();
  Query insert(*database, "INSERT INTO thing VALUES ($1, $2, $3, $4)");
  for (int i = 1; i <= 400; ++i) {
    const std::string text = text_of(i);
    insert.bind_all(i, number_of(i), Value{Value::Type::text, 0, text}, i % 3 == 0 ? Value::of_bytes("\1\2") : Value{})
        .run();
  }
  database->commit();
  database->copy_to(file.path(), [] {});
}

/// How many rows are as they were written.
int right_rows(const std::string& path) {
  std::map<std::int64_t, bool> right;
  each_loose_row(path, [&](std::int64_t id, std::span<const Value> values) {
    if (values.size() != 4 || id < 1 || id > 400 || !values[0].absent()) return;
    const int i = static_cast<int>(id);
    right[id] = values[1].number == number_of(i) && values[2].text == text_of(i) &&
                values[3].text == (i % 3 == 0 ? "\1\2" : "");
  });
  int count = 0;
  for (const auto& [id, is_right] : right) count += is_right ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("every row of a whole file is found without SQLite") {
  const Scratch file;
  fill(file);
  CHECK(right_rows(file.path()) == 400);
}

TEST_CASE("without its first page a file still gives its other rows") {
  const Scratch file;
  fill(file);
  auto bytes = file.read();
  bytes.replace(0, 4096, 4096, '\0');
  file.write(bytes);
  CHECK(right_rows(file.path()) == 400);
}

TEST_CASE("a file cut anywhere gives the rows that are whole in it") {
  const Scratch file;
  fill(file);
  const auto bytes = file.read();
  int before = 400;
  for (std::size_t left = bytes.size() - 1; left > 5000; left = left * 2 / 3) {
    file.write(bytes.substr(0, left));
    const int now = right_rows(file.path());
    CHECK(now <= before);
    before = now;
  }
}

TEST_CASE("noise in place of a file's bytes ends in fewer rows and nothing worse") {
  const Scratch file;
  fill(file);
  const auto whole = file.read();
  std::mt19937 random(5);
  for (int round = 0; round < 60; ++round) {
    auto bytes = whole;
    for (int i = 0; i < 40 << round % 6; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    file.write(bytes);
    CHECK(right_rows(file.path()) <= 400);
  }
  std::string noise(40 * 4096, '\0');
  for (std::size_t i = 0; i < noise.size(); ++i) noise[i] = static_cast<char>(i % 4096 == 0 ? 0x0d : random());
  file.write(noise);
  CHECK(right_rows(file.path()) == 0);
}

}  // namespace siyana::db
