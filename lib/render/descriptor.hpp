// File descriptors whose every byte and every error is looked at.
#pragma once

#include <string_view>
#include <utility>

namespace siyana::render {

/// Closed at the end of its life, or by close() where an error of closing matters.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  /// 0 or -1 with errno set, as close(2).
  int close();
  /// The caller closes it from now on.
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

/// Error(internal): cannot write `what`, for the reason `error` (an errno) gives.
[[noreturn]] void cannot_write(std::string_view what, int error);

/// All of `bytes`, waiting where the reader is slow. Throws as Spool::copy_to.
void write_all(int descriptor, std::string_view bytes, std::string_view what);

}  // namespace siyana::render
