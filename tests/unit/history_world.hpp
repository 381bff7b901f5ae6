// A small hospital in a private store, on which tests let random commands loose.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "db/migrate.hpp"
#include "device/line.hpp"
#include "device/naming.hpp"
#include "due/baseline.hpp"
#include "due/list.hpp"
#include "embedded.hpp"
#include "history/history.hpp"
#include "round/record.hpp"
#include "store/begin.hpp"

namespace siyana::world {

inline const Date first_day = date_of(2026, 1, 1);

/// The store, and a clock that the test moves.
class World {
 public:
  World() : database(db::open_scratch()) {
    history::upgrade(*database, "2026-01-01T00:00:00Z");
    store::begin(
        *database, std::string(16, 'u'), "MOS", moment(), {"tester", ""},
        [](store::Change& change) {
          device::Facility facility;
          facility.code = "MOS";
          facility.name = "Mostaganem";
          device::add_facility(change, facility);
        },
        history::settler());
  }

  store::Moment moment() {
    ++milliseconds_;
    const std::int64_t seconds = (today - date_of(1970, 1, 1)) * 86400LL + 36000;
    return {{seconds, 0}, seconds * 1000 + milliseconds_, today};
  }
  Instant now() { return moment().at; }

  /// Runs f in a change of its own; false where it was refused, and then nothing was written.
  template <class F>
  bool change(std::string what, F&& f) {
    try {
      store::Change change(*database, moment(), {"tester", ""}, std::move(what), "", history::settler());
      f(change);
      return change.commit().has_value();
    } catch (const Error&) {
      return false;
    }
  }

  device::Device device(const std::string& tag) { return device::find_device(*database, tag); }
  Id last_entry() { return store::head(*database, 1)->id; }
  std::int64_t last_tick() { return store::head(*database, 1)->tick; }

  std::unique_ptr<db::Database> database;
  Date today = first_day;

 private:
  std::int64_t milliseconds_ = 0;
};

template <class Row>
std::string text_of(const Row& row) {
  std::string text;
  for_each_field<Row>([&](const auto& f, std::size_t) {
    Scratch scratch;
    using T = std::remove_cvref_t<decltype(row.*(f.member))>;
    const Value value = Codec<T>::write(row.*(f.member), scratch);
    text += value.type == Value::Type::number ? std::to_string(value.number) : std::string(value.text);
    text += '|';
  });
  return text;
}

/// The day's own rows, where they were worked out, give way to the stored ones again.
inline void forget_day(db::Database& database) { database.run_script(embedded("sqlite/on_a_day_forget.sql")); }

/// Every answer of the store on a day, as text.
inline std::string answers(db::Database& database, Date on) {
  std::string text;
  due::answer_for(database, on);
  due::Filter all;
  all.which = due::Which::all;
  due::each(database, all, on, [&](const due::Line& line) { text += text_of(line) + "\n"; });
  due::each(database, {}, on, [&](const due::Line& line) { text += "overdue " + line.tag + " " + line.plan + "\n"; });
  device::each(database, {}, [&](const device::Line& line) { text += text_of(line) + "\n"; });
  db::Query breakdowns(database, "SELECT number, symptom, closed_at FROM breakdown WHERE live = 1 ORDER BY id");
  while (breakdowns.next())
    for (int i = 0; i < 3; ++i) text += std::string(breakdowns.text(i)) + "|";
  breakdowns.again();
  database.drop_statements();
  forget_day(database);
  return text;
}

/// One random command after the other. Those that make no sense are refused, as they would be at the shell.
class Random {
 public:
  Random(World& world, unsigned seed) : world_(world), random_(seed) {}

  /// Time passes, now and then.
  void pass_time() {
    if (below(3) == 0) world_.today = world_.today + static_cast<int>(below(25));
  }
  bool step() {
    static constexpr bool (Random::*steps[])() = {
        &Random::register_device, &Random::log,       &Random::log,      &Random::log,       &Random::add_plan,
        &Random::add_rule,        &Random::edit_plan, &Random::end_plan, &Random::lifecycle, &Random::spread,
        &Random::visit,           &Random::suspend,   &Random::open,     &Random::close,     &Random::move,
        &Random::merge,           &Random::retag,     &Random::attempt};
    return (this->*steps[below(std::size(steps))])();
  }
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }

 private:
  db::Database& database() { return *world_.database; }
  std::string tag() { return "D-" + std::to_string(below(5)); }
  Date past() { return world_.today - static_cast<int>(below(200)); }
  Interval interval() {
    static constexpr Interval intervals[] = {{10, Interval::Unit::day},
                                             {1, Interval::Unit::month},
                                             {3, Interval::Unit::month},
                                             {6, Interval::Unit::month},
                                             {1, Interval::Unit::year}};
    return intervals[below(std::size(intervals))];
  }
  std::string plan_name() { return below(2) == 0 ? "pm" : "safety"; }

  bool register_device() {
    return world_.change("device add", [&](store::Change& change) {
      device::Naming names(change, true, [](const Sentence&) {});
      device::Device device;
      device.tag = tag();
      device.type = Ref{names.type("type " + std::to_string(below(3)))};
      device.maker = Ref{names.maker("maker " + std::to_string(below(2)))};
      device.model = Ref{names.model("model " + std::to_string(below(2)), device.maker.id)};
      device.department = Ref{names.department("ward " + std::to_string(below(3)), 0)};
      if (below(2) == 0) device.in_service_on = past();
      device::add(change, device);
    });
  }
  bool log() {
    return world_.change("pm log", [&](store::Change& change) {
      work::Service service;
      service.name = plan_name();
      service.kind = service.name;
      service.done_on = past();
      service.result = static_cast<plan::Result>(below(3));
      service.extra = below(8) == 0;
      work::log(change, world_.device(tag()), service, world_.now(), below(2) == 0);
    });
  }
  bool attempt() {
    return world_.change("pm attempt", [&](store::Change& change) {
      work::Attempt attempt;
      attempt.name = plan_name();
      attempt.kind = attempt.name;
      attempt.tried_on = past();
      attempt.because = "in-use";
      work::attempt(change, world_.device(tag()), attempt);
    });
  }
  plan::Wish wish() {
    plan::Wish wish;
    wish.every = interval();
    if (below(2) == 0) wish.basis = below(2) == 0 ? plan::Basis::fixed : plan::Basis::floating;
    if (below(3) != 0) wish.due = past() + 100;
    return wish;
  }
  Date from() {
    return below(4) == 0 ? world_.today + static_cast<int>(below(60)) : world_.today - static_cast<int>(below(100));
  }
  bool add(store::Change& change, plan::Plan plan) {
    plan.name = plan_name();
    plan.kind = plan.name;
    plan::add(change, plan, plan::new_terms(database(), wish(), plan.kind, from()));
    return true;
  }
  bool add_plan() {
    return world_.change("plan add", [&](store::Change& change) {
      plan::Plan plan;
      plan.device = Ref{world_.device(tag()).id};
      add(change, plan);
    });
  }
  bool add_rule() {
    return world_.change("plan add", [&](store::Change& change) {
      plan::Plan plan;
      if (below(2) == 0)
        plan.type = device::find_type(database(), "type " + std::to_string(below(3))).root;
      else
        plan.model = device::find_model(database(), "model " + std::to_string(below(2))).root;
      add(change, plan);
    });
  }
  bool with_plan(std::string what, bool ends) {
    return world_.change(std::move(what), [&](store::Change& change) {
      auto plans = plan::rules(database());
      for (const auto& own : plan::own_plans(database(), world_.device(tag()).id)) plans.push_back(own);
      if (plans.empty()) throw Error(Fault::not_found, "no plan");
      const auto& plan = plans[below(plans.size())];
      const Date since = from();
      auto terms = plan::changed_terms(database(), *plan::terms_in_force(database(), plan.id, since), wish(), since);
      terms.ended = ends;
      plan::set_terms(change, plan, terms);
    });
  }
  bool edit_plan() { return with_plan("plan edit", false); }
  bool end_plan() { return below(3) == 0 && with_plan("plan end", true); }
  bool lifecycle() {
    return world_.change("device store", [&](store::Change& change) {
      static constexpr std::string_view states[] = {"in_storage", "in_service", "lost", "in_service", "retired"};
      const auto device = world_.device(tag());
      const auto state = states[below(below(4) == 0 ? 5 : 4)];
      device::require_lifecycle_step(device, state);
      device::set_status(change, device, "lifecycle", state, past(), "");
    });
  }
  bool spread() {
    return world_.change("plan spread", [&](store::Change& change) {
      due::BaselineWish wish;
      wish.from = world_.today + static_cast<int>(below(30));
      wish.most = static_cast<std::int64_t>(1 + below(3));
      wish.again = below(2) == 0;
      due::set_baseline(change, due::plan_baseline(change.database(), world_.today, wish));
    });
  }
  bool visit() {
    return world_.change("round start", [&](store::Change& change) {
      const auto open = round::open_rounds(change.database());
      const Instant now = world_.now();
      const auto round = open.empty() ? round::begin(change, {}, now, "") : open.back();
      const auto stop = round::stop_at(change.database(), world_.device(tag()).id, 60, world_.today);
      const std::string outcomes[] = {"seen", "pass", "minor", "fail", "skip", "in-use"};
      round::record(change, round, stop, {outcomes[below(6)], "note", "", now, below(2)});
      if (below(4) == 0) round::close(change, round, now);
    });
  }
  bool suspend() {
    return world_.change("plan suspend", [&](store::Change& change) {
      plan::suspend(change, world_.device(tag()), below(2) == 0 ? plan_name() : "", below(2) == 0, past(), "");
    });
  }
  bool open() {
    return world_.change("breakdown open", [&](store::Change& change) {
      work::Breakdown breakdown;
      breakdown.device = Ref{world_.device(tag()).id};
      breakdown.symptom = "broken";
      breakdown.effect = below(2) == 0 ? "down" : "defect";
      breakdown.reported_at = world_.now();
      work::open(change, breakdown, world_.now());
    });
  }
  bool close() {
    return world_.change("breakdown close", [&](store::Change& change) {
      const auto open = work::open_breakdowns(database(), world_.device(tag()).id);
      if (open.empty()) throw Error(Fault::conflict, "none");
      auto after = open.front();
      after.cause = after.service ? "PF" : "BATT";
      after.action = "mended";
      work::close(change, open.front(), after, world_.now());
    });
  }
  bool move() {
    return world_.change("device move", [&](store::Change& change) {
      device::Naming names(change, true, [](const Sentence&) {});
      device::move(change, world_.device(tag()), past(), names.department("ward " + std::to_string(below(3)), 0), "",
                   "");
    });
  }
  bool merge() {
    if (below(4) != 0) return false;
    return world_.change("type merge", [&](store::Change& change) {
      device::merge_types(change, "type " + std::to_string(below(3)), "type " + std::to_string(below(3)));
    });
  }
  bool retag() {
    if (below(4) != 0) return false;
    return world_.change("device edit", [&](store::Change& change) {
      const auto before = world_.device(tag());
      auto after = before;
      after.tag = "D-" + std::to_string(below(9));
      device::edit(change, before, after);
    });
  }

  World& world_;
  std::mt19937 random_;
};

}  // namespace siyana::world
