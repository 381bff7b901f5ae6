#!/bin/bash
# Everything a change must pass, from a bare checkout: packages, the build without a warning, all tests, and all tests
# once more under the address and undefined-behaviour sanitizers. `tests/run.sh --quick` leaves the sanitizers out.
set -euo pipefail
cd "$(dirname "$0")/.."

tests/packages.sh build test

check() {
  echo "== $1"
  cmake --preset "$1" -DSIYANA_WERROR=ON
  cmake --build --preset "$1"
  ctest --preset "$1"
}

[ "${1:-}" = --quick ] || check asan
check debug
