#include "due/why.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "store/chain.hpp"

namespace siyana::due {
namespace {

std::string entry_number(db::Database& database, Id row) {
  db::Query query(database, "SELECT entry FROM entry_row WHERE id = $1", row);
  return query.next() ? std::to_string(store::number_of(query.number(0))) : std::string{};
}

/// Collects the steps of one proof.
class Proof {
 public:
  Proof(db::Database& database, const DeviceFacts& facts, const DevicePlan& plan, Date on)
      : database_(database), facts_(facts), plan_(plan), history_(plan.history), on_(on) {}

  std::vector<Step> steps() {
    const auto standing = due::standing(plan_, on_);
    if (!standing) {
      add("state", on_, 0,
          say("on {on} this plan did not exist yet: it holds from {since}",
              {{"on", on_}, {"since", history_.terms.front().since}}));
      return steps_;
    }
    standing_ = *standing;
    state();
    giver();
    terms();
    anchor();
    window();
    pauses();
    missed();
    blocked();
    snoozed();
    return steps_;
  }

 private:
  void add(std::string_view step, std::optional<Date> on, Id row, Sentence text) {
    steps_.push_back({facts_.tag, plan_.name, std::string(step), on, row == 0 ? "" : entry_number(database_, row),
                      std::move(text), false});
  }

  bool runs() const { return standing_.state != plan::State::suspended && standing_.state != plan::State::ended; }

  void state() {
    const Date due = standing_.due;
    const int late = standing_.days_late(on_);
    switch (standing_.state) {
      case plan::State::overdue:
        return add("state", on_, 0,
                   say_n(late, "overdue by {n} day: it was due on {due}", "overdue by {n} days: it was due on {due}",
                         {{"due", due}}));
      case plan::State::retest:
        return add("state", on_, 0, say("a test is wanted before it is used again, since {due}", {{"due", due}}));
      case plan::State::due:
        return add("state", on_, 0, say("due now: its date is {due}", {{"due", due}}));
      case plan::State::soon:
        return add("state", on_, 0, say("due soon: its date is {due}", {{"due", due}}));
      case plan::State::ok:
        return add("state", on_, 0, say("in order: it is due on {due}", {{"due", due}}));
      case plan::State::suspended:
        return add("state", on_, 0, say("suspended: nothing is due while that lasts"));
      case plan::State::ended:
        return add("state", on_, 0, say("ended: nothing is due any more"));
    }
  }

  void giver() {
    if (!plan_.is_rule) return add("rule", std::nullopt, plan_.plan, say("it is a plan of this device's own"));
    db::Query rule(database_,
                   "SELECT coalesce(t.shown, ''), coalesce(k.shown || ' ', '') || coalesce(m.shown, '') FROM plan p "
                   "LEFT JOIN type t ON t.id = p.type LEFT JOIN model m ON m.id = p.model "
                   "LEFT JOIN maker k ON k.id = m.maker WHERE p.id = $1",
                   plan_.plan);
    if (!rule.next()) return;
    if (plan_.by_model)
      return add("rule", std::nullopt, plan_.plan,
                 say("a rule gives it to every {name}", {{"name", rule.get<std::string>(1)}}));
    add("rule", std::nullopt, plan_.plan,
        say("a rule gives it to every device of the type {name}", {{"name", rule.get<std::string>(0)}}));
    steps_.back().names_type = true;
  }

  void terms() {
    const auto& terms = plan::terms_on(history_, on_);
    const Interval every = terms.every;
    const Date since = terms.since;
    if (terms.basis == plan::Basis::fixed)
      add("terms", terms.since, 0,
          say("every {every} counted from {anchor}, whenever it is done (fixed); in force since {since}",
              {{"every", every}, {"anchor", terms.anchor}, {"since", since}}));
    else
      add("terms", terms.since, 0,
          say("every {every} from the day it was last done (floating); in force since {since}",
              {{"every", every}, {"since", since}}));
  }

  void anchor() {
    if (!standing_.last_done) add("entry", std::nullopt, 0, say("it was never done, as far as is known"));
    const auto served = plan::served(history_, on_);
    const std::size_t first = served.size() < 3 ? 0 : served.size() - 3;
    if (first > 0)
      add("entry", std::nullopt, 0,
          say_n(static_cast<std::int64_t>(first), "{n} earlier entry is not shown",
                "{n} earlier entries are not shown"));
    for (std::size_t i = first; i < served.size(); ++i) entry(served[i]);
    attempts();
    if (!runs() || standing_.state == plan::State::retest) return;
    const auto* from = standing_.anchored_by ? plan_.services[*standing_.anchored_by] : anchor_on(plan_, on_).last;
    const Id row = from == nullptr ? 0 : from->id;
    add("anchor", standing_.due, row, counted_from());
    if (const auto earlier = due_by_history(plan_, on_))
      add("history", *earlier, 0,
          say("what was done before that date was given does not move it: by the last work it would be due on {due}",
              {{"due", *earlier}}));
  }

  /// What the due date is counted from.
  Sentence counted_from() const {
    const auto& terms = plan::terms_on(history_, on_);
    const Date due = standing_.due;
    if (standing_.anchored_by) {
      const Date done = history_.services[*standing_.anchored_by].on;
      if (terms.basis == plan::Basis::fixed)
        return say("so it is due on {due}, the next date after the one served on {on}", {{"due", due}, {"on", done}});
      return say("so it is due on {due}, counted from what was done on {on}", {{"due", due}, {"on", done}});
    }
    switch (anchor_on(plan_, on_).origin) {
      case Origin::given:
        return say("it is due on {due}, counted from the first due date that was given, {anchor}",
                   {{"due", due}, {"anchor", terms.anchor}});
      case Origin::spread:
        return say("it is due on {due}, counted from {anchor}, its first due date in the spread over the hospital",
                   {{"due", due}, {"anchor", terms.anchor}});
      case Origin::last_of_kind:
        return say("it is due on {due}, counted from the last inspection of its kind before the plan was added",
                   {{"due", due}});
      case Origin::in_service:
        return say("it is due on {due}, counted from {on}, when the device came into service",
                   {{"due", due}, {"on", *facts_.in_service_on}});
      case Origin::added:
        break;
    }
    return say("it is due on {due}, counted from the day the plan was added: nothing earlier is known of the device",
               {{"due", due}});
  }

  /// Those since it was last done: they say why it was not.
  void attempts() {
    db::Query query(database_,
                    "SELECT id, tried_on, because, coalesce(note, '') FROM attempt WHERE device = $1 AND name_key = $2 "
                    "AND tried_on >= $3 AND tried_on <= $4 AND live = 1 ORDER BY tried_on, id",
                    facts_.id, plan_.name_key, standing_.last_done.value_or(earliest_date), on_);
    while (query.next())
      add("attempt", query.get<Date>(1), query.number(0),
          say("tried on {on}: {because} {note}", {{"on", query.get<Date>(1)},
                                                  {"because", Term{std::string(query.text(2))}},
                                                  {"note", std::string(query.text(3))}}));
  }

  void entry(const plan::Served& served) {
    const auto& service = *plan_.services[served.service];
    const bool names_date =
        served.occurrence &&
        (plan::terms_on(history_, service.done_on).basis == plan::Basis::fixed || service.counts_for);
    if (served.occurrence && !names_date)
      return add("entry", service.done_on, service.id,
                 say("done on {on} ({result})",
                     {{"on", service.done_on}, {"result", Term{std::string(name_of(service.result))}}}));
    Sentence text = served.occurrence
                        ? say("done on {on} ({result}): it served the date {due}",
                              {{"on", service.done_on},
                               {"result", Term{std::string(name_of(service.result))}},
                               {"due", *served.occurrence}})
                        : say("done on {on} ({result}): it served no date",
                              {{"on", service.done_on}, {"result", Term{std::string(name_of(service.result))}}});
    add("entry", service.done_on, service.id, std::move(text));
  }

  void window() {
    if (!runs() || standing_.state == plan::State::retest) return;
    add("window", standing_.closes, 0,
        say("done from {opens} to {closes} it is on time; from the day after it is overdue",
            {{"opens", standing_.opens}, {"closes", standing_.closes}}));
  }

  void pauses() {
    for (const auto& pause : history_.pauses) {
      if (pause.from > on_) continue;
      if (pause.until && *pause.until <= on_)
        add("pause", pause.from, 0,
            say("suspended from {from} until {until}", {{"from", pause.from}, {"until", *pause.until}}));
      else
        add("pause", pause.from, 0, say("suspended since {from}", {{"from", pause.from}}));
    }
    if (history_.retired && *history_.retired <= on_)
      add("pause", history_.retired, 0, say("the device was retired on {on}", {{"on", *history_.retired}}));
  }

  void missed() {
    const auto dates = plan::missed(history_, on_);
    if (dates.empty()) return;
    add("missed", dates.back(), 0,
        say_n(static_cast<std::int64_t>(dates.size()), "{n} date was missed, on {on}",
              "{n} dates were missed, the last on {on}", {{"on", dates.back()}}));
  }

  void blocked() {
    for (const auto& breakdown : work::open_breakdowns_on(database_, facts_.id, on_))
      add("blocked", date_of(breakdown.reported_at), breakdown.id,
          say("broken down: {number}, {symptom}", {{"number", breakdown.number}, {"symptom", breakdown.symptom}}));
  }

  void snoozed() {
    db::Query query(database_,
                    "SELECT id, until, reason FROM snooze WHERE device = $1 AND until > $2 AND live = 1 "
                    "AND coalesce(kind, $3) = $3 ORDER BY until DESC, id LIMIT 1",
                    facts_.id, on_, Value{Value::Type::text, 0, plan_.kind});
    if (query.next())
      add("snoozed", query.get<Date>(1), query.number(0),
          say("no mail goes before {until}: {reason}",
              {{"until", query.get<Date>(1)}, {"reason", std::string(query.text(2))}}));
  }

  db::Database& database_;
  const DeviceFacts& facts_;
  const DevicePlan& plan_;
  const plan::History& history_;
  Date on_;
  plan::Standing standing_;
  std::vector<Step> steps_;
};

std::string listed(const std::vector<const DevicePlan*>& plans) {
  std::string names;
  for (const auto* plan : plans) names += (names.empty() ? "" : ", ") + plan->name;
  return names;
}

std::vector<const DevicePlan*> running(const std::vector<DevicePlan>& plans, std::string_view kind, Date on) {
  std::vector<const DevicePlan*> found;
  for (const auto& plan : plans) {
    const auto standing = due::standing(plan, on);
    if (standing && standing->state != plan::State::ended && (kind.empty() || plan.kind == kind))
      found.push_back(&plan);
  }
  return found;
}

}  // namespace

std::optional<DeviceFacts> facts_of(db::Database& database, Id device) {
  Facts walk(database, device, device);
  DeviceFacts facts;
  if (!walk.next(facts)) return std::nullopt;
  return facts;
}

DevicePlan require_plan(const std::vector<DevicePlan>& plans, const DeviceFacts& facts, std::string_view name) {
  const std::string key = fold(name);
  std::vector<const DevicePlan*> all;
  for (const auto& plan : plans) {
    if (plan.name_key == key) return plan;
    all.push_back(&plan);
  }
  if (all.empty()) throw Error(Fault::not_found, "device {tag} has no plan", {{"tag", facts.tag}});
  throw Error(Fault::not_found, "device {tag} has no plan {name}: it has {names}",
              {{"tag", facts.tag}, {"name", std::string(name)}, {"names", listed(all)}});
}

std::optional<DevicePlan> choose_plan(const std::vector<DevicePlan>& plans, const DeviceFacts& facts,
                                      std::string_view name, std::string_view kind, Date on) {
  if (!name.empty()) return require_plan(plans, facts, name);
  const auto found = running(plans, kind, on);
  if (found.empty()) return std::nullopt;
  if (found.size() > 1)
    throw Error(Fault::usage, "device {tag} has several plans: say which of {names}",
                {{"tag", facts.tag}, {"names", listed(found)}});
  return *found.front();
}

std::optional<Date> due_by_history(const DevicePlan& plan, Date on) {
  const auto standing = due::standing(plan, on);
  if (!standing || standing->state == plan::State::ended || standing->state == plan::State::suspended) return {};
  const auto& terms = plan::terms_on(plan.history, on);
  const Origin origin = anchor_on(plan, on).origin;
  const bool is_given = origin == Origin::given || origin == Origin::spread;
  if (!is_given || terms.basis != plan::Basis::floating || standing->due != terms.anchor) return {};
  std::optional<Date> by_work;
  for (const auto& service : plan.history.services)
    if (service.on <= on && !service.extra) by_work = add(service.on, terms.every);
  return by_work && *by_work < standing->due ? by_work : std::nullopt;
}

void each_kept_date(db::Database& database, const store::Entry& entry, Date on,
                    const std::function<void(const KeptDate&)>& f) {
  const Rules rules(database);
  // Only a device with a first due date of its own can have one that stands.
  db::Query devices(database,
                    "SELECT DISTINCT s.device FROM service s WHERE s.id >= $1 AND s.id < $2 AND s.live = 1 AND "
                    "(EXISTS (SELECT 1 FROM first_due x WHERE x.device = s.device AND x.live = 1) OR "
                    "EXISTS (SELECT 1 FROM plan p WHERE p.device = s.device AND p.live = 1)) ORDER BY s.device",
                    entry.first_row, store::end_row(entry));
  while (devices.next()) {
    const auto facts = facts_of(database, devices.number(0));
    if (!facts) continue;
    for (const auto& plan : plans_of(*facts, rules, on))
      if (const auto earlier = due_by_history(plan, on)) f({facts->tag, plan.name, standing(plan, on)->due, *earlier});
  }
}

std::vector<Step> why(db::Database& database, const DeviceFacts& facts, const DevicePlan& plan, Date on) {
  return Proof(database, facts, plan, on).steps();
}

}  // namespace siyana::due
