// What to tell a recipient now: a pure function of what is due today, what the recipient was told before, and the day.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/fields.hpp"

namespace siyana::alert {

enum class Why : std::uint8_t {
  fresh,    // it was not told yet
  worse,    // it crossed a step since it was told: soon, overdue, then the days of the policy alert.steps
  still,    // nothing changed, and the recipient's repeat interval has passed
  cleared,  // what was told is no more: done, closed, retired
};

/// One thing a recipient may hear of, as it stands today.
struct Item {
  Id device = 0;
  std::string name;  // plan:NAME or breakdown:NUMBER
  Date due_on;       // tells one occurrence from the next; of a breakdown the day it was reported
  int step = 0;      // 0 soon, 1 overdue or broken down, 2 and on as the days pass
  bool snoozed = false;
};

/// The last thing said to the recipient about it.
struct Told {
  Id device = 0;
  std::string name;
  Why why = Why::fresh;
  Date day;
  Date due_on;
  int step = 0;
};

/// 0 for what is only due soon, 1 for what is late or broken, one more for each of `steps` (ascending) that days_late
/// has reached.
int step_of(bool soon, int days_late, std::span<const int> steps);

/// The rule for one thing; `now` is null where it is no longer there, `before` where it was never told. Nothing where
/// there is nothing to say. What is snoozed is not spoken of. A soon-due thing is told once for each occurrence, is not
/// repeated, and goes without being cleared. What was late and was done is cleared before its next occurrence is told
/// as due soon; where that is late already, it is new.
std::optional<Why> why_tell(const Item* now, const Told* before, int repeat_days, Date day);

struct Saying {
  Why why = Why::fresh;
  Item item;  // of what is cleared: as it was told
};
/// The rule for all of a recipient's things. Both lists are in the order of (device, name), each thing once.
/// `snoozed` says whether a thing that is no longer there is snoozed.
template <class Snoozed>
std::vector<Saying> sayings(const std::vector<Item>& now, const std::vector<Told>& before, int repeat_days, Date day,
                            Snoozed snoozed) {
  std::vector<Saying> found;
  auto told = before.begin();
  const auto gone = [&](const Told& last) {
    const Item item{last.device, last.name, last.due_on, last.step, false};
    const auto why = why_tell(nullptr, &last, repeat_days, day);
    if (why && !snoozed(item)) found.push_back({*why, item});
  };
  for (const auto& item : now) {
    const auto key = std::tie(item.device, item.name);
    for (; told != before.end() && std::tie(told->device, told->name) < key; ++told) gone(*told);
    const bool known = told != before.end() && std::tie(told->device, told->name) == key;
    const auto why = why_tell(&item, known ? &*told : nullptr, repeat_days, day);
    if (why == Why::cleared)
      found.push_back({*why, {told->device, told->name, told->due_on, told->step, false}});
    else if (why)
      found.push_back({*why, item});
    if (known) ++told;
  }
  for (; told != before.end(); ++told) gone(*told);
  return found;
}

}  // namespace siyana::alert

namespace siyana {
template <>
struct Names<alert::Why> {
  static constexpr std::array<std::string_view, 4> all{"new", "worse", "still", "cleared"};
};
}  // namespace siyana
