#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# crash.sh CAIRN - 'cairn add' killed at random moments, 40 times: what it said it added is there, verify is
# clean, and no planted word can be read in the case file, the state folder or the folder for temporary files.
set -u
cairn=$1
kills=${KILLS:-40}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export CAIRN_STATE="$dir/state" TMPDIR="$dir/tmp" CAIRN_VAULT="$dir/case"
mkdir "$dir/state" "$dir/tmp" "$dir/in"
echo "a passphrase of the crash test" >"$dir/pass"
run() { "$cairn" --passphrase-file "$dir/pass" "$@" 2>>"$dir/talk"; }
n=0
ok() {
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else
        echo "not ok $n - $2"
        tail -n 5 "$dir/talk" | sed 's/^/# /'
    fi
}

run init --weak-laptop "$CAIRN_VAULT" >/dev/null
ok $? "a case file is made"
# How long one takes here and now, in milliseconds: kills fall anywhere in twice that time.
printf 'A first letter, which is not killed.\n' >"$dir/in/first.txt"
began=$(date +%s%N)
run add "$dir/in/first.txt" >/dev/null
ok $? "a document is added"
span=$((2 * ($(date +%s%N) - began) / 1000000 + 50))
seed=${SEED:-42}
i=0 acknowledged=
while [ $i -lt "$kills" ]; do
    i=$((i + 1))
    printf 'Letter %d of the crash test. The planted word is plantedzebra%d.\n\nDear Minister,\nwe ask you to halt the return.\n' $i $i >"$dir/in/$i.txt"
    # A small generator (Park and Miller), so that a failing run can be repeated with SEED=.
    seed=$((seed * 48271 % 2147483647))
    wait=$((seed % span + 20))
    timeout -s KILL "$((wait / 1000)).$(printf %03d $((wait % 1000)))" "$cairn" --passphrase-file "$dir/pass" add "$dir/in/$i.txt" \
        >"$dir/said" 2>>"$dir/talk" && acknowledged="$acknowledged $i"
done
bad=0
for i in $acknowledged; do
    run find "plantedzebra$i" | grep -q "plantedzebra$i" || bad=1
done
ok $bad "every document that was acknowledged is there ($(echo "$acknowledged" | wc -w) of $kills)"
[ "$(echo "$acknowledged" | wc -w)" -gt 0 ]
ok $? "some were acknowledged"
run verify --rebuild >/dev/null
ok $? "verify is clean"
! grep -rlaE 'plantedzebra|p.l.a.n.t.e.d.z.e.b.r.a' "$CAIRN_VAULT" "$dir/state" "$dir/tmp"
ok $? "no planted word can be read in any file"
echo "1..$n"
