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
  consider("SELECT max(substr(closed_at, 1, 10)) FROM breakdown WHERE device = $1 AND closed_at IS NOT NULL AND "
           "substr(closed_at, 1, 10) <= $2 AND live = 1",
           false);
  consider("SELECT since, value FROM status WHERE device = $1 AND axis = 'operating' AND since <= $2 AND live = 1 "
           "ORDER BY since DESC, id DESC LIMIT 1",
           true);
  return latest.value;
}

bool awaits_part(db::Database& database, Id breakdown) {
  for (const auto& waiting : waitings(database, breakdown))
    if (!waiting.until && waiting.awaits == "part") return true;
  return false;
}

}  // namespace

void refresh(db::Database& database, Id device, Date today) {
  std::string operating;
  Ref first;
  for (const auto& breakdown : open_breakdowns(database, device)) {
    if (!first) first = Ref{breakdown.id};
    if (breakdown.effect == "down") operating = awaits_part(database, breakdown.id) ? "awaiting_parts" : "down";
    if (operating.empty()) operating = "working_with_defect";
  }
  if (!first) operating = last_evidence(database, device, today);
  db::Query(database,
            "UPDATE device SET operating = $2, open_breakdown = $3 WHERE id = $1 AND "
            "(operating <> $2 OR coalesce(open_breakdown, 0) <> coalesce($3, 0))",
            device, operating, first)
      .run();
}

}  // namespace siyana::work
