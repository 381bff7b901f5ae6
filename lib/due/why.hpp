// The proof of a due date: which plan and rule, from where, which entry anchors it, its window, what suspends it.
#pragma once

#include <functional>
#include <vector>

#include "base/sentence.hpp"
#include "due/cache.hpp"

namespace siyana::due {

/// One step of the proof.
struct Step {
  std::string tag, plan;
  std::string step;  // machine word: state, rule, terms, anchor, entry, window, pause, retest, missed, blocked, snoozed
  std::optional<Date> on;
  std::string entry;  // number of the journal entry it stands on
  Sentence text;
  bool names_type = false;  // its part {name} is the name of a type of device
};

/// The facts of one device; nothing where it is not there.
std::optional<DeviceFacts> facts_of(db::Database& database, Id device);
/// The plan of that name. Error(not_found) names the plans that the device has.
DevicePlan require_plan(const std::vector<DevicePlan>& plans, const DeviceFacts& facts, std::string_view name);
/// The plan meant where none is named: the only one that is not ended, or the only one of that kind. Error(usage) where
/// there are several.
std::optional<DevicePlan> choose_plan(const std::vector<DevicePlan>& plans, const DeviceFacts& facts,
                                      std::string_view name, std::string_view kind, Date on);

/// The date on which a plan would be due by the last work on it, where a later first due date that was given stands:
/// work of before is history, and does not move it (design 5). Nothing elsewhere.
std::optional<Date> due_by_history(const DevicePlan& plan, Date on);

/// Such a plan of a device.
struct KeptDate {
  std::string tag, plan;
  Date due, by_history;
};
/// Those of the devices on which an entry logged inspections.
void each_kept_date(db::Database& database, const store::Entry& entry, Date on,
                    const std::function<void(const KeptDate&)>& f);

std::vector<Step> why(db::Database& database, const DeviceFacts& facts, const DevicePlan& plan, Date on);

}  // namespace siyana::due
