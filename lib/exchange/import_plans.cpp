#include "exchange/import_plans.hpp"

#include "work/work.hpp"

namespace siyana::exchange {
namespace {

std::string text_of(std::optional<Date> date) { return date ? to_string(*date) : std::string{}; }

/// Without a next due date the last work gives it. A floating plan counts from the work itself, whatever is done or
/// corrected later; a fixed one wants a date to count from.
std::optional<Date> first_due(const ImportRow& row, plan::Basis basis) {
  if (row.next_due_on || !row.last_done_on || basis == plan::Basis::floating) return row.next_due_on;
  return add(*row.last_done_on, *row.every);
}

/// True where the work would serve the due date that the row gives with it, though it was done before: a sheet says
/// when the work is due next, whatever it says was done.
bool would_move(const ImportRow& row, const plan::TermsRow& stored) {
  if (!row.every || !row.next_due_on || !row.last_done_on || *row.last_done_on >= *row.next_due_on) return false;
  plan::Terms terms;
  terms.every = *row.every;
  terms.basis = stored.basis;
  terms.anchor = *row.next_due_on;
  terms.before = static_cast<int>(stored.before_days);
  return plan::serves_anchor(terms, *row.last_done_on);
}

}  // namespace

void warn_of_edit(db::Database& database, const plan::TermsRow& terms, const std::string& plan, RowDecision& decision) {
  const auto entry = plan::entry_of_terms(database, terms.id);
  if (!entry || entry->what != "plan edit") return;
  const auto at = parse_instant(entry->at);
  decision.warnings.push_back(
      {ImportWarning::Sort::edited,
       say("{plan} of {tag} was edited by hand on {date}, and this file takes that back: siyana plan edit, or undo",
           {{"plan", plan}, {"tag", decision.tag}, {"date", at ? date_of(*at) : Date{}}})});
}

void PlanDecider::decide(const ImportRow& row, Decision& decision) {
  decision.plan.kind = row.kind;
  if (row.every) decide_plan(row, decision);
  if (!row.last_done_on) return;
  if (decision.before && work::has_service(database_, decision.before->id, row.kind, *row.last_done_on)) return;
  decision.plan.done_on = row.last_done_on;
  if (const auto terms = terms_after(row, decision)) decision.plan.is_extra = would_move(row, *terms);
  if (decision.before) decision.changes.push_back({"last_done_on", {}, to_string(*row.last_done_on)});
}

/// Those that the row gives, else those that are there.
std::optional<plan::TermsRow> PlanDecider::terms_after(const ImportRow& row, const Decision& decision) {
  if (decision.plan.terms || !decision.before) return decision.plan.terms;
  const auto own = plan::own_plan(database_, decision.before->id, row.kind);
  return own ? plan::terms_in_force(database_, own->id, options_.today) : std::nullopt;
}

plan::TermsRow PlanDecider::terms_of(const ImportRow& row) {
  const std::string key = row.kind + " " + to_string(*row.every);
  auto known = terms_.find(key);
  if (known == terms_.end()) {
    plan::Wish wish;
    wish.every = row.every;
    known = terms_.emplace(key, plan::new_terms(database_, wish, row.kind, options_.today)).first;
  }
  auto terms = known->second;
  terms.anchor = first_due(row, terms.basis);
  return terms;
}

void PlanDecider::decide_plan(const ImportRow& row, Decision& decision) {
  if (decision.before)
    if (const auto own = plan::own_plan(database_, decision.before->id, row.kind))
      return change_plan(row, *own, decision);
  decision.plan.make = true;
  decision.plan.terms = terms_of(row);
  if (!decision.before) return;
  decision.changes.push_back({"interval", {}, to_string(*row.every)});
  if (decision.plan.terms->anchor)
    decision.changes.push_back({"next_due_on", {}, text_of(decision.plan.terms->anchor)});
}

/// Only a next due date that the file says plans anew: what work gives follows from the work. A plan that was ended
/// stays ended, or the same file would begin it again.
void PlanDecider::change_plan(const ImportRow& row, const plan::Plan& own, Decision& decision) {
  const auto terms = plan::terms_in_force(database_, own.id, options_.today);
  if (!terms || terms->ended) return;
  plan::Wish wish;
  if (terms->every != *row.every) {
    wish.every = row.every;
    decision.changes.push_back({"interval", to_string(terms->every), to_string(*row.every)});
  }
  // Where another interval comes without a due date, the one that was worked out from the last work is worked out anew.
  const auto due = wish.every ? first_due(row, terms->basis) : row.next_due_on;
  if (due && due != terms->anchor) {
    wish.due = due;
    decision.changes.push_back({"next_due_on", text_of(terms->anchor), text_of(due)});
  }
  if (!wish.every && !wish.due) return;
  warn_of_edit(database_, *terms, own.name, decision);
  decision.plan.plan = own;
  decision.plan.terms = plan::changed_terms(database_, *terms, wish, options_.today);
}

}  // namespace siyana::exchange
