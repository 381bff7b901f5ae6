#include "round/record.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "due/cache.hpp"

namespace siyana::round {
namespace {

Visit visit_of(const Round& round, const Answer& answer) {
  Visit visit;
  visit.round = Ref{round.id};
  visit.visited_on = date_of(answer.at);
  visit.visited_at = answer.at;
  visit.department = round.department;
  visit.room = round.room;
  visit.outcome = answer.outcome;
  visit.note = answer.note;
  visit.done_by = answer.done_by;
  return visit;
}

/// True where this plan failed that day at a later moment, and was logged so on the day itself. Entries of one day
/// count in the order of entry: a pass written down after such a failure would take the retest from it.
bool failed_after(db::Database& database, Id device, std::string_view plan, const Instant& at) {
  db::Query query(
      database,
      "SELECT b.reported_at, e.at FROM service s JOIN breakdown b ON b.service = s.id AND b.device = s.device "
      "AND b.live = 1 JOIN entry_row r ON r.id = s.id JOIN entry e ON e.id = r.entry "
      "WHERE s.device = $1 AND s.done_on = $2 AND s.name_key = $3 AND s.result = 'fail' AND s.live = 1",
      device, date_of(at), fold(plan));
  while (query.next()) {
    const auto reported = query.get<Instant>(0), entered = query.get<Instant>(1);
    if (at < reported && date_of(entered) == date_of(at)) return true;
  }
  return false;
}

/// Of a device of which nothing is due: all its plans that go on.
std::vector<Job> plans_of(db::Database& database, Id device) {
  std::vector<Job> plans;
  for (const auto& plan : due::plan_names(database, device)) {
    if (plan.ended) continue;
    Job job;
    job.plan = plan.name;
    job.kind = plan.kind;
    plans.push_back(std::move(job));
  }
  return plans;
}

class Recorder {
 public:
  Recorder(store::Change& change, const Stop& stop, const Answer& answer)
      : change_(change),
        stop_(stop),
        answer_(answer),
        on_(date_of(answer.at)),
        device_(store::required<device::Device>(change.database(), stop.device)) {}

  /// The jobs that a pass serves.
  std::vector<Job> passing(Recorded& recorded) const {
    auto found = jobs(recorded);
    std::erase_if(found, [&](const Job& job) {
      const bool failed = failed_after(change_.database(), stop_.device, job.plan, answer_.at);
      if (failed) recorded.failed.push_back(job.plan);
      return failed;
    });
    return found;
  }

  void serve(Recorded& recorded, const std::vector<Job>& jobs) {
    const auto result = answer_.outcome == "pass" ? plan::Result::pass : plan::Result::minor;
    for (const auto& job : jobs) log(recorded, job, result);
  }

  void fail(Recorded& recorded) {
    if (stop_.jobs.empty()) return break_down(recorded);
    const std::size_t failed = std::min(answer_.job, stop_.jobs.size() - 1);
    recorded.breakdown = log(recorded, stop_.jobs[failed], plan::Result::fail).breakdown->number;
    for (std::size_t i = 0; i < stop_.jobs.size(); ++i)
      if (i != failed) recorded.open.push_back(stop_.jobs[i].plan);
  }

  void attempt() {
    for (const auto& job : stop_.jobs) {
      work::Attempt attempt;
      attempt.name = job.plan;
      attempt.kind = job.kind;
      attempt.tried_on = on_;
      attempt.because = answer_.outcome;
      attempt.done_by = answer_.done_by;
      attempt.note = answer_.note;
      work::attempt(change_, device_, attempt);
    }
  }

 private:
  std::vector<Job> jobs(Recorded& recorded) const {
    if (!stop_.jobs.empty() || !answer_.is_said) return stop_.jobs;
    auto plans = plans_of(change_.database(), stop_.device);
    if (plans.size() == 1) return plans;
    recorded.of_which = plans.size();
    recorded.has_no_plan = plans.empty();
    return {};
  }

  work::Logged log(Recorded& recorded, const Job& job, plan::Result result) {
    if (work::has_service(change_.database(), device_.id, job.plan, on_)) recorded.again.push_back(job.plan);
    auto logged = work::log(change_, device_, service(job, result), answer_.at, false);
    recorded.logged.push_back(logged.service);
    return logged;
  }

  work::Service service(const Job& job, plan::Result result) const {
    work::Service service;
    service.name = job.plan;
    service.kind = job.kind;
    service.done_on = on_;
    service.result = result;
    service.done_by = answer_.done_by;
    service.note = answer_.note;
    return service;
  }

  void break_down(Recorded& recorded) {
    work::Breakdown breakdown;
    breakdown.device = Ref{stop_.device};
    breakdown.symptom = trim(answer_.note).empty() ? "failed" : answer_.note;
    breakdown.reported_by = answer_.done_by;
    breakdown.reported_at = answer_.at;
    recorded.breakdown = work::open(change_, breakdown, answer_.at).number;
  }

  store::Change& change_;
  const Stop& stop_;
  const Answer& answer_;
  Date on_;
  device::Device device_;
};

bool is_pass(const Answer& answer) { return answer.outcome == "pass" || answer.outcome == "minor"; }

}  // namespace

std::string outcome_of(store::Change& change, const Stop& stop, const Answer& answer) {
  Recorded recorded;
  const bool serves_none = is_pass(answer) && Recorder(change, stop, answer).passing(recorded).empty();
  return serves_none ? "seen" : answer.outcome;
}

Recorded record(store::Change& change, const Round& round, const Stop& stop, const Answer& answer) {
  Recorded recorded;
  Recorder recorder(change, stop, answer);
  const bool passed = is_pass(answer);
  const auto jobs = passed ? recorder.passing(recorded) : std::vector<Job>{};
  recorded.visit = visit_of(round, answer);
  recorded.visit.device = Ref{stop.device};
  if (passed && jobs.empty()) recorded.visit.outcome = "seen";
  change.make(recorded.visit);
  if (passed)
    recorder.serve(recorded, jobs);
  else if (answer.outcome == "fail")
    recorder.fail(recorded);
  else if (answer.outcome != "seen" && answer.outcome != "skip")
    recorder.attempt();
  return recorded;
}

Visit record_stranger(store::Change& change, const Round& round, std::string_view tag, const Answer& answer) {
  Visit visit = visit_of(round, answer);
  visit.tag = tag;
  visit.outcome = "seen";
  change.make(visit);
  return visit;
}

}  // namespace siyana::round
