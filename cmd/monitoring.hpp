// What monitoring systems read: one line for Nagios and its kin, and figures for Prometheus.
#pragma once

#include "cmd/app.hpp"
#include "due/list.hpp"

namespace siyana {

constexpr std::string_view nagios = "nagios", prometheus = "prometheus";

/// The plugin's line (Monitoring Plugins Development Guidelines) of what is overdue, and its status: 1 from `warning`
/// overdue plans on, 2 from `critical` on, 3 where nothing has a plan.
void print_nagios(App& app, const due::Filter& filter, std::int64_t warning, std::optional<std::int64_t> critical);
/// The line and the status (3) for a plugin that could not look.
void print_nagios_unknown(App& app, const Error& error);

/// The hospital's figures in the text exposition format, for the node exporter's textfile collector.
void print_prometheus(App& app);

}  // namespace siyana
