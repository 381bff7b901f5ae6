// The rules of due dates told a second time, plainly and slowly, to hold the fast ones to: every occurrence is written
// down, every day is lived through, every entry is looked at again each time. It shares no date algebra with them.
#pragma once

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>
#include <vector>

#include "plan/schedule.hpp"

namespace siyana::plan::oracle {

using Day = int;  // days since 1970

inline Day number(Date date) { return static_cast<int>(date.day.time_since_epoch().count()); }
inline Date date(Day day) { return {std::chrono::sys_days(std::chrono::days(day))}; }

/// Month by month, and back from a day that does not exist to one that does.
inline Day months_later(Day start, int months) {
  const std::chrono::year_month_day from{date(start).day};
  int year = static_cast<int>(from.year());
  int month = static_cast<int>(static_cast<unsigned>(from.month()));
  int day = static_cast<int>(static_cast<unsigned>(from.day()));
  for (; months > 0; --months)
    if (++month == 13) month = 1, ++year;
  for (; months < 0; ++months)
    if (--month == 0) month = 12, --year;
  const auto made = [&] { return std::chrono::year(year) / month / day; };
  while (!made().ok()) --day;
  return number({std::chrono::sys_days(made())});
}

inline Day later(Day start, Interval every, int steps) {
  const int count = every.count * steps;
  switch (every.unit) {
    case Interval::Unit::day:
      return start + count;
    case Interval::Unit::week:
      return start + 7 * count;
    case Interval::Unit::month:
      return months_later(start, count);
    default:
      return months_later(start, 12 * count);
  }
}

class Oracle {
 public:
  /// Occurrences are written down as far as `horizon`, which no answer may come near.
  Oracle(const History& history, Day horizon) : history_(history) {
    for (const Terms& terms : history.terms) {
      std::vector<Day> days = {number(terms.anchor)};
      for (int step = 1; days.back() <= horizon; ++step) days.push_back(later(days.front(), terms.every, step));
      occurrences_.push_back(days);
      earliest_ = std::min(earliest_, days.front());
    }
  }

  std::vector<Served> served(Day on) const {
    const Past past = live_until(on);
    std::vector<Served> list;
    for (std::size_t index = 0; index < past.served.size(); ++index) {
      const auto day = past.served[index];
      list.push_back({index, day ? std::optional(date(*day)) : std::nullopt});
    }
    return list;
  }

  std::optional<Standing> standing(Day on) const {
    if (on < number(history_.terms[0].since)) return std::nullopt;
    const Past past = live_until(on);
    const std::size_t now = in_force(on);
    const Terms& terms = history_.terms[now];
    Standing answer;
    if (!past.served.empty()) answer.last_done = history_.services[past.served.size() - 1].on;
    answer.state = State::ended;
    if (terms.ended || (history_.retired && number(*history_.retired) <= on)) return answer;
    answer.state = State::suspended;
    for (const Pause& pause : history_.pauses)
      if (number(pause.from) <= on && (!pause.until || on < number(*pause.until))) return answer;
    const auto wanted = retest(on, past.served.size());
    answer.state = State::retest;
    if (wanted) return dated(answer, *wanted, 0, 0, 0);
    const Due due = terms.basis == Basis::fixed ? fixed(now, past, on) : floating(terms, past, on);
    answer = dated(answer, due, terms.before, terms.after, terms.lead);
    answer.state = State::ok;
    if (number(answer.soon) <= on) answer.state = State::soon;
    if (number(answer.opens) <= on) answer.state = State::due;
    if (number(answer.closes) < on) answer.state = State::overdue;
    return answer;
  }

  /// Every day up to `on` is asked whether it was an occurrence of the terms of that day, and what became of it.
  std::vector<Date> missed(Day on) const {
    std::vector<Date> days;
    const Past past = live_until(on);
    if (on < number(history_.terms[0].since)) return days;
    for (Day day = earliest_; day <= on; ++day) {
      const std::size_t then = in_force(day);
      if (history_.terms[then].ended || history_.terms[then].basis == Basis::floating) continue;
      const auto& all = occurrences_[then];
      const auto here = std::find(all.begin(), all.end(), day);
      if (here == all.end() || here[1] - history_.terms[then].before > on) continue;
      if (history_.retired && number(*history_.retired) <= day) continue;
      if (away(day, on, false) || std::ranges::count(past.served, std::optional(day)) > 0) continue;
      days.push_back(date(day));
    }
    return days;
  }

 private:
  struct Past {
    std::vector<std::optional<Day>> served;  // of each entry so far
    std::optional<Day> reached;              // the last served occurrence
    std::optional<std::size_t> by;
  };
  struct Due {
    Day day;
    std::optional<std::size_t> by;
  };

  std::size_t in_force(Day day) const {
    std::size_t found = 0;
    for (std::size_t index = 0; index < history_.terms.size(); ++index)
      if (number(history_.terms[index].since) <= day) found = index;
    return found;
  }

  /// Whether a day falls inside a pause known on `on`, or one that is over by then.
  bool away(Day day, Day on, bool over) const {
    for (const Pause& pause : history_.pauses) {
      if (number(pause.from) > on || day < number(pause.from)) continue;
      if (pause.until && day >= number(*pause.until)) continue;
      if (!over || (pause.until && number(*pause.until) <= on)) return true;
    }
    return false;
  }

  Past live_until(Day on) const {
    Past past;
    if (history_.services.empty()) return past;
    for (Day day = number(history_.services[0].on); day <= on; ++day)
      for (std::size_t index = past.served.size();
           index < history_.services.size() && number(history_.services[index].on) == day; ++index)
        take(past, index, day);
    return past;
  }

  void take(Past& past, std::size_t index, Day day) const {
    const Service& service = history_.services[index];
    const std::size_t then = in_force(day);
    const Terms& terms = history_.terms[then];
    const bool by_rule = !service.extra && !service.counts_for && !terms.ended;
    std::optional<Day> occurrence, reach;
    if (service.counts_for && !service.extra) {
      const Day named = number(*service.counts_for);
      if (named <= furthest(then, day) && (!past.reached || named > *past.reached)) occurrence = reach = named;
    }
    if (by_rule && terms.basis == Basis::fixed)
      for (const Day each : occurrences_[then])
        if (each - terms.before <= day && (!past.reached || each > *past.reached)) occurrence = reach = each;
    if (by_rule && terms.basis == Basis::floating && !is_history(terms, day)) {
      occurrence = floating(terms, past, day).day;
      reach = *occurrence > day && *occurrence - terms.before <= day ? *occurrence : day;
    }
    past.served.push_back(occurrence);
    if (!reach || (past.reached && *reach <= *past.reached)) return;
    past.reached = reach;
    past.by = index;
  }

  /// What work of a day may be said to count for: the next date and the one after it, or the first.
  Day furthest(std::size_t then, Day day) const {
    const Terms& terms = history_.terms[then];
    Day found = later(day, terms.every, 1);
    if (terms.basis == Basis::fixed) {
      const auto& all = occurrences_[then];
      found = *std::next(std::find_if(all.begin(), all.end(), [&](Day each) { return each > day; }));
    }
    return std::max(found, number(terms.anchor));
  }

  static bool is_history(const Terms& terms, Day day) {
    const Day anchor = number(terms.anchor);
    if (!terms.anchor_given || day >= anchor) return false;
    return day - later(anchor, terms.every, -1) < anchor - day;
  }

  /// The day on which new terms brought this anchor; the beginning of time where the plan began with it.
  Day planned(const Terms& terms) const {
    Day day = std::numeric_limits<Day>::min();
    bool same = true;
    for (std::size_t index = history_.terms.size(); index-- > 0;) {
      const Terms& other = history_.terms[index];
      if (other.since > terms.since) continue;
      same = same && terms.anchor_given && other.anchor_given && other.anchor == terms.anchor;
      if (same) day = index == 0 ? std::numeric_limits<Day>::min() : number(other.since);
    }
    return day;
  }

  Due floating(const Terms& terms, const Past& past, Day on) const {
    Due due = {number(terms.anchor), std::nullopt};
    for (std::size_t index = 0; index < past.served.size(); ++index) {
      const Service& service = history_.services[index];
      const Day day = number(service.on);
      if (day < planned(terms)) continue;
      if (day == planned(terms) && number(terms.anchor) - terms.before > day) continue;
      const bool counts = service.counts_for ? past.served[index].has_value() : !is_history(terms, day);
      if (counts && !service.extra) due = {later(day, terms.every, 1), index};
    }
    while (away(due.day, on, true)) due = {due.day + 1, std::nullopt};
    return due;
  }

  Due fixed(std::size_t now, const Past& past, Day on) const {
    const bool stands_on_entry = past.reached && *past.reached >= number(history_.terms[now].anchor);
    for (const Day day : occurrences_[now])
      if ((!past.reached || day > *past.reached) && !away(day, on, true))
        return {day, stands_on_entry ? past.by : std::nullopt};
    throw std::logic_error("beyond the horizon");
  }

  bool passes(std::size_t index) const { return history_.services[index].result != Result::fail; }

  std::optional<Due> retest(Day on, std::size_t entries) const {
    std::optional<Due> first;
    for (std::size_t index = entries; index-- > 0 && !passes(index);)
      first = Due{number(history_.services[index].on), index};
    for (const Pause& pause : history_.pauses) {
      if (!pause.retest || !pause.until || number(*pause.until) > on || number(pause.from) > on) continue;
      bool tested = *pause.until < history_.terms[0].since;
      for (std::size_t index = 0; index < entries; ++index)
        tested = tested || (passes(index) && history_.services[index].on > pause.from) ||
                 (passes(index) && history_.services[index].on >= *pause.until);
      if (!tested && (!first || number(*pause.until) < first->day)) first = Due{number(*pause.until), std::nullopt};
    }
    return first;
  }

  static Standing dated(Standing answer, Due due, int before, int after, int lead) {
    answer.due = date(due.day);
    answer.opens = date(due.day - before);
    answer.closes = date(due.day + after);
    answer.soon = date(due.day - before - lead);
    answer.anchored_by = due.by;
    return answer;
  }

  const History& history_;
  std::vector<std::vector<Day>> occurrences_;       // of each of the terms
  Day earliest_ = std::numeric_limits<Day>::max();  // the first occurrence of any of them
};

}  // namespace siyana::plan::oracle
