// Many texts by their number: in memory while they are few, then in a file without a name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/descriptor.hpp"

namespace siyana::exchange {

class TextStore {
 public:
  void add(std::string_view text);
  std::size_t size() const { return ends_.size(); }
  std::uint64_t bytes() const { return ends_.empty() ? 0 : ends_.back(); }
  /// Valid until the next call.
  std::string_view operator[](std::size_t number);

 private:
  void move_to_file();

  std::vector<std::uint64_t> ends_;
  std::string memory_;
  Descriptor file_;
  std::uint64_t in_file_ = 0;  // bytes; memory_ holds what comes after them
  std::string read_;
};

}  // namespace siyana::exchange
