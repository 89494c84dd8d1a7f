#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# docs.sh [ROOT] - the manual page is good mdoc; what documents link to or name in `backticks` is there;
# docs/README.md lists every document.
# shellcheck source=tests/tree/lib.sh
. "$(dirname "$0")/lib.sh"

man=$(files '^docs/.*\.1$' | xargs -r mandoc -T lint -W warning 2>&1 || true)

# "document word" for each link target and each backticked path that names one file.
named=$(files '\.md$' | grep -v '^data/' | xargs -r awk '
    FNR == 1 { code = 0 }
    /^```/ { code = !code; next }
    code || /^    / { next }
    {
        line = $0
        while (match(line, /\]\([^)#]+/)) {
            t = substr(line, RSTART + 2, RLENGTH - 2)
            line = substr(line, RSTART + RLENGTH)
            if (t !~ /^[a-z]+:/) print FILENAME, FNR, t
        }
        line = $0
        while (match(line, /`[^`]+`/)) {
            t = substr(line, RSTART + 1, RLENGTH - 2)
            line = substr(line, RSTART + RLENGTH)
            if (t ~ /^[a-zA-Z0-9_.\/-]+\.(c|h|md|sh|txt|awk|tsv|1)$/ && t !~ /(^|\/)(NNN|x|y)\./)
                print FILENAME, FNR, t
        }
    }' | while read -r doc line word; do
    dir=$(dirname "$doc")
    [ -e "$dir/$word" ] || [ -e "$word" ] || [ -e "src/$word" ] || [ -e "tests/$word" ] ||
        grep -qsF "'${word##*/}'" src/*/meson.build || # the build makes it
        echo "$doc:$line: there is no $word"
done)

unlisted=$(files '^docs/.*\.(md|1)$' | grep -v '^docs/README.md$' | while read -r doc; do
    grep -qF "](${doc#docs/})" docs/README.md 2>/dev/null || echo "docs/README.md: does not list ${doc#docs/}"
done)
verdict "$(printf '%s\n%s\n%s' "$man" "$named" "$unlisted" | sed '/^$/d')" \
    "documents and tree must agree: change the one that is wrong"
