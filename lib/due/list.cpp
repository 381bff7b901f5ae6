#include "due/list.hpp"

#include "db/question.hpp"

namespace siyana::due {
namespace {

using db::Question;

constexpr int first_extra = static_cast<int>(field_count<Line>);  // opens_on, soon_on, device

constexpr std::string_view select_sql =
    "SELECT d.tag, f.code, p.name, t.shown, k.shown, m.shown, d.serial, u.name, u.kind, u.due_on, u.closes_on, NULL, "
    "u.state, u.last_done_on, b.number, "
    "(SELECT max(z.until) FROM snooze z WHERE z.device = u.device AND z.live = 1 AND coalesce(z.kind, u.kind) = "
    "u.kind), "
    "u.opens_on, u.soon_on, u.device "
    "FROM due u JOIN device d ON d.id = u.device "
    "LEFT JOIN department p ON p.id = u.department LEFT JOIN facility f ON f.id = p.facility "
    "LEFT JOIN type t ON t.id = d.type LEFT JOIN maker k ON k.id = d.maker LEFT JOIN model m ON m.id = d.model "
    "LEFT JOIN breakdown b ON b.id = d.open_breakdown";

void narrow(Question& question, const Filter& filter) {
  question.where_one_of("u.department", filter.departments);
  if (filter.facility != 0)
    question.where("u.department IN (SELECT id FROM department WHERE facility = ", Ref{filter.facility}, ")");
  if (filter.type != 0) question.where("d.type IN (SELECT id FROM type WHERE root = ", Ref{filter.type}, ")");
  if (filter.device != 0) question.where("u.device = ", Ref{filter.device});
  if (!filter.kind.empty()) question.where("u.kind = ", filter.kind);
}

void choose(Question& question, const Filter& filter, Date on) {
  if (filter.which == Which::all) return;
  if (filter.which == Which::overdue && !filter.within) {
    question.where("u.closes_on <= ", on);
    question.where("(u.closes_on < ", on, " OR u.state = 'retest')");
    return;
  }
  const Date until = on + filter.within.value_or(0);
  question.where("u.soon_on <= ", until);  // a due date is never before its soon_on, so the index serves
  if (filter.within) {
    const std::string due = question.parameter(until);
    question.where("(u.due_on <= " + due + " OR u.closes_on < " + question.parameter(on) + ")");
  }
}

Question question_for(std::string_view select, const Filter& filter, Date on) {
  Question question(select);
  narrow(question, filter);
  choose(question, filter, on);
  return question;
}

struct Late {
  std::int64_t plans = 0;
  std::optional<Date> closed_on;  // the first

  void add(const db::Query& found) {
    plans += found.number(0);
    const auto first = found.get<std::optional<Date>>(1);
    if (first && (!closed_on || *first < *closed_on)) closed_on = first;
  }
  std::optional<std::int64_t> days(Date on) const {
    return closed_on ? std::optional<std::int64_t>(on - *closed_on) : std::nullopt;
  }
};

enum class Where : std::uint8_t { filter, nowhere };
enum class Done : std::uint8_t { whenever, never };  // as far as is known

/// Asked apart, what closed before the day is counted by the index alone, and only what wants a test that day is looked
/// at.
Late late(db::Database& database, const Filter& filter, Date on, Where where = Where::filter,
          Done done = Done::whenever) {
  Late found;
  for (const std::string_view closed : {"u.closes_on < ", "u.state = 'retest' AND u.closes_on = "}) {
    Question question(filter.type == 0
                          ? "SELECT count(*), min(u.closes_on) FROM due u"
                          : "SELECT count(*), min(u.closes_on) FROM due u JOIN device d ON d.id = u.device");
    narrow(question, filter);
    if (where == Where::nowhere) question.where("u.department IS NULL");
    if (done == Done::never) question.where("u.last_done_on IS NULL");
    question.where(closed, on);
    db::Query query = question.ask(database);
    if (query.next()) found.add(query);
  }
  return found;
}

/// What the cached row comes to on the day.
void judge(const db::Query& query, Date on, Line& line) {
  line.device = query.number(first_extra + 2);
  if (line.snoozed_until && *line.snoozed_until <= on) line.snoozed_until.reset();
  line.days_late.reset();
  if (!line.closes_on) return;
  line.days_late = on - *line.closes_on;
  if (line.state != "open") return;
  line.state =
      name_of(plan::open_state(on, query.get<Date>(first_extra + 1), query.get<Date>(first_extra), *line.closes_on));
}

}  // namespace

void each(db::Database& database, const Filter& filter, Date on, const std::function<void(const Line&)>& f) {
  Question question = question_for(select_sql, filter, on);
  question.end(filter.which == Which::all ? "ORDER BY u.tag_key, u.name_key"
                                          : "ORDER BY u.closes_on, u.tag_key, u.name_key");
  if (filter.limit) question.end("LIMIT " + question.parameter(*filter.limit));
  db::Query query = question.ask(database);
  Line line;
  while (query.next()) {
    query.read(line);
    judge(query, on, line);
    f(line);
  }
}

std::int64_t count(db::Database& database, const Filter& filter, Date on) {
  if (filter.which == Which::overdue && !filter.within) return late(database, filter, on).plans;
  const Question question = question_for("SELECT count(*) FROM due u JOIN device d ON d.id = u.device", filter, on);
  db::Query query = question.ask(database);
  return query.next() ? query.number(0) : 0;
}

void each_place(db::Database& database, const Filter& filter, Date on, const std::function<void(const Place&)>& f) {
  Question question("SELECT p.id, f.code, p.name, p.live FROM department p JOIN facility f ON f.id = p.facility");
  question.where("p.root = p.id");
  question.where_one_of("p.id", filter.departments);
  if (filter.facility != 0) question.where("p.facility = ", Ref{filter.facility});
  question.end("ORDER BY f.code, p.name, p.id");
  db::Query places = question.ask(database);
  Filter one = filter;
  while (places.next()) {
    one.departments = {places.number(0)};
    const Late found = late(database, one, on);
    if (places.number(3) != 1 && found.plans == 0) continue;
    f({places.get<std::string>(1), places.get<std::string>(2), found.plans, found.days(on),
       late(database, one, on, Where::filter, Done::never).plans});
  }
  if (filter.facility != 0 || !filter.departments.empty()) return;
  if (const Late found = late(database, filter, on, Where::nowhere); found.plans > 0)
    f({"", "", found.plans, found.days(on), late(database, filter, on, Where::nowhere, Done::never).plans});
}

std::int64_t devices_of(db::Database& database, Id plan) {
  db::Query query(database, "SELECT count(DISTINCT device) FROM due WHERE plan = $1", plan);
  return query.next() ? query.number(0) : 0;
}

}  // namespace siyana::due
