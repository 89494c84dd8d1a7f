#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# screen.sh [ROOT] - what the manual calls a word on the screen is one: each **bold** text of docs/manual/first-case.md
# is a text that the program shows, each of first-case.LANG.md its translation in po/LANG.po.
# shellcheck source=tests/tree/lib.sh
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"

shown=$(mktemp)
trap 'rm -f "$shown"' EXIT
shown_texts "$here" | cut -f 2 | sort -u >"$shown"

# The translations of what is shown, one a line; a PO file keeps others too.
translated() { # LANG
    awk '
        function string(s) {
            sub(/^[^"]*"/, "", s)
            sub(/"[ \t]*$/, "", s)
            return s
        }
        NR == FNR { shown[$0]; next }
        /^msgid "/ { id = string($0); in_id = 1; next }
        /^msgstr "/ { text = string($0); in_id = 0; if (text != "" && (id in shown)) print text; next }
        /^"/ && in_id { id = id string($0) }
    ' "$shown" "po/$1.po"
}

found=$(files '^docs/manual/first-case(\.[A-Za-z-]+)?\.md$' | while read -r page; do
    lang=$(basename "$page" .md | sed 's/^first-case\.*//')
    if [ -n "$lang" ]; then translated "$lang"; else cat "$shown"; fi | awk -v page="$page" '
        FILENAME == "-" { word[$0]; next }
        /^```|^    / { next }
        {
            # a word may go over the end of a line; the number is that of its end
            all = all $0 "\n"
        }
        END {
            n = split(all, part, /\*\*/)
            line = 1
            for (i = 1; i <= n; i++) {
                at = gsub(/\n */, " ", part[i])
                line += at
                if (i % 2 == 0 && !(part[i] in word) && !introduced(part[i]))
                    printf "%s:%d: no such word on the screen: %s\n", page, line, part[i]
            }
        }
        function introduced(s) { return s == "bold" || s == "굵은" }
    ' - "$page"
done)
verdict "$found" "write the word as the program shows it now (po/), or make it plain text"
