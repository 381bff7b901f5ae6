// A round: a walk through a ward, a room or all devices of a type, and what was found at each device. Each scan is a
// `seen` with its date and place (the date of the last physical sighting, domain.md 1.2); it never moves a device.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "work/work.hpp"

namespace siyana::round {

struct Round {
  Id id = 0;
  std::int64_t number = 0;  // running, of this file
  Ref facility, department, type;
  std::string room;
  std::int64_t within_days = 0;
  Instant begun_at;
  std::optional<Instant> closed_at;
  std::string done_by;
};

/// `outcome` is seen, pass, minor, fail, skip, or why it could not be done (work::obstacles).
struct Visit {
  Id id = 0;
  Ref round;
  Ref device;
  std::string tag;  // as it was read, where no device has it
  Date visited_on;
  Instant visited_at;
  Ref department;
  std::string room;
  std::string outcome, note, done_by;
};

/// False for not-found and not-available: nobody stood before the device.
bool was_seen(std::string_view outcome);
/// Seen, pass, minor, fail, skip or an obstacle by its usual words in English, French and Arabic, in any case, or by
/// the letter of `round start`; empty for a text that is none.
std::string_view outcome_named(std::string_view text);

/// Where the round goes. At least one of the four.
struct Scope {
  Id facility = 0, department = 0, type = 0;  // type: root
  std::string room;
  int within = 30;  // days ahead
};
Scope scope_of(const Round& round);

Round begin(store::Change& change, const Scope& scope, const Instant& at, std::string_view done_by);
/// Error(conflict) where it is closed already.
void close(store::Change& change, const Round& round, const Instant& at);

/// Error(not_found).
Round find_round(db::Database& database, std::string_view number);
/// The open round of this scope, whatever its horizon; the latest where there are several.
std::optional<Round> open_round(db::Database& database, const Scope& scope);
std::vector<Round> open_rounds(db::Database& database);
std::vector<Visit> visits(db::Database& database, Id round);
/// The latest sighting of a device.
std::optional<Visit> last_seen(db::Database& database, Id device);
/// The entry that the round's latest visit came with; nothing where it has none.
std::optional<Id> last_answer(db::Database& database, Id round);

/// A round as it is listed.
struct RoundLine {
  std::int64_t round = 0;
  std::string begun_at, closed_at, facility, department, room, type;
  std::int64_t within_days = 0, visits = 0;
  std::string done_by;
};
/// The latest first.
void each_round(db::Database& database, bool only_open, const std::function<void(const RoundLine&)>& f);

/// Where a scope goes, in the register's own names; empty where it does not say.
struct Place {
  std::string facility, department, room, type;
};
Place place_of(db::Database& database, const Scope& scope);
std::string department_name(db::Database& database, Ref department);

}  // namespace siyana::round

namespace siyana {
template <>
struct Fields<round::RoundLine> {
  using R = round::RoundLine;
  static constexpr auto all = std::tuple{field("round", &R::round, "Round"),
                                         instant(field("begun_at", &R::begun_at, "Begun")),
                                         instant(field("closed_at", &R::closed_at, "Closed")),
                                         field("facility", &R::facility, "Facility"),
                                         field("department", &R::department, "Department"),
                                         field("room", &R::room, "Room"),
                                         names_type(field("type", &R::type, "Type")),
                                         detail(field("within_days", &R::within_days, "Within days")),
                                         field("visits", &R::visits, "Visits"),
                                         field("done_by", &R::done_by, "Done by")};
};
template <>
struct Fields<round::Round> {
  using R = round::Round;
  static constexpr std::string_view kind = "round";
  static constexpr auto all = std::tuple{field("number", &R::number, "Round"),
                                         ref("facility", &R::facility, "Facility", "facility"),
                                         ref("department", &R::department, "Department", "department"),
                                         ref("type", &R::type, "Type", "type"),
                                         field("room", &R::room, "Room"),
                                         field("within_days", &R::within_days, "Within days"),
                                         field("begun_at", &R::begun_at, "Begun"),
                                         field("closed_at", &R::closed_at, "Closed"),
                                         field("done_by", &R::done_by, "Done by")};
};
template <>
struct Fields<round::Visit> {
  using R = round::Visit;
  static constexpr std::string_view kind = "visit";
  static constexpr auto all = std::tuple{ref("round", &R::round, "Round", "round"),
                                         ref("device", &R::device, "Device", "device"),
                                         field("tag", &R::tag, "Tag"),
                                         field("visited_on", &R::visited_on, "Visited on"),
                                         field("visited_at", &R::visited_at, "Visited at"),
                                         ref("department", &R::department, "Department", "department"),
                                         field("room", &R::room, "Room"),
                                         word("outcome", &R::outcome, "Outcome"),
                                         field("note", &R::note, "Note"),
                                         field("done_by", &R::done_by, "Done by")};
};
}  // namespace siyana
