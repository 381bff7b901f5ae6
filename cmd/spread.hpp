// plan spread: the first due dates of a programme that begins.
#pragma once

#include "cmd/app.hpp"

namespace siyana {

std::span<const Option> spread_options();
void spread(App& app, const Words& words);
/// After an entry that gave a rule a first due date: says of how many devices an earlier spread still holds.
void say_left_spread(App& app, const store::Entry& entry);

}  // namespace siyana
