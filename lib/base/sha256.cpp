#include "base/sha256.hpp"

namespace siyana {

Hash& Hash::part(std::string_view bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  const unsigned char prefix[5] = {1, static_cast<unsigned char>(size >> 24), static_cast<unsigned char>(size >> 16),
                                   static_cast<unsigned char>(size >> 8), static_cast<unsigned char>(size)};
  sha256_update(&state_, sizeof prefix, prefix);
  sha256_update(&state_, bytes.size(), reinterpret_cast<const unsigned char*>(bytes.data()));
  return *this;
}

Hash& Hash::part(std::int64_t number) { return part(std::to_string(number)); }

Hash& Hash::none() {
  const unsigned char nothing = 0;
  sha256_update(&state_, 1, &nothing);
  return *this;
}

Digest Hash::digest() {
  Digest out;
  sha256_digest(&state_, out.size(), out.data());
  return out;
}

ByteHash& ByteHash::feed(std::string_view bytes) {
  sha256_update(&state_, bytes.size(), reinterpret_cast<const unsigned char*>(bytes.data()));
  return *this;
}

Digest ByteHash::digest() {
  Digest out;
  sha256_digest(&state_, out.size(), out.data());
  return out;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const unsigned char byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

}  // namespace siyana
