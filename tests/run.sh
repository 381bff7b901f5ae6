#!/bin/bash
# Everything a change must pass, from a bare checkout: packages, the build without a warning, all tests under the address
# and undefined-behaviour sanitizers (but a few), and those of the whole program without. `tests/run.sh --quick` runs all
# tests once, without the sanitizers.
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
  # But those that say the same in three languages and ten formats, or do the same some hundred times.
  check asan all --exclude-regex '(messages|languages|tamper|many_at_once|hostile_output|alert_year|interrupted)_test'
  check debug whole --exclude-regex '^unit/'
fi
