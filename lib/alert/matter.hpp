// What a recipient may hear of, as it stands on a day: plans that are late or due soon, and breakdowns.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "alert/ledger.hpp"
#include "alert/snooze.hpp"
#include "due/list.hpp"

namespace siyana::alert {

struct Matter {
  Item item;
  due::Line line;     // of a breakdown: kind `breakdown`, due_on the day it was reported, its number in blocked_by
  bool over = false;  // no longer there: done, closed, retired, elsewhere
  std::string symptom;
};

struct Reach {
  Id facility = 0, department = 0;
  Date day;
  bool past = false;  // the day is before today: breakdowns closed since then were open
};
/// All that concerns a place on that day, by device and name. due::answer_for(day) must have been called.
std::vector<Matter> matters(db::Database& database, const Reach& reach, std::span<const int> steps);
/// One that is no longer among them, as it stands now.
Matter matter_of(db::Database& database, const Item& item, Date day);

bool is_breakdown(const Item& item);
/// Overdue, or failed and to be tested again.
bool is_late(const due::Line& line);
bool concerns(const Recipient& recipient, const Matter& matter);

}  // namespace siyana::alert
