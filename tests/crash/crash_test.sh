#!/bin/sh
# 300 deaths; run.sh has more.
set -eu
[ -e "$(dirname "$SIYANA")/faults.so" ] || { echo "no faults.so beside $SIYANA: a static or sanitized build" >&2; exit 77; }
exec /usr/bin/python3 "$SOURCE/tests/crash/driver.py" 300
