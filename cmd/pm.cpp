// pm: preventive work, done or tried; and its daily verbs done, fail, tried.
#include "cmd/pm.hpp"
#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/filters.hpp"
#include "cmd/nouns.hpp"
#include "due/list.hpp"
#include "due/why.hpp"
#include "work/log_line.hpp"

namespace siyana {
namespace {

/// The plan that the work belongs to: named, the only one, or (no plan) one of the kind's own name.
struct Aim {
  std::string name, kind;
};

/// Work of an earlier day belongs to the plans of today: a history is often entered after its plan.
Aim aim_at(App& app, const device::Device& device, const std::string& name, const std::string& kind) {
  auto& database = app.database();
  const auto facts = due::facts_of(database, device.id);
  const due::Rules rules(database);
  const auto plans = due::plans_of(*facts, rules, app.today());
  if (!name.empty() && plans.empty()) throw Error(Fault::not_found, "device {tag} has no plan", {{"tag", device.tag}});
  const auto plan = due::choose_plan(plans, *facts, name, kind, app.today());
  if (plan) return {plan->name, plan->kind};
  const std::string unplanned = kind.empty() ? "pm" : kind;
  app.warn(say("device {tag} has no plan of that kind: logged as {kind}, nothing is due after it",
               {{"tag", device.tag}, {"kind", Term{unplanned}}}));
  return {unplanned, unplanned};
}

/// Work on a device that is not there is kept, and doubtful.
void warn_away(App& app, const device::Device& device) {
  if (device.lifecycle == "retired" || device.lifecycle == "disposed" || device.lifecycle == "lost")
    app.warn(
        say("device {tag} is {state}: is it the right tag?", {{"tag", device.tag}, {"state", Term{device.lifecycle}}}));
}

/// What an inspection came to: its plan as it stands since, and whether it served no date.
struct Outcome {
  std::string plan;
  plan::Standing standing;
  bool is_extra = false;
};

std::optional<Outcome> outcome_of(App& app, const work::Service& service) {
  const auto facts = due::facts_of(app.database(), service.device.id);
  if (!facts) return std::nullopt;
  const due::Rules rules(app.database());
  for (const auto& plan : due::plans_of(*facts, rules, app.today())) {
    if (plan.name_key != service.name_key) continue;
    const auto standing = due::standing(plan, app.today());
    if (!standing) return std::nullopt;
    Outcome outcome{plan.name, *standing};
    for (const auto& served : plan::served(plan.history, app.today()))
      if (plan.services[served.service]->id == service.id) outcome.is_extra = !served.occurrence;
    return outcome;
  }
  return std::nullopt;
}

/// An entry that serves no date. The next window is known only where nothing stands before it: a retest, a pause, an
/// end.
void say_extra(App& app, const std::string& tag, const Outcome& outcome) {
  const auto& standing = outcome.standing;
  const auto state = standing.state;
  if (state == plan::State::retest || state == plan::State::suspended || state == plan::State::ended)
    return app.tell(say("{tag}: {plan} is kept as extra and serves no date", {{"tag", tag}, {"plan", outcome.plan}}));
  app.tell(say("{tag}: {plan} is kept as extra and serves no date; the window of {due} opens on {opens}",
               {{"tag", tag}, {"plan", outcome.plan}, {"due", standing.due}, {"opens", standing.opens}}));
}

/// Says what the entry came to: what it served or that it was extra, and when the plan is due next.
void say_outcome(App& app, const device::Device& device, const work::Service& service) {
  const auto outcome = outcome_of(app, service);
  if (!outcome) return;
  const auto& standing = outcome->standing;
  if (outcome->is_extra) say_extra(app, device.tag, *outcome);
  if (standing.state == plan::State::retest)
    app.tell(say("{tag}: {plan} done on {on}, a passing retest is wanted",
                 {{"tag", device.tag}, {"plan", outcome->plan}, {"on", service.done_on}}));
  else if (standing.state == plan::State::suspended || standing.state == plan::State::ended)
    app.tell(
        say("{tag}: {plan} done on {on} ({state})", {{"tag", device.tag},
                                                     {"plan", outcome->plan},
                                                     {"on", service.done_on},
                                                     {"state", Term{std::string(plan::name_of(standing.state))}}}));
  else
    app.tell(say("{tag}: {plan} done on {on}, next due {due}",
                 {{"tag", device.tag}, {"plan", outcome->plan}, {"on", service.done_on}, {"due", standing.due}}));
}

work::Service service_of(App& app, const Words& words) {
  work::Service service;
  service.done_on = app.date_or_today(words, "--on");
  service.extra = words.has("--extra");
  service.counts_for = app.maybe_date(words, "--counts-for");
  if (service.extra && service.counts_for)
    throw Error(Fault::usage, "--extra and --counts-for say opposite things: give one of them");
  service.done_by = app.who(words).actor;
  service.minutes = app.maybe_number(words, "--minutes");
  service.cost = app.maybe_money(words, "--cost");
  service.note = trim(words.text("--note"));
  return service;
}

/// When an inspection found what it found: the breakdown that it raises must not seem younger than its repair.
Instant found_at(App& app, Date on) { return on < app.today() ? app.local(on, 12, 0) : app.now().at; }

/// One entry for all devices: all or none.
void log_all(App& app, store::Change& change, const std::vector<device::Device>& devices, work::Service service,
             const std::string& plan, const std::string& kind, bool still_works) {
  std::vector<work::Logged> logged;
  for (const auto& device : devices) {
    warn_away(app, device);
    if (device.in_service_on && service.done_on < *device.in_service_on)
      app.warn(say("{tag}: {date} is before it came into service", {{"tag", device.tag}, {"date", service.done_on}}));
    const Aim aim = aim_at(app, device, plan, kind);
    service.name = aim.name;
    service.kind = aim.kind;
    if (work::has_service(app.database(), device.id, service.name, service.done_on))
      warn_of_second(app, device.tag, service.name, service.done_on);
    if (service.counts_for) require_countable(app, device, service);
    logged.push_back(work::log(change, device, service, found_at(app, service.done_on), still_works));
  }
  app.commit();
  for (std::size_t i = 0; i < devices.size(); ++i) {
    say_outcome(app, devices[i], logged[i].service);
    if (logged[i].breakdown) app.print(logged[i].breakdown->number + "\n");
  }
}

void log(App& app, const Words& words) {
  const auto result = named<plan::Result>(words.has("--result") ? words.text("--result") : "pass");
  auto& change = app.change(words);
  auto service = service_of(app, words);
  service.result = *result;
  log_all(app, change, app.devices(words), service, words.text("--plan"), words.text("--kind"),
          words.has("--still-works"));
}

void done(App& app, const Words& words) {
  auto& change = app.change(words);
  auto service = service_of(app, words);
  if (words.has("--minor")) service.result = plan::Result::minor;
  log_all(app, change, {app.device_named(words.operand("TAG"))}, service, words.operand("PLAN"), "", false);
}

/// `fail TAG [PLAN] TEXT`: of two words behind the tag the first is the plan.
void fail(App& app, const Words& words) {
  auto& change = app.change(words);
  auto service = service_of(app, words);
  service.result = plan::Result::fail;
  service.note = trim(words.operand("TEXT"));
  if (service.note.empty()) throw Error(Fault::usage, "say what failed: siyana fail TAG [PLAN] TEXT");
  log_all(app, change, {app.device_named(words.operand("TAG"))}, service, words.operand("PLAN"), "",
          words.has("--still-works"));
}

void attempt_all(App& app, const Words& words, const std::vector<device::Device>& devices, const std::string& plan,
                 const std::string& because, store::Change& change) {
  work::Attempt attempt;
  attempt.tried_on = app.date_or_today(words, "--on");
  attempt.because = because;
  attempt.done_by = app.who(words).actor;
  attempt.note = trim(words.text("--note"));
  for (const auto& device : devices) {
    const Aim aim = aim_at(app, device, plan, words.text("--kind"));
    attempt.name = aim.name;
    attempt.kind = aim.kind;
    work::attempt(change, device, attempt);
  }
  app.commit();
  for (const auto& device : devices)
    app.tell(say("{tag}: tried on {on}, {because}; it stays due",
                 {{"tag", device.tag}, {"on", attempt.tried_on}, {"because", Term{because}}}));
}

void attempt(App& app, const Words& words) {
  if (!words.has("--because")) throw Error(Fault::usage, "say why it could not be done: --because REASON");
  auto& change = app.change(words);
  attempt_all(app, words, app.devices(words), words.text("--plan"), words.text("--because"), change);
}

void tried(App& app, const Words& words) {
  auto& change = app.change(words);
  attempt_all(app, words, {app.device_named(words.operand("TAG"))}, words.operand("PLAN"), words.operand("REASON"),
              change);
}

void list(App& app, const Words& words) {
  auto& database = app.reading();
  work::LogFilter filter;
  const auto narrowed = device_filter(app, words);
  filter.departments = narrowed.departments;
  filter.facility = narrowed.facility;
  filter.type = narrowed.type;
  filter.limit = narrowed.limit;
  if (!words.operand("TAG").empty()) filter.device = app.device_named(words.operand("TAG")).id;
  filter.kind = words.text("--kind");
  filter.result = words.text("--result");
  filter.since = app.maybe_date(words, "--since");
  filter.until = app.maybe_date(words, "--until");
  std::size_t rows = 0;
  app.list<work::LogLine>([&](const auto& emit) {
    work::each_log(database, filter, [&](const work::LogLine& line) {
      emit(line);
      ++rows;
    });
  });
  app.list_ended(rows, say("no inspection"));
}

constexpr std::string_view kinds = "pm|safety|calibration|performance|statutory|user-check|inventory";
constexpr std::string_view obstacles = "in-use|not-found|not-available|refused|no-part|device-down|vendor-no-show";
constexpr Operand tags[] = {{"TAG…", "the devices; - reads them from standard input, a line each"}};
constexpr Operand done_operands[] = {{"TAG", "the device"}, {"[PLAN]", "the plan's name, where it has several"}};
constexpr Operand fail_operands[] = {
    {"TAG", "the device"}, {"[PLAN]", "the plan's name, where it has several"}, {"TEXT", "what failed"}};
constexpr Operand tried_operands[] = {
    {"TAG", "the device"},
    {"[PLAN]", "the plan's name, where it has several"},
    {"REASON", "in-use, not-found, not-available, refused, no-part, device-down, vendor-no-show"}};
constexpr Option on{"--on", "DATE", "the day it was done (today)"};
constexpr Option by{"--by", "NAME", "who did it"};
constexpr Option minutes{"--minutes", "N", "how long it took"};
constexpr Option cost{"--cost", "AMOUNT", "what it cost"};
constexpr Option note{"--note", "TEXT", "anything worth keeping"};
constexpr Option counts_for{"--counts-for", "DATE", "serves this due date, early or late"};
constexpr Option extra{"--extra", "", "serves no due date"};
constexpr Option still_works{"--still-works", "", "it failed and may be used with the defect"};
constexpr Option log_options[] = {{"--plan", "NAME", "the plan's name"},
                                  {"--kind", kinds, "the kind, where the plan is not named"},
                                  on,
                                  {"--result", "pass|minor|fail", "in order, put in order, or failed (pass)"},
                                  by,
                                  minutes,
                                  cost,
                                  note,
                                  counts_for,
                                  extra,
                                  still_works};
constexpr Option attempt_options[] = {{"--because", obstacles, "why it could not be done"},
                                      {"--plan", "NAME", "the plan's name"},
                                      {"--kind", kinds, "the kind, where the plan is not named"},
                                      on,
                                      by,
                                      note};
constexpr Option done_options[] = {
    on, {"--minor", "", "a small adjustment was made"}, by, minutes, cost, note, counts_for, extra};
constexpr Option fail_options[] = {on, by, minutes, cost, still_works, extra, counts_for};
constexpr Option tried_options[] = {on, by, note};
constexpr Operand maybe_tag[] = {{"[TAG]", "of this device only"}};
constexpr Option list_options[] = {
    {"--facility", "FACILITY", "in this facility"},
    {"--department", "DEPARTMENT", "in this department"},
    {"--type", "TYPE", "of this type of device"},
    {"--kind", kinds, "of this kind"},
    {"--result", "pass|minor|fail|in-use|not-found|not-available|refused|no-part|device-down|vendor-no-show",
     "that came to this"},
    {"--since", "DATE", "from this day on"},
    {"--until", "DATE", "up to this day"},
    {"--limit", "N", "at most so many"}};

const Verb verbs[] = {
    {"log", "log an inspection that was performed", tags, log_options,
     "siyana pm log VENT-01 VENT-02 --on 2026-07-14 --result pass --by \"N. Haddad\" --minutes 40", log},
    {"attempt", "log that it could not be done: it stays due", tags, attempt_options,
     "siyana pm attempt VENT-01 --because in-use", attempt},
    {"list", "list inspections and attempts, by tag and day", maybe_tag, list_options,
     "siyana pm list --department Réanimation --since 2026-01-01 --format csv", list}};
const Verb done_verbs[] = {
    {"", "log a passed inspection of today", done_operands, done_options, "siyana done VENT-01", done}};
const Verb fail_verbs[] = {{"", "log a failed inspection: opens a breakdown", fail_operands, fail_options,
                            "siyana fail VENT-01 \"flow sensor out of range\"", fail}};
const Verb tried_verbs[] = {
    {"", "log that it could not be done", tried_operands, tried_options, "siyana tried VENT-01 in-use", tried}};

}  // namespace

std::span<const Option> service_options() { return log_options; }

void say_if_extra(App& app, const std::string& tag, const work::Service& service) {
  if (const auto outcome = outcome_of(app, service); outcome && outcome->is_extra) say_extra(app, tag, *outcome);
}

void warn_of_second(App& app, const std::string& tag, const std::string& plan, Date on) {
  app.warn(say("{tag}: {plan} was logged for {date} already: void one of them if it was the same inspection",
               {{"tag", tag}, {"plan", plan}, {"date", on}}));
}

void require_countable(App& app, const device::Device& device, const work::Service& service, Id without) {
  auto facts = *due::facts_of(app.database(), device.id);
  std::erase_if(facts.services, [&](const work::Inspection& one) { return one.id == without; });
  const due::Rules rules(app.database());
  const auto plan = due::require_plan(due::plans_of(facts, rules, app.today()), facts, service.name);
  const Date counts_for = *service.counts_for;
  const bool fixed = plan::terms_on(plan.history, service.done_on).basis == plan::Basis::fixed;
  for (const auto& served : plan::served(plan.history, app.today()))
    if (fixed && served.occurrence && *served.occurrence >= counts_for)
      throw Error(Fault::conflict, "{tag}: the date {date} is not after the last one served, {served}",
                  {{"tag", device.tag}, {"date", counts_for}, {"served", *served.occurrence}});
  if (!plan::is_occurrence(plan.history, service.done_on, counts_for))
    throw Error(Fault::conflict, "{tag}: {date} is not a due date of {plan} (see siyana why {tag})",
                {{"tag", device.tag}, {"date", counts_for}, {"plan", plan.name}});
}

void correct(App& app, store::Change& change, const device::Device& device, const work::Service& before,
             const work::Service& after, bool still_works) {
  const auto logged = work::correct(change, before, after, found_at(app, after.done_on), still_works);
  if (!app.commit()) return;
  say_outcome(app, device, logged.service);
  if (logged.breakdown) app.print(logged.breakdown->number + "\n");
}

void log_again(App& app, store::Change& change, const device::Device& device, const work::Service& service,
               bool still_works) {
  const auto logged = work::log(change, device, service, found_at(app, service.done_on), still_works);
  app.commit();
  say_outcome(app, device, logged.service);
  if (logged.breakdown) app.print(logged.breakdown->number + "\n");
}

const Noun pm_noun{"pm", "preventive work, done or tried", verbs};
const Noun done_noun{"done", "log a passed inspection of today", done_verbs};
const Noun fail_noun{"fail", "log a failed inspection", fail_verbs};
const Noun tried_noun{"tried", "log that it could not be done", tried_verbs};

}  // namespace siyana
