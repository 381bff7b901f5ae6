#!/bin/sh
# From a bare checkout to the overdue list of a small hospital: installs what is missing (Debian), builds the program,
# loads examples/hospital into a store of its own and shows what is overdue there.
#
#   examples/quickstart.sh [FOLDER]      the store is FOLDER/siyana.db; without FOLDER, in a new folder under /tmp
#
# The second time it builds nothing anew; a FOLDER that has its store keeps it.
set -eu
source=$(cd "$(dirname "$0")/.." && pwd)
program=$source/build/release/siyana
folder=${1:-$(mktemp -d "${TMPDIR:-/tmp}/siyana-XXXXXX")}
store=$folder/siyana.db

"$source/tests/packages.sh" build
cd "$source"
[ -f build/release/build.ninja ] || cmake --preset release >&2
cmake --build --preset release --target siyana >&2
cd - > /dev/null

mkdir -p "$folder"
if [ ! -e "$store" ]; then
  "$source/examples/hospital/load.sh" "$program" "$store" > "$folder/load.log" || {
    cat "$folder/load.log" >&2
    exit 1
  }
fi
echo "\$ siyana --db $store overdue --as-of 2026-07-15"
"$program" --db "$store" overdue --as-of 2026-07-15 --format table
