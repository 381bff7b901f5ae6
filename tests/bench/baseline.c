/* What a plain C program over libsqlite3 would do on the same store, for comparison.

     baseline overdue STORE DATE LIMIT      the overdue list as CSV; LIMIT -1 for all of it
     baseline log STORE TAG DATE INSTANT    one inspection with its journal entry, durable
*/
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sqlite3 *db;

static void check(int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  fprintf(stderr, "baseline: %s\n", sqlite3_errmsg(db));
  exit(1);
}

static void open_store(const char *path, int flags) {
  check(sqlite3_open_v2(path, &db, flags, NULL));
  check(sqlite3_busy_timeout(db, 10000));
  check(sqlite3_exec(db, "PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000", NULL, NULL, NULL));
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  check(sqlite3_prepare_v2(db, sql, -1, &statement, NULL));
  return statement;
}

static long day_number(const char *iso) {
  const int year = atoi(iso), month = atoi(iso + 5), day = atoi(iso + 8);
  const long a = (14 - month) / 12, y = year + 4800 - a, m = month + 12 * a - 3;
  return day + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32045;
}

static void put_csv(const unsigned char *text) {
  if (strpbrk((const char *)text, ",\"\r\n") == NULL) {
    fputs_unlocked((const char *)text, stdout);
    return;
  }
  putchar_unlocked('"');
  for (; *text != 0; ++text) {
    if (*text == '"') putchar_unlocked('"');
    putchar_unlocked(*text);
  }
  putchar_unlocked('"');
}

static void overdue(const char *date, long limit) {
  enum { closes_on = 10, days_late = 11, state = 12, columns = 16 };
  static const char header[] =
      "tag,facility,department,type,manufacturer,model,serial,plan,kind,due_on,closes_on,days_late,state,last_done_on,"
      "blocked_by,snoozed_until\n";
  sqlite3_stmt *rows = prepare(
      "SELECT d.tag, f.code, p.name, t.shown, k.shown, m.shown, d.serial, u.name, u.kind, u.due_on, u.closes_on, NULL, "
      "u.state, u.last_done_on, b.number, (SELECT max(z.until) FROM snooze z WHERE z.device = u.device AND z.live = 1 "
      "AND coalesce(z.kind, u.kind) = u.kind AND z.until > ?1) "
      "FROM due u JOIN device d ON d.id = u.device "
      "LEFT JOIN department p ON p.id = u.department LEFT JOIN facility f ON f.id = p.facility "
      "LEFT JOIN type t ON t.id = d.type LEFT JOIN maker k ON k.id = d.maker LEFT JOIN model m ON m.id = d.model "
      "LEFT JOIN breakdown b ON b.id = d.open_breakdown "
      "WHERE u.closes_on <= ?1 AND (u.closes_on < ?1 OR u.state = 'retest') "
      "ORDER BY u.closes_on, u.tag_key, u.name_key LIMIT ?2");
  const long today = day_number(date);
  check(sqlite3_bind_text(rows, 1, date, -1, SQLITE_STATIC));
  check(sqlite3_bind_int64(rows, 2, limit));
  fputs(header, stdout);
  while (sqlite3_step(rows) == SQLITE_ROW) {
    for (int i = 0; i < columns; ++i) {
      const unsigned char *text = sqlite3_column_text(rows, i);
      if (i > 0) putchar_unlocked(',');
      if (i == days_late)
        printf("%ld", today - day_number((const char *)sqlite3_column_text(rows, closes_on)));
      else if (i == state && strcmp((const char *)text, "open") == 0)
        fputs_unlocked("overdue", stdout);
      else if (text != NULL)
        put_csv(text);
    }
    putchar_unlocked('\n');
  }
  check(sqlite3_finalize(rows));
}

static sqlite3_int64 number(const char *sql, const char *text) {
  sqlite3_stmt *statement = prepare(sql);
  if (text != NULL) check(sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC));
  if (sqlite3_step(statement) != SQLITE_ROW) {
    fprintf(stderr, "baseline: nothing found: %s\n", sql);
    exit(1);
  }
  const sqlite3_int64 found = sqlite3_column_int64(statement, 0);
  check(sqlite3_finalize(statement));
  return found;
}

static void run(sqlite3_stmt *statement) {
  check(sqlite3_step(statement));
  check(sqlite3_finalize(statement));
}

static void add_entry(sqlite3_int64 entry, sqlite3_int64 row, sqlite3_int64 tick, const char *instant) {
  sqlite3_stmt *statement = prepare(
      "INSERT INTO entry (id, tick, at, login, actor, what, reason, voids, schema, first_row, rows, hash) "
      "VALUES (?1, ?2, ?3, 'bench', NULL, 'pm log', NULL, NULL, 4, ?4, 1, zeroblob(32))");
  check(sqlite3_bind_int64(statement, 1, entry));
  check(sqlite3_bind_int64(statement, 2, tick));
  check(sqlite3_bind_text(statement, 3, instant, -1, SQLITE_STATIC));
  check(sqlite3_bind_int64(statement, 4, row));
  run(statement);
}

static void add_row(sqlite3_int64 row, sqlite3_int64 entry, sqlite3_int64 device, const char *date) {
  char after[200];
  snprintf(after, sizeof after, "{\"device\":\"#%lld\",\"name\":\"pm\",\"kind\":\"pm\",\"done_on\":\"%s\",\"result\":\"pass\"}",
           device & 0xffffffff, date);
  sqlite3_stmt *statement = prepare(
      "INSERT INTO entry_row (id, entry, kind, subject, prior, after, mark) "
      "VALUES (?1, ?2, 'service', ?1, NULL, ?3, zeroblob(32))");
  check(sqlite3_bind_int64(statement, 1, row));
  check(sqlite3_bind_int64(statement, 2, entry));
  check(sqlite3_bind_text(statement, 3, after, -1, SQLITE_STATIC));
  run(statement);
}

static void add_service(sqlite3_int64 row, sqlite3_int64 device, const char *date, sqlite3_int64 tick) {
  sqlite3_stmt *statement = prepare(
      "INSERT INTO service (id, last, live, device, name, name_key, kind, done_on, result, extra, tick) "
      "VALUES (?1, ?1, 1, ?2, 'pm', 'pm', 'pm', ?3, 'pass', 0, ?4)");
  check(sqlite3_bind_int64(statement, 1, row));
  check(sqlite3_bind_int64(statement, 2, device));
  check(sqlite3_bind_text(statement, 3, date, -1, SQLITE_STATIC));
  check(sqlite3_bind_int64(statement, 4, tick));
  run(statement);
}

static void log_service(const char *tag, const char *date, const char *instant) {
  check(sqlite3_exec(db, "PRAGMA synchronous = EXTRA; BEGIN IMMEDIATE", NULL, NULL, NULL));
  const sqlite3_int64 device = number("SELECT id FROM device WHERE tag_key = ?1 AND live = 1", tag);
  const sqlite3_int64 entry = number("SELECT max(id) + 1 FROM entry", NULL);
  const sqlite3_int64 row = number("SELECT max(id) + 1 FROM entry_row", NULL);
  const sqlite3_int64 tick = number("SELECT max(tick) + 1 FROM entry", NULL);
  add_entry(entry, row, tick, instant);
  add_row(row, entry, device, date);
  add_service(row, device, date, tick);
  check(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
}

int main(int count, char **words) {
  static char buffer[65536];
  setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
  if (count == 5 && strcmp(words[1], "overdue") == 0) {
    open_store(words[2], SQLITE_OPEN_READONLY);
    overdue(words[3], atol(words[4]));
  } else if (count == 6 && strcmp(words[1], "log") == 0) {
    open_store(words[2], SQLITE_OPEN_READWRITE);
    log_service(words[3], words[4], words[5]);
  } else {
    fprintf(stderr, "usage: baseline overdue STORE DATE LIMIT | baseline log STORE TAG DATE INSTANT\n");
    return 2;
  }
  sqlite3_close(db);
  return fflush(stdout) == 0 ? 0 : 1;
}
