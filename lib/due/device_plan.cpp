#include <algorithm>
#include <iterator>

#include "due/facts.hpp"

namespace siyana::due {
namespace {

/// The plans of one name that could rule a device, the one that wins first.
using Sources = std::vector<const PlanFacts*>;

const plan::TermsRow* begun(const PlanFacts& source, Date on) {
  const auto later = [](Date day, const plan::TermsRow& terms) { return day < terms.since; };
  const auto next = std::upper_bound(source.terms.begin(), source.terms.end(), on, later);
  return next == source.terms.begin() ? nullptr : &*std::prev(next);
}

/// An ended rule gives way to the next one; a device's own plan that was ended keeps the device out of the rules.
const PlanFacts* ruling(const Sources& sources, Date on) {
  const PlanFacts* ended = nullptr;
  for (const auto* source : sources) {
    const auto* terms = begun(*source, on);
    if (terms == nullptr) continue;
    if (!terms->ended || !source->plan.is_rule()) return source;
    if (ended == nullptr) ended = source;
  }
  return ended;
}

/// A source that rules the device's plan from a day on, without a break.
struct Reign {
  const PlanFacts* source;
  Date from;
  bool is_first;  // before it the device had no plan of this name
};

/// The last entry of the plan's kind before the source came to rule, whatever plan it was logged for (design 5). Where
/// it took a plan over, the last of that plan, if there is any.
const work::Inspection* last_before(const DeviceFacts& facts, const Reign& reign) {
  const auto& plan = reign.source->plan;
  const work::Inspection *of_kind = nullptr, *of_plan = nullptr;
  for (const auto& service : facts.services) {
    if (service.extra || service.done_on >= reign.from) continue;
    if (service.kind == plan.kind) of_kind = &service;
    if (service.name_key == plan.name_key) of_plan = &service;
  }
  return of_plan != nullptr && !reign.is_first ? of_plan : of_kind;
}

/// The day from which the source has had the first due date of this row of its terms.
Date given_since(const PlanFacts& source, const plan::TermsRow& row) {
  const auto* first = &row;
  while (first != source.terms.data() && (first - 1)->anchor == row.anchor) --first;
  return first->since;
}

/// The first due date that a spread gave by that day to the device's plan of this name; a date of its own plan's wins,
/// and an earlier one that a rule was given since.
const plan::FirstDue* spread_by(const DeviceFacts& facts, const PlanFacts& source, const plan::TermsRow& row, Date on) {
  if (row.anchor && !source.plan.is_rule()) return nullptr;
  const plan::FirstDue* found = nullptr;
  for (const auto& first : facts.first_dues)
    if (first.since <= on && first.name_key == source.plan.name_key) found = &first;
  const bool is_brought_forward =
      found != nullptr && row.anchor && *row.anchor < found->due_on && given_since(source, row) > found->since;
  return is_brought_forward ? nullptr : found;
}

/// The first due date of this row of terms: given, spread, or worked out.
Anchor anchor_of(const DeviceFacts& facts, const Reign& reign, const plan::TermsRow& row, Date since) {
  const auto& source = *reign.source;
  if (row.anchor && !source.plan.is_rule()) return {Origin::given, *row.anchor};
  if (const auto* spread = spread_by(facts, source, row, since)) return {Origin::spread, spread->due_on};
  const auto* last = last_before(facts, reign);
  const auto last_on = last == nullptr ? std::nullopt : std::optional(last->done_on);
  const Date added = source.terms.front().since;
  Anchor anchor;
  anchor.origin = last != nullptr       ? Origin::last_of_kind
                  : row.anchor          ? Origin::given
                  : facts.in_service_on ? Origin::in_service
                                        : Origin::added;
  anchor.on = plan::first_due(row.every, last_on, row.anchor, facts.in_service_on, added);
  anchor.is_given = anchor.origin == Origin::given;
  anchor.last = last;
  return anchor;
}

/// The stored terms as this device meets them.
plan::Terms terms_for(const plan::TermsRow& row, const Anchor& anchor, Date since) {
  plan::Terms terms;
  terms.since = since;
  terms.every = row.every;
  terms.basis = row.basis;
  terms.anchor = anchor.on;
  terms.anchor_given = anchor.is_given;
  terms.before = static_cast<int>(row.before_days);
  terms.after = static_cast<int>(row.after_days);
  terms.lead = static_cast<int>(row.lead_days);
  terms.ended = row.ended;
  return terms;
}

void add_terms(const DeviceFacts& facts, const Sources& sources, DevicePlan& plan) {
  std::vector<Date> days;
  for (const auto* source : sources)
    for (const auto& terms : source->terms) days.push_back(terms.since);
  const Date first_day = *std::min_element(days.begin(), days.end());
  for (const auto& first : facts.first_dues)
    if (first.name_key == sources.front()->plan.name_key && first.since > first_day) days.push_back(first.since);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  const plan::TermsRow* before = nullptr;
  const plan::FirstDue* spread_before = nullptr;
  Reign reign{nullptr, first_day, true};
  for (const Date day : days) {
    const auto* source = ruling(sources, day);
    const auto* row = begun(*source, day);
    const auto* spread = spread_by(facts, *source, *row, day);
    if (source != reign.source || (before->ended && !row->ended)) reign = {source, day, before == nullptr};
    if (row != before || spread != spread_before) {
      plan.anchors.push_back(anchor_of(facts, reign, *row, day));
      plan.history.terms.push_back(terms_for(*row, plan.anchors.back(), day));
    }
    before = row;
    spread_before = spread;
  }
}

/// A fail of another plan that a later pass of that plan answered by the day: it leaves this one no retest.
bool is_answered(const DeviceFacts& facts, const work::Inspection& fail, Date on) {
  const auto* end = facts.services.data() + facts.services.size();
  return std::any_of(&fail + 1, end, [&](const work::Inspection& service) {
    return service.name_key == fail.name_key && service.result != plan::Result::fail && service.done_on <= on;
  });
}

/// The plan's own, and those of its kind from before it.
void add_services(const DeviceFacts& facts, const PlanFacts& source, Date on, DevicePlan& plan) {
  const Date first = plan.history.terms.front().since;
  const bool worked_out = source.plan.is_rule() || !source.terms.front().anchor;
  for (const auto& service : facts.services) {
    const bool own = service.name_key == plan.name_key;
    const bool base = worked_out && service.kind == plan.kind && service.done_on < first;
    if (!own && !base) continue;
    const bool stands = own || service.result != plan::Result::fail || !is_answered(facts, service, on);
    plan.history.services.push_back(
        {service.done_on, stands ? service.result : plan::Result::pass, service.extra, service.counts_for});
    plan.services.push_back(&service);
  }
}

/// Storage and loss suspend, and want a test at the return; retirement ends (design 5).
void add_lifecycle(const DeviceFacts& facts, Date on, plan::History& history) {
  std::optional<Date> away;
  for (const auto& status : facts.statuses) {
    if (status.axis != "lifecycle") continue;
    const bool is_away = status.value == "in_storage" || status.value == "lost";
    const bool is_over = status.value == "retired" || status.value == "disposed";
    if (away && !is_away) {
      history.pauses.push_back({*away, status.since, !is_over});
      away.reset();
    }
    if (is_away && !away) away = status.since;
    if (is_over && !history.retired) history.retired = status.since;
    if (!is_over && status.since <= on) history.retired.reset();  // back since, and retired on a day before
  }
  if (away) history.pauses.push_back({*away, std::nullopt, true});
}

void add_suspensions(const DeviceFacts& facts, const std::string& name_key, plan::History& history) {
  // A suspension of all plans and one of this plan each hold it: it goes on when neither lasts.
  bool all = false;
  bool one = false;
  std::optional<Date> from;
  for (const auto& suspension : facts.suspensions) {
    if (suspension.name_key.empty())
      all = suspension.suspended;
    else if (suspension.name_key == name_key)
      one = suspension.suspended;
    else
      continue;
    if (suspension.name_key.empty() && !suspension.suspended) one = false;  // resuming all resumes each
    if ((all || one) && !from) from = suspension.since;
    if (!all && !one && from) {
      history.pauses.push_back({*from, suspension.since, false});
      from.reset();
    }
  }
  if (from) history.pauses.push_back({*from, std::nullopt, false});
}

DevicePlan device_plan(const DeviceFacts& facts, const Sources& sources, Date on) {
  const auto* ruler = ruling(sources, on);
  if (ruler == nullptr) ruler = sources.front();
  DevicePlan plan;
  plan.plan = ruler->plan.id;
  plan.is_rule = ruler->plan.is_rule();
  plan.by_model = static_cast<bool>(ruler->plan.model);
  plan.name = ruler->plan.name;
  plan.name_key = ruler->plan.name_key;
  plan.kind = ruler->plan.kind;
  add_terms(facts, sources, plan);
  add_services(facts, *ruler, on, plan);
  add_lifecycle(facts, on, plan.history);
  add_suspensions(facts, plan.name_key, plan.history);
  std::sort(plan.history.pauses.begin(), plan.history.pauses.end(),
            [](const auto& a, const auto& b) { return a.from < b.from; });
  return plan;
}

}  // namespace

const Anchor& anchor_on(const DevicePlan& plan, Date on) {
  return plan.anchors[static_cast<std::size_t>(&plan::terms_on(plan.history, on) - plan.history.terms.data())];
}

std::optional<plan::Standing> standing(const DevicePlan& plan, Date on) {
  auto standing = plan::standing(plan.history, on);
  const auto* last = anchor_on(plan, on).last;
  if (standing && !standing->last_done && last != nullptr) standing->last_done = last->done_on;
  return standing;
}

std::vector<DevicePlan> plans_of(const DeviceFacts& facts, const Rules& rules, Date on) {
  Sources all;
  for (const auto& own : facts.plans)
    if (!own.terms.empty()) all.push_back(&own);
  for (const auto* rule : rules.of(facts.type, facts.model))
    if (!rule->terms.empty()) all.push_back(rule);
  std::stable_sort(all.begin(), all.end(),
                   [](const auto* a, const auto* b) { return a->plan.name_key < b->plan.name_key; });
  std::vector<DevicePlan> plans;
  for (std::size_t i = 0; i < all.size();) {
    Sources same_name;
    const std::string& name = all[i]->plan.name_key;
    while (i < all.size() && all[i]->plan.name_key == name) same_name.push_back(all[i++]);
    plans.push_back(device_plan(facts, same_name, on));
  }
  return plans;
}

}  // namespace siyana::due
