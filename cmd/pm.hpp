// What amending an inspection shares with logging it.
#pragma once

#include "cmd/app.hpp"

namespace siyana {

/// The options of `pm log`.
std::span<const Option> service_options();
/// Refuses what the inspection is said to count for where it is no due date of its plan after the last served one
/// (design 5). `without` is an inspection that it takes the place of.
void require_countable(App& app, const device::Device& device, const work::Service& service, Id without = 0);
/// Warns that the device has another inspection of this plan on that day.
void warn_of_second(App& app, const std::string& tag, const std::string& plan, Date on);
/// Says so where an inspection that is committed serves no date, with the day from which it would.
void say_if_extra(App& app, const std::string& tag, const work::Service& service);
/// Corrects the service, commits, and says what it came to.
void correct(App& app, store::Change& change, const device::Device& device, const work::Service& before,
             const work::Service& after, bool still_works);
/// Writes the service in place of the one that the change undoes, commits, and says what it came to.
void log_again(App& app, store::Change& change, const device::Device& device, const work::Service& service,
               bool still_works);

}  // namespace siyana
