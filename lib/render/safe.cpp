#include "render/safe.hpp"

#include "i18n/code_point.hpp"

namespace siyana::render {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

void append_hex(std::string& out, std::uint32_t value, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += hex_digits[(value >> shift) & 0xF];
}

/// A byte and a code point of the same value must not look alike: \x85 is no UTF-8, \u0085 is a line break.
void append_escape(std::string& out, CodePoint point, char byte) {
  constexpr std::string_view short_form = "\n\r\t";
  const bool one_byte = point.value < 0x80;
  const auto index = one_byte ? short_form.find(byte) : std::string_view::npos;
  out += '\\';
  if (index != std::string_view::npos) {
    out += "nrt"[index];
  } else if (one_byte) {
    out += 'x';
    append_hex(out, static_cast<unsigned char>(byte), 2);
  } else {
    out += 'u';
    append_hex(out, static_cast<std::uint32_t>(point.value), 4);
  }
}

/// Where the first character that needs an escape begins, from `at` on.
std::size_t plain_until(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const CodePoint point = code_point_at(text, at);
    if (!point.valid() || can_mislead(point.value)) break;
    at += point.size;
  }
  return at;
}

}  // namespace

bool can_mislead(std::int32_t c) {
  if (c < 0xA0) return c < 0x20 || c >= 0x7F;
  return c >= 0x2028 && ((c <= 0x202E) || (c >= 0x2066 && c <= 0x2069));
}

bool is_plain(std::string_view text) { return plain_until(text, 0) == text.size(); }

void append_visible(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = plain_until(text, at);
    out += text.substr(at, end - at);
    if (end == text.size()) return;
    const CodePoint point = code_point_at(text, end);
    append_escape(out, point, text[end]);
    at = end + point.size;
  }
}

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_visible(out, text);
  return out;
}

}  // namespace siyana::render
