#include "round/record.hpp"

#include <algorithm>

#include "base/text.hpp"

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

class Recorder {
 public:
  Recorder(store::Change& change, const Stop& stop, const Answer& answer)
      : change_(change),
        stop_(stop),
        answer_(answer),
        on_(date_of(answer.at)),
        device_(store::required<device::Device>(change.database(), stop.device)) {}

  void serve(Recorded& recorded, plan::Result result) {
    for (const auto& job : stop_.jobs) {
      work::log(change_, device_, service(job, result), answer_.at, false);
      recorded.served.push_back(job.plan);
    }
  }

  void fail(Recorded& recorded) {
    if (stop_.jobs.empty()) return break_down(recorded);
    const std::size_t failed = std::min(answer_.job, stop_.jobs.size() - 1);
    const auto logged = work::log(change_, device_, service(stop_.jobs[failed], plan::Result::fail), answer_.at, false);
    recorded.served.push_back(stop_.jobs[failed].plan);
    recorded.breakdown = logged.breakdown->number;
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
    breakdown.symptom = answer_.note;
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

}  // namespace

Recorded record(store::Change& change, const Round& round, const Stop& stop, const Answer& answer) {
  if (answer.outcome == "fail" && trim(answer.note).empty())
    throw Error(Fault::usage, "{tag}: say what failed", {{"tag", stop.tag}});
  Recorded recorded;
  Recorder recorder(change, stop, answer);
  recorded.visit = visit_of(round, answer);
  recorded.visit.device = Ref{stop.device};
  if (answer.outcome == "pass" && stop.jobs.empty()) recorded.visit.outcome = "seen";
  change.make(recorded.visit);
  if (answer.outcome == "pass" || answer.outcome == "minor")
    recorder.serve(recorded, answer.outcome == "pass" ? plan::Result::pass : plan::Result::minor);
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
