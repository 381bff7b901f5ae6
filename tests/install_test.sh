#!/bin/bash
# What `cmake --install` puts in place: the program, its manual page, its completion, the examples.
set -euo pipefail
build=$(dirname "$SIYANA")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'echo "line $LINENO failed"' ERR
cmake --install "$build" --prefix "$folder" > "$folder/log"

# A grep that stops at its first find would end a writer that has more to say: what is searched is a file.
"$folder/bin/siyana" --version > "$folder/version"
grep -q '^siyana [0-9]' "$folder/version"
zcat "$folder/share/man/man1/siyana.1.gz" > "$folder/page"
grep -q '^\.TH' "$folder/page"
grep -q 'breakdown close' "$folder/page"
[ -x "$folder/share/doc/siyana/examples/hospital/load.sh" ]
[ -s "$folder/share/doc/siyana/README.md" ]

# The completion is a shell function that asks the program.
completed=$(PATH="$folder/bin:$PATH" bash -c '
  . "$1"
  COMP_WORDS=(siyana dev); COMP_CWORD=1; COMP_LINE="siyana dev"; COMP_POINT=10
  eval "$(complete -p siyana | sed -n "s/.*-F \([^ ]*\) .*/\1/p") siyana dev siyana"
  printf "%s\n" "${COMPREPLY[@]}"' _ "$folder/share/bash-completion/completions/siyana")
[ "$(echo "$completed" | tr -d ' ')" = device ] || { echo "completed: $completed"; exit 1; }
