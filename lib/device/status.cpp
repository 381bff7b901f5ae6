#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "device/device.hpp"

namespace siyana::device {
namespace {

constexpr std::array<std::string_view, 10> lifecycles{"proposed",   "ordered",     "received",   "in_service",
                                                      "in_storage", "on_loan_out", "on_loan_in", "retired",
                                                      "disposed",   "lost"};
constexpr std::array<std::string_view, 5> operatings{"working", "working_with_defect", "down", "awaiting_parts",
                                                     "unknown"};
constexpr std::array<std::string_view, 5> conditions{"new", "good", "fair", "poor", "unserviceable"};
constexpr std::array<std::string_view, 6> usages{"in_use",
                                                 "standby",
                                                 "not_used_lack_of_staff",
                                                 "not_used_lack_of_consumables",
                                                 "not_used_lack_of_infrastructure",
                                                 "not_used_lack_of_training"};
constexpr std::array<Axis, 4> all_axes{Axis{"lifecycle", lifecycles}, Axis{"operating", operatings},
                                       Axis{"condition", conditions}, Axis{"usage", usages}};
constexpr std::array<std::string_view, 9> all_ownerships{
    "owned", "leased", "rental", "loan", "demo", "placed_with_reagents", "donated", "patient_owned", "research"};

std::string listed(std::span<const std::string_view> values) {
  std::string text;
  for (const auto value : values) text += (text.empty() ? "" : ", ") + std::string(value);
  return text;
}

bool is_one_of(std::span<const std::string_view> values, std::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

void require_good_codes(std::string_view codes) {
  for (std::size_t from = 0; from < codes.size();) {
    const std::size_t end = std::min(codes.find(' ', from), codes.size());
    const std::string_view code = codes.substr(from, end - from);
    const auto colon = code.find(':');
    if (!code.empty() && (colon == std::string_view::npos || colon == 0 || colon + 1 == code.size()))
      throw Error(Fault::usage, "the code {code} wants its system before it, as EMDN:Z1203",
                  {{"code", std::string(code)}});
    from = end + 1;
  }
}

std::span<const Axis> axes() { return all_axes; }

std::span<const std::string_view> ownerships() { return all_ownerships; }

void require_value(std::string_view axis, std::string_view value) {
  for (const auto& known : all_axes) {
    if (known.name != axis) continue;
    if (is_one_of(known.values, value)) return;
    throw Error(Fault::usage, "{axis} cannot be {value}: it is one of {values}",
                {{"axis", Term{std::string(axis)}}, {"value", std::string(value)}, {"values", listed(known.values)}});
  }
  throw Error(Fault::internal, "no axis {axis}", {{"axis", std::string(axis)}});
}

void require_known_words(const Device& device) {
  if (!device.ownership.empty() && !is_one_of(all_ownerships, device.ownership))
    throw Error(Fault::usage, "ownership cannot be {value}: it is one of {values}",
                {{"value", device.ownership}, {"values", listed(all_ownerships)}});
  require_good_codes(device.codes);
}

void require_lifecycle_step(const Device& device, std::string_view to) {
  const std::string& from = device.lifecycle;
  if (from == to)
    throw Error(Fault::conflict, "device {tag} is {state} already", {{"tag", device.tag}, {"state", Term{from}}});
  if (from == "retired" || from == "disposed")
    throw Error(Fault::conflict, "device {tag} was retired: void that entry if it was a mistake",
                {{"tag", device.tag}});
  if (to == "in_service" && from != "in_storage" && from != "lost" && from != "on_loan_out")
    throw Error(Fault::conflict, "device {tag} is not away: it is {state}",
                {{"tag", device.tag}, {"state", Term{from}}});
}

}  // namespace siyana::device
