// Rules, and plans of devices' own, as they are listed.
#pragma once

#include <functional>

#include "plan/plan.hpp"

namespace siyana::plan {

struct RuleLine {
  std::string applies_to, of, plan, kind, every, basis;
  std::optional<Date> first_due;
  std::int64_t before_days = 0, after_days = 0, lead_days = 0;
  Date since;
  bool ended = false;
};

struct RuleFilter {
  bool rules_only = false;
  Id type = 0, model = 0;  // roots: rules of these
  Id plan = 0;
  bool all_terms = false;  // over time, not only those in force
};

/// Calls f for each plan, rules first, with the terms in force on that day.
void each_rule(db::Database& database, const RuleFilter& filter, Date on,
               const std::function<void(const RuleLine&)>& f);

}  // namespace siyana::plan

namespace siyana {
template <>
struct Fields<plan::RuleLine> {
  using R = plan::RuleLine;
  static constexpr auto all = std::tuple{word("applies_to", &R::applies_to, "Applies to"),
                                         field("of", &R::of, "Of"),
                                         field("plan", &R::plan, "Plan"),
                                         word("kind", &R::kind, "Kind"),
                                         field("every", &R::every, "Every"),
                                         word("basis", &R::basis, "Basis"),
                                         field("first_due", &R::first_due, "First due"),
                                         field("before_days", &R::before_days, "Days before"),
                                         field("after_days", &R::after_days, "Days after"),
                                         field("lead_days", &R::lead_days, "Lead"),
                                         field("since", &R::since, "Since"),
                                         field("ended", &R::ended, "Ended")};
};
}  // namespace siyana
