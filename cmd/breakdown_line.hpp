// A breakdown as it is listed.
#pragma once

#include <functional>

#include "work/work.hpp"

namespace siyana {

struct BreakdownLine {
  std::string number, tag, facility, department, symptom;
  std::optional<std::int64_t> severity;
  std::string effect, state;  // open, waiting_part, waiting_vendor, waiting_access, closed
  std::string failed_at, reported_at, acknowledged_at, arrived_at, started_at, completed_at, verified_at, returned_at,
      closed_at, cause, action, reported_by, done_by;
  std::optional<std::int64_t> minutes;
  std::optional<Money> cost;
  std::string serves, without_retest, note;
};

struct BreakdownFilter {
  bool open = false;
  Id device = 0, breakdown = 0, facility = 0;
  std::vector<Id> departments;
  std::optional<std::int64_t> limit;
};

void each_breakdown(db::Database& database, const BreakdownFilter& filter,
                    const std::function<void(const BreakdownLine&)>& f);

template <>
struct Fields<BreakdownLine> {
  using R = BreakdownLine;
  static constexpr auto all = std::tuple{field("number", &R::number, "Number"),
                                         field("tag", &R::tag, "Tag"),
                                         field("facility", &R::facility, "Facility"),
                                         field("department", &R::department, "Department"),
                                         field("symptom", &R::symptom, "Symptom"),
                                         field("severity", &R::severity, "Severity"),
                                         word("effect", &R::effect, "Effect"),
                                         word("state", &R::state, "State"),
                                         field("failed_at", &R::failed_at, "Failed"),
                                         field("reported_at", &R::reported_at, "Reported"),
                                         field("acknowledged_at", &R::acknowledged_at, "Acknowledged"),
                                         field("arrived_at", &R::arrived_at, "Arrived"),
                                         field("started_at", &R::started_at, "Started"),
                                         field("completed_at", &R::completed_at, "Completed"),
                                         field("verified_at", &R::verified_at, "Verified"),
                                         field("returned_at", &R::returned_at, "Returned to service"),
                                         field("closed_at", &R::closed_at, "Closed"),
                                         field("cause", &R::cause, "Cause"),
                                         field("action", &R::action, "Action"),
                                         field("reported_by", &R::reported_by, "Reported by"),
                                         field("done_by", &R::done_by, "Done by"),
                                         field("minutes", &R::minutes, "Minutes"),
                                         field("cost", &R::cost, "Cost"),
                                         field("serves", &R::serves, "Serves plan"),
                                         field("without_retest", &R::without_retest, "Without retest"),
                                         field("note", &R::note, "Note")};
};

}  // namespace siyana
