#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# schemac SCHEMAC: the ledger of numbers is kept. TAP.
schemac=$1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
n=0
echo 1..9

cat >"$dir/s.txt" <<'END'
type: person
number: 1
label: Person | a | b | c

vocabulary: hedge
number: 2
label: Hedge | a | b | c
source: own
as of: 2026

1 known: Known | a | b | c

property: core:name
number: 100
on: person
label: Name | a | b | c
value: text
END
good='type 1 person
vocabulary 2 hedge
term hedge 1 known
property 100 core:name'

# check NAME WANTED-STATUS WANTED-TEXT LEDGER: what schemac says of this ledger
check() {
    n=$((n + 1))
    printf '%s\n' "$4" >"$dir/numbers.txt"
    said=$("$schemac" ids "$dir/numbers.txt" "$dir/s.txt" 2>&1)
    status=$?
    case $said in
    *"$3"*) [ "$status" = "$2" ] && echo "ok $n - $1" && return ;;
    esac
    echo "not ok $n - $1"
    echo "# status $status: $said" | head -5
}

check 'a full ledger gives constants' 0 'P_NAME = 100' "$good"
check 'terms are constants' 0 'TERM_HEDGE_KNOWN = 1' "$good"
check 'a number without a line is refused' 1 "add the line 'property 100 core:name'" \
    "$(echo "$good" | grep -v property)"
check 'a number that was given to another name is refused' 1 "was given to 'core:name'" \
    "$(echo "$good" | sed 's/core:name/core:nickname/')"
check 'a name that is gone is refused' 1 "'core:gone' is gone" "$good
property 101 core:gone"
check 'unless it was retired' 0 'P_NAME' "$good
property 101 core:gone retired"
check 'a line that stands twice is refused' 1 'stands here twice' "$good
type 1 person"
check 'a line of another kind is refused' 1 'a line is' "$good
colour 3 red"
n=$((n + 1))
printf 'type 1 person\n' >"$dir/numbers.txt"
if [ "$("$schemac" new "$dir/numbers.txt" "$dir/s.txt" | wc -l)" = 3 ]; then
    echo "ok $n - missing lines are printed"
else
    echo "not ok $n - missing lines are printed"
fi
