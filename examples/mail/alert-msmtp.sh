#!/bin/sh
# Sends the alerts through msmtp, for a machine without a mail server of its own.
# usage: alert-msmtp.sh [FILE]     msmtp's configuration; /etc/msmtprc where none is given
# Made for cron: needs no environment. SIYANA and MSMTP name other programs than the usual ones.
# Exit status: siyana's: 0 all were delivered; 6 one was not, and goes again at the next run.
set -eu

PATH=${PATH:-/usr/bin:/bin}:/usr/local/bin:/usr/bin:/bin
export PATH
config=${1:-/etc/msmtprc}
[ -r "$config" ] || { printf 'alert-msmtp.sh: %s cannot be read\n' "$config" >&2; exit 3; }
case $config in
  *[\'\\]*) printf 'alert-msmtp.sh: no quote may stand in the name of the configuration\n' >&2; exit 2 ;;
esac
exec "${SIYANA:-siyana}" alert run --quiet --deliver "'${MSMTP:-msmtp}' '--file=$config' -t -oi"
