#include "cmd/monitoring.hpp"

#include <algorithm>

#include "alert/ledger.hpp"
#include "cmd/filters.hpp"
#include "due/overview.hpp"

namespace siyana {
namespace {

constexpr int ok = 0, warned = 1, critically = 2, unknown = 3;

/// A bar would begin the performance data.
std::string without_bar(std::string text) {
  std::ranges::replace(text, '|', '/');
  return text;
}

struct Counted {
  std::int64_t overdue = 0, retest = 0, never = 0;
  std::int64_t most_days = 0;
  std::string most_late;  // tag
};

Counted counted(App& app, const due::Filter& filter) {
  Counted found;
  due::each(app.database(), filter, app.as_of(), [&](const due::Line& line) {
    if (found.overdue++ == 0) found.most_late = line.tag;
    found.most_days = std::max(found.most_days, line.days_late.value_or(0));
    if (line.state == "retest") ++found.retest;
    if (!line.last_done_on) ++found.never;
  });
  return found;
}

int status_of(const Counted& found, std::int64_t warning, const std::optional<std::int64_t>& critical) {
  if (critical && found.overdue >= *critical) return critically;
  return found.overdue >= warning ? warned : ok;
}

Sentence said(const Counted& found, std::int64_t plans, std::int64_t without_plan) {
  if (found.overdue == 0 && without_plan > 0)
    return say_n(without_plan, "nothing overdue, but {n} device has no plan",
                 "nothing overdue, but {n} devices have no plan");
  if (found.overdue == 0) return say_n(plans, "nothing overdue of {n} plan", "nothing overdue of {n} plans");
  if (found.never > 0)
    return say_n(
        found.overdue, "{n} plan overdue (never inspected: {never}), {tag} by {days} days",
        "{n} plans overdue (never inspected: {never}), most late {tag} by {days} days",
        {{"never", std::to_string(found.never)}, {"tag", found.most_late}, {"days", std::to_string(found.most_days)}});
  return say_n(found.overdue, "{n} plan overdue, {tag} by {days} days",
               "{n} plans overdue, most late {tag} by {days} days",
               {{"tag", found.most_late}, {"days", std::to_string(found.most_days)}});
}

void print_line(App& app, int status, const std::string& text, const std::string& performance = {}) {
  constexpr std::string_view words[] = {"OK", "WARNING", "CRITICAL", "UNKNOWN"};
  app.print("SIYANA " + std::string(words[status]) + " - " + without_bar(app.shown(text)) +
            (performance.empty() ? "" : " | " + performance) + "\n");
  app.set_status(status);
}

struct Metric {
  std::string_view figure, name, help;
  std::int64_t unit = 1;  // of the figure, in the metric's: Prometheus counts time in seconds
};
constexpr Metric metrics[] = {
    {"devices", "siyana_devices", "Devices in the register, those retired or lost left out."},
    {"without_plan", "siyana_devices_without_plan", "Devices for which nothing will ever be due."},
    {"never_inspected", "siyana_devices_never_inspected", "Devices with a plan and no inspection yet."},
    {"overdue", "siyana_plans_overdue", "Plans that are overdue, or whose device failed and waits for its retest."},
    {"overdue_never_inspected", "siyana_plans_overdue_never_inspected", "Plans that are overdue and were never done."},
    {"overdue_in", "siyana_place_plans_overdue", "Plans overdue in a department."},
    {"broken_down", "siyana_devices_broken_down", "Devices with an open breakdown."},
    {"oldest_breakdown_days", "siyana_oldest_breakdown_seconds",
     "Time since the oldest open breakdown was reported, in whole days.", 86400},
    {"down_without_breakdown", "siyana_devices_down_without_breakdown",
     "Devices that the register has as out of order, without an open breakdown."}};

/// A label's value: backslash, quote and line feed are escaped.
std::string label_value(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    out += c;
  }
  return out;
}

void print_metric(App& app, const Metric& metric, const std::vector<due::Figure>& figures) {
  bool described = false;
  for (const auto& figure : figures) {
    if (figure.figure != metric.figure) continue;
    const std::string name(metric.name);
    if (!described) app.print("# HELP " + name + " " + std::string(metric.help) + "\n# TYPE " + name + " gauge\n");
    described = true;
    const std::string label =
        figure.figure == "overdue_in" ? "{place=\"" + label_value(app.shown(figure.place)) + "\"}" : "";
    app.print(name + label + " " + std::to_string(figure.value * metric.unit) + "\n");
  }
}

void print_time(App& app, std::string_view name, std::string_view help, Instant at) {
  app.print("# HELP " + std::string(name) + " " + std::string(help) + "\n# TYPE " + std::string(name) + " gauge\n" +
            std::string(name) + " " + std::to_string(at.seconds) + "\n");
}

}  // namespace

void print_nagios(App& app, const due::Filter& filter, std::int64_t warning, std::optional<std::int64_t> critical) {
  due::Filter all = filter;
  all.which = due::Which::all;
  const std::int64_t plans = due::count(app.database(), all, app.as_of());
  if (plans == 0)
    return print_line(app, unknown, english(say("no device here has a plan: nothing can become overdue")));
  const Counted found = counted(app, filter);
  const std::int64_t without_plan = count_without_plan(app, filter);
  print_line(app, status_of(found, warning, critical), english(said(found, plans, without_plan)),
             "overdue=" + std::to_string(found.overdue) + ";" + std::to_string(warning - 1) + ";" +
                 (critical ? std::to_string(*critical - 1) : "") + ";0;" + std::to_string(plans) +
                 " retest=" + std::to_string(found.retest) + ";;;0 most_late_days=" + std::to_string(found.most_days) +
                 ";;;0 without_plan=" + std::to_string(without_plan) +
                 ";;;0 never_inspected=" + std::to_string(found.never) + ";;;0");
}

void print_nagios_unknown(App& app, const Error& error) { print_line(app, unknown, english(error.sentence())); }

void print_prometheus(App& app) {
  std::vector<due::Figure> figures;
  due::overview(app.database(), app.as_of(), [&](const due::Figure& figure) { figures.push_back(figure); });
  for (const auto& metric : metrics) print_metric(app, metric, figures);
  for (const auto& figure : figures)
    if (const auto at = figure.figure == "last_entry" ? parse_instant(figure.detail.substr(0, figure.detail.find(' ')))
                                                      : std::nullopt)
      print_time(app, "siyana_last_entry_timestamp_seconds", "When something was last entered.", *at);
  print_metric(app, {"waiting", "siyana_alerts_waiting", "Mails about what is due that were not delivered yet."},
               {{"waiting", "", alert::count_waiting(app.database()), std::nullopt, ""}});
  if (const auto run = alert::last_run(app.database()))
    print_time(app, "siyana_last_alert_run_timestamp_seconds", "When alert run ended last.", run->at);
  print_time(app, "siyana_written_timestamp_seconds", "When these figures were written.", app.now().at);
}

}  // namespace siyana
