#include "round/walk.hpp"

#include <algorithm>
#include <tuple>

#include "base/text.hpp"
#include "db/question.hpp"

namespace siyana::round {
namespace {

constexpr std::string_view stop_sql =
    "SELECT d.id, coalesce(f.code, ''), coalesce(p.name, ''), coalesce(d.now_room, ''), d.tag, coalesce(t.shown, ''), "
    "coalesce(k.shown, ''), coalesce(m.shown, ''), coalesce(d.serial, ''), coalesce(b.number, ''), "
    "(SELECT max(z.until) FROM snooze z WHERE z.device = d.id AND z.live = 1), d.tag_key "
    "FROM device d LEFT JOIN department p ON p.id = d.now_department LEFT JOIN facility f ON f.id = p.facility "
    "LEFT JOIN type t ON t.id = d.type LEFT JOIN maker k ON k.id = d.maker LEFT JOIN model m ON m.id = d.model "
    "LEFT JOIN breakdown b ON b.id = d.open_breakdown";

/// Digits padded, so that texts with numbers sort as people count.
std::string counted(std::string_view text) {
  const std::string folded = fold(text);
  std::string key, digits;
  const auto flush = [&] {
    if (!digits.empty()) key.append(digits.size() < 9 ? 9 - digits.size() : 0, '0') += digits;
    digits.clear();
  };
  for (const char c : folded) {
    if (c >= '0' && c <= '9') {
      digits += c;
      continue;
    }
    flush();
    key += c;
  }
  flush();
  return key;
}

std::optional<Job> job_of(const db::Query& row, Date on, Date until) {
  if (row.absent(3)) return std::nullopt;  // suspended or ended
  Job job{row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<Date>(3), {}, {}};
  const auto closes = row.get<Date>(4);
  if (job.due_on > until && closes >= on) return std::nullopt;
  if (job.state == "open") job.state = plan::name_of(plan::open_state(on, row.get<Date>(5), row.get<Date>(6), closes));
  if (closes < on) job.days_late = on - closes;
  job.last_done_on = row.get<std::optional<Date>>(7);
  return job;
}

std::vector<Job> jobs_of(db::Database& database, Id device, Date on, Date until) {
  std::vector<Job> jobs;
  db::Query rows(database,
                 "SELECT name, kind, state, due_on, closes_on, soon_on, opens_on, last_done_on FROM due "
                 "WHERE device = $1 ORDER BY due_on, name_key",
                 device);
  while (rows.next())
    if (auto job = job_of(rows, on, until)) jobs.push_back(std::move(*job));
  return jobs;
}

void sum_up(Stop& stop) {
  for (const auto& job : stop.jobs) {
    stop.plans += (stop.plans.empty() ? "" : ", ") + job.plan;
    if (!stop.last_done_on || (job.last_done_on && *job.last_done_on > *stop.last_done_on))
      stop.last_done_on = job.last_done_on;
  }
  if (stop.jobs.empty()) return;
  stop.due_on = stop.jobs.front().due_on;
  stop.days_late = stop.jobs.front().days_late;
  stop.state = stop.jobs.front().state;
  for (const auto& job : stop.jobs)
    if (job.state == "retest") stop.state = job.state;
}

Stop read_stop(db::Database& database, const db::Query& row, int within, Date on) {
  Stop stop;
  stop.device = row.number(0);
  std::string* const texts[] = {&stop.facility,     &stop.department, &stop.room,   &stop.tag,       &stop.type,
                                &stop.manufacturer, &stop.model,      &stop.serial, &stop.blocked_by};
  int column = 0;
  for (auto* text : texts) *text = row.text(++column);
  stop.jobs = jobs_of(database, stop.device, on, on + within);
  stop.snoozed_until = row.get<std::optional<Date>>(++column);
  if (stop.snoozed_until && *stop.snoozed_until <= on) stop.snoozed_until.reset();
  if (const auto seen = last_seen(database, stop.device)) stop.last_seen_on = seen->visited_on;
  sum_up(stop);
  return stop;
}

/// The rooms that are spelled like this one.
std::vector<std::string> rooms_like(db::Database& database, std::string_view room) {
  std::vector<std::string> rooms;
  const std::string key = fold(room);
  db::Query query(database, "SELECT DISTINCT now_room FROM device WHERE now_room IS NOT NULL ORDER BY now_room");
  while (query.next())
    if (fold(query.text(0)) == key) rooms.emplace_back(query.text(0));
  return rooms;
}

void add_stops(db::Database& database, const Scope& scope, const std::string* room, Date on, std::vector<Stop>& stops) {
  db::Question question(stop_sql);
  question.where("d.live = 1 AND d.lifecycle NOT IN ('in_storage', 'lost', 'retired', 'disposed')");
  if (scope.department != 0) question.where("d.now_department = ", Ref{scope.department});
  if (scope.facility != 0)
    question.where("d.now_department IN (SELECT id FROM department WHERE facility = ", Ref{scope.facility}, ")");
  if (scope.type != 0) question.where("d.type IN (SELECT id FROM type WHERE root = ", Ref{scope.type}, ")");
  if (room != nullptr) question.where("d.now_room = ", *room);
  question.end("ORDER BY d.tag_key");
  db::Query rows = question.ask(database);
  while (rows.next()) stops.push_back(read_stop(database, rows, scope.within, on));
}

}  // namespace

std::vector<Stop> walk(db::Database& database, const Scope& scope, Date on) {
  std::vector<Stop> stops;
  if (scope.room.empty()) add_stops(database, scope, nullptr, on, stops);
  if (!scope.room.empty())
    for (const auto& room : rooms_like(database, scope.room)) add_stops(database, scope, &room, on, stops);
  std::vector<std::pair<std::tuple<std::string, std::string, std::string>, std::size_t>> order;
  for (std::size_t i = 0; i < stops.size(); ++i)
    order.push_back({{stops[i].facility, fold(stops[i].department), counted(stops[i].room)}, i});
  std::sort(order.begin(), order.end());
  std::vector<Stop> sorted;
  for (const auto& [key, i] : order) sorted.push_back(std::move(stops[i]));
  return sorted;
}

Stop stop_at(db::Database& database, Id device, int within, Date on) {
  db::Question question(stop_sql);
  question.where("d.id = ", Ref{device});
  db::Query row = question.ask(database);
  if (!row.next()) throw Error(Fault::internal, "a device that was there is gone");
  return read_stop(database, row, within, on);
}

bool is_within(db::Database& database, const Scope& scope, const device::Device& device) {
  if (scope.department != 0 && device.now_department.id != scope.department) return false;
  if (!scope.room.empty() && fold(device.now_room) != fold(scope.room)) return false;
  if (scope.type != 0 &&
      !db::Query(database, "SELECT 1 FROM type WHERE id = $1 AND root = $2", device.type, Ref{scope.type}).next())
    return false;
  return scope.facility == 0 || db::Query(database, "SELECT 1 FROM department WHERE id = $1 AND facility = $2",
                                          device.now_department, Ref{scope.facility})
                                    .next();
}

}  // namespace siyana::round
