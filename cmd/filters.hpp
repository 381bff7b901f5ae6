// The options that narrow a list, the same wherever they stand.
#pragma once

#include "cmd/app.hpp"
#include "device/line.hpp"
#include "due/list.hpp"

namespace siyana {

std::span<const Option> device_filter_options();
device::Filter device_filter(App& app, const Words& words);

due::Filter due_filter(App& app, const Words& words, due::Which which);
/// How many devices of the list's places and type have no plan: nothing will ever be due on them.
std::int64_t count_without_plan(App& app, const due::Filter& filter);

}  // namespace siyana
