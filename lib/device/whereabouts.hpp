// When somebody met a device, and who said where it is: the word of a file that was imported may be older.
#pragma once

#include <optional>
#include <string>

#include "device/device.hpp"

namespace siyana::device {

/// True where a scan met the device on that day or later: what `seen_on` of its line says already.
bool was_met_since(db::Database& database, Id device, Date on);

/// Where an import said last that a device is, and the day of the move by hand since which it is elsewhere.
struct LeftPlace {
  Ref department;
  std::string room;
  Date since;
};
/// Nothing where it is where an import put it, or no import said where it is.
std::optional<LeftPlace> left_place(db::Database& database, const Device& device, Date on);

}  // namespace siyana::device
