#include "alert/rule.hpp"

namespace siyana::alert {

int step_of(bool soon, int days_late, std::span<const int> steps) {
  if (soon) return 0;
  int step = 1;
  for (const int days : steps) step += days_late >= days ? 1 : 0;
  return step;
}

std::optional<Why> why_tell(const Item* now, const Told* before, int repeat_days, Date day) {
  if (before != nullptr && before->day > day) return std::nullopt;  // a later day was told already
  const bool open = before != nullptr && before->why != Why::cleared;
  if (now == nullptr) {
    if (open && before->step > 0) return Why::cleared;
    return std::nullopt;
  }
  if (now->snoozed) return std::nullopt;
  if (!open) return Why::fresh;
  if (before->due_on != now->due_on) return before->step > 0 && now->step == 0 ? Why::cleared : Why::fresh;
  if (now->step > before->step) return Why::worse;
  if (now->step > 0 && day - before->day >= repeat_days) return Why::still;
  return std::nullopt;
}

}  // namespace siyana::alert
