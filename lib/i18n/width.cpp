#include "i18n/width.hpp"

#include <utf8proc.h>

#include "i18n/code_point.hpp"

namespace siyana {
namespace {

constexpr std::int32_t replacement = 0xFFFD;

std::size_t cells_of(CodePoint point) {
  if (!point.valid()) return 1;
  if (point.value < 0x7F) return point.value < 0x20 ? 0 : 1;
  return static_cast<std::size_t>(utf8proc_charwidth(point.value));
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t cells = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    cells += cells_of(point);
    at += point.size;
  }
  return cells;
}

std::string_view fit(std::string_view text, std::size_t cells) {
  std::size_t whole = 0;  // where the last character that may still be cut off begins
  std::size_t used = 0;
  std::int32_t state = 0;
  std::int32_t previous = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const std::int32_t value = point.valid() ? point.value : replacement;
    if (at > 0 && utf8proc_grapheme_break_stateful(previous, value, &state)) whole = at;
    used += cells_of(point);
    if (used > cells) return text.substr(0, whole);
    previous = value;
    at += point.size;
  }
  return text;
}

bool has_rtl(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    at += point.size;
    if (!point.valid() || point.value < 0x80) continue;
    const auto bidi = utf8proc_get_property(point.value)->bidi_class;
    if (bidi == UTF8PROC_BIDI_CLASS_R || bidi == UTF8PROC_BIDI_CLASS_AL || bidi == UTF8PROC_BIDI_CLASS_AN) return true;
  }
  return false;
}

}  // namespace siyana
