#!/bin/bash
# Times one `alert run` of 10,000 overdue plans for 200 recipients: finding, writing and delivering apart, and its peak
# memory. A measurement, not a test.
#   tests/bench/alerts.sh     SIYANA names a program that is built already
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${SIYANA:-$PWD/build/release/siyana}
bench=${BENCH:-$PWD/build/bench}/alerts
export SIYANA_NOW=2026-07-01T08:00:00Z SIYANA_DB=$bench/s.db HOME=$bench
rm -rf "$bench"
mkdir -p "$bench"

"$program" --quiet init --facility F1 --name F1
{
  echo tag,type,department
  for ((i = 0; i < 10000; ++i)); do printf 'D-%05d,Type %d,Department %d\n' "$i" $((i % 40)) $((i % 190)); done
} > "$bench/devices.csv"
"$program" --quiet import devices "$bench/devices.csv"
for ((i = 0; i < 40; ++i)); do "$program" --quiet plan add --type "Type $i" --every 1y --due 2026-05-01; done
for ((i = 0; i < 190; ++i)); do
  "$program" --quiet recipient add "head$i@hospital.example" --lang ar --department "Department $i"
done
# These ten hear of all 10,000.
for ((i = 0; i < 10; ++i)); do "$program" --quiet recipient add "director$i@hospital.example" --lang fr; done

/usr/bin/time -f 'first run: %e s, %M KiB' "$program" alert run --outbox "$bench/box" --times
/usr/bin/time -f 'nothing to tell: %e s, %M KiB' "$program" alert run --outbox "$bench/box" --times
