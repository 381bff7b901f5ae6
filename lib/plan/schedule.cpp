#include "plan/schedule.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <utility>

namespace siyana::plan {
namespace {

std::size_t services_until(const History& history, Date on) {
  const auto later = [](Date date, const Service& service) { return date < service.on; };
  const auto end = std::upper_bound(history.services.begin(), history.services.end(), on, later);
  return static_cast<std::size_t>(end - history.services.begin());
}

bool inside(const Pause& pause, Date date) { return pause.from <= date && (!pause.until || date < *pause.until); }

bool finished(const Pause& pause, Date on) { return pause.from <= on && pause.until && *pause.until <= on; }

/// Whether a day falls inside a pause. One that began later than the day asked about never holds it.
bool paused(const History& history, Date date) {
  return std::ranges::any_of(history.pauses, [&](const Pause& pause) { return inside(pause, date); });
}

/// Moves a due date out of the finished pauses. One pass serves: they are sorted by `from`, and a move goes forward.
template <typename Resume>
Date past_pauses(const History& history, Date due, Date on, Resume resume) {
  for (const Pause& pause : history.pauses)
    if (finished(pause, on) && inside(pause, due)) due = resume(*pause.until);
  return due;
}

/// The first occurrence of fixed terms after a date.
Date occurrence_after(const Terms& terms, Date date) {
  const std::int64_t step = steps_until(terms.anchor, terms.every, date) + 1;
  return add(terms.anchor, terms.every, std::max<std::int64_t>(step, 0));
}

/// Nearer to anchor - interval than to the anchor: done before the plan was given its first due date (floating).
bool before_anchor(const Terms& terms, Date date) {
  if (!terms.anchor_given) return false;
  const Date previous = add(terms.anchor, terms.every, -1);
  return std::abs(date - previous) < std::abs(date - terms.anchor);
}

/// The day on which this anchor was set by new terms; nothing where it is the plan's first. Someone who plans anew
/// knows what was done before, so that moves the new date no more.
std::optional<Date> planned_anew(const History& history, const Terms& terms) {
  auto index = static_cast<std::size_t>(&terms - history.terms.data());
  const auto same = [&](const Terms& other) { return other.anchor_given && other.anchor == terms.anchor; };
  if (!terms.anchor_given) return std::nullopt;
  while (index > 0 && same(history.terms[index - 1])) --index;
  return index > 0 ? std::optional(history.terms[index].since) : std::nullopt;
}

/// What was done when a new anchor was set. On that very day the order is not known: it serves a date whose window is
/// open, and was known where the date is further on.
bool is_known_at(const Terms& terms, const Service& service, Date since) {
  return service.on < since || (service.on == since && service.on < terms.anchor - terms.before);
}

/// The furthest date that work of a day can be said to count for: the one due and the next one after, or the anchor.
/// One further on would silence the plan for so long.
Date furthest_countable(const Terms& terms, Date on) {
  const Date next =
      terms.basis == Basis::floating ? add(on, terms.every) : occurrence_after(terms, occurrence_after(terms, on));
  return std::max(next, terms.anchor);
}

struct Due {
  Date date;
  std::optional<std::size_t> by;  // the service it stands on
};

/// Takes the services in order and tells what each served: each by the terms in force on its own date, so that a
/// change of terms leaves the past judged by the old ones.
class Walk {
 public:
  Walk(const History& history, Date on) : history_(history), end_(services_until(history, on)) {
    served_.reserve(end_);
    while (served_.size() < end_) step(history_.services[served_.size()]);
  }

  std::vector<Served> take() && { return std::move(served_); }
  Due due(const Terms& terms, Date on) { return terms.basis == Basis::fixed ? fixed(terms, on) : floating(terms, on); }

 private:
  void step(const Service& service) {
    const Terms& terms = terms_on(history_, service.on);
    const auto occurrence = occurrence_for(terms, service);
    const std::size_t index = served_.size();
    served_.push_back({index, occurrence});
    if (occurrence) advance(reached(terms, service, *occurrence), index);
    if (counting_for_ && counts(*counting_for_, index)) counting_ = index;
  }

  std::optional<Date> occurrence_for(const Terms& terms, const Service& service) {
    if (service.extra) return std::nullopt;
    if (service.counts_for)
      return *service.counts_for > furthest_countable(terms, service.on) ? std::nullopt
                                                                         : after_last(*service.counts_for);
    if (terms.ended) return std::nullopt;  // no occurrence is left to serve
    if (terms.basis == Basis::fixed) return latest_open(terms, service.on);
    if (before_anchor(terms, service.on)) return std::nullopt;
    return floating(terms, service.on).date;
  }

  std::optional<Date> after_last(Date occurrence) const {
    return last_ && occurrence <= *last_ ? std::nullopt : std::optional(occurrence);
  }

  /// The latest occurrence whose window has opened; those passed over are never served afterwards.
  std::optional<Date> latest_open(const Terms& terms, Date on) const {
    const std::int64_t step = steps_until(terms.anchor, terms.every, on + terms.before);
    return step < 0 ? std::nullopt : after_last(add(terms.anchor, terms.every, step));
  }

  /// How far a service reaches, should the terms become fixed: a floating one to its own date, and to the due date it
  /// served if that window was open. Done sooner it must not reach so far, or the plan would skip an occurrence.
  static Date reached(const Terms& terms, const Service& service, Date occurrence) {
    const bool named = terms.basis == Basis::fixed || service.counts_for;
    if (named) return occurrence;
    return occurrence - terms.before <= service.on ? std::max(occurrence, service.on) : service.on;
  }

  void advance(Date reached, std::size_t index) {
    if (last_ && reached <= *last_) return;
    last_ = reached;
    last_by_ = index;
  }

  /// Whether a service moves the due date of these floating terms.
  bool counts(const Terms& terms, std::size_t index) const {
    const Service& service = history_.services[index];
    if (service.extra) return false;
    if (const auto since = planned_anew(history_, terms); since && is_known_at(terms, service, *since)) return false;
    return service.counts_for ? served_[index].occurrence.has_value() : !before_anchor(terms, service.on);
  }

  /// The last service so far that moves these terms' due date. Searched anew only when the terms change: a new anchor
  /// (someone planned again) makes history of what an old one counted.
  std::optional<std::size_t> last_counting(const Terms& terms) {
    if (counting_for_ == &terms) return counting_;
    counting_for_ = &terms;
    std::size_t index = served_.size();
    while (index > 0 && !counts(terms, index - 1)) --index;
    counting_ = index > 0 ? std::optional(index - 1) : std::nullopt;
    return counting_;
  }

  Due floating(const Terms& terms, Date on) {
    const auto by = last_counting(terms);
    const Date plain = by ? add(history_.services[*by].on, terms.every) : terms.anchor;
    const Date due = past_pauses(history_, plain, on, [](Date back) { return back; });  // due on the day it is back
    return {due, due == plain ? by : std::nullopt};
  }

  Due fixed(const Terms& terms, Date on) const {
    const Date first = last_ ? occurrence_after(terms, *last_) : terms.anchor;
    const auto resume = [&](Date back) { return occurrence_after(terms, back - 1); };
    const bool stands_on_anchor = !last_ || *last_ < terms.anchor;
    return {past_pauses(history_, first, on, resume), stands_on_anchor ? std::nullopt : last_by_};
  }

  const History& history_;
  std::size_t end_;
  std::vector<Served> served_;
  std::optional<Date> last_;  // the last served occurrence
  std::optional<std::size_t> last_by_;
  const Terms* counting_for_ = nullptr;
  std::optional<std::size_t> counting_;
};

bool passed(const Service& service) { return service.result != Result::fail; }

/// The first fail that no later pass has answered: the first, since what failed then was never shown to be good.
std::optional<Due> failed_since(const History& history, std::size_t end) {
  std::optional<Due> since;
  for (std::size_t index = 0; index < end; ++index) {
    const Service& service = history.services[index];
    if (passed(service))
      since.reset();
    else if (!since)
      since = Due{service.on, index};
  }
  return since;
}

/// The first return from storage or loss that no pass has answered, logged while away or since.
std::optional<Due> returned_since(const History& history, Date on, std::size_t end) {
  std::optional<Date> pass;
  for (std::size_t index = 0; index < end; ++index)
    if (passed(history.services[index])) pass = history.services[index].on;
  // On the day it went away it may have been tested before it left.
  const auto answered = [&](const Pause& pause) {
    const bool of_before = *pause.until < history.terms.front().since;  // the plan was not there to be tested by
    return of_before || (pass && (*pass > pause.from || *pass >= *pause.until));
  };
  std::optional<Due> since;
  for (const Pause& pause : history.pauses) {
    if (!pause.retest || !finished(pause, on) || answered(pause)) continue;
    if (!since || *pause.until < since->date) since = Due{*pause.until, std::nullopt};
  }
  return since;
}

std::optional<Due> retest(const History& history, Date on) {
  const std::size_t end = services_until(history, on);
  const auto failed = failed_since(history, end);
  const auto returned = returned_since(history, on, end);
  if (failed && returned) return failed->date <= returned->date ? failed : returned;
  return failed ? failed : returned;
}

std::optional<Date> last_done(const History& history, Date on) {
  const std::size_t count = services_until(history, on);
  return count > 0 ? std::optional(history.services[count - 1].on) : std::nullopt;
}

/// Nothing is due on that day, and why.
std::optional<State> at_rest(const History& history, const Terms& terms, Date on) {
  if (terms.ended || (history.retired && *history.retired <= on)) return State::ended;
  if (paused(history, on)) return State::suspended;
  return std::nullopt;
}

/// The pauses met by days that are asked about in ascending order: each is looked at once.
class PausesInOrder {
 public:
  explicit PausesInOrder(const History& history) : pauses_(history.pauses) {}

  bool hold(Date date) {
    for (; next_ < pauses_.size() && pauses_[next_].from <= date; ++next_)
      until_ = std::max(until_, pauses_[next_].until.value_or(latest_date + 1));
    return date < until_;
  }

 private:
  const std::vector<Pause>& pauses_;  // by `from`
  std::size_t next_ = 0;
  Date until_ = earliest_date - 1;
};

/// Whether an occurrence is missed on a date, by the terms it belonged to. Storage, retirement and the plan's end
/// take it away; nothing else does.
bool is_missed(const History& history, const Terms& terms, Date occurrence, Date successor, Date on,
               PausesInOrder& pauses) {
  if (successor - terms.before > on) return false;
  if (history.retired && *history.retired <= occurrence) return false;
  return !pauses.hold(occurrence);
}

/// The occurrences of one stretch of terms, from `first` up to and without `end`, that are missed on a date.
void missed_within(const History& history, const Terms& terms, std::pair<Date, Date> stretch, Date on,
                   PausesInOrder& pauses, std::vector<Date>& found) {
  if (terms.ended || terms.basis == Basis::floating) return;
  Date occurrence = occurrence_after(terms, stretch.first - 1);
  while (occurrence < stretch.second) {
    const Date successor = occurrence_after(terms, occurrence);
    if (successor == occurrence) return;  // the end of the calendar
    if (is_missed(history, terms, occurrence, successor, on, pauses)) found.push_back(occurrence);
    occurrence = successor;
  }
}

std::vector<Date> occurrences_served(const History& history, Date on) {
  std::vector<Date> dates;
  for (const Served& one : served(history, on))
    if (one.occurrence) dates.push_back(*one.occurrence);
  std::ranges::sort(dates);
  return dates;
}

}  // namespace

std::string_view name_of(State state) {
  constexpr std::array<std::string_view, 7> names = {"overdue", "retest", "due", "soon", "ok", "suspended", "ended"};
  return names.at(static_cast<std::size_t>(state));
}

State open_state(Date on, Date soon, Date opens, Date closes) {
  if (on > closes) return State::overdue;  // the due day itself is good to its end
  if (on >= opens) return State::due;
  return on >= soon ? State::soon : State::ok;
}

const Terms& terms_on(const History& history, Date date) {
  const auto later = [](Date day, const Terms& terms) { return day < terms.since; };
  const auto next = std::upper_bound(history.terms.begin(), history.terms.end(), date, later);
  return next == history.terms.begin() ? history.terms.front() : *std::prev(next);
}

std::optional<Standing> standing(const History& history, Date on) {
  if (on < history.terms.front().since) return std::nullopt;
  const Terms& terms = terms_on(history, on);
  Standing answer;
  answer.last_done = last_done(history, on);
  if (const auto rest = at_rest(history, terms, on)) {
    answer.state = *rest;
    return answer;
  }
  if (const auto test = retest(history, on)) {
    answer.state = State::retest;
    answer.due = answer.opens = answer.closes = answer.soon = test->date;
    answer.anchored_by = test->by;
    return answer;
  }
  const Due due = Walk(history, on).due(terms, on);
  answer.due = due.date;
  answer.opens = due.date - terms.before;
  answer.closes = due.date + terms.after;
  answer.soon = answer.opens - terms.lead;
  answer.anchored_by = due.by;
  answer.state = open_state(on, answer.soon, answer.opens, answer.closes);
  return answer;
}

std::vector<Served> served(const History& history, Date on) { return Walk(history, on).take(); }

bool is_occurrence(const History& history, Date on, Date occurrence) {
  const Terms& terms = terms_on(history, on);
  if (terms.basis == Basis::floating) return Walk(history, on).due(terms, on).date == occurrence;
  const Date furthest = std::max(Walk(history, on).due(terms, on).date, occurrence_after(terms, on));
  const std::int64_t step = steps_until(terms.anchor, terms.every, occurrence);
  return step >= 0 && occurrence <= furthest && add(terms.anchor, terms.every, step) == occurrence;
}

std::vector<Date> missed(const History& history, Date on) {
  std::vector<Date> found;
  if (on < history.terms.front().since) return found;
  Date from = history.terms.front().anchor;
  PausesInOrder pauses(history);
  for (std::size_t index = 0; index < history.terms.size(); ++index) {
    const bool last = index + 1 == history.terms.size();
    const Date end = last ? on + 1 : std::min(history.terms[index + 1].since, on + 1);
    missed_within(history, history.terms[index], {from, end}, on, pauses, found);
    from = end;
  }
  const auto done = occurrences_served(history, on);
  std::erase_if(found, [&](Date date) { return std::ranges::binary_search(done, date); });
  return found;
}

std::optional<Date> changes_after(const History& history, Date on) {
  std::optional<Date> next;
  const auto meet = [&](std::optional<Date> date) {
    if (date && *date > on && (!next || *date < *next)) next = date;
  };
  for (const Terms& terms : history.terms) meet(terms.since);
  for (const Service& service : history.services) meet(service.on);
  for (const Pause& pause : history.pauses) {
    meet(pause.from);
    meet(pause.until);
  }
  meet(history.retired);
  return next;
}

bool serves_anchor(const Terms& terms, Date on) {
  return terms.basis == Basis::fixed ? on >= terms.anchor - terms.before : !before_anchor(terms, on);
}

Date first_due(Interval every, std::optional<Date> last_of_kind, std::optional<Date> rule_due,
               std::optional<Date> in_service, Date rule_added) {
  if (last_of_kind) return add(*last_of_kind, every);
  if (rule_due) return *rule_due;
  return in_service ? add(*in_service, every) : rule_added;
}

int default_before(Interval every) {
  const double days = mean_days(every);
  if (days >= 364) return 30;  // a year, also when written 52w or 12m
  if (days >= 180) return 20;
  if (days >= 90) return 10;
  if (days >= 30) return 5;
  return days >= 7 ? 1 : 0;
}

}  // namespace siyana::plan
