// plan spread: the first due dates of a programme that begins.
#pragma once

#include "cmd/app.hpp"

namespace siyana {

std::span<const Option> spread_options();
void spread(App& app, const Words& words);

}  // namespace siyana
