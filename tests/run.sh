#!/bin/bash
# Everything a change must pass, from a bare checkout: packages, the build without a warning, all tests under the address
# and undefined-behaviour sanitizers (but two), and those of the whole program without. `tests/run.sh --quick` runs all
# tests once, without the sanitizers.
set -euo pipefail
cd "$(dirname "$0")/.."

tests/packages.sh build test

# check PRESET TARGET [option of ctest…]
check() {
  local preset=$1 target=$2
  shift 2
  echo "== $preset"
  cmake --preset "$preset" -DSIYANA_WERROR=ON
  cmake --build --preset "$preset" --target "$target"
  ctest --preset "$preset" "$@"
}

if [ "${1:-}" = --quick ]; then
  check debug all
else
  check asan all --exclude-regex '(messages|languages)_test'  # which say the same in three languages
  check debug whole --exclude-regex '^unit/'
fi
