#include "work/log_line.hpp"

#include <limits>

#include "db/question.hpp"

namespace siyana::work {
namespace {

db::Question devices_of(const LogFilter& filter) {
  db::Question question(
      "SELECT d.id, d.tag, f.code, p.name, t.shown FROM device d LEFT JOIN department p ON p.id = d.now_department "
      "LEFT JOIN facility f ON f.id = p.facility LEFT JOIN type t ON t.id = d.type");
  question.where("d.live = 1");
  if (filter.device != 0) question.where("d.id = ", Ref{filter.device});
  question.where_one_of("d.now_department", filter.departments);
  if (filter.facility != 0) question.where("p.facility = ", Ref{filter.facility});
  if (filter.type != 0) question.where("d.type IN (SELECT id FROM type WHERE root = ", Ref{filter.type}, ")");
  question.end("ORDER BY d.tag_key, d.id");
  return question;
}

/// The log of one device: two tables in step, by day.
class DeviceLog {
 public:
  DeviceLog(db::Database& database, const LogFilter& filter)
      : filter_(filter),
        services_(database,
                  "SELECT name, kind, done_on, result, done_by, minutes, cost, note, extra, counts_for FROM service "
                  "WHERE device = $1 AND done_on >= $2 AND done_on <= $3 AND live = 1 ORDER BY done_on, tick, id"),
        attempts_(database,
                  "SELECT name, kind, tried_on, because, done_by, NULL, NULL, note, 0, NULL FROM attempt "
                  "WHERE device = $1 AND tried_on >= $2 AND tried_on <= $3 AND live = 1 ORDER BY tried_on, id") {}

  template <class F>
  void each(Id device, LogLine& line, F&& f) {
    const Date since = filter_.since.value_or(earliest_date), until = filter_.until.value_or(latest_date);
    bool service = services_.again().bind_all(device, since, until).next();
    bool attempt = attempts_.again().bind_all(device, since, until).next();
    while (service || attempt) {
      const bool first = service && (!attempt || services_.text(2) <= attempts_.text(2));
      take(first ? services_ : attempts_, line);
      if (fits(line)) f(line);
      (first ? service : attempt) = (first ? services_ : attempts_).next();
    }
    services_.again();
    attempts_.again();
  }

 private:
  static void take(const db::Query& query, LogLine& line) {
    line.plan = query.text(0);
    line.kind = query.text(1);
    line.done_on = query.get<Date>(2);
    line.result = query.text(3);
    line.done_by = query.text(4);
    line.minutes = query.get<std::optional<std::int64_t>>(5);
    line.cost = query.get<std::optional<Money>>(6);
    line.note = query.text(7);
    line.extra = query.number(8) != 0;
    line.counts_for = query.get<std::optional<Date>>(9);
  }
  bool fits(const LogLine& line) const {
    return (filter_.kind.empty() || line.kind == filter_.kind) &&
           (filter_.result.empty() || line.result == filter_.result);
  }

  const LogFilter& filter_;
  db::Query services_, attempts_;
};

}  // namespace

void each_log(db::Database& database, const LogFilter& filter, const std::function<void(const LogLine&)>& f) {
  DeviceLog log(database, filter);
  std::int64_t left = filter.limit.value_or(std::numeric_limits<std::int64_t>::max());
  const db::Question question = devices_of(filter);
  db::Query devices = question.ask(database);
  LogLine line;
  while (left > 0 && devices.next()) {
    line.tag = devices.text(1);
    line.facility = devices.text(2);
    line.department = devices.text(3);
    line.type = devices.text(4);
    log.each(devices.number(0), line, [&](const LogLine& one) {
      if (left-- > 0) f(one);
    });
  }
}

}  // namespace siyana::work
