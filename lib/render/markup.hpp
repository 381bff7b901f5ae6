// Text that came from a user or a file, made safe inside HTML and SVG.
#pragma once

#include <string>
#include <string_view>

namespace siyana::render {

/// For an element's text or a quoted attribute: markup as entities, control and misleading characters as visible()
/// shows them.
std::string escaped(std::string_view text);
/// The same for a user's text, which may run the other way than the page: isolated from its neighbours.
std::string bdi(std::string_view text);

}  // namespace siyana::render
