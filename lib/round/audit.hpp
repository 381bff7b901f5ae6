// What a round found: an inventory audit. Strangers were met and belong elsewhere, absentees belong here and were not
// met.
#pragma once

#include <functional>

#include "round/walk.hpp"

namespace siyana::round {

struct Finding {
  /// seen; stranger: registered, not of this round; unregistered; in_storage, lost, retired, disposed: met though it is
  /// not to be there; absent: of this round and not met.
  std::string finding;
  std::string tag, type, facility, department, room;  // where the register has it
  std::string outcome, at, note;
};

/// Calls f for each visit in order, then for each absentee. due::answer_for() must have been called.
void audit(db::Database& database, const Round& round, Date on, const std::function<void(const Finding&)>& f);

}  // namespace siyana::round

namespace siyana {
template <>
struct Fields<round::Finding> {
  using R = round::Finding;
  static constexpr auto all = std::tuple{word("finding", &R::finding, "Finding"),
                                         field("tag", &R::tag, "Tag"),
                                         names_type(field("type", &R::type, "Type")),
                                         detail(field("facility", &R::facility, "Facility")),
                                         field("department", &R::department, "Department"),
                                         field("room", &R::room, "Room"),
                                         word("outcome", &R::outcome, "Outcome"),
                                         instant(field("at", &R::at, "At")),
                                         field("note", &R::note, "Note")};
};
}  // namespace siyana
