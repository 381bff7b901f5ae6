// SHA-256 of length-prefixed parts: no two different lists of parts give the same bytes, and null is unlike empty.
#pragma once

#include <nettle/sha2.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace siyana {

using Digest = std::array<unsigned char, 32>;

class Hash {
 public:
  Hash() { sha256_init(&state_); }
  Hash& part(std::string_view bytes);
  Hash& part(std::int64_t number);  // as decimal text
  Hash& none();
  Digest digest();

 private:
  sha256_ctx state_;
};

/// SHA-256 of bytes as they are, which is what sha256sum prints of a file.
class ByteHash {
 public:
  ByteHash() { sha256_init(&state_); }
  ByteHash& feed(std::string_view bytes);
  Digest digest();

 private:
  sha256_ctx state_;
};

std::string hex(std::string_view bytes);
inline std::string_view view(const Digest& digest) { return {reinterpret_cast<const char*>(digest.data()), 32}; }

}  // namespace siyana
