#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# messages.sh [ROOT] - every text that the program shows has a Korean translation. For Chinese it only
# counts. 'messages.sh ROOT --missing ko' prints the missing ones as PO entries, ready to be filled.
# shellcheck source=tests/tree/lib.sh
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"

said=$(mktemp)
trap 'rm -f "$said"' EXIT
shown_texts "$here" >"$said"

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
# What is put into a text (%s, {name}) is put into its translation: as often, in whichever order.
holes() { # LANG
    awk '
        function put_in(s,    n) {
            n = gsub(/%([1-9][$])?[.*tl]*[sd]/, "", s)
            return n " " gsub(/[{][a-z_]+[}]/, "", s)
        }
        function check() {
            if (id != "" && text != "" && put_in(id) != put_in(text))
                print FILENAME ": not the same put into: " id
        }
        function string(s) {
            sub(/^[^"]*"/, "", s)
            sub(/"[ \t]*$/, "", s)
            return s
        }
        /^msgid "/ { check(); id = string($0); text = ""; in_id = 1; next }
        /^msgstr "/ { text = string($0); in_id = 0; next }
        /^"/ { if (in_id) id = id string($0); else text = text string($0) }
        END { check() }' "po/$1.po"
}
verdict "$(
    missing ko | sed 's/\t/: not in po\/ko.po: /'
    for lang in ko zh-Hans zh-Hant; do holes "$lang"; done
)" "add each to po/ko.po (messages.sh . --missing ko prints them as entries), with what is put into it"
