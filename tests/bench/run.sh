#!/bin/bash
# Times siyana beside a plain C program over SQLite, the sqlite3 shell and taskwarrior, and prints medians, peak memory and
# ratios of interleaved runs. A measurement, not a test: it fails only where a program does, or where the lists differ.
#
#   tests/bench/run.sh            1,000,000 devices with two plans each, and an inspection
#   tests/bench/run.sh 100000     so many
#   tests/bench/run.sh --small    10,000
#   tests/bench/run.sh --region   1,000 to 1,000,000 devices with ten inspections each, an entry of the journal for each:
#                                 how the cost of each command grows beside the C program's. 20 GB, and an hour
#
# The data stay in build/bench for the next run. BENCH names another folder, SIYANA a program that is built already (with
# libsiyana_lib.a beside it), ROUNDS how often the short commands run and LONG how often the long ones.
set -euo pipefail
cd "$(dirname "$0")/../.."

devices=${1:-1000000}
inspections=1
[ "$devices" != --small ] || devices=10000
[ "$devices" != --region ] || { devices='1000 10000 100000 1000000'; inspections=10; }
[[ $devices =~ ^[0-9\ ]+$ ]] || { echo "usage: $0 [N | --small | --region]" >&2; exit 2; }
rounds=${ROUNDS:-101}
long=${LONG:-3}
bench=${BENCH:-$PWD/build/bench}
program=${SIYANA:-$PWD/build/release/siyana}
day=2026-07-01
past_day=2026-05-01
csv_header=tag,type,manufacturer,model,serial,facility,department,in_service_on

export SIYANA_NOW=${day}T08:00:00Z
export HOME=$bench/home XDG_CONFIG_HOME=$bench/home XDG_DATA_HOME=$bench/home TASKRC=$bench/home/taskrc
unset SIYANA_DB SIYANA_FORMAT
mkdir -p "$bench/home"
echo 'confirmation=no' > "$TASKRC"

build() {
  tests/packages.sh build bench
  [ -n "${SIYANA:-}" ] || { cmake --preset release && cmake --build --preset release --target siyana; } > "$bench/build.log" ||
    { cat "$bench/build.log" >&2; exit 1; }
  local static=(-static -Wl,--wrap=dlopen,--defsym=__wrap_dlopen=abort)  # as the release preset does
  rm -f "$bench/fill"  # built again where a store is wanted: linking it takes longer than the rest
  gcc -O2 -s -D_GNU_SOURCE "${static[@]}" tests/bench/baseline.c -o "$bench/baseline" -lsqlite3 -lm -lnettle
  g++ -std=c++20 -O2 tests/bench/devices.cpp -o "$bench/devices"
  g++ -std=c++20 -O2 tests/bench/measure.cpp -o "$bench/measure"
}

new_store() {
  rm -f "$1" "$1-journal"
  "$program" --quiet --db "$1" init --facility F1 --name F1
}

# The store of so many devices with so many inspections each, and the devices' CSV: $store and $csv.
data() {
  csv=$bench/$1.csv store=$bench/$1-$2.db
  [ -e "$csv" ] || { "$bench/devices" "$1" > "$bench/new" && mv "$bench/new" "$csv"; }
  [ ! -e "$store" ] || return 0
  echo "making a store of $1 devices with $2 inspections each" >&2
  [ -e "$bench/fill" ] || g++ -std=c++20 -O2 -flto=auto -Ilib tests/bench/fill.cpp -o "$bench/fill" \
    "$(dirname "$program")/libsiyana_lib.a" -lSQLiteCpp -lsqlite3 -lnettle -lutf8proc
  new_store "$bench/new"
  "$bench/fill" "$bench/new" "$csv" "$2"
  mv "$bench/new" "$store"
}

title() { printf '\n%s\n' "$1"; }
measure() { "$bench/measure" "$@" || echo '  not measured'; }

list_sql="SELECT d.tag, f.code AS facility, p.name AS department, t.shown AS type, k.shown AS manufacturer,
  m.shown AS model, d.serial, u.name AS plan, u.kind, u.due_on, u.closes_on,
  CAST(julianday('$day') - julianday(u.closes_on) AS INTEGER) AS days_late,
  CASE u.state WHEN 'open' THEN 'overdue' ELSE u.state END AS state, u.last_done_on, b.number AS blocked_by,
  (SELECT max(z.until) FROM snooze z WHERE z.device = u.device AND z.live = 1 AND coalesce(z.kind, u.kind) = u.kind
   AND z.until > '$day') AS snoozed_until
  FROM due u JOIN device d ON d.id = u.device LEFT JOIN department p ON p.id = u.department
  LEFT JOIN facility f ON f.id = p.facility LEFT JOIN type t ON t.id = d.type LEFT JOIN maker k ON k.id = d.maker
  LEFT JOIN model m ON m.id = d.model LEFT JOIN breakdown b ON b.id = d.open_breakdown
  WHERE u.closes_on <= '$day' AND (u.closes_on < '$day' OR u.state = 'retest')
  ORDER BY u.closes_on, u.tag_key, u.name_key"

same() { cmp <("${siyana[@]}") <("${plain[@]}") || { echo 'the lists differ' >&2; exit 1; }; }

# overdue ROUNDS [LIMIT]: siyana's list must be the C program's, byte for byte.
overdue() {
  local siyana=("$program" --db "$store" overdue --format csv ${2:+--limit "$2"})
  local plain=("$bench/baseline" overdue "$store" "$day" "${2:--1}")
  same
  measure "$1" siyana "${siyana[@]}" :: 'C program' "${plain[@]}" \
    :: sqlite3 sqlite3 -readonly -csv -header "$store" "$list_sql${2:+ LIMIT $2}"
}

log_sql="PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE;
  INSERT INTO entry (id, tick, at, login, what, schema, first_row, rows, hash)
    SELECT max(id) + 1, max(tick) + 1, '$SIYANA_NOW', 'bench', 'pm log', 4, (SELECT max(id) + 1 FROM entry_row), 1,
    zeroblob(32) FROM entry;
  INSERT INTO entry_row (id, entry, kind, subject, after, mark)
    SELECT first_row, id, 'service', first_row, '{\"name\":\"pm\",\"done_on\":\"$day\",\"result\":\"pass\"}', zeroblob(32)
    FROM entry ORDER BY id DESC LIMIT 1;
  INSERT INTO service (id, last, live, device, name, name_key, kind, done_on, result, extra, tick)
    SELECT first_row, first_row, 1, (SELECT id FROM device WHERE tag_key = 'bm0000{round}'), 'pm', 'pm', 'pm', '$day', 'pass', 0,
    tick FROM entry ORDER BY id DESC LIMIT 1;
  COMMIT"

log() {
  local written=$bench/written.db
  cp "$store" "$written"
  measure 31 siyana "$program" --quiet --db "$written" pm log BM0000{round} --kind calibration \
    :: 'C program' "$bench/baseline" log "$written" bm0000{round} "$day" "$SIYANA_NOW" :: sqlite3 sqlite3 "$written" "$log_sql"
  rm -f "$written"
}

import() {
  local mine=$bench/import.db theirs=$bench/import-sqlite.db
  new_store "$bench/empty.db"
  "$program" --quiet --db "$bench/empty.db" facility add F2 --name F2
  "$program" --quiet --db "$bench/empty.db" facility add F3 --name F3
  measure "$long" siyana --before "rm -f '$mine'; cp '$bench/empty.db' '$mine'" \
    "$program" --quiet --db "$mine" import devices "$csv" \
    :: 'sqlite3 .import' --before "rm -f '$theirs'; sqlite3 '$theirs' 'CREATE TABLE device ($csv_header);
      CREATE INDEX device_tag ON device (tag); CREATE INDEX device_serial ON device (serial);
      CREATE INDEX device_department ON device (department, tag)'" \
    sqlite3 "$theirs" ".import --csv --skip 1 $csv device"
  rm -f "$mine" "$theirs" "$bench/empty.db"
}

# beside ROUNDS: $siyana beside $plain.
beside() { measure "$1" siyana "${siyana[@]}" :: 'C program' "${plain[@]}"; }

one_department() {
  local siyana=("$program" --db "$store" overdue --department 'Department 07' --format csv)
  local plain=("$bench/baseline" overdue "$store" "$day" -1 'Department 07')
  same
  beside 31
}

by_department() {
  local siyana=("$program" --db "$store" overdue --by-department --format csv)
  local plain=("$bench/baseline" places "$store" "$day")
  beside 31
}

found() {
  local siyana=("$program" --db "$store" find x188 --format csv)
  local plain=("$bench/baseline" find "$store" x188 -1)
  cmp <("${siyana[@]}" | tail -n +2) <("${plain[@]}") || { echo 'the lists differ' >&2; exit 1; }
  beside 31
}

# keyed WORDS: what is asked of one device.
keyed() {
  local siyana=("$program" --db "$store" "$@") plain=("$bench/baseline" device "$store" bm0000123)
  beside "$rounds"
}

past() {
  local siyana=("$program" --db "$store" overdue --as-of "$past_day" --format csv)
  local plain=("$bench/baseline" past "$store" "$past_day")
  same
  beside "$long"
}

verified() {
  local siyana=("$program" --db "$store" --quiet journal verify) plain=("$bench/baseline" hash "$store")
  beside "$long"
}

checked() {
  measure "$long" siyana "$program" --db "$store" --quiet check \
    :: 'integrity and verify' sh -c 'sqlite3 -readonly "$2" "PRAGMA integrity_check" && "$1" --db "$2" --quiet journal verify' \
    - "$program" "$store"
}

# taskwarrior with a task for each plan.
tasks() {
  data "$1" 1
  export TASKDATA=$bench/tasks-$1
  rm -rf "$TASKDATA"
  mkdir "$TASKDATA"
  sqlite3 -readonly "$store" "SELECT json_object('description', d.tag || ' ' || u.name, 'project', 'D' || u.department,
    'entry', '20200101T000000Z', 'due', replace(u.due_on, '-', '') || 'T000000Z')
    FROM due u JOIN device d ON d.id = u.device" | task rc.verbose=nothing import - > "$bench/build.log" 2>&1
  title "taskwarrior with $((2 * $1)) tasks (its time grows with their number): what is overdue"
  cp "$store" "$bench/written.db"
  measure 11 siyana "$program" --db "$bench/written.db" overdue --format csv :: taskwarrior task rc.verbose=nothing overdue
  title "taskwarrior with $((2 * $1)) tasks: one more"
  measure 11 siyana "$program" --quiet --db "$bench/written.db" pm log BM0000{round} --kind pm \
    :: taskwarrior task rc.verbose=nothing add inspection "due:$day"
  rm -rf "$TASKDATA" "$bench/written.db"
}

# What is asked of a store of any size, with the ratio to reach.
questions() {
  echo "$1 devices, $((2 * $1)) plans, $(($1 * inspections)) inspections,\
 $(sqlite3 -readonly "$store" "SELECT count(*) FROM due WHERE closes_on < '$day'") overdue; load $(cut -d' ' -f1-3 /proc/loadavg)"
  title 'overdue --limit 500 (1.3)'
  overdue "$rounds" 500
  title 'overdue --format csv, all (1.5)'
  overdue 11
  title 'overdue --department, all of one (1.5)'
  one_department
  title 'overdue --by-department (1.5)'
  by_department
  title 'find a word (1.5)'
  found
  title 'why TAG (2)'
  keyed why BM0000123
  title 'device show TAG, with its last entries (2)'
  keyed device show BM0000123 --format table
  title 'a durable pm log (2)'
  log
  title 'overdue --as-of a past day, from the log (3)'
  past
}

# What reads a store whole.
proofs() {
  title 'journal verify beside hashing the same rows'
  verified
  title 'check beside integrity_check and journal verify (2)'
  checked
}

build
title 'siyana --version (no slower than sqlite3)'
measure "$rounds" siyana "$program" --version :: 'sqlite3 select 1' sqlite3 :memory: 'select 1'
for size in $devices; do
  data "$size" "$inspections"
  printf '\n'
  questions "$size"
  [ "$inspections" = 1 ] || proofs
done
if [ "$inspections" = 1 ]; then
  title "import devices of $devices rows (2, beside .import into one table with three indexes)"
  import
  for few in 500 5000; do tasks "$few"; done
fi
printf '\nload at the end %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
