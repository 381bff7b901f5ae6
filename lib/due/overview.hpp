// The hospital at a glance: the figures of `status`, each with what it is counted out of.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "due/cache.hpp"

namespace siyana::due {

/// One figure. `of` is absent where it is not a part of anything.
struct Figure {
  std::string figure;  // machine word: devices, without_plan, never_inspected, overdue, broken_down, …
  std::string place;   // facility/department, where the figure is of one
  std::int64_t value = 0;
  std::optional<std::int64_t> of;
  std::string detail;  // the tag, number or date that the figure is about
};

/// Calls f for each figure on that day. answer_for(on) must have been called.
void overview(db::Database& database, Date on, const std::function<void(const Figure&)>& f);

}  // namespace siyana::due

namespace siyana {
template <>
struct Fields<due::Figure> {
  using R = due::Figure;
  static constexpr auto all =
      std::tuple{word("figure", &R::figure, "Figure"), field("place", &R::place, "Place"),
                 field("value", &R::value, "Value"), field("of", &R::of, "Of"), field("detail", &R::detail, "Detail")};
};
}  // namespace siyana
