// What a scanner typed through the wrong keyboard layout. A scanner is a keyboard set to the American layout: on a
// machine set to a French or an Arabic one `VENT-01` arrives as `VENT)à&` or as `ًُى…`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace siyana {

struct Retyped {
  std::string_view layout;  // of the machine: "AZERTY", "Arabic"
  std::string text;         // what the scanner's keys meant
};

/// The text by each layout that would have changed it; nothing where none would. A character that a layout does not
/// have stays as it is.
std::vector<Retyped> retyped(std::string_view text);

}  // namespace siyana
