// Bytes gathered into pieces of 64 KiB on their way to a sink, so that a cell costs a copy and not a call.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "render/report.hpp"

namespace siyana::render {

class Buffer {
 public:
  static constexpr std::size_t capacity = 64 * 1024;

  explicit Buffer(Sink& sink) : sink_(sink), bytes_(new char[capacity]) {}

  void add(char c) {
    if (size_ == capacity) flush();
    bytes_[size_++] = c;
  }

  void add(std::string_view text) {
    if (text.size() > capacity - size_) return add_long(text);
    size_ += text.copy(bytes_.get() + size_, text.size());
  }

  void add(std::size_t count, char c) {
    while (count-- > 0) add(c);
  }

  void flush() {
    if (size_ > 0) sink_.write({bytes_.get(), size_});
    size_ = 0;
  }

 private:
  void add_long(std::string_view text) {
    flush();
    if (text.size() > capacity) return sink_.write(text);
    add(text);
  }

  Sink& sink_;
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
};

}  // namespace siyana::render
