// Text that was UTF-8 and was read as a code page: two or three strange signs for each letter beyond ASCII.
#pragma once

#include <string>
#include <string_view>

namespace siyana::exchange {

/// What such a text was: `Réanimation` for `RÃ©animation`, `الجهاز` for `Ø§Ù„Ø¬Ù‡Ø§Ø²`; empty for any other text.
std::string before_misreading(std::string_view text);

}  // namespace siyana::exchange
