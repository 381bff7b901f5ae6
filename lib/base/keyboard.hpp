// What a scanner typed through the wrong keyboard layout. A scanner is a keyboard set to the American layout: on a
// machine set to a French or an Arabic one `VENT-01` arrives as `VENT)à&` or as `ًُى…`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siyana {

struct Retyped {
  std::string_view layout;  // of the machine: "AZERTY", "Arabic", "Arabic AZERTY"
  std::string text;         // what the scanner's keys meant
};

/// The text by each layout that would have changed it; nothing where none would. A character that a layout does not
/// have stays as it is; one that two of its keys give has several readings.
std::vector<Retyped> retyped(std::string_view text);

/// Which of these keys a person pressed while an Arabic layout was on: the one whose label, on an American or a French
/// keyboard, stands beside this Arabic letter. Nothing for any other text: a Latin letter is what it says.
std::optional<char> key_pressed(std::string_view typed, std::string_view keys);

}  // namespace siyana
