#include <algorithm>

#include "base/address.hpp"
#include "base/text.hpp"
#include "plan/calendar.hpp"

namespace siyana::plan {
namespace {

constexpr std::array<Policy, 7> all_policies{
    Policy{"window", "default", "default|symmetric",
           "days around the due date that are on time, for plans added from now on: before it only, or on both sides"},
    Policy{"lead", "30d", "DAYS", "how long before the window opens a plan is shown as due soon"},
    Policy{"weekend", "country", "country|none|WEEKDAYS",
           "the days on which no first due date is put: the country's, none, or days like fri,sat"},
    Policy{"holidays", "none", "none|DATES",
           "public holidays on which no first due date is put, like 2026-11-01,2027-01-01"},
    Policy{"alert.every", "1d", "DAYS", "how often alert run should run: doctor complains of one that is later"},
    Policy{"alert.steps", "30d,90d", "DAYS,…", "days late from which a thing is told again as having become worse"},
    Policy{"alert.from", "", "ADDRESS", "the sender of alerts; siyana at this machine where it is not said"}};

const Policy& known(std::string_view name) {
  const auto found =
      std::find_if(all_policies.begin(), all_policies.end(), [&](const auto& p) { return p.name == name; });
  if (found == all_policies.end())
    throw Error(Fault::not_found, "no policy {name} (see siyana policy list)", {{"name", std::string(name)}});
  return *found;
}

std::optional<PolicyRow> stored(db::Database& database, std::string_view name) {
  static const std::string sql = store::select<PolicyRow>("WHERE name = $1 AND live = 1 ORDER BY id LIMIT 1");
  return store::first<PolicyRow>(database, sql, name);
}

bool allowed(const Policy& policy, std::string_view value) {
  if (policy.choices == "ADDRESS") return is_address(value);
  if (policy.choices == "DAYS,…") return !days_in(value).empty();
  if (policy.choices == "DAYS") return parse_days(value).has_value();
  if (policy.name == "weekend" && parse_weekdays(value)) return true;
  if (policy.name == "holidays" && parse_dates(value)) return true;
  const std::string choices = "|" + std::string(policy.choices) + "|";
  return choices.find("|" + std::string(value) + "|") != std::string::npos;
}

}  // namespace

std::vector<int> days_in(std::string_view text) {
  std::vector<int> days;
  for (std::string_view rest = text;;) {
    const auto comma = rest.find(',');
    const auto one = parse_days(rest.substr(0, comma));
    if (!one || (!days.empty() && *one <= days.back())) return {};
    days.push_back(*one);
    if (comma == rest.npos) return days;
    rest.remove_prefix(comma + 1);
  }
}

std::span<const Policy> policies() { return all_policies; }

std::string policy(db::Database& database, std::string_view name) {
  const auto row = stored(database, name);
  return row ? row->value : std::string(known(name).standard);
}

bool set_policy(store::Change& change, std::string_view name, std::string_view value) {
  const Policy& policy = known(name);
  if (!allowed(policy, value))
    throw Error(Fault::usage, "the policy {name} cannot be {value}: it is {choices}",
                {{"name", std::string(name)}, {"value", std::string(value)}, {"choices", std::string(policy.choices)}});
  PolicyRow row{0, std::string(name), std::string(value)};
  if (const auto before = stored(change.database(), name)) {
    row.id = before->id;
    return change.edit(*before, row);
  }
  change.make(row);
  return true;
}

}  // namespace siyana::plan
