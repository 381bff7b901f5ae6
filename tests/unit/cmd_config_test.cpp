#include "cmd/config.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/error.hpp"

using namespace siyana;
namespace fs = std::filesystem;

namespace {

/// A folder of its own, gone at the end of the test.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "siyana-config-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name) << content;
    return path(name);
  }
  std::string path(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

/// The sentence a configuration is refused with, without the folder.
std::string refusal(const std::string& content) {
  const Folder folder;
  try {
    read_config({folder.file("config.toml", content)});
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::usage);
    const std::string what = error.what();
    return what.substr(what.find("config.toml"));
  }
  return "(understood)";
}

}  // namespace

TEST_CASE("the files are the site's and then the user's") {
  using Files = std::vector<std::string>;
  CHECK(config_files("/x", "/home/nadia") == Files{"/etc/siyana/config.toml", "/x/siyana/config.toml"});
  CHECK(config_files("", "/home/nadia") == Files{"/etc/siyana/config.toml", "/home/nadia/.config/siyana/config.toml"});
  CHECK(config_files("x", "/home/nadia") == config_files("", "/home/nadia"));
  CHECK(config_files("", "") == Files{"/etc/siyana/config.toml"});
}

TEST_CASE("files that do not exist say nothing") {
  const Folder folder;
  const std::string file = folder.file("config.toml", "db = 'a'");
  CHECK_FALSE(read_config({folder.path("absent.toml"), file + "/config.toml"}).has("--db"));
  CHECK_FALSE(read_config({folder.file("empty.toml", "")}).has("--db"));
}

TEST_CASE("each key is the option of its name") {
  const Folder folder;
  const Words words = read_config({folder.file("config.toml",
                                               "# the workshop\n"
                                               "db = \"/srv/siyana.db\"\n"
                                               "lang = 'ar'\nformat = 'csv'\ncolor = 'never'\n"
                                               "quiet = true\nexcel = false\nbusy-wait = 60\n"
                                               "by = 'نادية'\n")});
  CHECK(words.text("--db") == "/srv/siyana.db");
  CHECK(words.text("--lang") == "ar");
  CHECK(words.text("--format") == "csv");
  CHECK(words.has("--quiet"));
  CHECK_FALSE(words.has("--excel"));
  CHECK_FALSE(words.has("--yes"));
  CHECK(words.text("--busy-wait") == "60");
  CHECK(words.text("--by") == "نادية");
}

TEST_CASE("the later file wins key by key") {
  const Folder folder;
  const std::string site = folder.file("site.toml", "db = 'site.db'\nlang = 'fr'\nquiet = true\n");
  const std::string user = folder.file("user.toml", "db = 'mine.db'\nquiet = false\n");
  const Words words = read_config({site, user});
  CHECK(words.all("--db") == std::vector<std::string>{"mine.db"});
  CHECK(words.text("--lang") == "fr");
  CHECK_FALSE(words.has("--quiet"));
  CHECK(read_config({user, site}).has("--quiet"));
}

TEST_CASE("an unknown key is named with its file and line and the nearest key") {
  CHECK(refusal("\nlnag = 'fr'\n") == "config.toml:2: no key lnag: did you mean lang?");
  CHECK(refusal("lang = 'fr'\n\n[mail]\nhost = 'x'\n") ==
        "config.toml:3: no key mail: the keys are db, lang, format, color, quiet, excel, yes, "
        "busy-wait, by");
  // What is said of one question: taken as a setting, it would make every list another day's.
  CHECK(refusal("as-of = 2020-01-01\n").starts_with("config.toml:1: no key as-of"));
  CHECK(refusal("known-on = 2020-01-01\n").starts_with("config.toml:1: no key known-on"));
  CHECK(refusal("output = 'list.csv'\n").starts_with("config.toml:1: no key output"));
  CHECK(refusal("--db = 'x'\n") == "config.toml:1: no key --db: did you mean db?");
}

TEST_CASE("a value of the wrong kind is named with its file and line") {
  CHECK(refusal("db = 3\n") == "config.toml:1: db is a text, in quotes");
  CHECK(refusal("db = ['a', 'b']\n") == "config.toml:1: db is a text, in quotes");
  CHECK(refusal("[db]\n") == "config.toml:1: db is a text, in quotes");
  CHECK(refusal("db = true") == "config.toml:1: db is a text, in quotes");
  CHECK(refusal("busy-wait = 1.5\n") == "config.toml:1: busy-wait is a text, in quotes");
  CHECK(refusal("db = 2026-03-01\n") == "config.toml:1: db is a text, in quotes");
  CHECK(refusal("\n\nquiet = 'yes'\n") == "config.toml:3: quiet is either true or false");
  CHECK(refusal("quiet = 1\n") == "config.toml:1: quiet is either true or false");
  CHECK(refusal("lang = 'de'\n") == "config.toml:1: lang is one of en, fr, ar");
}

TEST_CASE("what is not TOML is named with its file and line") {
  CHECK(refusal("db = 'a'\nlang = fr\n").starts_with("config.toml:2: this is not TOML: "));
  CHECK(refusal("db = 'a'\ndb = 'b'\n").starts_with("config.toml:2: this is not TOML: "));
  CHECK(refusal("db = '\xff'\n") == "config.toml:1: this is not UTF-8");
  CHECK(refusal("db").find('\n') == std::string::npos);
}

TEST_CASE("brackets without an end are refused and not followed") {
  CHECK(refusal("quiet = true\ndb = " + std::string(60000, '[')) == "config.toml:2: there are too many brackets");
  CHECK(refusal("[, a = 1]\n").starts_with("config.toml:1: this is not TOML: "));
}

TEST_CASE("a binary number without an end is not counted") {
  CHECK(refusal("quiet = true\ndb = 0b1" + std::string(80, '0') + "\n") == "config.toml:2: this number is too long");
  CHECK(refusal("db = 0b1" + std::string(40, '0') + "\n") == "config.toml:1: db is a text, in quotes");
}

TEST_CASE("a configuration that cannot be read is refused") {
  const Folder folder;
  fs::create_directory(folder.path("config.toml"));
  CHECK_THROWS_AS(read_config({folder.path("config.toml")}), Error);
}

TEST_CASE("a pipe in the place of a configuration is refused and not waited for") {
  const Folder folder;
  REQUIRE(::mkfifo(folder.path("labels.csv").c_str(), 0600) == 0);
  CHECK_THROWS_AS(site_file(folder.path("labels.csv")), Error);
  CHECK_THROWS_AS(site_file("/dev/zero"), Error);
  CHECK_FALSE(site_file(folder.path("none.csv")).has_value());
  CHECK(site_file(folder.file("some.csv", "a\nb")) == "a\nb");
}

TEST_CASE("a long configuration is read to its end") {
  const Folder folder;
  const std::string file = folder.file("config.toml", "# " + std::string(9000, 'x') + "\ndb = 'end.db'\n");
  CHECK(read_config({file}).text("--db") == "end.db");
}
