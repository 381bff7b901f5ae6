#!/bin/sh
# The one list of the Debian packages that siyana needs, and their installation where one is missing.
#
#   tests/packages.sh build         what compiles the program
#   tests/packages.sh build test    and what its tests want
#   tests/packages.sh package       what makes and checks the .deb
#   tests/packages.sh build bench   what the program is measured beside
#   tests/packages.sh build test fuzz   what looks for inputs that break it
#
# Quick where all is there: one look at dpkg's own list, no network, no root.
set -eu

build='g++ cmake ninja-build libsqlitecpp-dev libsqlite3-dev libcli11-dev libfmt-dev libtoml11-dev nettle-dev
  libutf8proc-dev libqrcodegencpp-dev libexpat1-dev libminizip-dev libpng-dev zlib1g-dev gettext'
test='clang-format-14 doctest-dev sqlite3 msmtp python3 python3-dateutil python3-icalendar python3-jsonschema
  python3-prometheus-client zbar-tools'
package='dpkg-dev file lintian'
bench='sqlite3 taskwarrior'
fuzz='clang'

wanted=''
for group in "$@"; do
  case $group in
    build) wanted="$wanted $build" ;;
    test) wanted="$wanted $test" ;;
    package) wanted="$wanted $package" ;;
    bench) wanted="$wanted $bench" ;;
    fuzz) wanted="$wanted $fuzz" ;;
    *) echo "usage: $0 build|test|package|bench|fuzz…" >&2; exit 2 ;;
  esac
done

if ! command -v dpkg-query > /dev/null; then
  echo "$0: this is no Debian; the packages it would install there:$wanted" >&2
  exit 0
fi

# dpkg-query fails where it knows nothing of a package, and still tells of the others.
there=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' $wanted 2> /dev/null || true)
missing=''
for name in $wanted; do
  echo "$there" | grep -qx "installed $name" || missing="$missing $name"
done
[ -n "$missing" ] || exit 0

echo "installing:$missing" >&2
as_root=''
if [ "$(id -u)" != 0 ]; then
  command -v sudo > /dev/null || { echo "$0: run as root: apt-get install$missing" >&2; exit 1; }
  as_root=sudo
fi
apt() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@" < /dev/null >&2; }
apt update
apt install --no-install-recommends $missing
