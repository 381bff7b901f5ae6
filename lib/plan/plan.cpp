#include "plan/plan.hpp"

#include <algorithm>
#include <tuple>

#include "base/text.hpp"

namespace siyana::plan {
namespace {

constexpr std::array<std::string_view, 7> all_kinds{"pm",        "safety",     "calibration", "performance",
                                                    "statutory", "user-check", "inventory"};

void require_window(const TermsRow& terms) {
  if (terms.before_days < 0 || terms.after_days < 0 || terms.lead_days < 0)
    throw Error(Fault::usage, "a window cannot be negative");
  if (terms.before_days + terms.after_days < least_days(terms.every)) return;
  throw Error(Fault::usage, "a window of {before} days before and {after} after is as long as the interval {every}",
              {{"before", std::to_string(terms.before_days)},
               {"after", std::to_string(terms.after_days)},
               {"every", terms.every}});
}

struct Window {
  std::int64_t before, after;
};

Window policy_window(db::Database& database, Interval every) {
  const int days = default_before(every);
  if (policy(database, "window") != "symmetric") return {days, 0};
  // The symmetric windows of domain.md 3.3 leave room between two occurrences.
  return 2 * days < least_days(every) ? Window{days, days} : Window{days, 0};
}

std::int64_t policy_lead(db::Database& database) { return parse_days(policy(database, "lead")).value_or(30); }

}  // namespace

void derive(Plan& plan) { plan.name_key = fold(plan.name); }
void derive(Suspension& suspension) { suspension.name_key = fold(suspension.name); }
void derive(FirstDue& first_due) { first_due.name_key = fold(first_due.name); }

std::span<const std::string_view> kinds() { return all_kinds; }

void require_kind(std::string_view kind) {
  if (std::find(all_kinds.begin(), all_kinds.end(), kind) != all_kinds.end()) return;
  std::string listed;
  for (const auto known : all_kinds) listed += (listed.empty() ? "" : ", ") + std::string(known);
  throw Error(Fault::usage, "no kind {kind}: it is one of {kinds}", {{"kind", std::string(kind)}, {"kinds", listed}});
}

TermsRow new_terms(db::Database& database, const Wish& wish, std::string_view kind, Date since) {
  if (!wish.every) throw Error(Fault::usage, "a plan wants an interval: --every 6m");
  const Window window = policy_window(database, *wish.every);
  TermsRow terms;
  terms.since = since;
  terms.every = *wish.every;
  terms.basis = wish.basis.value_or(kind == "statutory" ? Basis::fixed : Basis::floating);
  terms.anchor = wish.due;
  terms.before_days = wish.before.value_or(static_cast<int>(window.before));
  terms.after_days = wish.after.value_or(wish.before ? 0 : static_cast<int>(window.after));
  terms.lead_days = wish.lead.value_or(static_cast<int>(policy_lead(database)));
  require_window(terms);
  return terms;
}

TermsRow changed_terms(db::Database& database, const TermsRow& before, const Wish& wish, Date since) {
  TermsRow terms = before;
  terms.since = since;
  terms.ended = false;
  terms.reason.clear();
  if (wish.every) {
    const Window old = policy_window(database, before.every);
    const Window now = policy_window(database, *wish.every);
    if (before.before_days == old.before && before.after_days == old.after) {
      terms.before_days = now.before;
      terms.after_days = now.after;
    }
    terms.every = *wish.every;
  }
  if (wish.basis) terms.basis = *wish.basis;
  if (wish.due) terms.anchor = wish.due;
  if (wish.before) terms.before_days = *wish.before;
  if (wish.after) terms.after_days = *wish.after;
  if (wish.lead) terms.lead_days = *wish.lead;
  require_window(terms);
  return terms;
}

Plan add(store::Change& change, Plan plan, TermsRow terms) {
  auto& database = change.database();
  require_kind(plan.kind);
  derive(plan);
  const auto known =
      plan.is_rule() ? rule(database, plan.type, plan.model, plan.name) : own_plan(database, plan.device.id, plan.name);
  if (known) {
    const auto last = terms_in_force(database, known->id, terms.since);
    if (last && !last->ended)
      throw Error(Fault::conflict, "there is a plan {name} already: change it with siyana plan edit",
                  {{"name", known->name}});
    set_terms(change, *known, terms);
    return *known;
  }
  change.make(plan);
  terms.plan = Ref{plan.id};
  change.make(terms);
  return plan;
}

bool set_terms(store::Change& change, const Plan& plan, TermsRow terms) {
  static const std::string sql =
      store::select<TermsRow>("WHERE plan = $1 AND since = $2 AND live = 1 ORDER BY id LIMIT 1");
  terms.plan = Ref{plan.id};
  if (const auto same_day = store::first<TermsRow>(change.database(), sql, plan.id, terms.since)) {
    terms.id = same_day->id;
    return change.edit(*same_day, terms);
  }
  change.make(terms);
  return true;
}

void set_first_due(store::Change& change, Id device, std::string_view name, Date since, Date due_on) {
  static const std::string sql =
      store::select<FirstDue>("WHERE device = $1 AND since = $2 AND name_key = $3 AND live = 1 ORDER BY id LIMIT 1");
  FirstDue first_due{0, Ref{device}, std::string(name), fold(name), since, due_on};
  if (const auto same_day = store::first<FirstDue>(change.database(), sql, device, since, first_due.name_key)) {
    first_due.id = same_day->id;
    change.edit(*same_day, first_due);
    return;
  }
  change.make(first_due);
}

std::vector<TermsRow> terms_of(db::Database& database, Id plan) {
  static const std::string sql = store::select<TermsRow>("WHERE plan = $1 AND live = 1 ORDER BY since, id");
  return store::all<TermsRow>(database, sql, plan);
}

std::optional<TermsRow> terms_in_force(db::Database& database, Id plan, Date on) {
  const auto all = terms_of(database, plan);
  if (all.empty()) return std::nullopt;
  auto found = all.front();
  for (const auto& terms : all)
    if (terms.since <= on) found = terms;
  return found;
}

std::optional<store::Entry> entry_of_terms(db::Database& database, Id terms) {
  db::Query entry(database, "SELECT r.entry FROM terms t JOIN entry_row r ON r.id = t.last WHERE t.id = $1", terms);
  return entry.next() ? store::entry_of(database, entry.number(0)) : std::nullopt;
}

std::optional<Plan> own_plan(db::Database& database, Id device, std::string_view name) {
  static const std::string sql =
      store::select<Plan>("WHERE device = $1 AND name_key = $2 AND live = 1 ORDER BY id LIMIT 1");
  return store::first<Plan>(database, sql, device, fold(name));
}

std::optional<Plan> rule(db::Database& database, Ref type, Ref model, std::string_view name) {
  const std::string key = fold(name);
  for (const auto& plan : rules(database))
    if (plan.type == type && plan.model == model && plan.name_key == key) return plan;
  return std::nullopt;
}

std::vector<Plan> own_plans(db::Database& database, Id device) {
  static const std::string sql = store::select<Plan>("WHERE device = $1 AND live = 1 ORDER BY name_key, id");
  return store::all<Plan>(database, sql, device);
}

bool has_own_plans(db::Database& database, Id first, Id last) {
  return db::Query(database, "SELECT 1 FROM plan WHERE device >= $1 AND device <= $2 LIMIT 1", first, last).next();
}

std::vector<Plan> rules(db::Database& database) {
  // A rule follows its type or model through merges.
  static const std::string sql =
      "SELECT p.id, p.device, t.root, m.root, p.name, p.name_key, p.kind FROM plan p "
      "LEFT JOIN type t ON t.id = p.type LEFT JOIN model m ON m.id = p.model "
      "WHERE p.device IS NULL AND p.live = 1 ORDER BY p.id";
  return store::all<Plan>(database, sql);
}

namespace {

/// What a device is asked for, and since when it counts: the rest is for its reader.
bool ask_alike(const TermsRow& one, const TermsRow& other) {
  const auto asked = [](const TermsRow& terms) {
    return std::tie(terms.every, terms.basis, terms.anchor, terms.before_days, terms.after_days, terms.ended);
  };
  return asked(one) == asked(other);
}

/// The terms in force on a day, and those that come after; nothing where it has ended by then.
std::vector<TermsRow> terms_from(db::Database& database, Id plan, Date on) {
  const auto in_force = terms_in_force(database, plan, on);
  if (!in_force || in_force->ended) return {};
  std::vector<TermsRow> all{*in_force};
  for (auto& later : terms_of(database, plan))
    if (later.since > std::max(on, in_force->since)) all.push_back(std::move(later));
  return all;
}

bool ask_alike(const std::vector<TermsRow>& one, const std::vector<TermsRow>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), [&](const TermsRow& a, const TermsRow& b) {
    return ask_alike(a, b) && (&a == &one.front() || a.since == b.since);
  });
}

}  // namespace

std::optional<Clash> clash_of_rules(db::Database& database, Id name, Date on) {
  db::Query rules(database,
                  "SELECT p.id, p.name, p.name_key, coalesce(t.name, m.name) FROM plan p "
                  "LEFT JOIN type t ON t.id = p.type LEFT JOIN model m ON m.id = p.model "
                  "WHERE p.device IS NULL AND p.live = 1 AND (t.root = (SELECT root FROM type WHERE id = $1) "
                  "OR m.root = (SELECT root FROM model WHERE id = $1)) ORDER BY p.name_key, p.id",
                  name);
  std::vector<TermsRow> before;
  std::string key, of;
  while (rules.next()) {
    auto terms = terms_from(database, rules.number(0), on);
    if (terms.empty()) continue;
    const bool same_plan = !before.empty() && key == rules.text(2);
    if (same_plan && !ask_alike(before, terms))
      return Clash{std::string(rules.text(1)), of, std::string(rules.text(3)), before.front().every,
                   terms.front().every};
    before = std::move(terms);
    key = rules.text(2);
    of = rules.text(3);
  }
  return std::nullopt;
}

bool suspend(store::Change& change, const device::Device& device, std::string_view name, bool suspended, Date since,
             std::string_view reason) {
  static const std::string sql = store::select<Suspension>(
      "WHERE device = $1 AND since = $2 AND coalesce(name_key, '') = $3 AND live = 1 ORDER BY id LIMIT 1");
  const std::string key = fold(name);
  Suspension suspension{0, Ref{device.id}, std::string(name), key, since, suspended, std::string(reason)};
  db::Query query(change.database(), sql, device.id, since, Value{Value::Type::text, 0, key});
  if (!query.next()) {
    change.make(suspension);
    return true;
  }
  Suspension same_day;
  store::read(query, same_day);
  suspension.id = same_day.id;
  return change.edit(same_day, suspension);
}

}  // namespace siyana::plan
