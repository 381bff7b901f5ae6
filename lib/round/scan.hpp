// Reading scans: the device that a scanner meant, and the lines of its memory.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "round/round.hpp"

namespace siyana::round {

struct Scanned {
  std::optional<device::Device> device;
  std::string layout;              // the keyboard layout by which it was understood; empty: as it is written
  std::vector<std::string> could;  // the tags it could mean, where there are several: then no device is taken
};

/// The device of this tag as it is written; else the one that a keyboard layout makes of it.
Scanned understand(db::Database& database, std::string_view text);

/// One line of a scanner's memory: a tag, and what stands beside it in any order, divided by tabs, semicolons or
/// commas.
struct ScanLine {
  std::size_t number = 0;
  std::string text;  // all of it, without its line end
  std::string tag, when;
  std::string outcome;  // as a Visit has it
  std::string note;
};

/// The line taken apart; nothing where it is blank. A line that names a device as a whole is not divided: a garbled tag
/// may hold commas.
std::optional<ScanLine> scan_line(db::Database& database, std::size_t number, std::string_view text);

}  // namespace siyana::round
