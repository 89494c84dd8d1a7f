#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# words.sh [ROOT] - words that may not stand in the tree: marks of unfinished work, hosts of package
# registries, paths of one machine, numbers of issues; and no line comments in C.
# A letter in brackets keeps this file from finding itself.
# shellcheck source=tests/tree/lib.sh
. "$(dirname "$0")/lib.sh"

look() { # WHAT FILES-REGEX GREP-OPTIONS PATTERN
    what=$1 where=$2 options=$3 pattern=$4
    # shellcheck disable=SC2086 # options are words
    files "$where" | xargs -r grep -InH $options -e "$pattern" | cut -c1-160 | sed "s/\$/   <- $what/" || true
}
text='\.(c|h|sh|awk|md|txt|tsv|html|css|js|mjs|json|build|bash|po|1)$|(^|/)(Makefile|run|\.npmrc|\.gitignore)$'
code='^(src|tools|tests|fuzz|bench|assets|packages)/.*\.(c|h|sh|awk|html|css|js|mjs|build|bash)$|^(Makefile|meson\.build)$'

found=$(
    look "unfinished" "$code|\.md$" '-wiE' 'TOD[O]|FIXM[E]|XX[X]|HAC[K]|not implemente[d]|for no[w]|stu[b]s?|dumm[y]'
    look "unfinished" "$code" '-iE' 'placeholde[r]([^="]|$)'
    look "registry host" "$text" '-iE' 'npm[j]s\.|pyp[i]\.org|crate[s]\.io|rubygem[s]\.org|proxy\.golan[g]|docke[r]\.io|ghc[r]\.io|deb\.debia[n]\.org|mave[n]\.org|node[s]ource'
    look "path of a machine" "$text" '-E' '(^|[^A-Za-z0-9_./~-])/(wor[k]|far[m]|roo[t]|Users|home)/[A-Za-z0-9_]'
    look "issue number" "$code|\.md$" '-iE' '(issue|ticket|pull request|fixes|closes|PR) #?[0-9]+'
)
comments=$(c_files | xargs -r awk '
    FNR == 1 { inside = 0 }
    {
        line = $0
        if (inside) {
            if (!sub(/^.*\*\//, "", line)) next
            inside = 0
        }
        gsub(/"([^"\\]|\\.)*"/, "\"\"", line)
        gsub(/\x27([^\x27\\]|\\.)*\x27/, "0", line)
        while (match(line, /\/\*/)) {
            slashes = index(line, "//")
            if (slashes && slashes < RSTART) break
            head = substr(line, 1, RSTART - 1)
            tail = substr(line, RSTART + 2)
            end = index(tail, "*/")
            if (!end) { inside = 1; line = head; break }
            line = head substr(tail, end + 2)
        }
        if (index(line, "//"))
            printf "%s:%d: a // comment\n", FILENAME, FNR
    }')
verdict "$(printf '%s\n%s' "$found" "$comments" | sed '/^$/d')" \
    "finish it, or say it without the word; comments that stay are /* */"
