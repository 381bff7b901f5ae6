// The walking list: the devices of a round by room, each with all that is due on it within the horizon, so that one
// visit closes it.
#pragma once

#include "due/list.hpp"
#include "round/round.hpp"

namespace siyana::round {

struct Job {
  std::string plan, kind, state;
  Date due_on;
  std::optional<std::int64_t> days_late;
  std::optional<Date> last_done_on;
};

struct Stop {
  Id device = 0;
  std::string facility, department, room, tag, type, manufacturer, model, serial;
  std::vector<Job> jobs;  // by due date; empty where nothing is due within the horizon
  // What the list says of the jobs together.
  std::string plans;
  std::optional<Date> due_on;
  std::optional<std::int64_t> days_late;
  std::string state;
  std::optional<Date> last_done_on, last_seen_on;
  std::string blocked_by;
  std::optional<Date> snoozed_until;  // no mail goes about it, or about one kind of its plans, before that day
};

/// The devices of the scope that are there (not stored, lost, retired or disposed of), by facility, department, room
/// and tag; `Box 2` comes before `Box 10`. due::answer_for(on) must have been called.
std::vector<Stop> walk(db::Database& database, const Scope& scope, Date on);
/// One device as a stop, wherever it is.
Stop stop_at(db::Database& database, Id device, int within, Date on);
/// True where the device belongs to the scope, stored or lost ones too.
bool is_within(db::Database& database, const Scope& scope, const device::Device& device);

}  // namespace siyana::round

namespace siyana {
template <>
struct Fields<round::Stop> {
  using R = round::Stop;
  static constexpr auto all = std::tuple{as(Drawn::place, detail(field("facility", &R::facility, "Facility"))),
                                         as(Drawn::place, field("department", &R::department, "Department")),
                                         field("room", &R::room, "Room"),
                                         as(Drawn::title, field("tag", &R::tag, "Tag")),
                                         names_type(field("type", &R::type, "Type")),
                                         detail(field("manufacturer", &R::manufacturer, "Manufacturer")),
                                         detail(field("model", &R::model, "Model")),
                                         detail(field("serial", &R::serial, "Serial number")),
                                         field("plans", &R::plans, "Plans"),
                                         as(Drawn::day, field("due_on", &R::due_on, "Due on")),
                                         field("days_late", &R::days_late, "Days late"),
                                         as(Drawn::state, word("state", &R::state, "State")),
                                         or_else(field("last_done_on", &R::last_done_on, "Last done on"), "never"),
                                         or_else(field("last_seen_on", &R::last_seen_on, "Last seen on"), "never"),
                                         field("blocked_by", &R::blocked_by, "Blocked by"),
                                         field("snoozed_until", &R::snoozed_until, "Snoozed until")};
};
}  // namespace siyana
