#!/bin/bash
# Everything a change must pass, from a bare checkout: packages, the build without a warning, each test once, under the
# address and undefined-behaviour sanitizers but for the few named below. `tests/run.sh --quick` runs all tests once,
# without the sanitizers.
set -euo pipefail
cd "$(dirname "$0")/.."

tests/packages.sh build test

# check PRESET TARGET [option of ctest…]
check() {
  local preset=$1 target=$2
  shift 2
  echo "== $preset"
  # Of what a debugger knows, a backtrace wants the lines only.
  cmake --preset "$preset" -DSIYANA_WERROR=ON -DCMAKE_CXX_FLAGS_DEBUG=-g1
  cmake --build --preset "$preset" --target "$target"
  ctest --preset "$preset" "$@"
}

if [ "${1:-}" = --quick ]; then
  check debug all
else
  # They say the same in three languages and ten formats, do the same some hundred times, or want the disk to fail, which
  # the sanitizers do not stand.
  plain='^tests/(crash/)?(messages|languages|tamper|many_at_once|hostile_output|alert_year|interrupted|salvage|faults|flip|crash)_test'
  check asan all --exclude-regex "$plain"
  check debug whole --tests-regex "$plain"
fi
