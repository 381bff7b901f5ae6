// Code 128 (ISO/IEC 15417), the bars that every hand scanner reads.
#pragma once

#include <string_view>
#include <vector>

#include "render/barcode.hpp"

namespace siyana::render {

/// One row of modules with the quiet zone of ten at either end. Error(usage) where the text holds anything but ASCII
/// without control characters: letters beyond it have no place in Code 128 that scanners agree on.
Barcode code_128(std::string_view text);

/// The symbol characters of a text, start, check and stop included: code set B, and C for runs of digits where that is
/// shorter.
std::vector<int> code_128_characters(std::string_view text);

}  // namespace siyana::render
