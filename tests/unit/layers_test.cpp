// Includes run one way (README, "How it is built"), and each library that siyana stands on has one door.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const std::map<std::string, std::set<std::string>> allowed = {
    {"base", {}},
    {"i18n", {"base"}},
    {"render", {"base", "i18n"}},
    {"db", {"base"}},
    {"store", {"base", "db"}},
    {"device", {"base", "db", "store"}},
    {"plan", {"base", "db", "store", "device"}},
    {"work", {"base", "db", "store", "device", "plan"}},
    {"due", {"base", "db", "store", "device", "plan", "work"}},
    {"round", {"base", "db", "store", "device", "plan", "work", "due"}},
    {"alert", {"base", "db", "store", "device", "plan", "work", "due"}},
    {"history", {"base", "db", "store", "device", "plan", "work", "due", "round", "alert"}},
    {"exchange", {"base", "db", "store", "device", "plan", "work", "due"}},
};

struct Library {
  std::string begins;  // the name of its headers
  std::string door;    // the one file that includes them
};
const std::vector<Library> libraries = {
    {"CLI/", "cmd/args.cpp"},          {"SQLiteCpp/", "lib/db/sqlite.cpp"},      {"sqlite3", "lib/db/sqlite.cpp"},
    {"toml", "cmd/config.cpp"},        {"qrcodegen/", "lib/render/barcode.cpp"}, {"minizip/", "lib/exchange/zip.cpp"},
    {"expat", "lib/exchange/xml.cpp"}, {"png.h", "lib/render/bitmap.cpp"},
};

struct Include {
  std::string file;  // "lib/base/date.cpp"
  std::string name;  // "base/text.hpp"
};

std::string included(const std::string& line) {
  if (!line.starts_with("#include ")) return "";
  const auto from = line.find_first_of("<\"") + 1;
  return line.substr(from, line.find_first_of(">\"", from) - from);
}

std::vector<Include> includes_below(const std::string& folder) {
  const char* source = std::getenv("SOURCE");
  const fs::path root = source ? source : ".";
  std::vector<Include> found;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);)
      if (const auto name = included(line); !name.empty())
        found.push_back({entry.path().lexically_relative(root).generic_string(), name});
  }
  return found;
}

std::string first_folder(const std::string& path) {
  const auto slash = path.find('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

bool may_include(const std::string& folder, const std::string& name) {
  const auto from = allowed.find(folder);
  if (from == allowed.end()) return false;  // a new folder wants its line in the table
  const auto to = first_folder(name);
  const bool ours = allowed.contains(to) || to == "cmd" || to == "lib";
  return !ours || to == folder || from->second.contains(to);
}

}  // namespace

TEST_CASE("the folders of lib include one way") {
  const auto all = includes_below("lib");
  CHECK(all.size() > 20);
  for (const auto& [file, name] : all)
    CHECK_MESSAGE(may_include(first_folder(file.substr(4)), name), file << " includes " << name);
}

TEST_CASE("an include against the order is seen") {
  CHECK_FALSE(may_include("base", "db/db.hpp"));
  CHECK_FALSE(may_include("render", "device/device.hpp"));
  CHECK_FALSE(may_include("device", "plan/schedule.hpp"));
  CHECK_FALSE(may_include("base", "cmd/args.hpp"));
  CHECK_FALSE(may_include("nowhere", "base/date.hpp"));
  CHECK(may_include("plan", "device/device.hpp"));
  CHECK(may_include("base", "sys/stat.h"));
}

TEST_CASE("each outside library is met in one file") {
  std::set<std::string> met;
  for (const auto* folder : {"lib", "cmd"})
    for (const auto& [file, name] : includes_below(folder))
      for (const auto& [begins, door] : libraries)
        if (name.starts_with(begins)) {
          met.insert(begins);
          CHECK_MESSAGE(file == door, file << " includes " << name);
        }
  CHECK(met.contains("CLI/"));
  CHECK(met.contains("SQLiteCpp/"));
}

TEST_CASE("no command asks the store by itself") {
  const char* source = std::getenv("SOURCE");
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(source ? source : ".") / "cmd")) {
    std::ifstream file(entry.path());
    const std::string text(std::istreambuf_iterator<char>(file), {});
    CHECK_MESSAGE(text.find("db::Query") == std::string::npos, entry.path().filename() << " asks a query");
    CHECK_MESSAGE(text.find("SELECT ") == std::string::npos, entry.path().filename() << " has SQL");
    ++files;
  }
  CHECK(files > 30);
}
