// What a change puts off without work: a merge, another type, another rule may leave a device later than it was, or
// without the plan, and nobody would look for it again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace siyana::due {

struct Row;

class PutOff {
 public:
  /// A plan of a device, the last day on which it was in time before the change, and that after it: none where it is
  /// due no more.
  struct Item {
    std::string tag, plan;
    Date was;
    std::optional<Date> now;
  };

  /// Takes note of a plan that is late later by `after`, the rows of its device after the change, than it was before.
  /// False where it is not.
  bool compare(const std::string& tag, const Row& before, const std::vector<Row>& after);

  /// The most pressing, at most `listed` of them.
  const std::vector<Item>& items() const { return items_; }
  /// Of all.
  std::int64_t count() const { return count_; }

 private:
  static constexpr std::size_t listed = 10;

  std::vector<Item> items_;
  std::int64_t count_ = 0;
};

}  // namespace siyana::due
