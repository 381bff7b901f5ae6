#!/bin/sh
# The long run: tests/crash/run.sh [DEATHS] [SEED], after a build of the preset debug.
set -eu
SOURCE=$(cd "$(dirname "$0")/../.." && pwd)
export SOURCE SIYANA="${SIYANA:-$SOURCE/build/debug/siyana}"
exec nice -n 19 /usr/bin/python3 "$SOURCE/tests/crash/driver.py" "${1:-10000}" "${2:-1}"
