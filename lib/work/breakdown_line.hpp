// A breakdown as it is listed.
#pragma once

#include <functional>

#include "work/work.hpp"

namespace siyana::work {

struct BreakdownLine {
  std::string number, tag, facility, department, symptom;
  std::optional<std::int64_t> severity;
  std::string effect, state;  // open, waiting_part, waiting_vendor, waiting_access, closed
  std::string failed_at, reported_at, acknowledged_at, arrived_at, started_at, completed_at, verified_at, returned_at,
      closed_at, cause, action, reported_by, done_by;
  std::optional<std::int64_t> minutes;
  std::optional<Money> cost;
  std::string serves, without_retest, note;
  Id device = 0;                 // no column
  std::optional<Date> found_on;  // the failed inspection that raised it, and its plan
  std::string found_plan;
  std::optional<Date> snoozed_until;  // of an open one: no mail goes before that day
};

struct BreakdownFilter {
  bool open = false;
  Id device = 0, breakdown = 0, facility = 0;
  std::vector<Id> departments;
  std::optional<Date> on;  // the day whose snoozes are told; none where there is no day
  std::optional<std::int64_t> limit;
};

void each_breakdown(db::Database& database, const BreakdownFilter& filter,
                    const std::function<void(const BreakdownLine&)>& f);
/// The first fifty numbers of open breakdowns that begin so.
std::vector<std::string> open_numbers_beginning(db::Database& database, std::string_view prefix);

}  // namespace siyana::work

namespace siyana {
template <>
struct Fields<work::BreakdownLine> {
  using R = work::BreakdownLine;
  static constexpr auto all = std::tuple{field("number", &R::number, "Number"),
                                         field("tag", &R::tag, "Tag"),
                                         field("facility", &R::facility, "Facility"),
                                         field("department", &R::department, "Department"),
                                         field("symptom", &R::symptom, "Symptom"),
                                         detail(field("severity", &R::severity, "Severity")),
                                         word("effect", &R::effect, "Effect"),
                                         word("state", &R::state, "State"),
                                         detail(instant(field("failed_at", &R::failed_at, "Failed"))),
                                         instant(field("reported_at", &R::reported_at, "Reported")),
                                         detail(instant(field("acknowledged_at", &R::acknowledged_at, "Acknowledged"))),
                                         detail(instant(field("arrived_at", &R::arrived_at, "Arrived"))),
                                         detail(instant(field("started_at", &R::started_at, "Started"))),
                                         detail(instant(field("completed_at", &R::completed_at, "Completed"))),
                                         detail(instant(field("verified_at", &R::verified_at, "Verified"))),
                                         detail(instant(field("returned_at", &R::returned_at, "Returned to service"))),
                                         instant(field("closed_at", &R::closed_at, "Closed")),
                                         detail(field("cause", &R::cause, "Cause")),
                                         detail(field("action", &R::action, "Action")),
                                         detail(field("reported_by", &R::reported_by, "Reported by")),
                                         detail(field("done_by", &R::done_by, "Done by")),
                                         detail(field("minutes", &R::minutes, "Minutes")),
                                         detail(field("cost", &R::cost, "Cost")),
                                         detail(field("serves", &R::serves, "Serves plan")),
                                         detail(field("without_retest", &R::without_retest, "Without retest")),
                                         detail(field("note", &R::note, "Note")),
                                         detail(field("found_on", &R::found_on, "Found on")),
                                         detail(field("found_plan", &R::found_plan, "Found by")),
                                         field("snoozed_until", &R::snoozed_until, "Snoozed until")};
};
}  // namespace siyana
