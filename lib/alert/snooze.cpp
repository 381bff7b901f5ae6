#include "alert/snooze.hpp"

namespace siyana::alert {
namespace {

std::optional<Snooze> stored(db::Database& database, Id device, std::string_view kind) {
  static const std::string sql = store::select<Snooze>(
      "WHERE device = $1 AND coalesce(kind, '') = $2 AND live = 1 ORDER BY until DESC, id LIMIT 1");
  return store::first<Snooze>(database, sql, device, Value{Value::Type::text, 0, kind});
}

}  // namespace

bool snooze(store::Change& change, Snooze snooze) {
  const auto before = stored(change.database(), snooze.device.id, snooze.kind);
  if (!before) return change.make(snooze) != 0;
  snooze.id = before->id;
  return change.edit(*before, snooze);
}

bool unsnooze(store::Change& change, const device::Device& device, std::string_view kind) {
  const auto before = stored(change.database(), device.id, kind);
  if (!before || before->until <= change.today())
    throw Error(Fault::not_found, "{tag} is not snoozed (see siyana snoozed)", {{"tag", device.tag}});
  auto after = *before;
  after.until = change.today();
  return change.edit(*before, after);
}

Snoozes::Snoozes(db::Database& database, Date day) {
  db::Query query(database,
                  "SELECT device, kind, max(until) FROM snooze WHERE until > $1 AND live = 1 "
                  "GROUP BY device, kind",
                  day);
  while (query.next()) until_[{query.number(0), std::string(query.text(1))}] = query.get<Date>(2);
}

bool Snoozes::silences(Id device, std::string_view kind) const {
  return until_.contains({device, ""}) || until_.contains({device, std::string(kind)});
}

void each_snooze(db::Database& database, Date day, const std::function<void(const SnoozeLine&)>& f) {
  db::Query query(database,
                  "SELECT d.tag, s.kind, s.until, s.reason FROM snooze s JOIN device d ON d.id = s.device "
                  "WHERE s.until > $1 AND s.live = 1 ORDER BY s.until, d.tag_key",
                  day);
  for (SnoozeLine line; query.next();) {
    query.read(line);
    f(line);
  }
}

}  // namespace siyana::alert
