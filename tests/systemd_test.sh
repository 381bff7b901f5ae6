#!/bin/bash
# The units of examples/systemd, as systemd itself judges them where it is there.
set -euo pipefail
trap 'echo "line $LINENO failed"' ERR

# The folder of the store stays as siyana init --shared makes it: its group's, and nobody else's.
made=$(sed -n 's/.*::chmod(folder.c_str(), 0\([0-7]*\)).*/\1/p' "$SOURCE/cmd/init.cpp")
grep -qx "StateDirectoryMode=$made" "$SOURCE/examples/systemd/siyana-alert.service"

command -v systemd-analyze > /dev/null || { echo "no systemd-analyze here"; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Neither the program nor its manual page is installed where the tests run.
for unit in "$SOURCE"/examples/systemd/*; do
  sed "s|/usr/bin/siyana|$SIYANA|; /^Documentation=/d" "$unit" > "$folder/${unit##*/}"
done
service=$folder/siyana-alert.service
systemd-analyze verify "$service" "$folder/siyana-alert.timer"

# Each release weighs a little differently: the figure that the unit states is that of its release.
systemd-analyze security --offline=true --no-pager --threshold=30 "$service" > "$folder/judged"
stated=$(sed -n 's/.*of systemd 252 gives it \([0-9.]*\),.*/\1/p' "$service")
case $(systemd-analyze --version) in
  "systemd 252"*) grep -q "siyana-alert.service: $stated " "$folder/judged" ;;
esac
