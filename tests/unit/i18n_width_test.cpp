#include "i18n/width.hpp"

#include <doctest/doctest.h>
#include <locale.h>
#include <utf8proc.h>
#include <wchar.h>

#include <string>

namespace siyana {

TEST_CASE("each script takes the cells a terminal gives it") {
  CHECK(display_width("") == 0);
  CHECK(display_width("VENT-9 x") == 8);
  CHECK(display_width("é") == 1);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("صيانة") == 5);
  CHECK(display_width("صِيَانَة") == 5);
  CHECK(display_width("中文") == 4);
  CHECK(display_width("\u2068x\u2069") == 1);
}

TEST_CASE("control characters take no cell and a broken byte takes one") {
  CHECK(display_width("\t\n\x1b\x7f") == 0);
  CHECK(display_width("\xff") == 1);
  CHECK(display_width("a\xe2\x80") == 3);
}

TEST_CASE("widths of Latin and Arabic letters and marks agree with the C library") {
  const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  REQUIRE(utf8 != nullptr);
  const locale_t before = uselocale(utf8);
  int compared = 0;
  for (std::int32_t point = 0x20; point < 0x700; ++point) {
    const auto category = utf8proc_category(point);
    if (category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CC)
      continue;
    utf8proc_uint8_t bytes[4];
    const auto size = utf8proc_encode_char(point, bytes);
    const std::string text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    CAPTURE(point);
    CHECK(static_cast<int>(display_width(text)) == wcwidth(static_cast<wchar_t>(point)));
    ++compared;
  }
  uselocale(before);
  freelocale(utf8);
  CHECK(compared > 1000);
}

TEST_CASE("fitting keeps whole characters with their marks") {
  CHECK(fit("abc", 3) == "abc");
  CHECK(fit("abc", 2) == "ab");
  CHECK(fit("abc", 0) == "");
  CHECK(fit("中文", 3) == "中");
  CHECK(fit("中文", 1) == "");
  CHECK(fit("صِيَانَة", 2) == "صِيَ");
  CHECK(fit("e\u0301x", 1) == "e\u0301");
  CHECK(fit("\xff\xffz", 1) == "\xff");
}

TEST_CASE("fitting never cuts inside an emoji sequence") {
  const std::string health_worker = "👩‍⚕️";
  CHECK(fit(health_worker + "x", 2) == "");
  CHECK(fit(health_worker + "x", display_width(health_worker)) == health_worker);
}

TEST_CASE("what fits is the longest beginning") {
  const std::string text = "aصِ中e\u0301\xff😀z";
  for (std::size_t cells = 0; cells <= display_width(text); ++cells) {
    const auto part = fit(text, cells);
    CAPTURE(cells);
    CHECK(text.starts_with(part));
    CHECK(display_width(part) <= cells);
    CHECK(display_width(part) + 2 > cells);
  }
  CHECK(fit(text, display_width(text)) == text);
}

TEST_CASE("right-to-left letters and Arabic-Indic digits are noticed") {
  CHECK(has_rtl("pompe صيانة"));
  CHECK(has_rtl("שלום"));
  CHECK(has_rtl("١٢"));
  CHECK_FALSE(has_rtl("pompe à perfusion 12"));
  CHECK_FALSE(has_rtl("中文"));
  CHECK_FALSE(has_rtl("\xd8"));
  CHECK_FALSE(has_rtl(""));
}

}  // namespace siyana
