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
  /// A plan of a device with the day on which it was late before the change, and its due date after it: none where it
  /// is due no more.
  struct Item {
    std::string tag, plan;
    Date late_from, was_due_on;
    std::optional<Date> due_on;
  };

  /// Takes note of what the rows of one device before the change say and those after it do not. A plan that was worked
  /// on is not put off, nor one that was not due.
  void compare(const std::string& tag, const std::vector<Row>& before, const std::vector<Row>& after);

  /// The most pressing, at most `listed` of them.
  const std::vector<Item>& items() const { return items_; }
  /// Of all.
  std::int64_t count() const { return count_; }

 private:
  static constexpr std::size_t listed = 10;

  void add(Item item);

  std::vector<Item> items_;
  std::int64_t count_ = 0;
};

}  // namespace siyana::due
