#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# sizes.sh [ROOT] - files of at most 800 lines, functions of fewer than 70, a README in each folder of src/.
# Functions of tests are straight lines of checks: their length says nothing.
# shellcheck source=tests/tree/lib.sh
. "$(dirname "$0")/lib.sh"

long=$(files '^(src|tests|tools|fuzz|bench|assets)/.*\.(c|h|sh|js|mjs|css|awk)$' | xargs -r awk '
    FNR == 801 { printf "%s: more than 800 lines\n", FILENAME }')
functions=$(files '^(src|tools|fuzz|bench)/.*\.c$' | xargs -r awk '
    FNR == 1 { from = 0 }
    /^[a-zA-Z_].*\(/ { name = $0 }
    /^\{/ { from = FNR }
    /^\}/ {
        if (from && FNR - from + 1 >= 70)
            printf "%s:%d: %d lines: %s\n", FILENAME, from, FNR - from + 1, name
        from = 0
    }')
readmes=$(files '^src/[^/]+/' | cut -d/ -f2 | sort -u | while read -r room; do
    [ -s "src/$room/README.md" ] || echo "src/$room: no README.md"
done)
verdict "$(printf '%s\n%s\n%s' "$long" "$functions" "$readmes" | sed '/^$/d')" \
    "split the file or the function by what its parts are about; write the folder's README.md"
