/* What a plain C program over libsqlite3 would do on the same store, for comparison.

     baseline overdue STORE DATE LIMIT [DEPARTMENT]   the overdue list as CSV; LIMIT -1 for all of it
     baseline places STORE DATE             how many are overdue in each department, from the key copied into `due`
     baseline past STORE DATE               the overdue list of that day, from the log: the two rules of the bench
     baseline find STORE WORD LIMIT         the devices with a word that begins so
     baseline device STORE TAG              one device, its plans and its log
     baseline log STORE TAG DATE INSTANT    one inspection with its journal entry, durable
     baseline hash STORE                    reads the journal in order and hashes all of it
*/
#include <nettle/sha2.h>
#include <sqlite3.h>
#include <stdint.h>
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

enum { closes_on = 10, days_late = 11, state = 12, columns = 16 };

#define LINE \
  "SELECT d.tag, f.code, p.name, t.shown, k.shown, m.shown, d.serial, u.name, u.kind, u.due_on, u.closes_on, NULL, " \
  "u.state, u.last_done_on, b.number, (SELECT max(z.until) FROM snooze z WHERE z.device = u.device AND z.live = 1 " \
  "AND coalesce(z.kind, u.kind) = u.kind AND z.until > ?1) "
#define NAMES \
  "LEFT JOIN type t ON t.id = d.type LEFT JOIN maker k ON k.id = d.maker LEFT JOIN model m ON m.id = d.model " \
  "LEFT JOIN breakdown b ON b.id = d.open_breakdown "

static void put_header(void) {
  fputs(
      "tag,facility,department,type,manufacturer,model,serial,plan,kind,due_on,closes_on,days_late,state,last_done_on,"
      "blocked_by,snoozed_until\n",
      stdout);
}

static void put_line(sqlite3_stmt *row, long today) {
  for (int i = 0; i < columns; ++i) {
    const unsigned char *text = sqlite3_column_text(row, i);
    if (i > 0) putchar_unlocked(',');
    if (i == days_late)
      printf("%ld", today - day_number((const char *)sqlite3_column_text(row, closes_on)));
    else if (i == state && strcmp((const char *)text, "open") == 0)
      fputs_unlocked("overdue", stdout);
    else if (text != NULL)
      put_csv(text);
  }
  putchar_unlocked('\n');
}

static void overdue(const char *date, long limit, const char *department) {
  sqlite3_stmt *rows =
      prepare(department == NULL
                  ? LINE
                  "FROM due u JOIN device d ON d.id = u.device "
                  "LEFT JOIN department p ON p.id = u.department LEFT JOIN facility f ON f.id = p.facility " NAMES
                  "WHERE u.closes_on <= ?1 AND (u.closes_on < ?1 OR u.state = 'retest') "
                  "ORDER BY u.closes_on, u.tag_key, u.name_key LIMIT ?2"
                  : LINE
                  "FROM due u JOIN device d ON d.id = u.device "
                  "LEFT JOIN department p ON p.id = u.department LEFT JOIN facility f ON f.id = p.facility " NAMES
                  "WHERE u.department = (SELECT id FROM department WHERE name = ?3 AND live = 1) AND u.closes_on <= ?1 "
                  "AND (u.closes_on < ?1 OR u.state = 'retest') ORDER BY u.closes_on, u.tag_key, u.name_key LIMIT ?2");
  const long today = day_number(date);
  check(sqlite3_bind_text(rows, 1, date, -1, SQLITE_STATIC));
  check(sqlite3_bind_int64(rows, 2, limit));
  if (department != NULL) check(sqlite3_bind_text(rows, 3, department, -1, SQLITE_STATIC));
  put_header();
  while (sqlite3_step(rows) == SQLITE_ROW) put_line(rows, today);
  check(sqlite3_finalize(rows));
}

/* The rows of a statement as they are. */
static void put_rows(sqlite3_stmt *rows) {
  while (sqlite3_step(rows) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count(rows); ++i) {
      const unsigned char *text = sqlite3_column_text(rows, i);
      if (i > 0) putchar_unlocked(',');
      if (text != NULL) put_csv(text);
    }
    putchar_unlocked('\n');
  }
  check(sqlite3_finalize(rows));
}

static void put_rows_for(const char *sql, const char *text) {
  sqlite3_stmt *rows = prepare(sql);
  check(sqlite3_bind_text(rows, 1, text, -1, SQLITE_STATIC));
  put_rows(rows);
}

static void places(const char *date) {
  put_rows_for(
      "SELECT f.code, p.name, "
      "(SELECT count(*) FROM due u WHERE u.department = p.id AND u.closes_on < ?1) + "
      "(SELECT count(*) FROM due u WHERE u.department = p.id AND u.closes_on = ?1 AND u.state = 'retest'), "
      "(SELECT min(closes_on) FROM due u WHERE u.department = p.id AND u.closes_on <= ?1), "
      "(SELECT count(*) FROM due u WHERE u.department = p.id AND u.closes_on <= ?1 AND "
      "(u.closes_on < ?1 OR u.state = 'retest') AND u.last_done_on IS NULL) "
      "FROM department p JOIN facility f ON f.id = p.facility ORDER BY 1, 2",
      date);
}

#define DEVICE \
  "SELECT d.tag, f.code, p.name, d.now_room, t.shown, k.shown, m.shown, d.serial, d.lifecycle, d.operating, " \
  "d.condition, d.usage, d.in_service_on, d.purchased_on, d.warranty_until, d.support_until, d.cost, d.currency, " \
  "d.supplier, d.provider, d.contract, d.ownership, d.funder, d.donor, d.codes, d.udi, d.lot, d.manufactured_on, " \
  "d.software, d.power, d.service_needs, d.electrical_class, d.applied_part, d.criticality, o.tag, d.seen_on, " \
  "d.import_ref, d.description, d.note, d.extra, " \
  "(SELECT max(z.until) FROM snooze z WHERE z.device = d.id AND z.live = 1) FROM "
#define DEVICE_NAMES \
  " LEFT JOIN department p ON p.id = d.now_department LEFT JOIN facility f ON f.id = p.facility " \
  "LEFT JOIN type t ON t.id = d.type LEFT JOIN maker k ON k.id = d.maker LEFT JOIN model m ON m.id = d.model " \
  "LEFT JOIN device o ON o.id = d.parent "

static void find(const char *word, long limit) {
  char pattern[100];
  snprintf(pattern, sizeof pattern, "\"%s\" *", word);
  sqlite3_stmt *rows = prepare(DEVICE "device_find w JOIN device d ON d.id = w.rowid" DEVICE_NAMES
                                      "WHERE device_find MATCH ?1 AND d.live = 1 ORDER BY w.rowid LIMIT ?2");
  check(sqlite3_bind_text(rows, 1, pattern, -1, SQLITE_STATIC));
  check(sqlite3_bind_int64(rows, 2, limit));
  put_rows(rows);
}

static void device(const char *tag) {
  put_rows_for(DEVICE "device d" DEVICE_NAMES "WHERE d.tag_key = ?1 AND d.live = 1", tag);
  put_rows_for(
      "SELECT name, state, soon_on, opens_on, due_on, closes_on, last_done_on FROM due "
      "WHERE device = (SELECT id FROM device WHERE tag_key = ?1 AND live = 1) ORDER BY name_key",
      tag);
  put_rows_for(
      "SELECT id, done_on, name, result, done_by, minutes FROM service "
      "WHERE device = (SELECT id FROM device WHERE tag_key = ?1 AND live = 1) AND live = 1 ORDER BY done_on, tick",
      tag);
}

/* A due date of the past, with what its line is sorted by. */
struct past {
  char closes_on[11], last_done_on[11], tag_key[24];
  const char *name;
  sqlite3_int64 device;
};

static int by_day(const void *a, const void *b) {
  const struct past *x = a, *y = b;
  const int days = strcmp(x->closes_on, y->closes_on);
  if (days != 0) return days;
  const int tags = strcmp(x->tag_key, y->tag_key);
  return tags != 0 ? tags : strcmp(x->name, y->name);
}

static int is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

/* 29 February and a year is 28 February. */
static void add_years(const char *iso, int years, char out[11]) {
  const int year = atoi(iso) + years;
  memcpy(out, iso, 11);
  for (int i = 3, left = year; i >= 0; --i, left /= 10) out[i] = (char)('0' + left % 10);
  if (strcmp(out + 4, "-02-29") == 0 && !is_leap(year)) out[9] = '8';
}

static struct past *add_past(struct past *found, long *count, const struct past *one, const char *date) {
  if (strcmp(one->closes_on, date) >= 0) return found;
  if ((*count & (*count - 1)) == 0) found = realloc(found, (size_t)(*count == 0 ? 1 : 2 * *count) * sizeof *found);
  if (found == NULL) exit(1);
  found[(*count)++] = *one;
  return found;
}

/* The inspections of one device up to that day, the log read in step with the devices: the last, or an empty text. */
static void last_done(sqlite3_stmt *log, int *more, sqlite3_int64 device, const char *date, char last[11]) {
  last[0] = 0;
  for (; *more && sqlite3_column_int64(log, 0) <= device; *more = sqlite3_step(log) == SQLITE_ROW) {
    const char *done = (const char *)sqlite3_column_text(log, 2);
    if (sqlite3_column_int64(log, 0) == device && strcmp((const char *)sqlite3_column_text(log, 1), "pm") == 0 &&
        strcmp(done, date) <= 0)
      snprintf(last, 11, "%s", done);
  }
}

/* pm a year after it was last done, or after the device came into service; calibration five years after that. */
static struct past *past_dues(const char *date, long *count) {
  struct past *found = NULL, one;
  sqlite3_stmt *devices = prepare("SELECT id, tag_key, in_service_on FROM device WHERE live = 1 ORDER BY id");
  sqlite3_stmt *log = prepare("SELECT device, name_key, done_on FROM service WHERE live = 1 ORDER BY device, done_on, tick");
  int more = sqlite3_step(log) == SQLITE_ROW;
  while (sqlite3_step(devices) == SQLITE_ROW) {
    const char *begun = (const char *)sqlite3_column_text(devices, 2);
    one.device = sqlite3_column_int64(devices, 0);
    snprintf(one.tag_key, sizeof one.tag_key, "%s", (const char *)sqlite3_column_text(devices, 1));
    last_done(log, &more, one.device, date, one.last_done_on);
    one.name = "pm";
    add_years(one.last_done_on[0] == 0 ? begun : one.last_done_on, 1, one.closes_on);
    found = add_past(found, count, &one, date);
    one.name = "calibration";
    one.last_done_on[0] = 0;
    add_years(begun, 5, one.closes_on);
    found = add_past(found, count, &one, date);
  }
  check(sqlite3_finalize(devices));
  check(sqlite3_finalize(log));
  return found;
}

static void past(const char *date) {
  long count = 0;
  struct past *found = past_dues(date, &count);
  if (count > 0) qsort(found, (size_t)count, sizeof *found, by_day);
  sqlite3_stmt *row = prepare(
      "SELECT d.tag, f.code, p.name, t.shown, k.shown, m.shown, d.serial, ?2, ?2, ?3, ?3, NULL, 'overdue', "
      "nullif(?4, ''), b.number, (SELECT max(z.until) FROM snooze z WHERE z.device = d.id AND z.live = 1 "
      "AND coalesce(z.kind, ?2) = ?2 AND z.until > ?5) FROM device d "
      "LEFT JOIN department p ON p.id = d.now_department LEFT JOIN facility f ON f.id = p.facility " NAMES
      "WHERE d.id = ?1");
  check(sqlite3_bind_text(row, 5, date, -1, SQLITE_STATIC));
  const long today = day_number(date);
  put_header();
  for (long i = 0; i < count; ++i) {
    check(sqlite3_bind_int64(row, 1, found[i].device));
    check(sqlite3_bind_text(row, 2, found[i].name, -1, SQLITE_STATIC));
    check(sqlite3_bind_text(row, 3, found[i].closes_on, -1, SQLITE_STATIC));
    check(sqlite3_bind_text(row, 4, found[i].last_done_on, -1, SQLITE_STATIC));
    if (sqlite3_step(row) == SQLITE_ROW) put_line(row, today);
    check(sqlite3_reset(row));
  }
  check(sqlite3_finalize(row));
  free(found);
}

/* One digest over all columns, each value with its length before it. */
static void hash_rows(const char *sql, struct sha256_ctx *hash) {
  sqlite3_stmt *rows = prepare(sql);
  uint8_t mark[SHA256_DIGEST_SIZE];
  struct sha256_ctx row;
  while (sqlite3_step(rows) == SQLITE_ROW) {
    sha256_init(&row);
    for (int i = 0; i < sqlite3_column_count(rows); ++i) {
      const void *value = sqlite3_column_blob(rows, i);
      const uint64_t size = (uint64_t)sqlite3_column_bytes(rows, i);
      sha256_update(&row, sizeof size, (const uint8_t *)&size);
      if (value != NULL) sha256_update(&row, size, value);
    }
    sha256_digest(&row, sizeof mark, mark);
    sha256_update(hash, sizeof mark, mark);
  }
  check(sqlite3_finalize(rows));
}

static void hash_journal(void) {
  uint8_t digest[SHA256_DIGEST_SIZE];
  struct sha256_ctx hash;
  sha256_init(&hash);
  hash_rows("SELECT * FROM entry ORDER BY id", &hash);
  hash_rows("SELECT * FROM entry_row ORDER BY id", &hash);
  sha256_digest(&hash, sizeof digest, digest);
  for (size_t i = 0; i < sizeof digest; ++i) printf("%02x", digest[i]);
  putchar('\n');
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

static int is(char **words, int count, const char *command, int least, int most) {
  return count >= least && count <= most && strcmp(words[1], command) == 0;
}

int main(int count, char **words) {
  static char buffer[65536];
  setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
  if (count < 3) return fputs("usage: baseline COMMAND STORE ...\n", stderr), 2;
  open_store(words[2], strcmp(words[1], "log") == 0 ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
  if (is(words, count, "overdue", 5, 6))
    overdue(words[3], atol(words[4]), count == 6 ? words[5] : NULL);
  else if (is(words, count, "places", 4, 4))
    places(words[3]);
  else if (is(words, count, "past", 4, 4))
    past(words[3]);
  else if (is(words, count, "find", 5, 5))
    find(words[3], atol(words[4]));
  else if (is(words, count, "device", 4, 4))
    device(words[3]);
  else if (is(words, count, "hash", 3, 3))
    hash_journal();
  else if (is(words, count, "log", 6, 6))
    log_service(words[3], words[4], words[5]);
  else
    return fputs("baseline: unknown command\n", stderr), 2;
  sqlite3_close(db);
  return fflush(stdout) == 0 ? 0 : 1;
}
