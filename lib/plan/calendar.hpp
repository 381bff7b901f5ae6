// The days on which a hospital's offices work: the weekend of its country and the public holidays it was told
// (domain.md 3.10). Both are the hospital's to say, as policies.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/plan.hpp"

namespace siyana::plan {

struct Calendar {
  std::array<bool, 7> closed{};  // from Sunday
  std::vector<Date> holidays;    // sorted
  bool works(Date day) const;
};

/// `fri,sat`: each weekday by the first three letters of its English name; nothing where one is none.
std::optional<std::array<bool, 7>> parse_weekdays(std::string_view text);
/// ISO dates with commas between them, sorted.
std::optional<std::vector<Date>> parse_dates(std::string_view text);

/// The calendar of people who work in these countries (ISO 3166): a day closed in one of them is closed. `unknown`
/// takes the countries whose weekend is not known.
Calendar calendar(db::Database& database, const std::vector<std::string>& countries, std::vector<std::string>& unknown);

}  // namespace siyana::plan
