#!/bin/bash
# Times siyana beside a plain C program over SQLite, the sqlite3 shell and taskwarrior, and prints medians, peak memory and
# ratios of interleaved runs. A measurement, not a test: it fails only where a program does.
#
#   tests/bench/run.sh            1,000,000 devices with two plans each
#   tests/bench/run.sh 100000     so many
#   tests/bench/run.sh --small    10,000
#
# The data stay in build/bench for the next run. BENCH names another folder, SIYANA a program that is built already (with
# libsiyana_lib.a beside it), ROUNDS how often the short commands run.
set -euo pipefail
cd "$(dirname "$0")/../.."

devices=${1:-1000000}
[ "$devices" != --small ] || devices=10000
[[ $devices =~ ^[0-9]+$ ]] || { echo "usage: $0 [N | --small]" >&2; exit 2; }
rounds=${ROUNDS:-101}
bench=${BENCH:-$PWD/build/bench}
program=${SIYANA:-$PWD/build/release/siyana}
day=2026-07-01
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
  gcc -O2 -s -D_GNU_SOURCE "${static[@]}" tests/bench/baseline.c -o "$bench/baseline" -lsqlite3 -lm
  g++ -std=c++20 -O2 tests/bench/devices.cpp -o "$bench/devices"
  g++ -std=c++20 -O2 tests/bench/measure.cpp -o "$bench/measure"
}

new_store() {
  rm -f "$1" "$1-journal"
  "$program" --quiet --db "$1" init --facility F1 --name F1
}

# A store of so many devices, and their CSV.
data() {
  [ -e "$bench/$1.csv" ] || { "$bench/devices" "$1" > "$bench/new" && mv "$bench/new" "$bench/$1.csv"; }
  [ ! -e "$bench/$1.db" ] || return 0
  echo "making a store of $1 devices" >&2
  [ -e "$bench/fill" ] || g++ -std=c++20 -O2 -flto=auto -Ilib tests/bench/fill.cpp -o "$bench/fill" \
    "$(dirname "$program")/libsiyana_lib.a" -lSQLiteCpp -lsqlite3 -lnettle -lutf8proc
  new_store "$bench/new"
  "$bench/fill" "$bench/new" "$bench/$1.csv"
  mv "$bench/new" "$bench/$1.db"
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

# overdue ROUNDS STORE [LIMIT]: siyana's list must be the C program's, byte for byte.
overdue() {
  local siyana=("$program" --db "$2" overdue --format csv ${3:+--limit "$3"})
  local plain=("$bench/baseline" overdue "$2" "$day" "${3:--1}")
  cmp <("${siyana[@]}") <("${plain[@]}") || { echo 'the lists differ' >&2; exit 1; }
  measure "$1" siyana "${siyana[@]}" :: 'C program' "${plain[@]}" \
    :: sqlite3 sqlite3 -readonly -csv -header "$2" "$list_sql${3:+ LIMIT $3}"
}

log_sql="PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE;
  INSERT INTO entry (id, tick, at, login, what, schema, first_row, rows, hash)
    SELECT max(id) + 1, max(tick) + 1, '$SIYANA_NOW', 'bench', 'pm log', 4, (SELECT max(id) + 1 FROM entry_row), 1,
    zeroblob(32) FROM entry;
  INSERT INTO entry_row (id, entry, kind, subject, after, mark)
    SELECT first_row, id, 'service', first_row, '{\"name\":\"pm\",\"done_on\":\"$day\",\"result\":\"pass\"}', zeroblob(32)
    FROM entry ORDER BY id DESC LIMIT 1;
  INSERT INTO service (id, last, live, device, name, name_key, kind, done_on, result, extra, tick)
    SELECT first_row, first_row, 1, (SELECT id FROM device WHERE tag_key = 'bm0003{round}'), 'pm', 'pm', 'pm', '$day', 'pass', 0,
    tick FROM entry ORDER BY id DESC LIMIT 1;
  COMMIT"

log() {
  local store=$bench/written.db
  cp "$bench/$1.db" "$store"
  measure 31 siyana "$program" --quiet --db "$store" pm log BM0001{round} --kind pm \
    :: 'C program' "$bench/baseline" log "$store" bm0002{round} "$day" "$SIYANA_NOW" :: sqlite3 sqlite3 "$store" "$log_sql"
  rm -f "$store"
}

import() {
  local mine=$bench/import.db theirs=$bench/import-sqlite.db
  new_store "$bench/empty.db"
  "$program" --quiet --db "$bench/empty.db" facility add F2 --name F2
  "$program" --quiet --db "$bench/empty.db" facility add F3 --name F3
  measure "${2:-3}" siyana --before "rm -f '$mine'; cp '$bench/empty.db' '$mine'" \
    "$program" --quiet --db "$mine" import devices "$bench/$1.csv" \
    :: 'sqlite3 .import' --before "rm -f '$theirs'; sqlite3 '$theirs' 'CREATE TABLE device ($csv_header);
      CREATE INDEX device_tag ON device (tag); CREATE INDEX device_serial ON device (serial);
      CREATE INDEX device_department ON device (department, tag)'" \
    sqlite3 "$theirs" ".import --csv --skip 1 $bench/$1.csv device"
  rm -f "$mine" "$theirs" "$bench/empty.db"
}

# taskwarrior with a task for each plan.
tasks() {
  data "$1"
  export TASKDATA=$bench/tasks-$1
  rm -rf "$TASKDATA"
  mkdir "$TASKDATA"
  sqlite3 -readonly "$bench/$1.db" "SELECT json_object('description', d.tag || ' ' || u.name, 'project', 'D' || u.department,
    'entry', '20200101T000000Z', 'due', replace(u.due_on, '-', '') || 'T000000Z')
    FROM due u JOIN device d ON d.id = u.device" | task rc.verbose=nothing import - > "$bench/build.log" 2>&1
  title "taskwarrior with $((2 * $1)) tasks (its time grows with their number): what is overdue"
  cp "$bench/$1.db" "$bench/written.db"
  measure 11 siyana "$program" --db "$bench/written.db" overdue --format csv :: taskwarrior task rc.verbose=nothing overdue
  title "taskwarrior with $((2 * $1)) tasks: one more"
  measure 11 siyana "$program" --quiet --db "$bench/written.db" pm log BM0000{round} --kind pm \
    :: taskwarrior task rc.verbose=nothing add inspection "due:$day"
  rm -rf "$TASKDATA" "$bench/written.db"
}

build
data "$devices"
store=$bench/$devices.db
echo "$devices devices, $((2 * devices)) plans, $(sqlite3 -readonly "$store" "SELECT count(*) FROM due WHERE closes_on < '$day'")\
 overdue; load $(cut -d' ' -f1-3 /proc/loadavg)"

title 'siyana --version (to reach: no slower than sqlite3)'
measure "$rounds" siyana "$program" --version :: 'sqlite3 select 1' sqlite3 :memory: 'select 1'
title "overdue --limit 500 of $((2 * devices)) plans (to reach: 1.3 of the C program)"
overdue "$rounds" "$store" 500
title 'overdue --format csv, all (to reach: 1.5 of the C program)'
overdue 11 "$store"
title "a durable pm log on $devices devices (to reach: 2 of the C program)"
log "$devices"
title "import devices of $devices rows (to reach: 2 of .import into one table with three indexes)"
import "$devices"
for few in 500 5000; do tasks "$few"; done
printf '\nload at the end %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
