#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# lib.sh - what the checks of the tree share. A check is called with the root of a tree (this one, if
# not given), prints each finding as "file:line: what is wrong", and ends with status 1 if there is any.
set -eu
export LC_ALL=C
root=${1:-$(dirname "$0")/../..}
cd "$root"

# Files of the tree whose path matches an extended regular expression; never what a build made.
files() {
    if [ -e .git ] && command -v git >/dev/null; then
        git ls-files -co --exclude-standard
    else
        find . -path './build*' -prune -o -path ./node_modules -prune -o -type f -print | sed 's:^\./::'
    fi | grep -E "$1" | grep -vE '(^|/)node_modules/|^build' | sort -u | while read -r f; do
        # a file that was deleted but not yet committed is still in git's list
        if [ -f "$f" ]; then echo "$f"; fi
    done
}

c_files() {
    files '^(src|tests|tools|fuzz|bench)/.*\.[ch]$'
}

# Each text that the program shows, escaped as in C: "FILE:LINE <tab> TEXT".
shown_texts() { # FOLDER-OF-THE-CHECKS
    files '^src/.*(\.[ch]|\.view\.html)$' | while read -r f; do
        awk -f "$1/messages.awk" "$f"
    done
}

# The end of a check: 'verdict FINDINGS HOW-TO-MEND'.
verdict() {
    [ -n "$1" ] || exit 0
    printf '%s\n' "$1"
    echo "=> $2"
    exit 1
}
