#include "due/put_off.hpp"

#include <algorithm>
#include <tuple>

#include "due/cache.hpp"

namespace siyana::due {

void PutOff::compare(const std::string& tag, const std::vector<Row>& before, const std::vector<Row>& after) {
  for (const auto& was : before) {
    if (!was.due_on) continue;
    const auto is =
        std::find_if(after.begin(), after.end(), [&](const auto& row) { return row.name_key == was.name_key; });
    const bool has_date = is != after.end() && is->due_on;
    if (is != after.end() && is->last_done_on != was.last_done_on) continue;
    if (has_date && *is->closes_on <= *was.closes_on) continue;
    add({tag, was.name, *was.closes_on, *was.due_on, has_date ? is->due_on : std::nullopt});
  }
}

void PutOff::add(Item item) {
  ++count_;
  const auto pressing = [](const Item& a, const Item& b) {
    return std::tie(a.late_from, a.tag, a.plan) < std::tie(b.late_from, b.tag, b.plan);
  };
  items_.insert(std::upper_bound(items_.begin(), items_.end(), item, pressing), std::move(item));
  if (items_.size() > listed) items_.pop_back();
}

}  // namespace siyana::due
