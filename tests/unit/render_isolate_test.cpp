#include "render/isolate.hpp"

#include <doctest/doctest.h>

#include "i18n/width.hpp"

namespace siyana::render {
namespace {

/// The marks as letters that can be read: ( for an isolate's beginning, < for a left-to-right one, > for the end of
/// both.
std::string readable(std::string_view line) {
  std::string text = isolated(line);
  const auto replace = [&](std::string_view mark, std::string_view by) {
    for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + by.size()))
      text.replace(at, mark.size(), by);
  };
  replace("\xE2\x81\xA8", "[");
  replace("\xE2\x81\xA6", "<");
  replace("\xE2\x81\xA9", ">");
  return text;
}

}  // namespace

TEST_CASE("a line of one direction stays as it is") {
  CHECK(isolated("siyana: no device VENT-9") == "siyana: no device VENT-9");
  CHECK(isolated("Réanimation  “x”") == "Réanimation  “x”");
  CHECK(isolated("").empty());
}

TEST_CASE("names of options and tags keep their order within Arabic") {
  CHECK(readable("استعمل --map أو --sheet") == "[استعمل <--map> أو <--sheet>>");
  CHECK(readable("احذف --encoding و--delimiter") == "[احذف <--encoding> و<--delimiter>>");
  CHECK(readable("siyana: لا يوجد جهاز VENT-9") == "[<siyana>: لا يوجد جهاز <VENT-9>>");
}

TEST_CASE("a fraction is not turned round") { CHECK(readable("المتأخرة: 1 / 4") == "[المتأخرة: <1 / 4>>"); }

TEST_CASE("punctuation around a run belongs to the sentence") {
  CHECK(readable("الجهاز (siyana device list), بعد") == "[الجهاز (<siyana device list>), بعد>");
  CHECK(readable("أ، VENT-1، ب") == "[أ، <VENT-1>، ب>");
  CHECK(readable("ما هو: …") == "[ما هو: …>");
}

TEST_CASE("columns before the Arabic one stay where they are") {
  CHECK(readable("  --at INSTANT  وقت الإقفال (now)") == "  --at INSTANT  [وقت الإقفال (<now>)>");
  CHECK(readable("  --every INTERVAL  10d أو 2w") == "  --every INTERVAL  [<10d> أو <2w>>");
}

TEST_CASE("the marks take no cell") {
  const std::string line = "  --at INSTANT  وقت الإقفال (now)";
  CHECK(display_width(isolated(line)) == display_width(line));
}

TEST_CASE("bytes that are no UTF-8 beside Arabic are passed on") {
  CHECK(readable("\xff ا \xff").find("\xff") != std::string::npos);
}

}  // namespace siyana::render
