#!/bin/bash
# Manners: full disks, closed pipes, signals, locks, other people's files.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
siyana=$SIYANA
export HOME=$folder SIYANA_NOW=2026-07-15T09:00:00+01:00 LC_ALL=C.UTF-8
unset SIYANA_DB XDG_DATA_HOME XDG_CONFIG_HOME SIYANA_FORMAT SIYANA_LANG NO_COLOR
store=$folder/.local/share/siyana/siyana.db
failures=0

fail() {
  echo "$1"
  failures=$((failures + 1))
}
expect() { # STATUS WHAT COMMAND…: the status, and, where it is an error, one line that begins with the program's name
  local wanted=$1 what=$2 status=0
  shift 2
  "$@" > out 2> err || status=$?
  [ "$status" = "$wanted" ] || fail "$what: status $status, not $wanted: $(head -c 300 err)"
  case $wanted in
    0 | 10 | 130 | 141 | 143) ;;
    *) if [ "$(wc -l < err)" != 1 ] || ! grep -q '^siyana: ' err; then fail "$what: not one line of error: $(head -c 300 err)"; fi ;;
  esac
}

expect 0 "init" "$siyana" init --facility MOS --name Mostaganem
for i in 1 2 3; do "$siyana" device add "A-$i" --type Moniteur --quiet; done
"$siyana" plan add --type Moniteur --every 6m --due 2026-07-01 --quiet
"$siyana" down A-1 dark > /dev/null

# The last byte of stdout.
for command in overdue due status "why A-1" "device list" "device show A-1" "find moniteur" "plan list" "policy list" \
  "breakdown list" "journal list" "journal show 2" "journal head" "facility list" "department list" "type list" help --version; do
  for format in table json; do
    status=0
    # shellcheck disable=SC2086
    "$siyana" $command --format $format --quiet > /dev/full 2> err || status=$?
    [ "$command" = "department list" ] && [ $format = table ] && continue # nothing to write
    [ "$status" = 1 ] || fail "$command --format $format > /dev/full: status $status, not 1: $(cat err)"
    [ "$(wc -l < err)" = 1 ] || fail "$command --format $format > /dev/full: not one line: $(cat err)"
  done
done
status=0
"$siyana" down A-2 dark > /dev/full 2> err || status=$?
[ "$status" = 1 ] || fail "down > /dev/full: status $status"

# A closed pipe ends quietly.
"$siyana" journal list --format json 2> err | true
"$siyana" overdue 2>> err | head -0
[ ! -s err ] || fail "a closed pipe is not quiet: $(cat err)"
python3 - "$siyana" << 'PYTHON' || fail "a closed pipe does not end with 141"
import os, subprocess, sys
read, write = os.pipe()
os.close(read)
done = subprocess.run([sys.argv[1], "overdue"], stdout=write, stderr=subprocess.PIPE)
sys.exit(0 if done.returncode == 141 and not done.stderr else 1)
PYTHON

# A closed stdout, and a closed stdin where tags are wanted.
status=0
"$siyana" overdue >&- 2> err || status=$?
[ "$status" = 1 ] || fail "overdue with stdout closed: status $status"
status=0
"$siyana" pm log - < /dev/null 2> err || status=$?
[ "$status" = 2 ] || fail "no tag on stdin: status $status"

# Looking changes no byte, nor the time of the file; nor makes a file beside it.
before=$(sha256sum "$store"; stat -c '%y %s %i' "$store"; ls "$(dirname "$store")")
for command in overdue "overdue --as-of 2026-01-01" "overdue --known-on 2026-07-14" due status "why A-1" "device list" \
  "device show A-1" "find moniteur" "plan list A-1" "breakdown list" "work show MOS-000001" "journal list" "journal verify" \
  "journal head" check "type list" "policy list" help; do
  # shellcheck disable=SC2086
  "$siyana" $command > out 2> err || fail "$command: $(cat err)"
done
[ "$before" = "$(sha256sum "$store"; stat -c '%y %s %i' "$store"; ls "$(dirname "$store")")" ] || fail "looking changed the store"

# The store is read where nothing can be written.
chmod 0400 "$store"
expect 0 "a store that is read-only" "$siyana" overdue
chmod 0600 "$store"

# A stack too small is made larger, or said; so are descriptors that are used up. The sanitizers want more of both.
if ! grep -q __asan_init "$siyana"; then
  (ulimit -S -s 64; "$siyana" overdue > out 2> err) || fail "a stack of 64 KiB: $(cat err)"
  (ulimit -s 64; "$siyana" overdue > out 2> err; [ "$?" = 1 ]) || fail "a stack of 64 KiB for good: another status"
  grep -qx "siyana: the stack is limited to 64 KiB: 256 are wanted (ulimit -s 256)" err || fail "a stack of 64 KiB for good: $(cat err)"
  expect 1 "no descriptor is left" bash -c 'ulimit -n 4; exec "$0" pm log A-2 --quiet' "$siyana" 3>&-
  grep -qx "siyana: cannot open .*: Too many open files" err || fail "no descriptor is left: $(cat err)"
fi

# Time zone, locale and environment.
for zone in UTC Africa/Algiers America/New_York Nowhere/None ""; do expect 0 "TZ=$zone" env TZ="$zone" "$siyana" overdue; done
for locale in C POSIX fr_FR.UTF-8 ar_DZ.UTF-8 nonsense ""; do
  LC_ALL=$locale "$siyana" overdue --format json > out."$locale" 2> err || fail "LC_ALL=$locale: $(cat err)"
  cmp -s out."$locale" out.C || fail "LC_ALL=$locale changes the data"
done
expect 0 "an empty environment" env -i "$siyana" --db "$store" overdue
expect 0 "LANG=C" env -i LANG=C "$siyana" --db "$store" device list
expect 3 "an empty environment without a store" env -i "$siyana" overdue

# Colour: only where it is wanted.
if ! "$siyana" overdue --format table > out || grep -q $'\x1b' out; then fail "colour in a pipe"; fi
"$siyana" overdue --format table --color always > out && grep -q $'\x1b' out || fail "no colour with --color always"
if command -v script > /dev/null; then
  script -qec "$siyana overdue" /dev/null > out < /dev/null && grep -q $'\x1b\[[0-9;]*m' out || fail "no colour at a terminal"
  NO_COLOR=1 script -qec "$siyana overdue" /dev/null > out < /dev/null && ! grep -q $'\x1b\[[0-9;]*m' out || fail "NO_COLOR is not heard"
  script -qec "$siyana overdue --color never" /dev/null > out < /dev/null && ! grep -q $'\x1b\[[0-9;]*m' out || fail "--color never is not heard"
fi

# --output: whole or not at all, an older file stays where it fails.
expect 0 "--output" "$siyana" overdue --format csv --output list.csv
[ "$(wc -l < list.csv)" = 4 ] || fail "--output: $(cat list.csv)"
[ ! -s out ] || fail "--output leaves something on stdout"
cp list.csv kept.csv
expect 3 "--output of a command that fails" "$siyana" why NONE --output list.csv
cmp -s list.csv kept.csv || fail "--output of a failed command touched the file"
status=0
"$siyana" overdue --output none/list.csv 2> err || status=$?
[ "$status" != 0 ] || fail "--output into no folder succeeds"
(ulimit -f 0; trap '' XFSZ; "$siyana" overdue --output list.csv 2> /dev/null) && fail "--output to a full disk succeeds"
cmp -s list.csv kept.csv || fail "--output to a full disk touched the file"
[ "$(find . -maxdepth 1 -name '*siyana*' | grep -cv '^./.local')" = 0 ] || fail "temporaries stay: $(ls -A)"

# Another process writes: 6 after the wait; readers wait as well. It says when it has the lock, and is told when to let go.
mkfifo locked unlock
python3 - "$store" << 'PYTHON' &
import sqlite3, sys
store = sqlite3.connect(sys.argv[1], isolation_level=None)
store.execute("BEGIN EXCLUSIVE")
open("locked", "w").close()
open("unlock").read()
PYTHON
locker=$!
cat locked
expect 6 "a writer while another writes" "$siyana" device add B-1 --busy-wait 0
expect 6 "a writer that waits a second" "$siyana" device add B-1 --busy-wait 1
expect 6 "a reader while another commits" "$siyana" overdue --busy-wait 0
echo > unlock
wait $locker
expect 0 "the store after the lock" "$siyana" device add B-1

# Other people's files.
printf 'not a database, only a text that is long enough to be one, as it seems' > text.db
expect_refused() {
  expect "$1" "$2" "$siyana" --db "$3" overdue
  expect "$1" "$2 (writing)" "$siyana" --db "$3" device add X
}
expect_refused 5 "a text file" text.db
: > empty.db
expect_refused 5 "an empty file" empty.db
python3 -c 'import sqlite3; s = sqlite3.connect("other.db"); s.execute("CREATE TABLE t (x)"); s.commit()'
expect_refused 5 "another program's store" other.db
cp "$store" newer.db
python3 -c 'import sqlite3; s = sqlite3.connect("newer.db"); s.execute("UPDATE schema_migration SET number = 900 WHERE number = (SELECT max(number) FROM schema_migration)"); s.commit()'
expect_refused 5 "a newer siyana's store" newer.db
head -c 20000 "$store" > cut.db
expect_refused 7 "a store cut short" cut.db
mkdir folder.db
expect_refused 5 "a folder" folder.db
cp "$store" bent.db
python3 - << 'PYTHON'
import sqlite3
store = sqlite3.connect("bent.db")
for (trigger,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entry'").fetchall():
    store.execute(f"DROP TRIGGER {trigger}")
store.execute("UPDATE entry SET login = 'nobody' WHERE id = (SELECT min(id) FROM entry)")
store.commit()
PYTHON
status=0
"$siyana" --db bent.db check > out 2> err || status=$?
[ "$status" = 7 ] || fail "a journal that was changed: check ends with $status"
status=0
"$siyana" --db bent.db journal verify > out 2> err || status=$?
[ "$status" = 7 ] || fail "a journal that was changed: journal verify ends with $status"

# As another user: what may not be read or written is said, and nothing is made beside it.
if [ "$(id -u)" = 0 ]; then as_other=(setpriv --reuid=65534 --regid=65534 --clear-groups); else as_other=(); fi
if [ "$(id -u)" = 0 ]; then
  chmod 0755 "$folder"
  cp "$store" others.db
  chmod 0600 others.db
else
  cp "$store" others.db
  chmod 0 others.db
fi
cp "$siyana" program
expect 1 "a store that may not be read" "${as_other[@]}" "$folder/program" --db others.db overdue
grep -q 'others.db' err || fail "a store that may not be read is not named: $(cat err)"
chmod 0444 others.db
expect 0 "a store that may only be read" "${as_other[@]}" "$folder/program" --db others.db overdue
expect 1 "a write where only reading is allowed" "${as_other[@]}" "$folder/program" --db others.db device add B-2
mkdir -m 0555 closed
expect 1 "a store to be made where nothing may be" "${as_other[@]}" "$folder/program" --db closed/siyana.db init --facility X --name X
[ -z "$(ls -A closed)" ] || fail "a refused init left $(ls -A closed)"

# Signals: what is under way is given up, the store is whole, nothing stays beside it.
printf 'tag;type\n' > park.csv
seq -f 'P-%06g;Pompe à perfusion' 1 20000 >> park.csv
python3 - "$siyana" "$store" << 'PYTHON' || fail "signals are not answered with 130 and 143"
import array, fcntl, os, signal, subprocess, sys, termios
siyana, store = sys.argv[1:]

def start(arguments, **more):
    return subprocess.Popen([siyana] + arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)

def unread(pipe):
    left = array.array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, left)
    return left[0]

def waiting_for_tags():
    """Within its transaction, the tags it was given read, the next not yet written."""
    running = start(["pm", "log", "-"], stdin=subprocess.PIPE)
    running.stdin.write(b"A-1\nA-2\n")
    running.stdin.flush()
    while running.poll() is None and unread(running.stdin): os.sched_yield()
    return running

def has_open(running):
    folder = f"/proc/{running.pid}/fd"
    try:
        return any(os.readlink(f"{folder}/{name}") == store for name in os.listdir(folder))
    except FileNotFoundError:
        return False

def importing():
    running = start(["import", "devices", "park.csv"])
    while running.poll() is None and not os.path.exists(store + "-journal"): os.sched_yield()
    return running

def verifying():
    running = start(["check"])
    while running.poll() is None and not has_open(running): os.sched_yield()
    return running

def interrupted(begin, number, wanted):
    """A machine under load may let what is watched end first: then once more."""
    for _ in range(20):
        running = begin()
        running.send_signal(number)
        out, err = running.communicate(timeout=60)
        if running.returncode != 0: break
    if running.returncode == wanted and not out: return True
    print(f"{begin.__name__}, signal {number}: status {running.returncode}, not {wanted}: {out!r} {err!r}")
    return False

wrong = 0
for begin in (waiting_for_tags, importing, verifying):
    for number, wanted in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)):
        if not interrupted(begin, number, wanted): wrong = 1
        if os.listdir(os.path.dirname(store)) != [os.path.basename(store)]:
            print(f"{begin.__name__}, signal {number}: beside the store: {os.listdir(os.path.dirname(store))}")
            wrong = 1
    if begin is importing and subprocess.run([siyana, "why", "P-000001"], capture_output=True).returncode != 3:
        print("an import that was given up left devices")
        wrong = 1
    # What a check may be interrupted in has to be more than a moment's work.
    if begin is importing: subprocess.run([siyana, "import", "devices", "park.csv", "--quiet"], check=True)
sys.exit(wrong)
PYTHON
expect 0 "the store after signals" "$siyana" check
[ "$("$siyana" journal list A-1 --format tsv | grep -c 'pm log')" = 0 ] || fail "an interrupted command was written"
[ "$(ls -A "$(dirname "$store")")" = siyana.db ] || fail "something stays beside the store: $(ls -A "$(dirname "$store")")"

[ $failures = 0 ]
