// A file without a name, for tests of what reads files.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace siyana::exchange {

class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : descriptor_(::memfd_create("table", MFD_CLOEXEC)) {
    REQUIRE(descriptor_ >= 0);
    for (std::size_t written = 0; written < bytes.size();) {
      const auto now = ::write(descriptor_, bytes.data() + written, bytes.size() - written);
      REQUIRE(now > 0);
      written += static_cast<std::size_t>(now);
    }
    REQUIRE(::lseek(descriptor_, 0, SEEK_SET) == 0);
  }
  ~MemoryFile() { ::close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

/// What an action's Error says in English; empty where it throws none.
template <class Action>
std::string refusal(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

/// The fault of an action's Error; internal where it throws none, which no test here expects.
template <class Action>
Fault fault_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error.fault();
  }
  return Fault::internal;
}

}  // namespace siyana::exchange
