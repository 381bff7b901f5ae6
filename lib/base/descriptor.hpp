// A file descriptor that is closed, and a file that no name leads to.
#pragma once

#include <utility>

namespace siyana {

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

/// A file of mode 0600 in $TMPDIR, /tmp or /var/tmp that is gone once it is closed. Error(internal) where none can be
/// made.
Descriptor unnamed_file();

}  // namespace siyana
