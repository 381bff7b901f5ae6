#!/bin/sh
# Loads the example hospital into a new store, as it would have been typed from 4 January to 30 June 2026.
# usage: load.sh SIYANA STORE
set -eu

if [ $# -ne 2 ]; then
  echo "usage: load.sh SIYANA STORE   (the program, and the file to make)" >&2
  exit 2
fi
program=$(command -v "$1") || { echo "load.sh: no program $1" >&2; exit 3; }
program=$(realpath "$program")
SIYANA_DB=$(realpath -m "$2")
SIYANA_LANG=en
export SIYANA_DB SIYANA_LANG SIYANA_NOW
cd "$(dirname "$0")"

# In the files that follow, siyana is the program given, and only what goes wrong is shown.
siyana() {
  "$program" --quiet "$@" >/dev/null || { status=$?; echo "load.sh: failed on $SIYANA_NOW: siyana $*" >&2; exit $status; }
}

# The day, and the time if it matters, on which the commands that follow were typed.
day() {
  SIYANA_NOW="$1T${2:-15:30}:00+01:00"
}

day 2026-01-04 08:30
siyana init --facility MOS --name "EHS Mostaganem (exemple)" --country DZ
siyana facility add SAL --name "Polyclinique Salamandre (exemple)"
siyana facility add BOU --name "Salle de soins Bouguirat (exemple)"

# The departments come with the devices.
siyana import devices devices.csv

. ./plans.sh
. ./log.sh
