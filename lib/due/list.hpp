// The overdue list and its kin (design 6): rows that go from SQL straight into a line, are judged against the day, and
// are handed on one by one.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "due/cache.hpp"

namespace siyana::due {

/// The machine columns of the overdue list, in the order of the contract; more may only be added after them.
struct Line {
  std::string tag, facility, department, type, manufacturer, model, serial, plan, kind;
  std::optional<Date> due_on, closes_on;
  std::optional<std::int64_t> days_late;
  std::string state;
  std::optional<Date> last_done_on;
  std::string blocked_by;
  std::optional<Date> snoozed_until;  // no mail goes before that day
  Id device = 0;                      // no column
};

enum class Which {
  overdue,  // overdue and retest; with `within` also what is due by then. Most late first, ties by tag, then plan
  due,      // everything to be done: overdue, retest, due, soon; with `within` what is due by then. Same order
  all,      // every plan of every device, also suspended and ended. By tag, then plan
};

struct Filter {
  Which which = Which::overdue;
  std::optional<int> within;    // days
  std::vector<Id> departments;  // any of them; empty: all
  Id facility = 0;
  Id type = 0;  // root
  Id device = 0;
  std::string kind;
  std::optional<std::int64_t> limit;
};

/// Calls f for each line on that day. answer_for(on) must have been called.
void each(db::Database& database, const Filter& filter, Date on, const std::function<void(const Line&)>& f);

/// How many are overdue in one department, those that want a test included; without a name: on devices in none.
struct Place {
  std::string facility, department;
  std::int64_t overdue = 0;
  std::optional<std::int64_t> days_late;  // of the one most late
  std::int64_t never_inspected = 0;       // of the overdue, those never done as far as is known
};
/// Calls f for each department of the filter, by facility and name; that without a name only where something is
/// overdue. answer_for(on) must have been called.
void each_place(db::Database& database, const Filter& filter, Date on, const std::function<void(const Place&)>& f);

/// How many devices a plan is due on, in any state.
std::int64_t devices_of(db::Database& database, Id plan);
/// How many lines each() would give, without a limit.
std::int64_t count(db::Database& database, const Filter& filter, Date on);

}  // namespace siyana::due

namespace siyana {
template <>
struct Fields<due::Place> {
  using R = due::Place;
  static constexpr auto all =
      std::tuple{as(Drawn::place, field("facility", &R::facility, "Facility")),
                 as(Drawn::place, field("department", &R::department, "Department")),
                 field("overdue", &R::overdue, "Overdue"), field("days_late", &R::days_late, "Most days late"),
                 field("never_inspected", &R::never_inspected, "Never inspected")};
};
template <>
struct Fields<due::Line> {
  using R = due::Line;
  static constexpr auto all = std::tuple{as(Drawn::title, field("tag", &R::tag, "Tag")),
                                         as(Drawn::place, field("facility", &R::facility, "Facility")),
                                         as(Drawn::place, field("department", &R::department, "Department")),
                                         names_type(field("type", &R::type, "Type")),
                                         detail(field("manufacturer", &R::manufacturer, "Manufacturer")),
                                         detail(field("model", &R::model, "Model")),
                                         detail(field("serial", &R::serial, "Serial number")),
                                         as(Drawn::title, field("plan", &R::plan, "Plan")),
                                         detail(word("kind", &R::kind, "Kind")),
                                         as(Drawn::day, field("due_on", &R::due_on, "Due on")),
                                         as(Drawn::deadline, detail(field("closes_on", &R::closes_on, "Closes on"))),
                                         field("days_late", &R::days_late, "Days late"),
                                         as(Drawn::state, word("state", &R::state, "State")),
                                         or_else(field("last_done_on", &R::last_done_on, "Last done on"), "never"),
                                         field("blocked_by", &R::blocked_by, "Blocked by"),
                                         field("snoozed_until", &R::snoozed_until, "Snoozed until")};
};
}  // namespace siyana
