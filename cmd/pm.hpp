// What amending an inspection shares with logging it.
#pragma once

#include "cmd/app.hpp"

namespace siyana {

/// The options of `pm log`.
std::span<const Option> service_options();
/// Writes the service in place of the one that the change undoes, commits, and says what it came to.
void log_again(App& app, store::Change& change, const device::Device& device, const work::Service& service,
               bool still_works);

}  // namespace siyana
