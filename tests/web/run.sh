#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [BUILD-DIR [TEST...]] - what a browser sees: tests in node with Debian's Chromium. Speaks TAP and
# ends with "N passed, N failed". Each test_*.mjs beside this is one program; PICTURES=DIR keeps pictures
# of every page there, to be looked at.
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=$(realpath "${1:-build}")
export BUILD
[ $# -gt 0 ] && shift
cd tests/web || exit 1

for tool in node npm chromium; do
    if ! command -v "$tool" >/dev/null; then
        echo "ok 1 - pages in a browser # SKIP $tool is not there"
        exit 0
    fi
done
if ! cmp -s package-lock.json node_modules/.of-lock 2>/dev/null; then
    npm ci --silent --no-progress >/dev/null 2>&1 || {
        echo "not ok 1 - the packages of the browser tests can be installed"
        exit 1
    }
    cp package-lock.json node_modules/.of-lock
fi

out=$(mktemp)
trap 'rm -f "$out"' EXIT
[ $# -gt 0 ] || set -- test_*.mjs
for test; do
    echo "# $test"
    node "$test" || echo "not ok - $test ended badly"
done | tee "$out"
passed=$(grep -c '^ok' "$out")
failed=$(grep -c '^not ok' "$out")
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
