#include "due/baseline.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "db/question.hpp"
#include "plan/spread.hpp"
#include "store/chain.hpp"

namespace siyana::due {
namespace {

/// A device with such plans, and all that settles its place in the order.
struct Candidate {
  FirstVisit visit;
  Id department = 0;
  std::string country, department_key, type_key, tag_key;
  int rank = 0;
};

constexpr std::string_view waiting_sql =
    "SELECT u.device, u.name, u.name_key, u.plan, w.device IS NOT NULL, u.due_on, "
    "(SELECT x.due_on FROM first_due x WHERE x.device = u.device AND x.name_key = u.name_key AND x.live = 1 "
    "ORDER BY x.since DESC, x.id DESC LIMIT 1), "
    "coalesce(f.code, ''), coalesce(p.name, ''), coalesce(d.now_room, ''), d.tag, coalesce(t.shown, ''), "
    "coalesce(r.risk, ''), coalesce(f.country, ''), coalesce(p.name_key, ''), coalesce(r.name_key, ''), d.tag_key, "
    "coalesce(u.department, 0), u.kind "
    "FROM due u JOIN device d ON d.id = u.device JOIN plan w ON w.id = u.plan "
    "LEFT JOIN department p ON p.id = u.department LEFT JOIN facility f ON f.id = p.facility "
    "LEFT JOIN type t ON t.id = d.type LEFT JOIN type r ON r.id = t.root";

/// A type that nobody judged may be anything: between what is known to be risky and what is known not to be.
int rank_of(std::string_view risk) {
  if (risk == "high") return 0;
  if (risk == "medium") return 1;
  return risk.empty() ? 2 : 3;
}

class Planner {
 public:
  Planner(db::Database& database, Date today, const BaselineWish& wish)
      : database_(database), today_(today), wish_(wish) {}

  Baseline run() {
    read();
    find_days();
    order();
    place();
    return std::move(baseline_);
  }

 private:
  void read() {
    db::Question question(waiting_sql);
    question.where("u.state = ", std::string("open"));
    question.where("u.last_done_on IS NULL AND u.closes_on IS NOT NULL");
    question.where_one_of("u.department", wish_.departments);
    if (wish_.facility != 0)
      question.where("u.department IN (SELECT id FROM department WHERE facility = ", Ref{wish_.facility}, ")");
    if (wish_.type != 0) question.where("d.type IN (SELECT id FROM type WHERE root = ", Ref{wish_.type}, ")");
    if (!wish_.kind.empty()) question.where("u.kind = ", wish_.kind);
    if (!wish_.name_key.empty()) question.where("u.name_key = ", wish_.name_key);
    question.end("ORDER BY u.device, u.name_key");
    for (db::Query row = question.ask(database_); row.next();) take(row);
  }

  void take(const db::Query& row) {
    const auto due_on = row.get<std::optional<Date>>(5);
    const auto spread_to = row.get<std::optional<Date>>(6);
    const bool is_given_to_it = row.number(4) != 0 || row.text(18) == "statutory";
    if (keeps_date(row.number(3), is_given_to_it, due_on, spread_to)) {
      ++baseline_.kept;
      if (spread_to) kept_[row.number(0)] = *spread_to;
      return;
    }
    if (candidates_.empty() || candidates_.back().visit.device != row.number(0)) add(row);
    auto& visit = candidates_.back().visit;
    visit.names.push_back(row.get<std::string>(1));
    visit.plans += (visit.plans.empty() ? "" : ", ") + visit.names.back();
    if (due_on && (!visit.was_due_on || *due_on < *visit.was_due_on)) visit.was_due_on = due_on;
  }

  /// A date that someone gave to the device's own plan stays as long as it can be kept, and so does one that the law
  /// gave by a rule; one from an earlier spread stays, kept or not, unless it is to be spread again.
  bool keeps_date(Id plan, bool is_given_to_it, std::optional<Date> due_on, std::optional<Date> spread_to) {
    if (is_given_to_it) {
      const auto terms = plan::terms_in_force(database_, plan, today_);
      if (terms && terms->since <= today_ && terms->anchor)
        return is_of_spread(terms->id) ? !wish_.again : due_on && *due_on >= today_;
    }
    return spread_to && !wish_.again;
  }

  bool is_of_spread(Id terms) {
    const auto entry = plan::entry_of_terms(database_, terms);
    return entry && entry->what == "plan spread";
  }

  void add(const db::Query& row) {
    Candidate& candidate = candidates_.emplace_back();
    auto& visit = candidate.visit;
    visit.device = row.number(0);
    visit.facility = row.text(7);
    visit.department = row.text(8);
    visit.room = row.text(9);
    visit.tag = row.text(10);
    visit.type = row.text(11);
    visit.risk = row.text(12);
    candidate.country = row.text(13);
    candidate.department_key = row.text(14);
    candidate.type_key = row.text(15);
    candidate.tag_key = row.text(16);
    candidate.department = row.number(17);
    candidate.rank = rank_of(visit.risk);
    if (visit.risk.empty()) ++baseline_.unjudged;
  }

  /// The working days of the range, with the devices that an earlier spread put on them.
  void find_days() {
    const auto calendar = plan::calendar(database_, countries(), baseline_.unknown_countries);
    if (!wish_.to && !wish_.most)
      throw Error(Fault::usage, "say until when (--to DATE) or how many a day (--per-day N)");
    std::size_t room = 0;
    const Date last = wish_.to.value_or(wish_.from + furthest_days);
    for (Date day = wish_.from; day <= last && (wish_.to || room < candidates_.size()); day = day + 1) {
      if (!calendar.works(day)) continue;
      days_.push_back(day);
      taken_.push_back(taken_on(day));
      if (wish_.most) room += std::max<std::size_t>(limit(), taken_.back()) - taken_.back();
    }
    if (days_.empty() && wish_.to)
      throw Error(Fault::usage, "there is no working day from {from} to {to}",
                  {{"from", wish_.from}, {"to", *wish_.to}});
    baseline_.days = days_.size();
  }

  std::vector<std::string> countries() const {
    // A device without a department is where everything is, in a store of one facility.
    const auto only = device::only_facility(database_);
    std::set<std::string> found;
    for (const auto& candidate : candidates_)
      found.insert(candidate.country.empty() && only ? only->country : candidate.country);
    return {found.begin(), found.end()};
  }

  std::size_t limit() const { return static_cast<std::size_t>(*wish_.most); }

  std::size_t taken_on(Date day) {
    if (!read_taken_) read_taken();
    const auto found = by_day_.find(day);
    return found == by_day_.end() ? 0 : found->second.size();
  }

  /// Devices of the whole register whose first visit an earlier spread put on a day, but for those placed anew.
  void read_taken() {
    read_taken_ = true;
    std::set<Id> anew;
    for (const auto& candidate : candidates_) anew.insert(candidate.visit.device);
    db::Query rows(database_,
                   "SELECT x.device, x.due_on FROM first_due x JOIN due u ON u.device = x.device AND "
                   "u.name_key = x.name_key WHERE x.due_on >= $1 AND x.live = 1 AND u.due_on = x.due_on AND "
                   "u.last_done_on IS NULL",
                   wish_.from);
    while (rows.next())
      if (!anew.contains(rows.number(0)) || kept_.contains(rows.number(0)))
        by_day_[rows.get<Date>(1)].insert(rows.number(0));
  }

  /// A device of which another plan was spread before goes with that one; the others follow each other by department,
  /// the one with the riskiest device first.
  void order() {
    std::map<Id, int> riskiest;
    for (const auto& candidate : candidates_) {
      const auto [place, is_new] = riskiest.try_emplace(candidate.department, candidate.rank);
      if (!is_new) place->second = std::min(place->second, candidate.rank);
    }
    const auto key = [&](const Candidate& c) {
      return std::tuple(riskiest.at(c.department), std::string_view(c.visit.facility), c.department_key, c.department,
                        c.rank, c.type_key, c.tag_key, c.visit.device);
    };
    std::sort(candidates_.begin(), candidates_.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  }

  bool goes_along(const Candidate& candidate) const {
    const auto kept = kept_.find(candidate.visit.device);
    return kept != kept_.end() && kept->second >= today_;
  }

  void place() {
    const auto along =
        std::stable_partition(candidates_.begin(), candidates_.end(), [&](const auto& c) { return goes_along(c); });
    const auto count = static_cast<std::size_t>(candidates_.end() - along);
    const auto shares = plan::shares(count, taken_, wish_.most ? std::optional(limit()) : std::nullopt);
    if (!shares) throw too_many(count);
    for (auto candidate = candidates_.begin(); candidate != along; ++candidate)
      candidate->visit.due_on = kept_.at(candidate->visit.device);
    auto next = along;
    for (std::size_t day = 0; day < days_.size(); ++day)
      for (std::size_t n = 0; n < (*shares)[day]; ++n, ++next) {
        next->visit.due_on = days_[day];
        by_day_[days_[day]].insert(next->visit.device);
      }
    finish();
  }

  Error too_many(std::size_t count) const {
    return {
        Fault::conflict,
        "{count} devices do not fit on {days} working days at {most} a day: take a later --to or a higher --per-day",
        {{"count", std::to_string(count)}, {"days", std::to_string(days_.size())}, {"most", std::to_string(limit())}}};
  }

  void finish() {
    for (auto& candidate : candidates_) {
      auto& visit = candidate.visit;
      const auto on_day = by_day_.find(*visit.due_on);
      visit.on_that_day = on_day == by_day_.end() ? 1 : static_cast<std::int64_t>(on_day->second.size());
      baseline_.most = std::max(baseline_.most, static_cast<std::size_t>(visit.on_that_day));
      baseline_.visits.push_back(std::move(visit));
    }
    std::stable_sort(baseline_.visits.begin(), baseline_.visits.end(),
                     [](const auto& a, const auto& b) { return a.due_on < b.due_on; });
  }

  static constexpr int furthest_days = 3660;

  db::Database& database_;
  Date today_;
  const BaselineWish& wish_;
  Baseline baseline_;
  std::vector<Candidate> candidates_;
  std::map<Id, Date> kept_;  // devices of which a plan keeps the date of an earlier spread
  std::vector<Date> days_;
  std::vector<std::size_t> taken_;  // beside days_
  std::map<Date, std::set<Id>> by_day_;
  bool read_taken_ = false;
};

/// An own plan whose given date has passed gets a new date by new terms; everything else keeps its terms.
void set_date(store::Change& change, const FirstVisit& visit, const std::string& name) {
  if (const auto own = plan::own_plan(change.database(), visit.device, name)) {
    auto terms = plan::terms_in_force(change.database(), own->id, change.today());
    const bool rules = terms && terms->since <= change.today() && !terms->ended;  // else it is to begin later
    if (rules && terms->anchor) {
      terms->since = change.today();
      terms->anchor = visit.due_on;
      plan::set_terms(change, *own, *terms);
      return;
    }
  }
  plan::set_first_due(change, visit.device, name, change.today(), *visit.due_on);
}

}  // namespace

Baseline plan_baseline(db::Database& database, Date today, const BaselineWish& wish) {
  return Planner(database, today, wish).run();
}

void set_baseline(store::Change& change, const Baseline& baseline) {
  for (const auto& visit : baseline.visits)
    for (const auto& name : visit.names) set_date(change, visit, name);
}

std::int64_t count_left_spread(db::Database& database, const store::Entry& entry) {
  db::Query rules(database,
                  "SELECT DISTINCT p.id, p.name_key, t.anchor FROM entry_row r JOIN terms t ON t.id = r.subject "
                  "JOIN plan p ON p.id = t.plan WHERE r.id >= $1 AND r.id < $2 AND r.kind = 'terms' AND t.live = 1 "
                  "AND p.device IS NULL AND t.anchor IS NOT NULL",
                  entry.first_row, store::end_row(entry));
  db::Query devices(database,
                    "SELECT count(DISTINCT x.device) FROM first_due x JOIN due u ON u.device = x.device AND "
                    "u.name_key = x.name_key WHERE x.live = 1 AND x.name_key = $2 AND u.plan = $1 AND "
                    "u.last_done_on IS NULL AND u.due_on = x.due_on AND u.due_on <> $3");
  std::int64_t count = 0;
  while (rules.next()) {
    devices.again().bind_all(rules.number(0), rules.text(1), rules.text(2));
    if (devices.next()) count += devices.number(0);
  }
  return count;
}

}  // namespace siyana::due
