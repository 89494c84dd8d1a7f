#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# messages.sh [ROOT] - every text that the program shows has a Korean translation. For Chinese it only
# counts. 'messages.sh ROOT --missing ko' prints the missing ones as PO entries, ready to be filled.
# shellcheck source=tests/tree/lib.sh
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"

said=$(mktemp)
trap 'rm -f "$said"' EXIT
files '^src/.*(\.[ch]|\.view\.html)$' | while read -r f; do
    awk -f "$here/messages.awk" "$f"
done >"$said"

# FILE:LINE <tab> TEXT of what LANG has no text for
missing() { # LANG
    awk -F '\t' '
        function string(s) {
            sub(/^[^"]*"/, "", s)
            sub(/"[ \t]*$/, "", s)
            return s
        }
        FNR == 1 { file++ }
        file == 1 && /^msgid "/ { id = string($0); in_id = 1; next }
        file == 1 && /^msgstr "/ { text = string($0); in_id = 0; if (text != "") has[id] = 1; next }
        file == 1 && /^"/ && in_id { id = id string($0); next }
        file == 1 && /^"/ { if (string($0) != "") has[id] = 1; next }
        file == 2 && !($2 in has) && !seen[$2]++
    ' "po/$1.po" "$said"
}

if [ "${2:-}" = --missing ]; then
    missing "$3" | awk -F '\t' '{ printf "\n#: %s\nmsgid \"%s\"\nmsgstr \"\"\n", $1, $2 }'
    exit 0
fi
for lang in zh-Hans zh-Hant; do
    echo "$lang: $(missing $lang | wc -l) of $(cut -f2 "$said" | sort -u | wc -l) texts are not translated"
done
verdict "$(missing ko | sed 's/\t/: not in po\/ko.po: /')" \
    "add each to po/ko.po; messages.sh . --missing ko prints them as entries"
