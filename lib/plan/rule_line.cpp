#include "plan/rule_line.hpp"

#include "db/question.hpp"

namespace siyana::plan {

void each_rule(db::Database& database, const RuleFilter& filter, Date on,
               const std::function<void(const RuleLine&)>& f) {
  db::Question question(
      "SELECT CASE WHEN p.device IS NOT NULL THEN 'device' WHEN p.type IS NOT NULL THEN 'type' ELSE 'model' END, "
      "coalesce(d.tag, t.shown, coalesce(k.shown || ' ', '') || m.shown), p.name, p.kind, x.every, x.basis, x.anchor, "
      "x.before_days, x.after_days, x.lead_days, x.since, x.ended FROM plan p "
      "JOIN terms x ON x.plan = p.id AND x.live = 1 "
      "LEFT JOIN device d ON d.id = p.device LEFT JOIN type t ON t.id = p.type LEFT JOIN model m ON m.id = p.model "
      "LEFT JOIN maker k ON k.id = m.maker");
  question.where("p.live = 1");
  if (!filter.all_terms)
    question.where("x.since = (SELECT max(y.since) FROM terms y WHERE y.plan = p.id AND y.live = 1 AND y.since <= ", on,
                   ")");
  if (filter.rules_only) question.where("p.device IS NULL");
  if (filter.type != 0) question.where("t.root = ", Ref{filter.type});
  if (filter.model != 0) question.where("m.root = ", Ref{filter.model});
  if (filter.plan != 0) question.where("p.id = ", Ref{filter.plan});
  question.end("ORDER BY p.device IS NOT NULL, p.id, x.since");
  db::Query query = question.ask(database);
  for (RuleLine line; query.next();) {
    query.read(line);
    f(line);
  }
}

}  // namespace siyana::plan
