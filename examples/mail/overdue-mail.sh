#!/bin/sh
# Mails the overdue list, and nothing when nothing is overdue.
# usage: overdue-mail.sh RECIPIENT [options of `siyana overdue`…]
#   overdue-mail.sh biomedical@hospital.example --department Réanimation
# Made for cron: needs no environment. SIYANA and SENDMAIL name other programs than the usual ones.
# Exit status: 0 nothing overdue, or sent; 2 usage; what siyana or the mailer said otherwise.
set -eu

PATH=${PATH:-/usr/bin:/bin}:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin
LC_ALL=C.UTF-8
export PATH LC_ALL
siyana=${SIYANA:-siyana}

fault() {
  printf 'overdue-mail.sh: %s\n' "$2" >&2
  exit "$1"
}

[ $# -ge 1 ] || fault 2 'usage: overdue-mail.sh RECIPIENT [options of siyana overdue]'
recipient=$1
shift
# One plain address: nothing that a mailer could take for an option, a second header or a pipe.
case $recipient in
  -* | *[!A-Za-z0-9.@_+-]* | *@*@* | '') fault 2 "the recipient must be one plain mail address" ;;
esac

status=0
list=$("$siyana" overdue --quiet --exit-code --format table --color never "$@") || status=$?
case $status in
  0) exit 0 ;;
  10) ;;
  *) fault "$status" "siyana overdue ended with status $status, no mail was sent" ;;
esac
subject="Maintenance overdue at $(uname -n)"

message() {
  printf 'To: %s\nSubject: %s\n' "$recipient" "$subject"
  printf 'MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n'
  printf '%s\n' "$list"
}

if command -v "${SENDMAIL:-sendmail}" >/dev/null; then
  message | "${SENDMAIL:-sendmail}" -i -- "$recipient"
elif command -v mail >/dev/null; then
  printf '%s\n' "$list" | mail -s "$subject" -- "$recipient"
else
  fault 6 'neither sendmail nor mail is installed: install a mail program, or read the list with siyana overdue'
fi
