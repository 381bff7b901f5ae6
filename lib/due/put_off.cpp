#include "due/put_off.hpp"

#include <algorithm>
#include <tuple>

#include "due/cache.hpp"

namespace siyana::due {

bool PutOff::compare(const std::string& tag, const Row& before, const std::vector<Row>& after) {
  if (!before.closes_on) return false;
  const auto is =
      std::find_if(after.begin(), after.end(), [&](const auto& row) { return row.name_key == before.name_key; });
  const auto now = is == after.end() ? std::nullopt : is->closes_on;
  if (now && *now <= *before.closes_on) return false;
  ++count_;
  Item item{tag, before.name, *before.closes_on, now};
  const auto presses = [](const Item& a, const Item& b) {
    return std::tie(a.was, a.tag, a.plan) < std::tie(b.was, b.tag, b.plan);
  };
  items_.insert(std::upper_bound(items_.begin(), items_.end(), item, presses), std::move(item));
  if (items_.size() > listed) items_.pop_back();
  return true;
}

}  // namespace siyana::due
