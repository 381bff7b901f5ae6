#include "work/work.hpp"

namespace siyana::work {
namespace {

/// Where no breakdown is open: the latest of what was said, an inspection passed, a repair closed.
std::string last_evidence(const std::vector<Breakdown>& breakdowns, const std::vector<device::Status>& statuses,
                          std::optional<Date> passed_on, Date on) {
  std::optional<Date> works = passed_on;
  for (const auto& breakdown : breakdowns) {
    if (!breakdown.closed_at) continue;
    const Date closed = date_of(*breakdown.closed_at);
    if (closed <= on && (!works || closed > *works)) works = closed;
  }
  const device::Status* said = nullptr;
  for (const auto& status : statuses)
    if (status.axis == "operating" && status.since <= on) said = &status;
  if (said != nullptr && (!works || said->since >= *works)) return said->value;
  return works ? "working" : "unknown";
}

bool awaits_part(db::Database& database, Id breakdown, Date today) {
  for (const auto& waiting : waitings(database, breakdown))
    if (waiting.awaits == "part" && date_of(waiting.since) <= today &&
        (!waiting.until || date_of(*waiting.until) > today))
      return true;
  return false;
}

Operating worked_out(db::Database& database, Id device, Date today) {
  static const std::string breakdowns_sql = store::select<Breakdown>("WHERE device = $1 AND live = 1 ORDER BY id");
  static const std::string statuses_sql =
      store::select<device::Status>("WHERE device = $1 AND live = 1 ORDER BY since, id");
  db::Query passed(
      database,
      "SELECT max(done_on) FROM service WHERE device = $1 AND done_on <= $2 AND result <> 'fail' AND live = 1", device,
      today);
  passed.next();
  return operating_on(database, today, store::all<Breakdown>(database, breakdowns_sql, device),
                      store::all<device::Status>(database, statuses_sql, device), passed.get<std::optional<Date>>(0));
}

bool holds(db::Database& database, Id device, const Operating& now) {
  db::Query stored(database, "SELECT operating, open_breakdown FROM device WHERE id = $1", device);
  return stored.next() && stored.text(0) == now.value && stored.get<Ref>(1) == now.breakdown;
}

}  // namespace

Operating operating_on(db::Database& database, Date on, const std::vector<Breakdown>& breakdowns,
                       const std::vector<device::Status>& statuses, std::optional<Date> passed_on) {
  Operating now;
  for (const auto& breakdown : breakdowns) {
    if (!is_open_on(breakdown, on)) continue;
    if (!now.breakdown) now.breakdown = Ref{breakdown.id};
    if (breakdown.effect == "down") now.value = awaits_part(database, breakdown.id, on) ? "awaiting_parts" : "down";
    if (now.value.empty()) now.value = "working_with_defect";
  }
  if (!now.breakdown) now.value = last_evidence(breakdowns, statuses, passed_on, on);
  return now;
}

void refresh(db::Database& database, Id device, Date today) {
  const Operating now = worked_out(database, device, today);
  if (!holds(database, device, now))
    db::Query(database, "UPDATE device SET operating = $2, open_breakdown = $3 WHERE id = $1", device, now.value,
              now.breakdown)
        .run();
}

}  // namespace siyana::work
