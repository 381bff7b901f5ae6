// What the targets share: a demand that ends the program, and a file of the input for what reads files.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace siyana::fuzz {

inline void demand(bool holds) {
  if (!holds) std::abort();
}

/// One file for all inputs: making one costs more than reading it.
inline int file_of(std::string_view bytes) {
  static const int descriptor = ::memfd_create("input", MFD_CLOEXEC);
  demand(::ftruncate(descriptor, 0) == 0);
  demand(::pwrite(descriptor, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
  return descriptor;
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace siyana::fuzz
