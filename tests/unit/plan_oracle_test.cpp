// Random histories: the fast rules against the plain ones, and what must hold whatever the facts.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <tuple>

#include "plan_facts.hpp"
#include "plan_oracle.hpp"

using namespace siyana;
using namespace siyana::plan;
using oracle::Oracle;

namespace {

const Date first_day = date_of(2021, 1, 1);
constexpr int span = 1100;                                               // days in which facts are dated
const oracle::Day horizon = oracle::number(first_day + span) + 3 * 366;  // beyond any named occurrence

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  int between(int low, int high) { return low + static_cast<int>(engine_() % static_cast<unsigned>(high - low + 1)); }
  bool chance(int percent) { return between(1, 100) <= percent; }
  template <typename T>
  const T& of(const std::vector<T>& choices) {
    return choices[static_cast<std::size_t>(between(0, static_cast<int>(choices.size()) - 1))];
  }
  Date day() { return first_day + between(0, span); }
  std::mt19937& engine() { return engine_; }

 private:
  std::mt19937 engine_;
};

Interval any_interval(Dice& dice) {
  static const std::vector<const char*> choices = {"1d", "5d", "30d", "1w", "2w",  "13w", "1m", "1m",
                                                   "2m", "3m", "6m",  "6m", "12m", "1y",  "2y"};
  return parse_interval(dice.of(choices)).value();
}

Date any_anchor(Dice& dice) {
  const Date day = dice.day();
  if (dice.chance(60)) return day;
  const std::chrono::year_month_day civil(day.day);
  return {std::chrono::sys_days(civil.year() / civil.month() / std::chrono::last)};
}

/// before + after stays below the interval, as the contract wants.
void give_window(Dice& dice, Terms& terms) {
  const int room = least_days(terms.every) - 1;
  terms.before = dice.chance(50) ? default_before(terms.every) : dice.between(0, room);
  terms.after = dice.chance(60) ? 0 : dice.between(0, room - terms.before);
  terms.lead = dice.of(std::vector<int>{0, 7, 30});
}

Terms any_terms(Dice& dice) {
  Terms made;
  made.since = first_day + dice.between(0, 100);
  made.every = any_interval(dice);
  made.basis = dice.chance(55) ? Basis::fixed : Basis::floating;
  made.anchor = any_anchor(dice);
  made.anchor_given = dice.chance(70);
  give_window(dice, made);
  return made;
}

/// Other terms from a later day: everything new, or one thing.
Terms changed(Dice& dice, Terms terms) {
  const Date since = terms.since + dice.between(1, 500);
  if (dice.chance(30)) terms = any_terms(dice);
  if (dice.chance(30)) terms.basis = terms.basis == Basis::fixed ? Basis::floating : Basis::fixed;
  if (dice.chance(30)) terms.anchor = any_anchor(dice);
  if (dice.chance(20)) terms.every = any_interval(dice);
  give_window(dice, terms);
  terms.since = since;
  terms.ended = dice.chance(12);
  return terms;
}

/// An occurrence of some of the terms, or a day near it: where the rules turn.
Date near_occurrence(Dice& dice, const History& history) {
  const Terms& terms = dice.of(history.terms);
  const auto last = steps_until(terms.anchor, terms.every, first_day + span);
  const Date occurrence = add(terms.anchor, terms.every, dice.between(0, std::max(1, static_cast<int>(last) + 1)));
  const int shift = dice.of(std::vector<int>{0, 0, -1, 1, -terms.before, -terms.before - 1, terms.after + 1});
  return std::min(occurrence + shift, first_day + span + 366);
}

Service any_service(Dice& dice, const History& history) {
  Service made;
  made.on = dice.chance(60) ? near_occurrence(dice, history) : dice.day();
  made.result = dice.of(std::vector<Result>{Result::pass, Result::pass, Result::pass, Result::minor, Result::fail});
  made.extra = dice.chance(12);
  if (!made.extra && dice.chance(12)) made.counts_for = near_occurrence(dice, history);
  return made;
}

Pause any_pause(Dice& dice, const History& history) {
  Pause made;
  made.from = dice.chance(50) ? near_occurrence(dice, history) : dice.day();
  if (!dice.chance(15)) made.until = made.from + dice.between(0, dice.chance(50) ? 10 : 300);
  made.retest = dice.chance(50);
  return made;
}

History any_history(Dice& dice) {
  History made;
  made.terms = {any_terms(dice)};
  while (made.terms.size() < 4 && dice.chance(35)) made.terms.push_back(changed(dice, made.terms.back()));
  for (int left = dice.between(0, dice.chance(20) ? 30 : 6); left > 0; --left)
    made.services.push_back(any_service(dice, made));
  std::ranges::stable_sort(made.services, {}, &Service::on);
  while (made.pauses.size() < 3 && dice.chance(30)) made.pauses.push_back(any_pause(dice, made));
  std::ranges::stable_sort(made.pauses, {}, &Pause::from);
  if (dice.chance(8)) made.retired = dice.day();
  return made;
}

/// One set of terms, and nothing said of any entry but its result.
History plain_history(Dice& dice, Basis basis) {
  History made;
  made.terms = {any_terms(dice)};
  made.terms[0].basis = basis;
  for (int left = dice.between(0, 8); left > 0; --left) {
    made.services.push_back(any_service(dice, made));
    made.services.back().extra = false;
    made.services.back().counts_for.reset();
  }
  std::ranges::stable_sort(made.services, {}, &Service::on);
  return made;
}

std::string told(const std::optional<Standing>& standing) {
  if (!standing) return "none";
  std::ostringstream text;
  text << name_of(standing->state) << " last " << (standing->last_done ? to_string(*standing->last_done) : "-");
  if (standing->state == State::ended || standing->state == State::suspended) return text.str();
  for (const Date date : {standing->due, standing->opens, standing->closes, standing->soon})
    text << ' ' << to_string(date);
  if (standing->anchored_by) text << " by " << *standing->anchored_by;
  return text.str();
}

std::string told(const std::vector<Served>& list) {
  std::string text;
  for (const Served& one : list)
    text += std::to_string(one.service) + ":" + (one.occurrence ? to_string(*one.occurrence) : "-") + " ";
  return text;
}

std::string told(const History& history) {
  std::ostringstream text;
  for (const Terms& terms : history.terms)
    text << "\nterms " << to_string(terms.since) << (terms.basis == Basis::fixed ? " fixed " : " floating ")
         << to_string(terms.every) << " anchor " << to_string(terms.anchor) << (terms.anchor_given ? " given" : "")
         << " -" << terms.before << " +" << terms.after << " lead " << terms.lead << (terms.ended ? " ended" : "");
  for (const Service& service : history.services)
    text << "\nservice " << to_string(service.on) << (service.result == Result::fail ? " fail" : "")
         << (service.extra ? " extra" : "")
         << (service.counts_for ? " counts for " + to_string(*service.counts_for) : "");
  for (const Pause& pause : history.pauses)
    text << "\npause " << to_string(pause.from) << ' ' << (pause.until ? to_string(*pause.until) : "-")
         << (pause.retest ? " retest" : "");
  if (history.retired) text << "\nretired " << to_string(*history.retired);
  return text.str();
}

/// Everything that is said of a history on a day.
std::string all_told(const History& history, Date on) {
  return told(standing(history, on)) + " | " + told(served(history, on)) + "| " + facts::listed(missed(history, on));
}

/// Says nothing while all is well: a CHECK each would cost more than what it checks.
void same(const std::string& left, const std::string& right, const History& history, Date on) {
  if (left == right) return;
  FAIL_CHECK(to_string(on) << "\n got  " << left << "\n want " << right << told(history));
}

/// Days worth asking about: any, and those on which this answer would turn.
std::vector<Date> days_to_ask(Dice& dice, const History& history) {
  std::vector<Date> days = {dice.day(), dice.day() + 200};
  if (const auto now = standing(history, days[0]); now && now->due != Date{})
    for (const Date turn : {now->due, now->opens, now->closes, now->soon})
      if (turn < first_day + span + 366) days.push_back(turn + dice.between(-1, 1));
  return days;
}

/// The facts as they could be known on a day.
History known_on(History history, Date on) {
  std::erase_if(history.terms, [&](const Terms& terms) { return terms.since > on; });
  std::erase_if(history.services, [&](const Service& service) { return service.on > on; });
  std::erase_if(history.pauses, [&](const Pause& pause) { return pause.from > on; });
  for (Pause& pause : history.pauses)
    if (pause.until && *pause.until > on) pause.until.reset();
  if (history.retired && *history.retired > on) history.retired.reset();
  return history;
}

int most_days(Interval interval) {
  switch (interval.unit) {
    case Interval::Unit::month:
      return interval.count * 31;
    case Interval::Unit::year:
      return interval.count * 366;
    default:
      return least_days(interval);
  }
}

}  // namespace

TEST_CASE("fifteen thousand random histories stand as the plain rules say") {
  Dice dice(20260115);
  std::map<State, int> met;
  for (int round = 0; round < 15000; ++round) {
    const History history = any_history(dice);
    const Oracle plain(history, horizon);
    for (const Date on : days_to_ask(dice, history)) {
      const auto answer = standing(history, on);
      same(told(answer), told(plain.standing(oracle::number(on))), history, on);
      if (answer) ++met[answer->state];
    }
    const Date on = dice.day();
    same(told(served(history, on)), told(plain.served(oracle::number(on))), history, on);
    same(facts::listed(missed(history, on)), facts::listed(plain.missed(oracle::number(on))), history, on);
  }
  for (int state = 0; state < 7; ++state) CHECK(met[static_cast<State>(state)] > 1000);
}

TEST_CASE("facts shuffled and sorted again by date and entry say the same") {
  Dice dice(1);
  for (int round = 0; round < 2000; ++round) {
    const History history = any_history(dice);
    std::vector<std::pair<int, Service>> entered;
    for (const Service& service : history.services) entered.emplace_back(static_cast<int>(entered.size()), service);
    std::ranges::shuffle(entered, dice.engine());
    const auto key = [](const auto& entry) { return std::tuple(entry.second.on, entry.first); };
    std::ranges::stable_sort(entered, {}, key);
    History again = history;
    again.services.clear();
    for (const auto& [order, service] : entered) again.services.push_back(service);
    const Date on = dice.day();
    same(all_told(again, on), all_told(history, on), history, on);
  }
}

TEST_CASE("an entry taken away and put back leaves everything as it was") {
  Dice dice(2);
  int moved = 0;
  for (int round = 0; round < 2000; ++round) {
    History history = any_history(dice);
    if (history.services.empty()) continue;
    const Date on = first_day + span + 366;
    const std::string before = all_told(history, on);
    const int index = dice.between(0, static_cast<int>(history.services.size()) - 1);
    const Service taken = history.services[static_cast<std::size_t>(index)];
    history.services.erase(history.services.begin() + index);
    if (all_told(history, on) != before) ++moved;
    history.services.insert(history.services.begin() + index, taken);
    same(all_told(history, on), before, history, on);
  }
  CHECK(moved > 500);
}

TEST_CASE("facts of later days change nothing today") {
  Dice dice(3);
  for (int round = 0; round < 3000; ++round) {
    const History history = any_history(dice);
    const Date on = dice.day();
    const History known = known_on(history, on);
    if (!known.terms.empty()) same(all_told(history, on), all_told(known, on), history, on);
  }
}

TEST_CASE("until the next fact only the clock moves") {
  Dice dice(4);
  for (int round = 0; round < 3000; ++round) {
    const History history = any_history(dice);
    const Date on = dice.day();
    const auto now = standing(history, on);
    if (!now) continue;
    const Date end = std::min(changes_after(history, on).value_or(on + 400), on + 400);
    const Date then = on + dice.between(0, std::max(0, end - on - 1));
    const auto later = standing(history, then).value();
    const auto dates = [](const Standing& one) {
      return std::tuple(one.due, one.opens, one.closes, one.soon, one.anchored_by, one.last_done);
    };
    if (dates(*now) != dates(later)) same(told(later), told(now), history, then);
    const auto fast = [](State state) {
      return state == State::ended || state == State::suspended || state == State::retest;
    };
    if (fast(now->state) || fast(later.state)) CHECK(now->state == later.state);
  }
}

TEST_CASE("what is overdue stays so and a day later each day until a fact changes it") {
  Dice dice(5);
  int seen = 0;
  for (int round = 0; round < 20000; ++round) {
    const History history = any_history(dice);
    const Date on = dice.day(), next = on + 1;
    const auto now = standing(history, on);
    if (!now || now->state != State::overdue || changes_after(history, on) == next) continue;
    const auto later = standing(known_on(history, next), next).value();
    CHECK(later.state == State::overdue);
    CHECK(later.days_late(next) == now->days_late(on) + 1);
    ++seen;
  }
  CHECK(seen > 3000);
}

TEST_CASE("no entry lets the time since the last service pass the interval and its window unnoticed") {
  Dice dice(6);
  int judged = 0;
  for (int round = 0; round < 20000; ++round) {
    const History history = plain_history(dice, dice.chance(60) ? Basis::fixed : Basis::floating);
    const Terms& terms = history.terms[0];
    const Date on = std::max(dice.day(), terms.since);
    Date covered = terms.anchor;  // nothing is due before the first due date
    for (const Service& service : history.services)
      if (service.on <= on) covered = std::max(covered, service.on + terms.before + most_days(terms.every));
    if (on <= covered + terms.after) continue;
    const auto answer = standing(history, on).value();
    if (answer.state != State::overdue && answer.state != State::retest)
      same(told(answer), "overdue or retest", history, on);
    ++judged;
  }
  CHECK(judged > 3000);
}

TEST_CASE("under a floating plan nothing is due later than an interval after the last entry that counts") {
  Dice dice(7);
  for (int round = 0; round < 5000; ++round) {
    const History history = plain_history(dice, Basis::floating);
    const Terms& terms = history.terms[0];
    const Date on = first_day + span + 366;
    const auto answer = standing(history, on).value();
    if (answer.state == State::retest || !answer.anchored_by) continue;
    CHECK(*answer.anchored_by == history.services.size() - 1);
    CHECK(answer.due == oracle::date(oracle::later(oracle::number(history.services.back().on), terms.every, 1)));
  }
}

TEST_CASE("occurrences served early and late for years do not drift from the anchor") {
  Dice dice(8);
  for (int round = 0; round < 500; ++round) {
    History history;
    history.terms = {any_terms(dice)};
    Terms& terms = history.terms[0];
    terms.basis = Basis::fixed;
    for (int step = 0; step < 40; ++step) {
      const Date due = oracle::date(oracle::later(oracle::number(terms.anchor), terms.every, step));
      const Date on = std::max(due, terms.since);
      CHECK(standing(history, on)->due == due);
      Service service;
      service.on = due + dice.between(-terms.before, terms.after);
      history.services.push_back(service);
    }
  }
}
