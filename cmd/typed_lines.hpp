// The lines that come from a terminal, typed or scanned.
#pragma once

#include <optional>
#include <string>

namespace siyana {

/// A scanner may end its scan with two line ends (CR LF): the empty lines that come with a line are part of it, and no
/// Enter that anybody pressed.
class TypedLines {
 public:
  /// The next line; nothing at the end.
  std::optional<std::string> next();

 private:
  void drop_empty();
  bool has_line() const { return pending_.find('\n') != std::string::npos; }
  std::string take_line();
  /// False at the end, and where nothing came within so many milliseconds; -1 waits.
  bool read_more(int milliseconds);

  std::string pending_;
  bool ended_ = false;
};

}  // namespace siyana
