#!/bin/bash
# Looks for bytes that break a reader of outside bytes, with libFuzzer and the sanitizers: each target for so long.
#
#   tests/fuzz/run.sh [SECONDS [NAME…]]    300 seconds each of all of tests/fuzz
#
# What was learned stays in build/fuzz/corpus; an input that breaks a target is left in build/fuzz and named. Made
# small, it becomes a test.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-300}
shift || true
[ $# -gt 0 ] || set -- $(cd tests/fuzz/corpus && echo *)

tests/packages.sh build test fuzz
cmake --preset fuzz > /dev/null
cmake --build --preset fuzz
for name in "$@"; do
  echo "== $name"
  mkdir -p "build/fuzz/corpus/$name"
  "build/fuzz/${name}_fuzz" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=1024 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/$name-" "build/fuzz/corpus/$name" "tests/fuzz/corpus/$name" 2>&1 |
    grep -v -E '^#[0-9]+.(REDUCE|NEW|pulse|RELOAD)|NEW_FUNC\['
done
