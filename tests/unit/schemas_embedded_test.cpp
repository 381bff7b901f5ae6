#include "embedded.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace siyana;

namespace {

std::string contents_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the program carries each text of schemas byte for byte") {
  const char* source = std::getenv("SOURCE");
  const auto folder = std::filesystem::path(source ? source : ".") / "schemas";
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto extension = entry.path().extension();
    if (!entry.is_regular_file() || extension == ".cmake" || extension == ".hpp") continue;
    CAPTURE(entry.path());
    ++seen;
    auto name = entry.path().lexically_relative(folder);
    if (extension == ".po")  // carried in its compiled form
      CHECK(embedded(name.replace_extension(".mo").generic_string()).starts_with("\xde\x12\x04\x95"));
    else
      CHECK(embedded(name.generic_string()) == contents_of(entry.path()));
  }
  CHECK(seen == embedded_files().size());
}

TEST_CASE("the texts are in the order of their paths so that one is found by halving") {
  CHECK(std::ranges::is_sorted(embedded_files(), {}, &EmbeddedFile::path));
}

TEST_CASE("a text that is not there is empty") {
  CHECK(embedded("sqlite/9999_no_such.sql").empty());
  CHECK(embedded("").empty());
}
