#include "alert/matter.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "device/line.hpp"
#include "work/breakdown_line.hpp"

namespace siyana::alert {
namespace {

constexpr std::string_view breakdown_prefix = "breakdown:", plan_prefix = "plan:";

Matter of_plan(const due::Line& line, const Snoozes& snoozes, std::span<const int> steps) {
  Matter matter;
  matter.line = line;
  matter.item = {line.device, std::string(plan_prefix) + fold(line.plan), line.due_on.value_or(earliest_date),
                 step_of(!is_late(line), static_cast<int>(line.days_late.value_or(0)), steps),
                 snoozes.silences(line.device, line.kind)};
  return matter;
}

/// What the device is, which the list of breakdowns does not say.
void describe(db::Database& database, Id device, due::Line& line) {
  device::Filter filter;
  filter.device = device;
  device::each(database, filter, [&](const device::Line& known) {
    line.type = known.type;
    line.manufacturer = known.manufacturer;
    line.model = known.model;
    line.serial = known.serial;
  });
}

Date day_of(std::string_view instant) {
  Instant at;
  Codec<Instant>::read(Value::of(instant), at);
  return date_of(at);
}

Matter of_breakdown(db::Database& database, const work::BreakdownLine& broken, Date day) {
  Matter matter;
  auto& line = matter.line;
  line.device = broken.device;
  line.tag = broken.tag;
  line.facility = broken.facility;
  line.department = broken.department;
  line.kind = line.plan = "breakdown";
  line.due_on = day_of(broken.reported_at);
  line.days_late = day - *line.due_on;
  line.state = broken.state;
  line.blocked_by = broken.number;
  describe(database, broken.device, line);
  matter.symptom = broken.symptom;
  matter.item = {broken.device, std::string(breakdown_prefix) + broken.number, *line.due_on, 1, false};
  return matter;
}

bool was_open(const work::BreakdownLine& broken, Date day) {
  const auto reported = parse_instant(broken.reported_at);
  if (!reported || date_of(*reported) > day) return false;
  return broken.closed_at.empty() || day_of(broken.closed_at) > day;
}

void add_breakdowns(db::Database& database, const Reach& reach, const Snoozes& snoozes, std::span<const int> steps,
                    std::vector<Matter>& found) {
  work::BreakdownFilter filter;
  filter.open = !reach.past;
  filter.facility = reach.facility;
  if (reach.department != 0) filter.departments = {reach.department};
  work::each_breakdown(database, filter, [&](const work::BreakdownLine& broken) {
    if (!was_open(broken, reach.day)) return;
    Matter matter = of_breakdown(database, broken, reach.day);
    matter.item.step = step_of(false, static_cast<int>(*matter.line.days_late), steps);
    matter.item.snoozed = snoozes.silences(broken.device, "breakdown");
    found.push_back(std::move(matter));
  });
}

}  // namespace

bool is_late(const due::Line& line) { return line.state == "overdue" || line.state == "retest"; }

bool is_breakdown(const Item& item) { return item.name.starts_with(breakdown_prefix); }

std::vector<Matter> matters(db::Database& database, const Reach& reach, std::span<const int> steps) {
  const Snoozes snoozes(database, reach.day);
  std::vector<Matter> found;
  due::Filter filter;
  filter.which = due::Which::due;
  filter.facility = reach.facility;
  if (reach.department != 0) filter.departments = {reach.department};
  due::each(database, filter, reach.day,
            [&](const due::Line& line) { found.push_back(of_plan(line, snoozes, steps)); });
  add_breakdowns(database, reach, snoozes, steps, found);
  std::sort(found.begin(), found.end(), [](const Matter& a, const Matter& b) {
    return std::tie(a.item.device, a.item.name) < std::tie(b.item.device, b.item.name);
  });
  return found;
}

Matter matter_of(db::Database& database, const Item& item, Date day) {
  Matter found;
  if (is_breakdown(item)) {
    work::BreakdownFilter filter;
    filter.device = item.device;
    work::each_breakdown(database, filter, [&](const work::BreakdownLine& broken) {
      if (item.name == std::string(breakdown_prefix) + broken.number) found = of_breakdown(database, broken, day);
    });
  } else {
    due::Filter filter;
    filter.which = due::Which::all;
    filter.device = item.device;
    due::each(database, filter, day, [&](const due::Line& line) {
      if (item.name == std::string(plan_prefix) + fold(line.plan)) found.line = line;
    });
  }
  if (found.line.tag.empty()) {  // the plan is gone, or the device
    if (const auto device = store::by_id<device::Device>(database, item.device)) found.line.tag = device->tag;
    found.line.plan = item.name.substr(item.name.find(':') + 1);
    describe(database, item.device, found.line);
  }
  found.item = item;
  found.over = true;
  return found;
}

bool concerns(const Recipient& recipient, const Matter& matter) {
  const bool soon = matter.item.step == 0;
  const std::string_view subject = is_breakdown(matter.item) ? "breakdown" : soon ? "soon" : "overdue";
  if (!hears_of(recipient, subject)) return false;
  if (!recipient.kind.empty() && recipient.kind != matter.line.kind) return false;
  return !recipient.after_days || (!soon && matter.line.days_late.value_or(0) > *recipient.after_days);
}

}  // namespace siyana::alert
