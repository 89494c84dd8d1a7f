#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh - the demonstration behind 'make run': from reports to draft letters, in an encrypted case file.
#
#   DOCS=FOLDER   read these documents instead of the shipped samples; then nothing is accepted by itself
#   STATE=CODE    letters to offices of this state (CHN for the samples; with DOCS= to those of any)
#   SERVE=0       end after the letters; else the pages are served until Ctrl-C
#
# The case file is made anew each time in ./demo, with a passphrase that is printed here: nothing real
# belongs into it. Real cases begin with 'cairn init'.
set -eu
cd "$(dirname "$0")/.."
cairn=$(pwd)/cairn
demo=$(pwd)/demo
DOCS=${DOCS:-}
if [ -n "$DOCS" ]; then STATE=${STATE:-}; else STATE=${STATE:-CHN}; fi
SERVE=${SERVE:-1}
if ! [ -x "$cairn" ]; then
    echo "run.sh: there is no ./cairn; 'make' builds it" >&2
    exit 1
fi
if [ -n "$DOCS" ] && ! [ -e "$DOCS" ]; then
    echo "run.sh: DOCS=$DOCS: there is nothing" >&2
    exit 1
fi

rm -rf "$demo"
mkdir -p "$demo/state" "$demo/letters"
export CAIRN_VAULT="$demo/case" CAIRN_STATE="$demo/state"
# Everybody sees the same, whatever this computer's language.
export LC_ALL=C.UTF-8
passphrase="this passphrase is no secret"
printf '%s\n' "$passphrase" >"$demo/passphrase"

title() {
    printf '\n== %s\n' "$1"
}
# Show a command as a person would type it, then run it.
step() {
    printf '\n$ cairn'
    for word in "$@"; do
        case $word in
        *[!A-Za-z0-9_./:=,@%+-]* | '') printf " '%s'" "$word" ;;
        *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    "$cairn" --passphrase-file "$demo/passphrase" "$@"
}
quiet() {
    "$cairn" --passphrase-file "$demo/passphrase" "$@" 2>/dev/null
}
# Ids of offices of the state that have an address, one a line.
offices() {
    quiet letter --json ${STATE:+--state "$STATE"} | sed 's/},{/}\n{/g' | sed -n 's/.*"id":"\([0-9a-z]*\)".*"address":"[^"].*/\1/p'
}

title "A case file for the demonstration (passphrase: $passphrase)"
step init --demonstration --weak-laptop --name Demo "$demo/case"

if [ -n "$DOCS" ]; then
    title "Your documents. What is found in them waits to be checked; nothing is accepted by itself"
    step add "$DOCS"
else
    title "Six invented documents, in English, Korean and Chinese"
    step add --published --from "the makers of Cairn" --how "written for this demonstration" \
        samples/*.txt samples/*.html samples/*.pdf
    title "For these samples alone a policy accepts what was found; each fact stays marked 'not checked'"
    step accept --all --policy "demonstration: everything found in the shipped samples is accepted unread"
fi

title "The briefing"
step brief

title "Draft letters"
n=0 first=
for office in $(offices); do
    [ "$n" -lt 3 ] || break
    # Whom the program will not write to, as the state that people fled, is shown, and the next one tried.
    if step letter --to "$office" --from "Harbour Light Human Rights (invented)" --signed "A. Demo" \
        --place London ${STATE:+--state "$STATE"} --out "$demo/letters/letter-$((n + 1))"; then
        n=$((n + 1))
        first=${first:-$office}
    fi
done
if [ "$n" -eq 0 ]; then
    echo "No office is recorded yet that a letter could go to: check what was found first ('cairn list proposals',"
    echo "'cairn accept'), then 'cairn letter'."
else
    step letter --to "$first" --language ko --from "항구의 빛 인권 (가상)" --place 서울 ${STATE:+--state "$STATE"} \
        --out "$demo/letters/letter-ko" || true
fi
title "Nothing was altered"
step verify
echo
echo "The drafts are in $demo/letters. This was a demonstration: real cases begin with 'cairn init FOLDER'."

if [ "$SERVE" != 0 ]; then
    title "The pages; Ctrl-C ends them"
    step serve
fi
