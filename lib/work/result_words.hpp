// The words for the result of an inspection, in English, French and Arabic.
#pragma once

#include <optional>
#include <string_view>

#include "plan/plan.hpp"

namespace siyana::work {

/// `conforme`, `avec réserves`, `non conforme`; also that it could not be done: `introuvable`, `en cours
/// d'utilisation`.
struct ResultWord {
  plan::Result result = plan::Result::pass;
  std::string_view obstacle;  // one of obstacles(); empty where it was done
};
std::optional<ResultWord> result_named(std::string_view text);

}  // namespace siyana::work
