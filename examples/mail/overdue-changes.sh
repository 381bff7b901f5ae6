#!/bin/sh
# Mails by mail(1) what has become overdue since the last alert run, and nothing when nothing has.
# usage: overdue-changes.sh RECIPIENT [options of `siyana overdue`…]
# SIYANA and MAIL name other programs than the usual ones.
set -eu

PATH=${PATH:-/usr/bin:/bin}:/usr/local/bin:/usr/bin:/bin
LC_ALL=C.UTF-8
export PATH LC_ALL
[ $# -ge 1 ] || { echo 'usage: overdue-changes.sh RECIPIENT [options of siyana overdue]' >&2; exit 2; }
recipient=$1
shift
case $recipient in
  -* | *[!A-Za-z0-9.@_+-]* | *@*@* | '') echo 'overdue-changes.sh: the recipient must be one plain mail address' >&2; exit 2 ;;
esac

list=$("${SIYANA:-siyana}" overdue --quiet --quiet-if-empty --changed-since last --format table --color never "$@")
[ -n "$list" ] || exit 0
printf '%s\n' "$list" | "${MAIL:-mail}" -s "Newly overdue at $(uname -n)" -- "$recipient"
