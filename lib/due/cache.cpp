#include "due/cache.hpp"

#include <algorithm>
#include <limits>

#include "embedded.hpp"

namespace siyana::due {
namespace {

std::string_view cached_state(plan::State state) {
  switch (state) {
    case plan::State::retest:
      return "retest";
    case plan::State::suspended:
      return "suspended";
    case plan::State::ended:
      return "ended";
    default:
      return "open";  // overdue, due, soon and ok follow from the dates and the day
  }
}

Row row_of(const DeviceFacts& facts, const DevicePlan& plan, const plan::Standing& standing, Ref department) {
  Row row;
  row.device = facts.id;
  row.name_key = plan.name_key;
  row.plan = plan.plan;
  row.name = plan.name;
  row.kind = plan.kind;
  row.tag_key = facts.tag_key;
  row.department = department;
  row.state = cached_state(standing.state);
  row.last_done_on = standing.last_done;
  if (row.state == "suspended" || row.state == "ended") return row;
  row.soon_on = standing.soon;
  row.opens_on = standing.opens;
  row.due_on = standing.due;
  row.closes_on = standing.closes;
  return row;
}

constexpr std::string_view insert_sql =
    "INSERT INTO due (device, name_key, plan, name, kind, tag_key, department, state, soon_on, opens_on, "
    "due_on, closes_on, last_done_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
constexpr std::string_view read_sql =
    "SELECT name_key, plan, name, kind, tag_key, department, state, soon_on, opens_on, due_on, closes_on, "
    "last_done_on FROM due WHERE device = $1 ORDER BY name_key";

std::vector<Row> cached_rows(db::Database& database, Id device) {
  std::vector<Row> rows;
  db::Query query(database, read_sql, device);
  while (query.next()) {
    Row row;
    row.device = device;
    row.name_key = query.text(0);
    row.plan = query.number(1);
    row.name = query.text(2);
    row.kind = query.text(3);
    row.tag_key = query.text(4);
    row.department = query.get<Ref>(5);
    row.state = query.text(6);
    row.soon_on = query.get<std::optional<Date>>(7);
    row.opens_on = query.get<std::optional<Date>>(8);
    row.due_on = query.get<std::optional<Date>>(9);
    row.closes_on = query.get<std::optional<Date>>(10);
    row.last_done_on = query.get<std::optional<Date>>(11);
    rows.push_back(std::move(row));
  }
  return rows;
}

void insert(db::Database& database, const Row& row) {
  db::Query query(database, insert_sql);
  query.bind(1, row.device).bind_kept(2, row.name_key).bind(3, row.plan).bind_kept(4, row.name).bind_kept(5, row.kind);
  query.bind_kept(6, row.tag_key).bind(7, row.department).bind_kept(8, row.state).bind(9, row.soon_on);
  query.bind(10, row.opens_on).bind(11, row.due_on).bind(12, row.closes_on).bind(13, row.last_done_on).run();
}

void write_rows(db::Database& database, Id device, const std::vector<Row>& rows) {
  db::Query(database, "DELETE FROM due WHERE device = $1", device).run();
  for (const auto& row : rows) insert(database, row);
}

std::optional<Date> cached_change(db::Database& database, Id device) {
  db::Query query(database, "SELECT changes_on FROM due_change WHERE device = $1", device);
  if (!query.next()) return std::nullopt;
  return query.get<Date>(0);
}

void write_change(db::Database& database, Id device, std::optional<Date> changes_on) {
  if (changes_on == cached_change(database, device)) return;
  db::Query(database, "DELETE FROM due_change WHERE device = $1", device).run();
  if (changes_on)
    db::Query(database, "INSERT INTO due_change (device, changes_on) VALUES ($1, $2)", device, *changes_on).run();
}

}  // namespace

std::vector<Row> rows_of(const DeviceFacts& facts, const Rules& rules, Date on) {
  std::vector<Row> rows;
  const Ref department = present_on(facts, on).department;
  for (const auto& plan : plans_of(facts, rules, on))
    if (const auto stands = standing(plan, on)) rows.push_back(row_of(facts, plan, *stands, department));
  return rows;
}

std::optional<Date> changes_after(const DeviceFacts& facts, const Rules& rules, Date on) {
  std::optional<Date> first;
  const auto meet = [&](std::optional<Date> day) {
    if (day && *day > on && (!first || *day < *first)) first = day;
  };
  for (const auto& plan : plans_of(facts, rules, on)) meet(plan::changes_after(plan.history, on));
  // Entered while the clock was ahead of today's, and of every device: where it is, whether it works.
  for (const auto& placement : facts.placements) meet(placement.since);
  for (const auto& status : facts.statuses) meet(status.since);
  for (const auto& service : facts.services) meet(service.done_on);
  for (const auto& breakdown : facts.breakdowns) {
    meet(date_of(breakdown.reported_at));
    if (breakdown.closed_at) meet(date_of(*breakdown.closed_at));
  }
  return first;
}

void refresh(db::Database& database, const Rules& rules, Id first, Id last, Date today, const Remade& remade) {
  Facts walk(database, first, last);
  DeviceFacts facts;
  while (walk.next(facts)) {
    const auto rows = rows_of(facts, rules, today);
    const auto before = cached_rows(database, facts.id);
    if (remade) remade(facts, before, rows);
    if (rows != before) write_rows(database, facts.id, rows);
    write_change(database, facts.id, changes_after(facts, rules, today));
  }
}

void make(db::Database& database, const Rules& rules, Id first, Id last, Date today) {
  if (rules.empty() && !plan::has_own_plans(database, first, last) &&
      !device::have_status_after(database, first, last, today))
    return;
  Facts walk(database, first, last);
  DeviceFacts facts;
  while (walk.next(facts)) {
    for (const auto& row : rows_of(facts, rules, today)) insert(database, row);
    write_change(database, facts.id, changes_after(facts, rules, today));
  }
}

std::vector<PlanName> plan_names(db::Database& database, Id device) {
  std::vector<PlanName> found;
  db::Query query(database, "SELECT name, name_key, kind, state FROM due WHERE device = $1 ORDER BY name_key", device);
  while (query.next())
    found.push_back(
        {std::string(query.text(0)), std::string(query.text(1)), std::string(query.text(2)), query.text(3) == "ended"});
  return found;
}

std::optional<Date> settled_on(db::Database& database) {
  db::Query settled(database, "SELECT settled_on FROM due_settled WHERE id = 1");
  if (!settled.next()) return std::nullopt;
  return settled.get<Date>(0);
}

namespace {

/// A device that stood otherwise on that day than its row says.
void insert_if_other(db::Database& database, const DeviceFacts& facts, Date on) {
  const auto present = present_on(facts, on);
  const auto operating = operating_on(database, facts, on);
  if (present == facts.present && operating == facts.operating) return;
  db::Query(database,
            "INSERT INTO device_then (id, now_department, now_room, lifecycle, condition, usage, operating, "
            "open_breakdown) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            facts.id, present.department, present.room, present.lifecycle, present.condition, present.usage,
            operating.value, operating.breakdown)
      .run();
}

std::vector<std::string_view> stale(const device::Present& is, const device::Present& should) {
  std::vector<std::string_view> names;
  if (is.department != should.department) names.push_back("now_department");
  if (is.room != should.room) names.push_back("now_room");
  if (is.lifecycle != should.lifecycle) names.push_back("lifecycle");
  if (is.condition != should.condition) names.push_back("condition");
  if (is.usage != should.usage) names.push_back("usage");
  return names;
}

bool cache_serves(db::Database& database, Date on) {
  if (settled_on(database).value_or(on) > on) return false;
  return !db::Query(database, "SELECT 1 FROM due_change WHERE changes_on <= $1 LIMIT 1", on).next();
}

}  // namespace

void answer_for(db::Database& database, Date on, Wanted wanted) {
  const std::string folder(database.engine());
  database.run_script(embedded(folder + "/on_a_day_forget.sql"));
  if (cache_serves(database, on)) return;
  database.run_script("BEGIN");  // of the temporary tables: each row would be a transaction of its own
  database.run_script(embedded(folder + "/on_a_day_begin.sql"));
  const Rules rules(database);
  {
    Facts walk(database, 0, std::numeric_limits<Id>::max());
    DeviceFacts facts;
    while (walk.next(facts)) {
      for (const auto& row : rows_of(facts, rules, on))
        if (wanted == Wanted::all || (row.closes_on && *row.closes_on <= on)) insert(database, row);
      insert_if_other(database, facts, on);
    }
  }
  database.run_script(embedded(folder + "/on_a_day_end.sql"));
  database.run_script("COMMIT");
}

void compare_cache(db::Database& database, const std::function<void(Id, std::string_view)>& f) {
  const auto settled = settled_on(database);
  if (!settled) return;
  const Date on = *settled;
  const Rules rules(database);
  Facts walk(database, 0, std::numeric_limits<Id>::max());
  DeviceFacts facts;
  while (walk.next(facts)) {
    for (const auto field : stale(facts.present, present_on(facts, on))) f(facts.id, field);
    if (operating_on(database, facts, on) != facts.operating) f(facts.id, "operating");
    if (rows_of(facts, rules, on) != cached_rows(database, facts.id)) f(facts.id, "due");
    // A day up to the one that was settled is never left: what it brings was taken into account.
    if (changes_after(facts, rules, on) != cached_change(database, facts.id)) f(facts.id, "due_change");
  }
}

}  // namespace siyana::due
