#include "work/breakdown_line.hpp"

#include "base/text.hpp"
#include "db/question.hpp"

namespace siyana::work {

void each_breakdown(db::Database& database, const BreakdownFilter& filter,
                    const std::function<void(const BreakdownLine&)>& f) {
  db::Question question(
      "SELECT b.number, d.tag, f.code, p.name, b.symptom, b.severity, b.effect, CASE WHEN b.closed_at IS NOT NULL THEN "
      "'closed' ELSE coalesce((SELECT 'waiting_' || w.awaits FROM waiting w WHERE w.breakdown = b.id AND w.until IS "
      "NULL "
      "AND w.live = 1 ORDER BY w.id DESC LIMIT 1), 'open') END, b.failed_at, b.reported_at, b.acknowledged_at, "
      "b.arrived_at, b.started_at, b.completed_at, b.verified_at, b.returned_at, b.closed_at, b.cause, b.action, "
      "b.reported_by, b.done_by, b.minutes, b.cost, b.serves, b.without_retest, b.note, s.done_on, s.name, "
      "CASE WHEN b.closed_at IS NULL THEN (SELECT max(z.until) FROM snooze z WHERE z.device = b.device AND z.live = 1 "
      "AND coalesce(z.kind, 'breakdown') = 'breakdown') END, b.device "
      "FROM breakdown b JOIN device d ON d.id = b.device LEFT JOIN service s ON s.id = b.service LEFT JOIN department "
      "p ON p.id = d.now_department "
      "LEFT JOIN facility f ON f.id = p.facility");
  question.where("b.live = 1");
  if (filter.open) question.where("b.closed_at IS NULL");
  if (filter.device != 0) question.where("b.device = ", Ref{filter.device});
  if (filter.breakdown != 0) question.where("b.id = ", Ref{filter.breakdown});
  if (filter.facility != 0) question.where("p.facility = ", Ref{filter.facility});
  question.where_one_of("d.now_department", filter.departments);
  question.end("ORDER BY b.id");
  if (filter.limit) question.end("LIMIT " + question.parameter(*filter.limit));
  db::Query query = question.ask(database);
  for (BreakdownLine line; query.next();) {
    query.read(line);
    line.device = query.number(static_cast<int>(field_count<BreakdownLine>));
    if (line.snoozed_until && (!filter.on || *line.snoozed_until <= *filter.on)) line.snoozed_until.reset();
    f(line);
  }
}

std::vector<std::string> open_numbers_beginning(db::Database& database, std::string_view prefix) {
  const std::string from = tag_key(prefix);
  db::Query query(database,
                  "SELECT number FROM breakdown WHERE number_key >= $1 AND number_key < $2 AND closed_at IS NULL AND "
                  "live = 1 ORDER BY number_key LIMIT 50",
                  Value{Value::Type::text, 0, from}, from + "\xf4\x8f\xbf\xbf");
  std::vector<std::string> found;
  while (query.next()) found.emplace_back(query.text(0));
  return found;
}

}  // namespace siyana::work
