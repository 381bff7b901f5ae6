#include "exchange/import_plan_file.hpp"

#include "base/text.hpp"
#include "exchange/import_plans.hpp"
#include "exchange/import_words.hpp"
#include "exchange/lost_letters.hpp"
#include "exchange/values.hpp"

namespace siyana::exchange {
namespace {

constexpr std::uint64_t progress_every = 4096;

bool is_plan_date(std::string_view field) { return field == "due" || field == "since"; }

void require_columns(const Sheet& sheet) {
  for (const std::string_view field : {"tag", "type", "model", "of"})
    if (sheet.place_of(field) != Sheet::nowhere) return;
  throw Error(
      Fault::invalid,
      "{file}: no column says whose plans they are: a tag, a type or a model; say which, as --map \"Header=tag\"",
      {{"file", sheet.name()}});
}

std::string written(std::optional<Date> date) { return date ? to_string(*date) : std::string{}; }

}  // namespace

PlanImport::PlanImport(Sheet& sheet, db::Database& database, const ImportOptions& options, const Progress& progress)
    : sheet_(sheet),
      database_(database),
      options_(options),
      cells_(sheet, options),
      dates_(sheet, options, is_plan_date),
      letters_(sheet, options) {
  require_columns(sheet);
  std::uint64_t rows = 0;
  while (const auto record = sheet.next()) {
    dates_.add(*record);
    letters_.add(*record);
    if (++rows % progress_every == 0) progress(rows);
  }
  letters_.require();
  cells_.set_orders(dates_.orders());
  sheet.rewind();
}

bool PlanImport::next(PlanFileDecision& decision) {
  const auto record = sheet_.next();
  if (!record) return false;
  record_ = *record;
  decision = {};
  decision.line = record->line;
  decide(decision);
  if (!decision.faults.empty()) decision.action = Action::refused;
  if (decision.faults.empty()) letters_.warn(record_, decision.warnings);
  return true;
}

std::string_view PlanImport::text(std::string_view field) const { return cells_.text(record_, sheet_.place_of(field)); }

void PlanImport::fault(PlanFileDecision& decision, std::string_view field, std::string_view value, Sentence problem) {
  add_fault(decision.faults, sheet_.place_of(field), value, std::move(problem));
}

void PlanImport::decide(PlanFileDecision& decision) {
  Cells::require_quotes(record_, decision.faults);
  cells_.require_width(record_, decision.faults);
  cells_.require_values(record_, decision.faults);
  whose(decision);
  name(decision);
  const auto wished = wish(decision);
  if (!decision.faults.empty()) return;
  try {
    terms(decision, wished);
    once(decision);
  } catch (const Error& error) {  // what the domain refuses: a window as long as the interval
    decision.faults.push_back({Sheet::nowhere, {}, error.sentence()});
  }
}

/// A tag names a device; else a model its devices, with or without its maker; else a type. An export says it in two
/// columns.
void PlanImport::whose(PlanFileDecision& decision) {
  const std::string_view applies = text("applies_to"), owner = text("of");
  const auto said = [&](std::string_view field) {
    return applies == (field == "tag" ? "device" : field) ? owner : text(field);
  };
  auto& plan = decision.plan;
  try {
    if (const auto tag = said("tag"); !tag.empty()) {
      const auto device = device::find_device(database_, tag);
      plan.device = Ref{device.id};
      decision.tag = device.tag;
    } else if (const auto model = said("model"); !model.empty()) {
      const std::string_view maker = applies.empty() ? text("manufacturer") : std::string_view{};
      const std::string named = maker.empty() ? std::string(model) : std::string(maker) + " " + std::string(model);
      plan.model = device::find_model(database_, named).root;
      decision.tag = named;
    } else if (const auto type = said("type"); !type.empty()) {
      const auto found = device::find_type(database_, type);
      plan.type = found.root;
      decision.tag = found.shown;
    } else {
      fault(decision, "tag", {}, say("the row names no device, type or model"));
    }
  } catch (const Error& error) {
    const std::string_view field = !applies.empty()         ? "of"
                                   : !text("tag").empty()   ? "tag"
                                   : !text("model").empty() ? "model"
                                                            : "type";
    fault(decision, field, text(field), error.sentence());
  }
}

void PlanImport::name(PlanFileDecision& decision) {
  auto& plan = decision.plan;
  plan.kind = options_.kind;
  if (const auto said = text("kind"); !said.empty()) {
    plan.kind = kind_named(said);
    if (plan.kind.empty())
      fault(decision, "kind", said,
            of_value("no kind of maintenance is called {value}: pm, safety, calibration, …", said));
  }
  plan.name = text("name").empty() ? plan.kind : std::string(text("name"));
  if (fold(plan.name).empty() && !plan.kind.empty())
    fault(decision, "name", plan.name, say("a plan's name wants a letter or a digit"));
}

std::optional<int> PlanImport::days(PlanFileDecision& decision, std::string_view field) {
  const auto said = text(field);
  if (said.empty()) return std::nullopt;
  const auto found = parse_days(said);
  if (!found) fault(decision, field, said, of_value("{value} is not a number of days: write 30d", said));
  return found;
}

plan::Wish PlanImport::wish(PlanFileDecision& decision) {
  plan::Wish wish;
  const std::size_t every = sheet_.place_of("every");
  if (const auto said = text("every"); !said.empty()) {
    wish.every = interval_in(said, unit_in(sheet_.heading_of(every, record_.line)));
    if (!wish.every) fault(decision, "every", said, of_value("{value} is not an interval: write 6m, 1y, 90d", said));
  }
  if (const auto said = text("basis"); !said.empty()) {
    wish.basis = basis_named(said);
    if (!wish.basis) fault(decision, "basis", said, of_value("{value} is no basis: floating or fixed", said));
  }
  wish.due = cells_.date(record_, sheet_.place_of("due"), true, decision.faults);
  wish.lead = days(decision, "lead_days");
  window(decision, wish);
  return wish;
}

/// `30d`, `20d,10d`, or a column for each side.
void PlanImport::window(PlanFileDecision& decision, plan::Wish& wish) {
  wish.before = days(decision, "before_days");
  wish.after = days(decision, "after_days");
  const auto said = text("window");
  if (said.empty()) return;
  const auto comma = said.find(',');
  wish.before = parse_days(said.substr(0, comma));
  wish.after = comma == said.npos ? wish.before : parse_days(said.substr(comma + 1));
  if (!wish.before || !wish.after)
    fault(decision, "window", said, of_value("{value} is no window: write 30d, or 20d,10d", said));
}

bool PlanImport::says_ended() const {
  const auto said = text("ended");
  return said == "1" || fold(said) == "true" || fold(said) == "yes" || fold(said) == "oui";
}

void PlanImport::terms(PlanFileDecision& decision, const plan::Wish& wish) {
  auto& plan = decision.plan;
  const Date since = cells_.date(record_, sheet_.place_of("since"), true, decision.faults).value_or(options_.today);
  if (!decision.faults.empty()) return;
  decision.known = plan.is_rule() ? plan::rule(database_, plan.type, plan.model, plan.name)
                                  : plan::own_plan(database_, plan.device.id, plan.name);
  const auto before = decision.known ? plan::terms_in_force(database_, decision.known->id, since) : std::nullopt;
  if (!before) {
    if (!wish.every) return fault(decision, "every", {}, say("a plan wants an interval, as 6m"));
    decision.terms = plan::new_terms(database_, wish, plan.kind, since);
    decision.terms.ended = says_ended();
    decision.terms.reason = text("reason");
    decision.action = Action::made;
    return;
  }
  if (text("kind").empty()) plan.kind = decision.known->kind;
  if (plan.kind != decision.known->kind)
    return fault(decision, "kind", plan.kind,
                 say("the plan {plan} is of the kind {kind}: give another name",
                     {{"plan", decision.known->name}, {"kind", decision.known->kind}}));
  decision.terms = plan::changed_terms(database_, *before, wish, since);
  decision.terms.ended = sheet_.place_of("ended") == Sheet::nowhere ? before->ended : says_ended();
  decision.terms.reason = text("reason");
  compare(decision, *before);
}

/// Terms that are in force say the same of the day that the row names; new ones hold from that day.
void PlanImport::compare(PlanFileDecision& decision, const plan::TermsRow& before) {
  auto& after = decision.terms;
  const auto change = [&](std::string_view field, std::string from, std::string to) {
    if (from != to) decision.changes.push_back({field, std::move(from), std::move(to)});
  };
  change("every", to_string(before.every), to_string(after.every));
  change("basis", std::string(siyana::name_of(before.basis)), std::string(siyana::name_of(after.basis)));
  change("due", written(before.anchor), written(after.anchor));
  change("before_days", std::to_string(before.before_days), std::to_string(after.before_days));
  change("after_days", std::to_string(before.after_days), std::to_string(after.after_days));
  change("lead_days", std::to_string(before.lead_days), std::to_string(after.lead_days));
  change("ended", before.ended ? "1" : "0", after.ended ? "1" : "0");
  decision.action = decision.changes.empty() ? Action::unchanged : Action::changed;
  if (before.ended && after.ended) return stay_ended(decision);
  if (before.every != after.every || before.anchor != after.anchor)
    warn_of_edit(database_, before, decision.known->name, decision);
}

/// The programme's file is imported again and again: it begins no plan again that somebody ended.
void PlanImport::stay_ended(PlanFileDecision& decision) {
  decision.changes.clear();
  decision.action = Action::unchanged;
  if (says_ended()) return;
  decision.warnings.push_back(
      {ImportWarning::Sort::ended,
       say("line {line}: {plan} of {tag} was ended and stays so: siyana plan add begins it again",
           {{"line", sheet_.line_name(decision.line)}, {"plan", decision.known->name}, {"tag", decision.tag}})});
}

/// One plan has one line for a day; over time it may have several, in their order.
void PlanImport::once(PlanFileDecision& decision) {
  if (!decision.faults.empty()) return;
  const auto& plan = decision.plan;
  const std::string key = std::to_string(plan.device.id) + "|" + std::to_string(plan.type.id) + "|" +
                          std::to_string(plan.model.id) + "|" + fold(plan.name) + "|" + to_string(decision.terms.since);
  const auto [first, is_new] = lines_.try_emplace(key, decision.line);
  if (is_new) return;
  fault(decision, "name", plan.name,
        say("line {other} says what is due for this plan already", {{"other", sheet_.line_name(first->second)}}));
}

void PlanImport::write(store::Change& change, PlanFileDecision& decision) {
  if (decision.known)
    plan::set_terms(change, *decision.known, decision.terms);
  else
    plan::add(change, decision.plan, decision.terms);
}

}  // namespace siyana::exchange
