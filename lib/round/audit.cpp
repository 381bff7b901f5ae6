#include "round/audit.hpp"

#include <map>
#include <set>

namespace siyana::round {
namespace {

std::string finding_of(db::Database& database, const Scope& scope, const device::Device& device) {
  if (device.lifecycle == "lost" || device.lifecycle == "in_storage" || device.lifecycle == "retired" ||
      device.lifecycle == "disposed")
    return device.lifecycle;
  return is_within(database, scope, device) ? "seen" : "stranger";
}

void place(const Stop& stop, Finding& finding) {
  finding.tag = stop.tag;
  finding.type = stop.type;
  finding.facility = stop.facility;
  finding.department = stop.department;
  finding.room = stop.room;
}

Finding finding_of(db::Database& database, const Scope& scope, const Visit& visit, Date on) {
  Finding finding;
  finding.outcome = visit.outcome;
  finding.at = to_string(visit.visited_at);
  finding.note = visit.note;
  if (!visit.device) {
    finding.finding = "unregistered";
    finding.tag = visit.tag;
    return finding;
  }
  place(stop_at(database, visit.device.id, scope.within, on), finding);
  finding.finding = finding_of(database, scope, store::required<device::Device>(database, visit.device.id));
  return finding;
}

}  // namespace

void audit(db::Database& database, const Round& round, Date on, const std::function<void(const Finding&)>& f) {
  const Scope scope = scope_of(round);
  std::set<Id> met;
  std::map<Id, Id> latest;  // of a device's visits: the answer that stands
  const auto all = visits(database, round.id);
  for (const auto& visit : all) latest[visit.device.id] = visit.id;
  std::map<Id, Visit> looked_for;
  for (const auto& visit : all) {
    if (visit.device && latest[visit.device.id] != visit.id) continue;
    if (!was_seen(visit.outcome)) {
      looked_for[visit.device.id] = visit;
      continue;
    }
    if (visit.device) met.insert(visit.device.id);
    f(finding_of(database, scope, visit, on));
  }
  for (const auto& stop : walk(database, scope, on)) {
    if (met.contains(stop.device)) continue;
    Finding finding;
    finding.finding = "absent";
    place(stop, finding);
    if (const auto looked = looked_for.find(stop.device); looked != looked_for.end()) {
      finding.outcome = looked->second.outcome;
      finding.at = to_string(looked->second.visited_at);
      finding.note = looked->second.note;
    }
    f(finding);
  }
}

}  // namespace siyana::round
