// One step through UTF-8 that never trusts the bytes.
#pragma once

#include <utf8proc.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace siyana {

struct CodePoint {
  std::int32_t value = -1;  // negative where the byte begins no valid sequence
  std::size_t size = 1;     // an invalid byte is passed over alone
  bool valid() const { return value >= 0; }
};

/// The code point that begins at `at`, which is before the end of `text`.
inline CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
  if (*bytes < 0x80) return {*bytes, 1};
  CodePoint found;
  const auto size = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &found.value);
  if (size <= 0) return {};
  found.size = static_cast<std::size_t>(size);
  return found;
}

}  // namespace siyana
