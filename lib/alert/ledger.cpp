#include "alert/ledger.hpp"

#include <algorithm>

#include "alert/seal.hpp"

namespace siyana::alert {

std::vector<Told> told_to(db::Database& database, Id recipient) {
  // The index alone finds the last row of each thing; only these rows are read.
  db::Query query(database,
                  "SELECT t.device, t.item, t.why, t.day, t.due_on, t.step FROM "
                  "(SELECT max(id) AS id FROM told WHERE recipient = $1 AND live = 1 GROUP BY device, item) x "
                  "JOIN told t ON t.id = x.id ORDER BY t.device, t.item",
                  recipient);
  std::vector<Told> found;
  while (query.next())
    found.push_back({query.number(0), std::string(query.text(1)), query.get<Why>(2), query.get<Date>(3),
                     query.get<Date>(4), static_cast<int>(query.number(5))});
  return found;
}

std::vector<std::string> thread_of(db::Database& database, Id recipient) {
  db::Query query(database,
                  "SELECT message_id FROM message WHERE id = (SELECT min(id) FROM message WHERE recipient = $1) "
                  "OR id = (SELECT max(id) FROM message WHERE recipient = $1) ORDER BY id",
                  recipient);
  std::vector<std::string> ids;
  while (query.next()) ids.emplace_back(query.text(0));
  return ids;
}

Id delivered(store::Change& change, Outgoing outgoing, const std::string& by, Instant at, Date day) {
  auto& database = change.database();
  outgoing.day = std::max(outgoing.day, day);
  Message message{0, outgoing.recipient, outgoing.day, outgoing.message_id, outgoing.subject, by, at};
  change.make(message);
  db::Query items(database,
                  "SELECT device, item, why, due_on, step FROM outgoing_item WHERE outgoing = $1 ORDER BY device, item",
                  outgoing.id);
  while (items.next()) {
    ToldRow row{0,
                Ref{message.id},
                outgoing.recipient,
                Ref{items.number(0)},
                std::string(items.text(1)),
                items.get<Why>(2),
                outgoing.day,
                items.get<Date>(3),
                items.number(4)};
    change.make(row);
  }
  drop(database, outgoing.id);
  change.commit();
  return message.id;
}

void record_run(db::Database& database, const Run& run) {
  db::in_transaction(database, [&] {
    db::Query(
        database,
        "INSERT INTO alert_run (id, ran_at, day, told, failed) VALUES (1, $1, $2, $3, $4) ON CONFLICT (id) DO UPDATE "
        "SET ran_at = excluded.ran_at, day = excluded.day, told = excluded.told, failed = excluded.failed",
        run.at, run.day, run.told, run.failed)
        .run();
    seal(database);
  });
}

std::optional<Run> last_run(db::Database& database) {
  db::Query query(database, "SELECT ran_at, day, told, failed FROM alert_run WHERE id = 1");
  if (!query.next()) return std::nullopt;
  return Run{query.get<Instant>(0), query.get<Date>(1), query.number(2), query.number(3)};
}

std::string last_way(db::Database& database) {
  db::Query query(database, "SELECT delivered_by FROM message WHERE live = 1 ORDER BY id DESC LIMIT 1");
  return query.next() ? std::string(query.text(0)) : std::string();
}

void each_told(db::Database& database, Id device, Id recipient, const std::function<void(const HistoryLine&)>& f) {
  static const std::string select =
      "SELECT t.message, r.address, d.tag, t.item, t.why, t.day, t.due_on, m.delivered_by, m.delivered_at, m.subject, "
      "m.message_id FROM told t JOIN message m ON m.id = t.message JOIN recipient r ON r.id = t.recipient "
      "JOIN device d ON d.id = t.device WHERE t.live = 1";
  static const std::string any = select + " AND $1 = $1 ORDER BY t.id DESC";
  static const std::string of_device = select + " AND t.device = $1 ORDER BY t.id DESC";
  static const std::string of_recipient = select + " AND t.recipient = $1 ORDER BY t.id DESC";
  const Id narrowed = device != 0 ? device : recipient;
  db::Query query(database, device != 0 ? of_device : recipient != 0 ? of_recipient : any, narrowed);
  for (HistoryLine line; query.next();) {
    query.read(line);
    line.message = store::number_of(line.message);
    f(line);
  }
}

Message find_message(db::Database& database, std::int64_t number) {
  const store::Sites sites(database);
  if (auto found = store::by_id<Message>(database, sites.own().id * store::numbers_per_site + number)) return *found;
  throw Error(Fault::not_found, "no message {number} (see siyana alert history)", {{"number", std::to_string(number)}});
}

std::vector<Saying> sayings_of(db::Database& database, Id message) {
  db::Query query(database,
                  "SELECT device, item, why, due_on, step FROM told WHERE message = $1 AND live = 1 "
                  "ORDER BY device, item",
                  message);
  std::vector<Saying> found;
  while (query.next())
    found.push_back(
        {query.get<Why>(2),
         {query.number(0), std::string(query.text(1)), query.get<Date>(3), static_cast<int>(query.number(4)), false}});
  return found;
}

}  // namespace siyana::alert
