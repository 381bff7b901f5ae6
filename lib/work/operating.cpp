#include "work/work.hpp"

namespace siyana::work {
namespace {

struct Evidence {
  std::string since;  // ISO date
  std::string value;
};

/// Where no breakdown is open: the latest of what was said, an inspection passed, a repair closed.
std::string last_evidence(db::Database& database, Id device, Date today) {
  Evidence latest{"", "unknown"};
  const auto consider = [&](std::string_view sql, bool said) {
    db::Query query(database, sql, device, today);
    if (!query.next() || query.absent(0)) return;
    const std::string since(query.text(0));
    if (since > latest.since || (said && since == latest.since))
      latest = {since, said ? std::string(query.text(1)) : "working"};
  };
  consider("SELECT max(done_on) FROM service WHERE device = $1 AND done_on <= $2 AND result <> 'fail' AND live = 1",
           false);
  consider(
      "SELECT max(substr(closed_at, 1, 10)) FROM breakdown WHERE device = $1 AND closed_at IS NOT NULL AND "
      "substr(closed_at, 1, 10) <= $2 AND live = 1",
      false);
  consider(
      "SELECT since, value FROM status WHERE device = $1 AND axis = 'operating' AND since <= $2 AND live = 1 "
      "ORDER BY since DESC, id DESC LIMIT 1",
      true);
  return latest.value;
}

bool awaits_part(db::Database& database, Id breakdown, Date today) {
  for (const auto& waiting : waitings(database, breakdown))
    if (waiting.awaits == "part" && date_of(waiting.since) <= today &&
        (!waiting.until || date_of(*waiting.until) > today))
      return true;
  return false;
}

struct Operating {
  std::string value;
  Ref breakdown;  // the oldest that is open
};

Operating worked_out(db::Database& database, Id device, Date today) {
  Operating now;
  for (const auto& breakdown : open_breakdowns_on(database, device, today)) {
    if (!now.breakdown) now.breakdown = Ref{breakdown.id};
    if (breakdown.effect == "down") now.value = awaits_part(database, breakdown.id, today) ? "awaiting_parts" : "down";
    if (now.value.empty()) now.value = "working_with_defect";
  }
  if (!now.breakdown) now.value = last_evidence(database, device, today);
  return now;
}

bool holds(db::Database& database, Id device, const Operating& now) {
  db::Query stored(database, "SELECT operating, open_breakdown FROM device WHERE id = $1", device);
  return stored.next() && stored.text(0) == now.value && stored.get<Ref>(1) == now.breakdown;
}

}  // namespace

void refresh(db::Database& database, Id device, Date today) {
  const Operating now = worked_out(database, device, today);
  if (!holds(database, device, now))
    db::Query(database, "UPDATE device SET operating = $2, open_breakdown = $3 WHERE id = $1", device, now.value,
              now.breakdown)
        .run();
}

bool is_stale(db::Database& database, Id device, Date today) {
  return !holds(database, device, worked_out(database, device, today));
}

}  // namespace siyana::work
