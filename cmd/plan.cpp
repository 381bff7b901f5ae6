// plan: what is due, and how often.
#include <algorithm>

#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/filters.hpp"
#include "cmd/nouns.hpp"
#include "cmd/show.hpp"
#include "cmd/spread.hpp"
#include "due/why.hpp"
#include "plan/rule_line.hpp"

namespace siyana {

namespace {

/// Whose plan it is: a device's, or a rule of a type or a model.
struct Whose {
  Ref device, type, model;
  std::string name;
};

bool is_of_rule(const Words& words) { return words.has("--type") || words.has("--model"); }

/// The plan's name: behind the TAG, behind --plan, or alone where a rule is meant.
std::string plan_named(const Words& words) {
  if (words.has("--plan")) return words.text("--plan");
  return words.operand(is_of_rule(words) ? "TAG" : "PLAN");
}

Whose whose(App& app, const Words& words, bool names_plan) {
  const bool tag = !words.operand("TAG").empty() && !(names_plan && is_of_rule(words));
  if (int{tag} + int{words.has("--type")} + int{words.has("--model")} != 1)
    throw Error(Fault::usage, "say whose plan it is: a TAG, --type NAME or --model \"MAKER MODEL\"");
  Whose found;
  if (tag) {
    const auto device = app.device_named(words.operand("TAG"));
    found.device = Ref{device.id};
    found.name = device.tag;
  } else if (words.has("--type")) {
    const auto type = device::find_type(app.database(), words.text("--type"));
    found.type = type.root;
    found.name = type.shown;
  } else {
    const auto model = device::find_model(app.database(), words.text("--model"));
    found.model = model.root;
    found.name = model.shown;
  }
  return found;
}

Interval interval(const std::string& text) {
  if (const auto every = parse_interval(text)) return *every;
  throw Error(Fault::usage, "{text} is not an interval: write 10d, 2w, 6m or 1y", {{"text", text}});
}

int days(std::string_view text) {
  if (const auto number = parse_days(text)) return *number;
  throw Error(Fault::usage, "{text} is not a number of days: write 30d", {{"text", std::string(text)}});
}

plan::Wish wish_of(App& app, const Words& words) {
  plan::Wish wish;
  if (words.has("--every")) wish.every = interval(words.text("--every"));
  if (words.has("--basis")) wish.basis = named<plan::Basis>(words.text("--basis"));
  wish.due = app.maybe_date(words, "--due");
  wish.lead = app.maybe_days(words, "--lead");
  if (words.has("--window")) {
    const std::string window = words.text("--window");
    const auto comma = window.find(',');
    wish.before = days(std::string_view(window).substr(0, comma));
    wish.after = comma == std::string::npos ? *wish.before : days(std::string_view(window).substr(comma + 1));
  }
  return wish;
}

void say_standing(App& app, Id device, std::string_view name) {
  due::Filter filter;
  filter.which = due::Which::all;
  filter.device = device;
  const std::string key = fold(name);
  due::each(app.database(), filter, app.today(), [&](const due::Line& line) {
    if (fold(line.plan) != key) return;
    if (line.due_on)
      app.tell(say("{plan} of {tag} is due on {due} ({state})",
                   {{"plan", line.plan}, {"tag", line.tag}, {"due", *line.due_on}, {"state", Term{line.state}}}));
    else
      app.tell(say("{plan} of {tag}: {state}", {{"plan", line.plan}, {"tag", line.tag}, {"state", Term{line.state}}}));
  });
}

void add(App& app, const Words& words) {
  auto& change = app.change(words);
  const Whose who = whose(app, words, false);
  plan::Plan plan;
  plan.device = who.device;
  plan.type = who.type;
  plan.model = who.model;
  plan.kind = words.has("--kind") ? words.text("--kind") : "pm";
  plan.name = words.has("--name") ? std::string(trim(words.text("--name"))) : plan.kind;
  if (fold(plan.name).empty()) throw Error(Fault::usage, "a plan's name wants a letter or a digit");
  plan::require_kind(plan.kind);
  const auto terms = plan::new_terms(change.database(), wish_of(app, words), plan.kind,
                                     words.has("--from") ? app.date(words.text("--from")) : app.today());
  plan = plan::add(change, plan, terms);
  app.commit();
  if (plan.is_rule() && terms.since > app.today())
    app.tell(say("{name} gives {plan} to its devices from {date} on",
                 {{"name", who.name}, {"plan", plan.name}, {"date", terms.since}}));
  else if (plan.is_rule())
    app.tell(say_n(due::devices_of(app.database(), plan.id), "{name} now gives {plan} to its {n} device",
                   "{name} now gives {plan} to its {n} devices", {{"name", who.name}, {"plan", plan.name}}));
  else
    say_standing(app, plan.device.id, plan.name);
  app.warn_of_put_off();
}

/// The device's plan as it stands, its own or a rule's, with the terms in force.
struct Present {
  plan::Plan plan;
  plan::TermsRow terms;
};

Present present(App& app, const Whose& who, const std::string& name, Date on) {
  auto& database = app.database();
  std::optional<plan::Plan> plan;
  if (who.device) {
    const auto facts = due::facts_of(database, who.device.id);
    const due::Rules rules(database);
    const auto plans = due::plans_of(*facts, rules, on);
    const auto chosen = due::choose_plan(plans, *facts, name, "", on);
    if (!chosen) throw Error(Fault::not_found, "device {tag} has no plan", {{"tag", who.name}});
    plan = store::by_id<plan::Plan>(database, chosen->plan);
  } else {
    plan = plan::rule(database, who.type, who.model, name.empty() ? "pm" : name);
    if (!plan)
      throw Error(Fault::not_found, "no rule {plan} of {name} (see siyana plan list)",
                  {{"plan", name.empty() ? "pm" : name}, {"name", who.name}});
  }
  return {*plan, *plan::terms_in_force(database, plan->id, on)};
}

/// The first due date of a device's own plan in the place of a rule's, so that its due date stays: none where work
/// moved it, since the new plan counts from that work too; else where it stands. Of fixed terms it is the phase.
std::optional<Date> kept_anchor(db::Database& database, const Whose& who, const plan::Plan& rule, Date on) {
  const auto facts = due::facts_of(database, who.device.id);
  const due::Rules rules(database);
  const auto plan = due::require_plan(due::plans_of(*facts, rules, on), *facts, rule.name);
  const auto& terms = plan::terms_on(plan.history, on);
  const auto served = plan::served(plan.history, on);
  const bool moved = std::any_of(served.begin(), served.end(), [](const auto& one) { return one.occurrence; });
  return terms.basis == plan::Basis::floating && moved ? std::nullopt : std::optional(terms.anchor);
}

/// Writes new terms; where a rule gave the plan to one device, the device gets a plan of its own in its place. `due` is
/// the first due date where one was given.
void set_terms(App& app, store::Change& change, const Whose& who, const Present& old, plan::TermsRow terms,
               std::optional<Date> due = {}) {
  if (!who.device || !old.plan.is_rule()) {
    plan::set_terms(change, old.plan, terms);
    return;
  }
  terms.anchor = due ? due : kept_anchor(change.database(), who, old.plan, terms.since);
  plan::Plan own;
  own.device = who.device;
  own.name = old.plan.name;
  own.kind = old.plan.kind;
  terms.id = 0;
  plan::add(change, own, terms);
  app.tell(
      say("{tag} has a plan {plan} of its own now, in place of the rule's", {{"tag", who.name}, {"plan", own.name}}));
}

/// Terms of a later day that hold by now stay as they are, and what was said of an earlier one changes nothing today.
void warn_of_later_terms(App& app, const plan::Plan& plan, const plan::TermsRow& now) {
  for (const auto& later : plan::terms_of(app.database(), plan.id)) {
    if (later.since <= now.since || later.since > app.today() || later.ended) continue;
    return app.warn(say("other terms hold from {date} on, every {every}: edit those too, with --from {date}",
                        {{"date", later.since}, {"every", later.every}}));
  }
}

void edit(App& app, const Words& words) {
  auto& change = app.change(words, words.text("--reason"));
  const Whose who = whose(app, words, true);
  Date from = words.has("--from") ? app.date(words.text("--from")) : app.today();
  const Present old = present(app, who, plan_named(words), from);
  if (!words.has("--from")) from = std::max(from, old.terms.since);  // a plan that is to begin later still does
  const auto wish = wish_of(app, words);
  auto terms = plan::changed_terms(change.database(), old.terms, wish, from);
  terms.reason = words.text("--reason");
  set_terms(app, change, who, old, terms, wish.due);
  if (!app.commit()) return;
  warn_of_later_terms(app, old.plan, terms);
  if (wish.due) say_left_spread(app, *store::head(app.database(), store::Sites(app.database()).own().id));
  if (who.device)
    say_standing(app, who.device.id, old.plan.name);
  else
    app.tell(say("{plan} of {name}: every {every} from {date}",
                 {{"plan", old.plan.name}, {"name", who.name}, {"every", terms.every}, {"date", from}}));
}

/// Terms that hold from a later day would begin the plan again. The day on which it was begun again after an end.
std::optional<Date> end_later_terms(store::Change& change, const plan::Plan& plan, const plan::TermsRow& end) {
  std::optional<Date> begun_again;
  bool had_ended = false;
  for (auto later : plan::terms_of(change.database(), plan.id)) {
    if (later.since <= end.since) continue;
    if (had_ended && !later.ended) begun_again = later.since;
    had_ended = later.ended;
    if (later.ended) continue;
    later.ended = true;
    later.reason = end.reason;
    plan::set_terms(change, plan, later);
  }
  return begun_again;
}

/// A device's own plan that ended keeps it out of the rule of that name.
void warn_of_rule_kept_out(App& app, const Whose& who, const plan::Plan& ended) {
  if (!who.device || ended.is_rule()) return;
  const due::Rules rules(app.database());
  const auto facts = due::facts_of(app.database(), who.device.id);
  for (const auto* rule : rules.of(facts->type, facts->model))
    if (rule->plan.name_key == ended.name_key && !rule->terms.empty() && !rule->terms.back().ended)
      return app.warn(say(
          "{tag} does not go back under the rule {plan}, every {every}: where it is to be done, begin the device's own "
          "plan again (siyana plan edit)",
          {{"tag", who.name}, {"plan", ended.name}, {"every", rule->terms.back().every}}));
}

void end(App& app, const Words& words) {
  if (trim(words.text("--reason")).empty()) throw Error(Fault::usage, "say why: --reason TEXT");
  auto& change = app.change(words, words.text("--reason"));
  const Whose who = whose(app, words, true);
  const Date on = app.date_or_today(words, "--on");
  const Present old = present(app, who, plan_named(words), on);
  plan::TermsRow terms = old.terms;
  terms.since = on;
  terms.ended = true;
  terms.reason = words.text("--reason");
  set_terms(app, change, who, old, terms);
  std::optional<Date> begun_again;
  if (!who.device || !old.plan.is_rule()) begun_again = end_later_terms(change, old.plan, terms);
  if (begun_again)
    app.warn(say("{plan} of {name} was begun again on {date}: that ends too",
                 {{"plan", old.plan.name}, {"name", who.name}, {"date", *begun_again}}));
  if (!app.commit()) return;
  app.tell(say("{plan} of {name} ends on {date}", {{"plan", old.plan.name}, {"name", who.name}, {"date", on}}));
  warn_of_rule_kept_out(app, who, old.plan);
}

void suspend(App& app, const Words& words, bool suspended) {
  if (trim(words.text("--reason")).empty()) throw Error(Fault::usage, "say why: --reason TEXT");
  auto& change = app.change(words, words.text("--reason"));
  const auto device = app.device_named(words.operand("TAG"));
  const Date on = app.date_or_today(words, "--on");
  work::require_not_after(on, app.today());
  std::string name = words.text("--plan");
  if (!name.empty()) {
    const auto facts = due::facts_of(change.database(), device.id);
    const due::Rules rules(change.database());
    name = due::require_plan(due::plans_of(*facts, rules, on), *facts, name).name;
  }
  plan::suspend(change, device, name, suspended, on, words.text("--reason"));
  if (!app.commit()) return;
  due::Filter filter;
  filter.which = due::Which::all;
  filter.device = device.id;
  due::each(app.database(), filter, app.today(), [&](const due::Line& line) {
    if (name.empty() || fold(name) == fold(line.plan)) say_standing(app, device.id, line.plan);
  });
}

void suspend_plan(App& app, const Words& words) { suspend(app, words, true); }
void resume_plan(App& app, const Words& words) { suspend(app, words, false); }

/// A device's plans with their states; without a TAG the rules, and the plans of devices' own.
void list(App& app, const Words& words) {
  std::size_t rows = 0;
  if (!words.operand("TAG").empty()) {
    auto& database = app.reading_due();
    due::Filter filter;
    filter.which = due::Which::all;
    filter.device = app.device_named(words.operand("TAG")).id;
    app.list<due::Line>([&](const auto& emit) {
      due::each(database, filter, app.as_of(), [&](const due::Line& line) {
        emit(line);
        ++rows;
      });
    });
    return app.list_ended(rows, say("no plan: nothing will ever be due on this device"));
  }
  auto& database = app.reading_due();
  plan::RuleFilter filter;
  filter.rules_only = words.has("--rules");
  filter.all_terms = words.has("--terms");
  if (words.has("--type")) filter.type = device::find_type(database, words.text("--type")).root.id;
  if (words.has("--model")) filter.model = device::find_model(database, words.text("--model")).root.id;
  app.list<plan::RuleLine>([&](const auto& emit) {
    plan::each_rule(database, filter, app.as_of(), [&](const plan::RuleLine& line) {
      emit(line);
      ++rows;
    });
  });
  app.list_ended(rows, say("no plan yet: add one with siyana plan add"));
}

Interval days(std::int64_t count) { return {static_cast<int>(count), Interval::Unit::day}; }

void show(App& app, const Words& words) {
  auto& database = app.reading_due();
  const Whose who = whose(app, words, true);
  const Present now = present(app, who, plan_named(words), app.as_of());
  plan::RuleFilter filter;
  filter.plan = now.plan.id;
  if (!app.is_table())
    return app.list<plan::RuleLine>([&](const auto& emit) { plan::each_rule(database, filter, app.as_of(), emit); });
  Sheet sheet(app);
  sheet.title(now.plan.name + " (" + who.name + ")");
  sheet.line("Kind", app.written(Term{now.plan.kind, "kind"}));
  for (const auto& terms : plan::terms_of(database, now.plan.id)) {
    sheet.heading(say("From {date}", {{"date", terms.since}}));
    if (terms.ended) {
      sheet.line("Ended", terms.reason);
      continue;
    }
    sheet.line("Every",
               app.written(terms.every) + "  " + app.written(Term{std::string(name_of(terms.basis)), "basis"}));
    if (terms.anchor) sheet.line("First due", app.written(*terms.anchor));
    sheet.line("Window", app.text(say("{before} before, {after} after",
                                      {{"before", days(terms.before_days)}, {"after", days(terms.after_days)}})));
    sheet.line("Lead", app.written(days(terms.lead_days)));
    if (!terms.reason.empty()) sheet.line("Reason", terms.reason);
  }
}

constexpr Operand maybe_tag[] = {{"[TAG]", "the device"}};
constexpr Operand maybe_tag_plan[] = {{"[TAG]", "the device"}, {"[PLAN]", "the plan's name, where it has several"}};
constexpr Operand tag[] = {{"TAG", "the device"}};
constexpr std::string_view kinds = "pm|safety|calibration|performance|statutory|user-check|inventory";
constexpr Option type{"--type", "TYPE", "a rule for all devices of this type"};
constexpr Option model{"--model", "NAME", "a rule for all devices of this model: \"MAKER MODEL\""};
constexpr Option every{"--every", "INTERVAL", "10d, 2w, 6m (months) or 1y"};
constexpr Option due_option{"--due", "DATE", "the first due date"};
constexpr Option basis{"--basis", "floating|fixed", "counted from when it was done, or from the first due date"};
constexpr Option window{"--window", "DAYS", "on time so many days before and after: 30d for both, 20d,10d for each"};
constexpr Option lead{"--lead", "DAYS", "shown as due soon so long before the window opens"};
constexpr Option from{"--from", "DATE", "holds from this day (today); the past stays judged by the old terms"};
constexpr Option plan_option{"--plan", "NAME", "the plan's name"};
constexpr Option reason{"--reason", "TEXT", "why"};
constexpr Option add_options[] = {{"--name", "NAME", "the plan's name (its kind)"},
                                  {"--kind", kinds, "what is done (pm)"},
                                  type,
                                  model,
                                  every,
                                  due_option,
                                  basis,
                                  window,
                                  lead,
                                  from};
constexpr Option edit_options[] = {type, model, plan_option, every, due_option, basis, window, lead, from, reason};
constexpr Option end_options[] = {type, model, plan_option, {"--on", "DATE", "the day it ends (today)"}, reason};
constexpr Option show_options[] = {type, model, plan_option};
constexpr Option suspend_options[] = {plan_option, {"--on", "DATE", "since which day (today)"}, reason};
constexpr Option list_options[] = {{"--rules", "", "the rules of types and models only"},
                                   {"--terms", "", "the terms over time, as import plans reads them"},
                                   {"--type", "TYPE", "the rules of this type"},
                                   {"--model", "NAME", "the rules of this model: \"MAKER MODEL\""}};

const Verb verbs[] = {
    {"add", "say what is due on a device, or on all of a type or model", maybe_tag, add_options,
     "siyana plan add VENT-01 --kind pm --every 6m --due 2026-09-01\n"
     "siyana plan add --type \"Pousse-seringue\" --kind safety --every 1y",
     add},
    {"list", "list a device's plans with their states, or all plans", maybe_tag, list_options,
     "siyana plan list VENT-01\nsiyana plan list --type Moniteur", list},
    {"show", "show a plan and its terms over time", maybe_tag_plan, show_options, "siyana plan show VENT-01 pm", show},
    {"edit", "change a plan's terms from a day on", maybe_tag_plan, edit_options,
     "siyana plan edit VENT-01 pm --every 1y --from 2026-10-01 --reason \"maker's bulletin\"", edit},
    {"end", "end a plan", maybe_tag_plan, end_options, "siyana plan end VENT-01 pm --reason \"under full contract\"",
     end},
    {"suspend", "hold a device's plans: nothing is due meanwhile", tag, suspend_options,
     "siyana plan suspend VENT-01 --reason \"ward closed\"", suspend_plan},
    {"resume", "let a device's plans go on", tag, suspend_options, "siyana plan resume VENT-01 --reason \"ward open\"",
     resume_plan},
    {"spread",
     "give plans never served their first due dates, evenly over working days",
     {},
     spread_options(),
     "siyana plan spread --all --from 2026-09-01 --to 2026-12-31 --plan\n"
     "siyana plan spread --department Réanimation --from 2026-09-01 --per-day 5",
     spread}};

}  // namespace

const Noun plan_noun{"plan", "what is due, how often", verbs};

}  // namespace siyana
