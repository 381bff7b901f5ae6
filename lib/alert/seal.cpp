#include "alert/seal.hpp"

#include <string>

#include "base/sha256.hpp"

namespace siyana::alert {
namespace {

/// Every column of every row that is left to read.
void add_rows(Hash& hash, db::Query& rows) {
  while (rows.next())
    for (int i = 0; i < rows.statement().columns(); ++i) {
      const Value value = rows.value(i);
      if (value.absent())
        hash.none();
      else if (value.type == Value::Type::number)
        hash.part(value.number);
      else
        hash.part(value.text);
    }
}

Digest mark_of(db::Database& database, Id outgoing) {
  Hash hash;
  db::Query message(database, "SELECT recipient, day, message_id, subject, text, made_at FROM outgoing WHERE id = $1",
                    outgoing);
  add_rows(hash, message);
  db::Query items(database,
                  "SELECT device, item, why, due_on, step FROM outgoing_item WHERE outgoing = $1 ORDER BY device, item",
                  outgoing);
  add_rows(hash, items);
  return hash.digest();
}

Digest seal_of(db::Database& database) {
  Hash hash;
  db::Query run(database, "SELECT id, ran_at, day, told, failed FROM alert_run ORDER BY id");
  add_rows(hash, run);
  hash.none();
  db::Query messages(database, "SELECT id, mark, attempts, claimed_by, error FROM outgoing ORDER BY id");
  add_rows(hash, messages);
  return hash.digest();
}

}  // namespace

void mark(db::Database& database, Id outgoing) {
  const Digest mark = mark_of(database, outgoing);
  db::Query(database, "UPDATE outgoing SET mark = $2 WHERE id = $1", outgoing, Value::of_bytes(view(mark))).run();
}

bool is_as_marked(db::Database& database, Id outgoing) {
  db::Query query(database, "SELECT mark FROM outgoing WHERE id = $1", outgoing);
  return query.next() && query.text(0) == view(mark_of(database, outgoing));
}

void seal(db::Database& database) {
  const Digest seal = seal_of(database);
  db::Query(database,
            "INSERT INTO alert_seal (id, seal) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET seal = excluded.seal",
            Value::of_bytes(view(seal)))
      .run();
}

void seal_anew(db::Database& database) {
  std::vector<Id> kept;
  for (db::Query query(database, "SELECT id FROM outgoing ORDER BY id"); query.next();) kept.push_back(query.number(0));
  for (const Id id : kept) mark(database, id);
  seal(database);
}

void each_unsealed(db::Database& database, const std::function<void(std::string_view table, Id row)>& f) {
  for (db::Query query(database, "SELECT id FROM outgoing ORDER BY id"); query.next();)
    if (!is_as_marked(database, query.number(0))) f("outgoing", query.number(0));
  for (db::Query query(database,
                       "SELECT DISTINCT i.outgoing FROM outgoing_item i LEFT JOIN outgoing o ON o.id = i.outgoing "
                       "WHERE o.id IS NULL LIMIT 100");
       query.next();)
    f("outgoing_item", query.number(0));
  db::Query sealed(database, "SELECT id, seal FROM alert_seal ORDER BY id");
  const bool is_right = sealed.next() && sealed.number(0) == 1 && sealed.text(1) == view(seal_of(database));
  if (!is_right || sealed.next()) f("alert_seal", 0);
}

}  // namespace siyana::alert
