// The log: preventive work that was done or tried, and breakdowns from report to return to service (domain.md 3.4
// to 3.7 and 4.1 to 4.3).
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plan/plan.hpp"

namespace siyana::work {

/// An inspection that was performed. It belongs to the device's plan of that name, whichever plan or rule gives it.
struct Service {
  Id id = 0;
  Ref device;
  std::string name, name_key, kind;
  Date done_on;
  plan::Result result = plan::Result::pass;
  bool extra = false;
  std::optional<Date> counts_for;
  std::string done_by;
  std::optional<std::int64_t> minutes;
  std::optional<Money> cost;
  std::string note;
  Ref breakdown;          // the repair that served the plan
  std::int64_t tick = 0;  // of its entry: the order within a day is the order of entry
};
void derive(Service& service);
void made_at(Service& service, std::int64_t tick);

/// What due dates take of an inspection: the index of a device's inspections has all of it.
struct Inspection {
  Id id = 0;
  Ref device;
  std::string name_key, kind;
  Date done_on;
  plan::Result result = plan::Result::pass;
  bool extra = false;
  std::optional<Date> counts_for;
};

/// Went there, could not do it: neither done nor missed.
struct Attempt {
  Id id = 0;
  Ref device;
  std::string name, name_key, kind;
  Date tried_on;
  std::string because, done_by, note;
};
void derive(Attempt& attempt);

struct Breakdown {
  Id id = 0;
  std::string number, number_key;
  Ref device;
  std::string symptom;
  std::optional<std::int64_t> severity;  // of harm, 0 to 5 (domain.md 4.3)
  std::string effect = "down";           // down, defect
  Ref service;                           // the failed inspection that raised it
  std::string reported_by;
  std::optional<Instant> failed_at;
  Instant reported_at;
  std::optional<Instant> acknowledged_at, arrived_at, started_at, completed_at, verified_at, returned_at, closed_at;
  std::string cause, action, done_by;
  std::optional<std::int64_t> minutes;
  std::optional<Money> cost;
  std::string note, serves, without_retest;
};
void derive(Breakdown& breakdown);

struct Waiting {
  Id id = 0;
  Ref breakdown;
  std::string awaits;  // part, vendor, access
  Instant since;
  std::optional<Date> expected_on;
  std::optional<Instant> until;
  std::string note;
};

struct Word {
  std::string_view code, meaning;
};
std::span<const Word> causes();     // of a failure (domain.md 4.1)
std::span<const Word> obstacles();  // why work could not be done: in-use, not-found, …

/// Refused where it is after today; a date before the device's service life is said by the caller.
void require_not_after(Date date, Date today);

/// Writes the service; a fail raises a linked breakdown, whose number is returned.
struct Logged {
  Service service;
  std::optional<Breakdown> breakdown;
};
Logged log(store::Change& change, const device::Device& device, Service service, const Instant& at, bool still_works);
/// Corrects it where it stands; one that fails now raises its breakdown.
Logged correct(store::Change& change, const Service& before, const Service& after, const Instant& at, bool still_works);
void correct(store::Change& change, const Attempt& before, const Attempt& after);
/// The number of the breakdown that a failed inspection raised; empty where it raised none.
std::string breakdown_raised_by(db::Database& database, Id service);
/// True where work of that plan was logged on that day.
bool has_service(db::Database& database, Id device, std::string_view plan, Date on);
/// The live inspections of that plan, day and result, or attempts of that plan, day and obstacle, as entered; then the
/// inspections that were logged as such and have been corrected since.
std::vector<Service> services_like(db::Database& database, const Service& service);
std::vector<Attempt> attempts_like(db::Database& database, const Attempt& attempt);
/// The live breakdowns of the device that were reported on that day with that symptom, as entered.
std::vector<Breakdown> breakdowns_like(db::Database& database, const Breakdown& breakdown);
Attempt attempt(store::Change& change, const device::Device& device, Attempt attempt);

/// Error(not_found).
Breakdown find_breakdown(db::Database& database, std::string_view number);
std::optional<Breakdown> maybe_breakdown(db::Database& database, std::string_view number);
std::vector<Breakdown> open_breakdowns(db::Database& database, Id device);
/// It was reported and not closed at the end of that day.
bool is_open_on(const Breakdown& breakdown, Date on);
std::vector<Breakdown> open_breakdowns_on(db::Database& database, Id device, Date on);
std::vector<Waiting> waitings(db::Database& database, Id breakdown);

/// Error(usage) where the symptom is missing, a word or a number cannot be, or the instants are out of order or after
/// `now`.
void require_good(const Breakdown& breakdown, const Instant& now);
Breakdown open(store::Change& change, Breakdown breakdown, const Instant& now);
/// Error(conflict) where it is closed, Error(usage) where its instants are out of order or after `now`.
bool update(store::Change& change, const Breakdown& before, const Breakdown& after, const Instant& now);
/// Begins a wait (ending one that lasts), or ends it where `awaits` is empty.
bool wait(store::Change& change, const Breakdown& breakdown, Waiting waiting, const Instant& now);
/// Closes it; `after` holds the cause, the action and the instants. Error(conflict) where a failed inspection has no
/// passing retest and no reason is given.
bool close(store::Change& change, const Breakdown& before, Breakdown after, const Instant& now);
/// The passing retest of the failed inspection that raised it, or nothing to test.
bool retested(db::Database& database, const Breakdown& breakdown);

/// Whether a device works, and the oldest breakdown that is open.
struct Operating {
  std::string value;
  Ref breakdown;
  friend bool operator==(const Operating&, const Operating&) = default;
};
/// From the device's breakdowns by id, what was said of its axes, each by `since`, and the day of the last inspection
/// that it had passed by then.
Operating operating_on(db::Database& database, Date on, const std::vector<Breakdown>& breakdowns,
                       const std::vector<device::Status>& statuses, std::optional<Date> passed_on);
/// Writes the operating status and the open breakdown of a device as the facts have it.
void refresh(db::Database& database, Id device, Date today);

}  // namespace siyana::work

namespace siyana {
template <>
struct Fields<work::Service> {
  using R = work::Service;
  static constexpr std::string_view kind = "service";
  static constexpr auto all = std::tuple{ref("device", &R::device, "Device", "device"),
                                         field("name", &R::name, "Plan"),
                                         derived("name_key", &R::name_key),
                                         word("kind", &R::kind, "Kind"),
                                         field("done_on", &R::done_on, "Done on"),
                                         word("result", &R::result, "Result"),
                                         field("extra", &R::extra, "Extra"),
                                         field("counts_for", &R::counts_for, "Counts for"),
                                         field("done_by", &R::done_by, "Done by"),
                                         field("minutes", &R::minutes, "Minutes"),
                                         field("cost", &R::cost, "Cost"),
                                         field("note", &R::note, "Note"),
                                         ref("breakdown", &R::breakdown, "Breakdown", "breakdown"),
                                         derived("tick", &R::tick)};
};
template <>
struct Fields<work::Inspection> {
  using R = work::Inspection;
  static constexpr std::string_view kind = Fields<work::Service>::kind;
  static constexpr auto all = std::tuple{ref("device", &R::device, "Device", "device"),
                                         derived("name_key", &R::name_key),
                                         field("kind", &R::kind, "Kind"),
                                         field("done_on", &R::done_on, "Done on"),
                                         field("result", &R::result, "Result"),
                                         field("extra", &R::extra, "Extra"),
                                         field("counts_for", &R::counts_for, "Counts for")};
};
template <>
struct Fields<work::Attempt> {
  using R = work::Attempt;
  static constexpr std::string_view kind = "attempt";
  static constexpr auto all = std::tuple{ref("device", &R::device, "Device", "device"),
                                         field("name", &R::name, "Plan"),
                                         derived("name_key", &R::name_key),
                                         word("kind", &R::kind, "Kind"),
                                         field("tried_on", &R::tried_on, "Tried on"),
                                         word("because", &R::because, "Because"),
                                         field("done_by", &R::done_by, "Done by"),
                                         field("note", &R::note, "Note")};
};
template <>
struct Fields<work::Breakdown> {
  using R = work::Breakdown;
  static constexpr std::string_view kind = "breakdown";
  static constexpr auto all = std::tuple{field("number", &R::number, "Number"),
                                         derived("number_key", &R::number_key),
                                         ref("device", &R::device, "Device", "device"),
                                         field("symptom", &R::symptom, "Symptom"),
                                         field("severity", &R::severity, "Severity"),
                                         word("effect", &R::effect, "Effect"),
                                         ref("service", &R::service, "Found by", "service"),
                                         field("reported_by", &R::reported_by, "Reported by"),
                                         field("failed_at", &R::failed_at, "Failed"),
                                         field("reported_at", &R::reported_at, "Reported"),
                                         field("acknowledged_at", &R::acknowledged_at, "Acknowledged"),
                                         field("arrived_at", &R::arrived_at, "Arrived"),
                                         field("started_at", &R::started_at, "Started"),
                                         field("completed_at", &R::completed_at, "Completed"),
                                         field("verified_at", &R::verified_at, "Verified"),
                                         field("returned_at", &R::returned_at, "Returned to service"),
                                         field("closed_at", &R::closed_at, "Closed"),
                                         field("cause", &R::cause, "Cause"),
                                         field("action", &R::action, "Action"),
                                         field("done_by", &R::done_by, "Done by"),
                                         field("minutes", &R::minutes, "Minutes"),
                                         field("cost", &R::cost, "Cost"),
                                         field("note", &R::note, "Note"),
                                         field("serves", &R::serves, "Serves plan"),
                                         field("without_retest", &R::without_retest, "Without retest")};
};
template <>
struct Fields<work::Waiting> {
  using R = work::Waiting;
  static constexpr std::string_view kind = "waiting";
  static constexpr auto all = std::tuple{ref("breakdown", &R::breakdown, "Breakdown", "breakdown"),
                                         word("awaits", &R::awaits, "Waiting for"),
                                         field("since", &R::since, "Since"),
                                         field("expected_on", &R::expected_on, "Expected on"),
                                         field("until", &R::until, "Until"),
                                         field("note", &R::note, "Note")};
};
}  // namespace siyana
