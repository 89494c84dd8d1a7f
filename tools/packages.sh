#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# packages.sh run|test|bench - install the Debian packages that are missing, and nothing else.
# The lists are packages/*.txt; 'test' and 'bench' include 'run'.
set -eu
cd "$(dirname "$0")/.."
case ${1-} in
run) lists=packages/run.txt ;;
test | bench) lists="packages/run.txt packages/$1.txt" ;;
*)
    echo "usage: tools/packages.sh run|test|bench" >&2
    exit 2
    ;;
esac

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "packages.sh: this is not Debian, so nothing is installed; needed are the likes of:" >&2
    # shellcheck disable=SC2086 # a list of files
    sed -e '/^#/d' -e 's/ .*//' $lists | tr '\n' ' ' >&2
    echo >&2
    exit 0
fi

missing=
# shellcheck disable=SC2086
while read -r package unless; do
    case $package in '' | '#'*) continue ;; esac
    if [ -n "$unless" ] && command -v "${unless#\?}" >/dev/null; then
        continue
    fi
    status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [ "$status" = "install ok installed" ] || missing="$missing $package"
done <<EOF
$(cat $lists)
EOF
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    as_root=sudo
else
    echo "packages.sh: these packages are missing, and only root can install them (there is no sudo):" >&2
    echo "   $missing" >&2
    echo "as root:  apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
echo "installing:$missing" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086
if ! { $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing; } \
    >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    echo "packages.sh: could not install:$missing" >&2
    exit 1
fi
