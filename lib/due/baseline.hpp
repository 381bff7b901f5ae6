// The baseline: a first due date for every plan that was never served, spread over working days, so that a programme
// does not start with all of its devices overdue.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "plan/calendar.hpp"
#include "work/work.hpp"

namespace siyana::due {

struct BaselineWish {
  std::vector<Id> departments;  // any of them; empty: all
  Id facility = 0;
  Id type = 0;                 // root
  std::string name_key, kind;  // of the plans; empty: all
  Date from;
  std::optional<Date> to;            // none: as many working days as `most` wants
  std::optional<std::int64_t> most;  // devices a day
  bool again = false;                // also those that were spread before
};

/// One device's first visit: all its plans in question on one day.
struct FirstVisit {
  std::optional<Date> due_on;
  std::int64_t on_that_day = 0;  // devices, those that were spread before included
  std::string facility, department, room, tag, type, risk, plans;
  std::optional<Date> was_due_on;  // the earliest of its plans' dates before
  Id device = 0;
  std::vector<std::string> names;  // of the plans
};

struct Baseline {
  std::vector<FirstVisit> visits;  // by day
  std::size_t days = 0;            // working days in the range
  std::size_t most = 0;            // on one day
  std::size_t kept = 0;            // plans never served that keep the date they were given
  std::size_t unjudged = 0;        // devices whose type has no risk
  std::vector<std::string> unknown_countries;
};

/// Works out who falls on which day: a department after the other (the one with the riskiest device first), within it
/// the riskier types first. Error(usage) where the range has no working day, Error(conflict) where they do not fit.
Baseline plan_baseline(db::Database& database, Date today, const BaselineWish& wish);
/// Writes what was worked out.
void set_baseline(store::Change& change, const Baseline& baseline);

/// Of the devices under rules whose first due date an entry gave: those that stay where a spread put them.
std::int64_t count_left_spread(db::Database& database, const store::Entry& entry);

}  // namespace siyana::due

namespace siyana {
template <>
struct Fields<due::FirstVisit> {
  using R = due::FirstVisit;
  static constexpr auto all = std::tuple{as(Drawn::day, field("due_on", &R::due_on, "Due on")),
                                         field("on_that_day", &R::on_that_day, "That day"),
                                         as(Drawn::place, field("facility", &R::facility, "Facility")),
                                         as(Drawn::place, field("department", &R::department, "Department")),
                                         detail(field("room", &R::room, "Room")),
                                         as(Drawn::title, field("tag", &R::tag, "Tag")),
                                         names_type(field("type", &R::type, "Type")),
                                         word("risk", &R::risk, "Risk"),
                                         field("plans", &R::plans, "Plans"),
                                         field("was_due_on", &R::was_due_on, "Was due on")};
};
}  // namespace siyana
