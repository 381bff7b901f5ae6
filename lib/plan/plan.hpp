// Plans: what is due on a device, how often. A plan is a device's own, or a rule that a type or a model gives to all
// its devices. Its terms hold from a date until the next ones; nothing is overwritten (design 5).
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "device/device.hpp"
#include "plan/schedule.hpp"
#include "store/change.hpp"

namespace siyana {
template <>
struct Names<plan::Basis> {
  static constexpr std::array<std::string_view, 2> all{"floating", "fixed"};
};
template <>
struct Names<plan::Result> {
  static constexpr std::array<std::string_view, 3> all{"pass", "minor", "fail"};
};
}  // namespace siyana

namespace siyana::plan {

struct Plan {
  Id id = 0;
  Ref device, type, model;  // exactly one of them
  std::string name, name_key;
  std::string kind;
  bool is_rule() const { return !device; }
};
void derive(Plan& plan);

/// The terms as they are stored; Terms (schedule.hpp) is what the rules work with.
struct TermsRow {
  Id id = 0;
  Ref plan;
  Date since;
  Interval every;
  Basis basis = Basis::floating;
  std::optional<Date> anchor;
  std::int64_t before_days = 0, after_days = 0, lead_days = 0;
  bool ended = false;
  std::string reason;
};

struct Suspension {
  Id id = 0;
  Ref device;
  std::string name, name_key;  // of the plan; absent: all plans of the device
  Date since;
  bool suspended = true;
  std::string reason;
};
void derive(Suspension& suspension);

/// From `since` on, the first due date of a device's plan of that name where no plan of its own gives one: what `plan
/// spread` writes. The rule that gives the plan stays in force.
struct FirstDue {
  Id id = 0;
  Ref device;
  std::string name, name_key;
  Date since, due_on;
};
void derive(FirstDue& first_due);
/// A second one of the same day replaces the first.
void set_first_due(store::Change& change, Id device, std::string_view name, Date since, Date due_on);

/// pm, safety, calibration, … (domain.md 3.1). Statutory plans are fixed unless said otherwise.
std::span<const std::string_view> kinds();
/// Error(usage) for a kind that is none of them.
void require_kind(std::string_view kind);

/// What may be said of a plan's terms; what is not said keeps the value it had, or the policy's.
struct Wish {
  std::optional<Interval> every;
  std::optional<Basis> basis;
  std::optional<Date> due;
  std::optional<int> before, after, lead;
};
/// The terms of a new plan: the wish, with windows and lead from the policy where not said. Error(usage) where the
/// window is as long as the interval.
TermsRow new_terms(db::Database& database, const Wish& wish, std::string_view kind, Date since);
/// The terms with the wish laid over them. A window that was the policy's follows a new interval.
TermsRow changed_terms(db::Database& database, const TermsRow& before, const Wish& wish, Date since);

/// Adds a plan or a rule with its first terms. Error(conflict) where the device, type or model has one of that name.
/// One that was ended begins again from `terms.since`.
Plan add(store::Change& change, Plan plan, TermsRow terms);
/// From terms.since on; terms of the same day are replaced.
bool set_terms(store::Change& change, const Plan& plan, TermsRow terms);
std::vector<TermsRow> terms_of(db::Database& database, Id plan);
/// The terms in force on that day, or the first.
std::optional<TermsRow> terms_in_force(db::Database& database, Id plan, Date on);
/// The entry that wrote these terms last: a spread, an import, an edit by hand.
std::optional<store::Entry> entry_of_terms(db::Database& database, Id terms);

std::optional<Plan> own_plan(db::Database& database, Id device, std::string_view name);
std::optional<Plan> rule(db::Database& database, Ref type, Ref model, std::string_view name);
std::vector<Plan> own_plans(db::Database& database, Id device);
/// True where one of the devices with these ids has a plan of its own.
bool has_own_plans(db::Database& database, Id first, Id last);
/// Two rules of one plan that say different things on that day and would rule the same devices: of names that are one.
struct Clash {
  std::string plan, one, other;
  Interval one_every, other_every;
};
/// Of the type, or the model, that this name stands for; nothing for any other name.
std::optional<Clash> clash_of_rules(db::Database& database, Id name, Date on);
std::vector<Plan> rules(db::Database& database);

/// Holds a device's plan (all of them where `name` is empty) from that day on, or lets it go on.
bool suspend(store::Change& change, const device::Device& device, std::string_view name, bool suspended, Date since,
             std::string_view reason);

/// One of the settings that are the hospital's own choice, with what it may be.
struct Policy {
  std::string_view name, standard, choices, help;
};
std::span<const Policy> policies();
/// `30d,90d`: days that grow; none where the text is something else.
std::vector<int> days_in(std::string_view text);
std::string policy(db::Database& database, std::string_view name);
/// Error(not_found, usage).
bool set_policy(store::Change& change, std::string_view name, std::string_view value);

struct PolicyRow {
  Id id = 0;
  std::string name, value;
};

}  // namespace siyana::plan

namespace siyana {
template <>
struct Fields<plan::Plan> {
  using R = plan::Plan;
  static constexpr std::string_view kind = "plan";
  static constexpr auto all = std::tuple{ref("device", &R::device, "Device", "device"),
                                         ref("type", &R::type, "Type", "type"),
                                         ref("model", &R::model, "Model", "model"),
                                         field("name", &R::name, "Plan"),
                                         derived("name_key", &R::name_key),
                                         word("kind", &R::kind, "Kind")};
};
template <>
struct Fields<plan::TermsRow> {
  using R = plan::TermsRow;
  static constexpr std::string_view kind = "terms";
  static constexpr auto all = std::tuple{ref("plan", &R::plan, "Plan", "plan"),
                                         field("since", &R::since, "Since"),
                                         field("every", &R::every, "Every"),
                                         word("basis", &R::basis, "Basis"),
                                         field("anchor", &R::anchor, "First due"),
                                         field("before_days", &R::before_days, "Days before"),
                                         field("after_days", &R::after_days, "Days after"),
                                         field("lead_days", &R::lead_days, "Lead"),
                                         field("ended", &R::ended, "Ended"),
                                         field("reason", &R::reason, "Reason")};
};
template <>
struct Fields<plan::Suspension> {
  using R = plan::Suspension;
  static constexpr std::string_view kind = "suspension";
  static constexpr auto all = std::tuple{ref("device", &R::device, "Device", "device"),
                                         field("name", &R::name, "Plan"),
                                         derived("name_key", &R::name_key),
                                         field("since", &R::since, "Since"),
                                         field("suspended", &R::suspended, "Suspended"),
                                         field("reason", &R::reason, "Reason")};
};
template <>
struct Fields<plan::FirstDue> {
  using R = plan::FirstDue;
  static constexpr std::string_view kind = "first_due";
  static constexpr auto all = std::tuple{ref("device", &R::device, "Device", "device"), field("name", &R::name, "Plan"),
                                         derived("name_key", &R::name_key), field("since", &R::since, "Since"),
                                         field("due_on", &R::due_on, "First due")};
};
template <>
struct Fields<plan::PolicyRow> {
  using R = plan::PolicyRow;
  static constexpr std::string_view kind = "policy";
  static constexpr auto all = std::tuple{field("name", &R::name, "Policy"), field("value", &R::value, "Value")};
};
}  // namespace siyana
