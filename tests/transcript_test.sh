#!/bin/sh
# The runner of transcripts must itself be able to fail.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

expect() { # STATUS FILE
  status=0
  "$TRANSCRIPT" "$SIYANA" "$2" > printed 2>&1 || status=$?
  if [ "$status" != "$1" ]; then
    echo "exit $status, not $1, for $2:"
    cat "$2" printed
    exit 1
  fi
}

printf '$ echo one; exit 3\none\n[3]\n\n# done\n$ echo $HOME\n~\n' > right.test
expect 0 right.test
printf '$ echo one\ntwo\n' > wrong.test
expect 1 wrong.test
printf '$ echo one; exit 3\none\n' > status.test
expect 1 status.test
printf '$ printf "one\\n\\n\\n"\none\n\n' > blanks.test
expect 1 blanks.test
printf '$ printf one\none\n' > newline.test
expect 1 newline.test
printf '# needs: no/such/folder\n$ true\n' > needs.test
expect 2 needs.test
printf '# no command\n' > empty.test
expect 2 empty.test
printf 'one\n$ true\n' > early.test
expect 2 early.test
printf '# Title\n\n```sh\n$ false\n```\n\n```console\n$ echo one\none\n```\n' > right.md
expect 0 right.md
printf '```console\n$ echo one\ntwo\n```\n' > wrong.md
expect 1 wrong.md
SIYANA_ACCEPT=1 expect 0 wrong.md
expect 0 wrong.md
