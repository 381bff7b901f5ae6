// When a plan is due: a pure function of dated facts and a date (design 5). No store, no clock, no language.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/interval.hpp"

namespace siyana::plan {

enum class Basis : std::uint8_t { floating, fixed };

/// The terms of a plan, holding from a date until the next terms. An entry is judged by the terms of its own date.
struct Terms {
  Date since;
  Interval every;
  Basis basis = Basis::floating;
  /// The first due date: given for the plan, or worked out for a device that follows a rule (see first_due).
  Date anchor;
  /// False where the anchor was worked out: then an early entry moves it. A given one is not moved (floating) by an
  /// entry nearer to anchor - interval than to the anchor, unless that entry names what it counts for.
  bool anchor_given = true;
  int before = 0;
  int after = 0;
  int lead = 30;
  bool ended = false;  // the plan ends on `since`: no occurrence from that day on
};

enum class Result : std::uint8_t { pass, minor, fail };

/// One performed inspection of this plan. A fail serves as a pass does (it was performed) and leaves a retest.
struct Service {
  Date on;
  Result result = Result::pass;
  bool extra = false;  // logged as serving nothing; its result still answers or leaves a retest
  /// Serves this occurrence if it comes after the last served one, else nothing; nor where it is further on than any
  /// that work of its day can count for.
  std::optional<Date> counts_for;
};

/// Days on which nothing is due: storage, loss (with a retest at the return), or a suspended plan.
struct Pause {
  Date from;
  std::optional<Date> until;  // the day it is back; none while it lasts
  bool retest = false;        // storage and loss: the return wants a test
};

enum class State : std::uint8_t { overdue, retest, due, soon, ok, suspended, ended };
std::string_view name_of(State state);

/// Facts dated after the day that is asked about are passed over.
struct History {
  std::vector<Terms> terms;       // by `since`; at least one
  std::vector<Service> services;  // by date, ties as entered
  std::vector<Pause> pauses;      // by `from`
  std::optional<Date> retired;    // plans end on this day
};

/// What served what, for `why` and for telling that an entry was extra.
struct Served {
  std::size_t service = 0;         // index in History::services
  std::optional<Date> occurrence;  // what was due and is now served; none: extra, or history before the anchor
};

struct Standing {
  State state = State::ok;
  // The four dates mean nothing where suspended or ended, and are one where a retest is wanted: the day of the first
  // fail, or return from storage, that no pass has answered.
  Date due;
  Date opens;   // due - before
  Date closes;  // due + after: from the day after it is overdue
  Date soon;    // opens - lead
  std::optional<Date> last_done;
  std::optional<std::size_t>
      anchored_by;  // the service the due date stands on; none: the anchor, a return or a resumption
  int days_late(Date on) const { return on - closes; }
};

/// overdue, due, soon or ok, from the dates of a plan that nothing suspends.
State open_state(Date on, Date soon, Date opens, Date closes);
/// The terms in force on a date: the latest begun, the first where none has.
const Terms& terms_on(const History& history, Date date);
/// Nothing where no terms had begun on that day (the plan did not exist yet).
std::optional<Standing> standing(const History& history, Date on);
/// What each service up to that day served.
std::vector<Served> served(const History& history, Date on);
/// True where the plan, as it stands on that day, has an occurrence on that date, no later than the one due and the
/// next one after the day: what --counts-for may name. Further on it would silence the plan for that long.
bool is_occurrence(const History& history, Date on, Date occurrence);
/// Occurrences up to a date that were neither served nor inside a pause, their successors' windows having opened: each
/// by the terms of its own day, from the first anchor on. Floating plans have none.
std::vector<Date> missed(const History& history, Date on);
/// The next date after `on` of any fact in the history: until then only time passes, and due stays. None: no such fact.
std::optional<Date> changes_after(const History& history, Date on);

/// Whether work of that day serves the first due date of these terms: not before its window (fixed), and not where it
/// is history that does not move it (floating).
bool serves_anchor(const Terms& terms, Date on);

/// The first due date of a device under a rule: last entry of that kind before the rule + interval; else the rule's own
/// first due date; else in-service date + interval; else the day the rule was added (design 5).
Date first_due(Interval every, std::optional<Date> last_of_kind, std::optional<Date> rule_due,
               std::optional<Date> in_service, Date rule_added);

/// The days before the due date in which done is on time, by interval: 30 from a year, 20 from six months, 10 from
/// three, 5 from one month, 1 from a week, else 0 (design 5, domain.md 3.3).
int default_before(Interval every);

}  // namespace siyana::plan
