#include "db/migrate.hpp"
#include "history/history.hpp"
#include "store/chain.hpp"

namespace siyana::history {
namespace {

void copy(db::Database& from, db::Database& to, std::string_view read, std::string_view write, std::int64_t tick) {
  db::Query rows(from, read, tick);
  db::Query insert(to, write);
  while (rows.next()) {
    for (int column = 0; column < rows.statement().columns(); ++column) insert.bind(column + 1, rows.value(column));
    insert.run();
  }
}

void copy_journal(db::Database& from, db::Database& to, std::int64_t tick) {
  copy(from, to, "SELECT id, uid, code, own FROM site WHERE $1 = $1", "INSERT INTO site VALUES ($1, $2, $3, $4)", tick);
  copy(from, to,
       "SELECT id, tick, at, login, actor, what, reason, voids, schema, first_row, rows, hash FROM entry "
       "WHERE tick < $1 ORDER BY id",
       "INSERT INTO entry VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)", tick);
  copy(from, to,
       "SELECT r.id, r.entry, r.kind, r.subject, r.prior, r.also, r.after, r.mark FROM entry_row r "
       "JOIN entry e ON e.id = r.entry WHERE e.tick < $1 ORDER BY r.id",
       "INSERT INTO entry_row VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", tick);
}

}  // namespace

std::int64_t first_unknown(db::Database& database, Instant end, Instant now) {
  std::int64_t line = end.seconds * 1000;
  db::Query entries(database, "SELECT tick, at FROM entry WHERE tick >= $1 ORDER BY tick", line);
  int agree = 0, most = 0;
  while (entries.next()) {
    const auto at = parse_instant(entries.text(1));
    if (at && *at < end)
      ++agree;
    else if (at && *at <= now)
      --agree;
    if (agree <= most) continue;
    most = agree;
    line = store::after(entries.number(0));
  }
  return line;
}

std::unique_ptr<db::Database> known_before(db::Database& database, std::int64_t tick, Date on) {
  auto past = db::open_scratch();
  db::migrate(*past, "never");
  past->begin();
  copy_journal(database, *past, tick);
  const store::Sites sites(*past);
  for (const auto& kind : kinds()) {
    db::Query things(*past, "SELECT id FROM entry_row WHERE subject = id AND kind = $1 ORDER BY id", kind.name);
    while (things.next()) kind.refold(*past, sites, things.number(0));
  }
  due::settle_everything(*past, on);
  past->commit();
  return past;
}

}  // namespace siyana::history
