#!/bin/bash
# A reader's language changes what people read and nothing else, wherever siyana runs: under cron, without a locale, on a
# terminal.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0
fail() {
  echo "$1"
  failures=$((failures + 1))
}
# As cron starts it: nothing in the environment but a home and the clock of the test.
cron() { env -i LANG=C HOME="$folder" SIYANA_NOW=2026-07-15T09:00:00+01:00 "$SIYANA" "$@"; }

cron init --facility MOS --name Mostaganem --quiet
cron device add "A-1" --type Moniteur --department الاستعجالات --quiet 2> /dev/null
cron device add "ABC-22" --type "جهاز تخطيط القلب" --department Réanimation --quiet 2> /dev/null
cron plan add --type Moniteur --every 6m --due 2026-07-01 --quiet
cron plan add --type "جهاز تخطيط القلب" --every 6m --due 2026-05-01 --quiet
cron down A-1 "écran noir" > /dev/null

# Machine formats are the same bytes in all languages.
for command in overdue due status "why A-1" "device list" "device show A-1" "find moniteur" "plan list" "plan show A-1" "policy list" \
  "breakdown list" "journal list" "journal show 2" "journal head" "facility list" "department list" "type list"; do
  for format in csv tsv json jsonl; do
    # shellcheck disable=SC2086
    cron $command --format $format > en 2> /dev/null
    for language in fr ar ar_MA; do
      # shellcheck disable=SC2086
      env -i SIYANA_LANG=$language HOME="$folder" SIYANA_NOW=2026-07-15T09:00:00+01:00 "$SIYANA" $command --format $format > other 2> /dev/null
      cmp -s en other || fail "$command --format $format is other bytes in $language"
    done
  done
done

# --lang, SIYANA_LANG and the locale's name say it, in this order.
said() { env -i HOME="$folder" "$@" "$SIYANA" device show NONE 2>&1; }
[ "$(said LANG=C)" = "siyana: no device NONE" ] || fail "LANG=C is not English"
[ "$(said LANG=fr_FR.UTF-8)" = "siyana: aucun appareil NONE" ] || fail "LANG=fr_FR.UTF-8 is not French"
[ "$(said LANG=fr_FR.UTF-8 SIYANA_LANG=ar)" = "siyana: لا يوجد جهاز NONE" ] || fail "SIYANA_LANG does not win over LANG"
[ "$(cron device show NONE --lang ar 2>&1)" = "siyana: لا يوجد جهاز NONE" ] || fail "--lang ar does not serve under cron"

[ "$(cron overdue --untill 3d --lang=fr 2>&1 | cut -d" " -f1-3)" = "siyana: aucune option" ] || fail "words that are not understood are not told in --lang"
mkdir -p .config/siyana
echo 'lang = "ar"' > .config/siyana/config.toml
[ "$(said LANG=fr_FR.UTF-8)" = "siyana: لا يوجد جهاز NONE" ] || fail "the configuration's language does not win over the locale"
[ "$(said SIYANA_LANG=fr)" = "siyana: aucun appareil NONE" ] || fail "SIYANA_LANG does not win over the configuration"
rm -r .config

# In a table every column begins at the same cell; where no terminal reads there are no isolates.
for language in fr ar; do
  cron overdue --format table --lang $language > table 2> /dev/null
  /usr/bin/python3 - $language << 'PYTHON' || fail "the table is not aligned in $language"
import sys, unicodedata
def cells(text):
    return sum(0 if unicodedata.combining(c) or unicodedata.category(c) == "Cf" else 1 for c in text)
lines = open("table", encoding="utf-8").read().splitlines()
days = ["01/07/2026", "01/05/2026"]
starts = {cells(line[:line.index(day)]) for line in lines[1:] for day in days if day in line}
assert len(lines) == 3 and len(starts) == 1, (lines, starts)
assert not any("\u2066" <= c <= "\u2069" for line in lines for c in line), lines
PYTHON
done

# On a terminal what runs from right to left is isolated, and the width is the same.
/usr/bin/python3 - "$SIYANA" "$folder" << 'PYTHON' || fail "a terminal's table is not isolated"
import os, pty, sys
def on_terminal(*words):
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(sys.argv[1], ["siyana", *words], {"HOME": sys.argv[2], "SIYANA_NOW": "2026-07-15T09:00:00+01:00", "SIYANA_LANG": "ar", "TERM": "dumb"})
    read = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        read += piece
    os.waitpid(pid, 0)
    return read.decode().replace("\r\n", "\n")
for words in (("overdue",), ("device", "show", "NONE"), ("help", "tried"), ("device", "show", "A-1"), ("status",)):
    text = on_terminal(*words)
    assert "\u2068" in text, (words, text)
    for line in text.splitlines():
        assert sum(c in "\u2066\u2068" for c in line) == line.count("\u2069"), (words, line)
PYTHON

[ $failures = 0 ]
