// The log of preventive work as it is listed and exported: inspections, and attempts that failed.
#pragma once

#include <functional>

#include "work/work.hpp"

namespace siyana::work {

struct LogLine {
  std::string tag, facility, department, type, plan, kind;
  Date done_on;
  std::string result;  // pass, minor, fail; of an attempt why it could not be done
  std::string done_by;
  std::optional<std::int64_t> minutes;
  std::optional<Money> cost;
  std::string note;
  bool extra = false;
  std::optional<Date> counts_for;
};

struct LogFilter {
  std::vector<Id> departments;
  Id facility = 0, type = 0, device = 0;  // the root of a type
  std::string kind, result;
  std::optional<Date> since, until;
  std::optional<std::int64_t> limit;
};

/// Calls f for each, by tag, then day, then as entered: so that what is imported again has the same order.
void each_log(db::Database& database, const LogFilter& filter, const std::function<void(const LogLine&)>& f);

}  // namespace siyana::work

namespace siyana {
template <>
struct Fields<work::LogLine> {
  using R = work::LogLine;
  static constexpr auto all = std::tuple{field("tag", &R::tag, "Tag"),
                                         detail(field("facility", &R::facility, "Facility")),
                                         field("department", &R::department, "Department"),
                                         detail(field("device_type", &R::type, "Type")),
                                         field("plan", &R::plan, "Plan"),
                                         detail(word("kind", &R::kind, "Kind")),
                                         field("done_on", &R::done_on, "Done on"),
                                         word("result", &R::result, "Result"),
                                         field("done_by", &R::done_by, "Done by"),
                                         field("minutes", &R::minutes, "Minutes"),
                                         field("cost", &R::cost, "Cost"),
                                         field("note", &R::note, "Note"),
                                         detail(field("extra", &R::extra, "Extra")),
                                         detail(field("counts_for", &R::counts_for, "Counts for"))};
};
}  // namespace siyana
