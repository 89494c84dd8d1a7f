#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh - the demonstration behind 'make run': an invented case, from a report to a letter.
#
#   DOCS=FOLDER   where what it makes for people goes (else ./demo/out)
#   SERVE=0       end after that; else the pages are served until Ctrl-C
#
# Everything in it is invented. The case file is made anew each time in ./demo, with a passphrase that is
# printed here, so nothing real belongs into it.
set -eu
cd "$(dirname "$0")/.."
cairn=$(pwd)/cairn
demo=$(pwd)/demo
DOCS=${DOCS:-$demo/out}
SERVE=${SERVE:-1}
if ! [ -x "$cairn" ]; then
    echo "run.sh: there is no ./cairn; 'make' builds it" >&2
    exit 1
fi

rm -rf "$demo"
mkdir -p "$demo/state" "$DOCS"
export CAIRN_VAULT="$demo/case" CAIRN_STATE="$demo/state"
# No locale of this machine, so that everybody sees the same.
export LC_ALL=C.UTF-8

title() {
    printf '\n== %s\n' "$1"
}

# Show a command as a person would type it, then run it; a failure ends the demonstration.
step() {
    printf '\n$ cairn'
    for word in "$@"; do
        case $word in
        *[!A-Za-z0-9_./:=,@%+-]* | '') printf " '%s'" "$word" ;;
        *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    "$cairn" "$@"
}

# Is there a command of this name?
knows() {
    "$cairn" help "$1" >/dev/null 2>&1
}

title "What Cairn can do"
step version
step help

if knows serve && [ "$SERVE" != 0 ]; then
    title "The pages; Ctrl-C ends them"
    step serve
fi
