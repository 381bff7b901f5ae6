// Lines of mixed directions on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace siyana::render {

/// A line in which what runs from right to left cannot reorder its neighbours: behind its last column (two blanks) it
/// is one isolate, and each run of left-to-right words in it (an option's name, a tag, 3 / 4) another. A line without
/// such letters stays as it is. `line` is visible() already.
std::string isolated(std::string_view line);

}  // namespace siyana::render
