#include "exchange/sheet_sort.hpp"

#include <algorithm>
#include <string_view>

#include "exchange/vocabulary.hpp"

namespace siyana::exchange {
namespace {

constexpr std::string_view of_work[] = {"done_on", "reported_at", "closed_at", "result", "done_by",
                                        "minutes", "symptom",     "action",    "cause",  "order_number"};
constexpr std::string_view days_of_work[] = {"done_on", "reported_at"};
constexpr std::string_view of_a_device[] = {"tag",       "serial",        "department",   "room",   "condition",
                                            "operating", "in_service_on", "purchased_on", "status", "udi"};
constexpr std::string_view of_its_registration[] = {"serial",          "manufacturer",   "model",     "in_service_on",
                                                    "purchased_on",    "warranty_until", "condition", "operating",
                                                    "manufactured_on", "ownership",      "donor",     "funder"};

bool is_one_of(std::string_view field, std::span<const std::string_view> fields) {
  return std::find(fields.begin(), fields.end(), field) != fields.end();
}

std::ptrdiff_t count(std::span<const std::string> headings, const Vocabulary& known,
                     std::span<const std::string_view> fields) {
  return std::count_if(headings.begin(), headings.end(),
                       [&](const auto& heading) { return is_one_of(known.spelled(heading), fields); });
}

}  // namespace

SheetSort sort_of_sheet(std::span<const std::string> headings) {
  const auto work = count(headings, log_vocabulary(), of_work);
  const bool has_day = count(headings, log_vocabulary(), days_of_work) > 0;
  if (has_day && work > 1 && work > count(headings, device_vocabulary(), of_its_registration))
    return SheetSort::past_work;
  constexpr std::string_view interval[] = {"interval"};
  const bool has_interval = count(headings, device_vocabulary(), interval) > 0;
  return has_interval && count(headings, device_vocabulary(), of_a_device) == 0 ? SheetSort::plans : SheetSort::devices;
}

}  // namespace siyana::exchange
