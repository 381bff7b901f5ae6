// The options that say something of a device: each names a field of the row, whose type says how it is read.
#pragma once

#include "cmd/app.hpp"
#include "device/naming.hpp"

namespace siyana {

/// The options of `device add` and `device edit`.
std::span<const Option> device_options();

/// Lays what was said over the device. Names are found or made through `naming`.
void set_device(App& app, const Words& words, device::Naming& naming, device::Device& device);

/// Points out what is doubtful: a serial that another device has or a spreadsheet damaged, dates out of order.
void warn_of(App& app, const device::Device& device);

}  // namespace siyana
