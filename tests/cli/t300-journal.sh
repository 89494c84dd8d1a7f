#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
test_case_file

test_expect_success 'set-up: some entries' '
    vault --json set --new person name "Marker Zyzzogeton" >made
    vault set "$(value_of .record made)" name "Second Name"
    printf "A paper about Zyzzogeton.\n" >paper.txt
    vault add paper.txt >out
'

test_expect_success 'log shows the newest first, at most as many as asked' '
    vault --json log >out
    test_json "[.. | objects | select(has(\"time\")) | .time] | . == (sort | reverse)" out
    vault --json log --max 1 >one
    test_json "[.. | objects | select(has(\"time\"))] | length == 1" one
'

test_expect_success 'history says who said what of a record' '
    vault --json history "$(value_of .record made)" >out
    test_json "[.changes[].value] | contains([\"Marker Zyzzogeton\", \"Second Name\"])" out
    test_json "all(.changes[]; .member == \"Kim\")" out
'

test_expect_success 'verify finds a case file sound, and its views as the journal makes them' '
    vault --json verify --rebuild >out
    test_json ".sound == true" out
'

test_expect_success 'rebuild changes nothing that is seen' '
    vault --json list all >before
    vault rebuild >out
    vault --json list all >after
    test_cmp before after
'

test_expect_success 'a flipped bit is found' '
    cp -r case flipped
    size=$(stat -c %s flipped/journal.db)
    printf "\377" | dd of=flipped/journal.db bs=1 seek=$((size / 2)) conv=notrunc 2>/dev/null
    got=0
    cairn --passphrase-file pass -C flipped verify >out 2>err || got=$?
    test $got -ne 0 && test $got -lt 100
'

test_expect_success 'an old copy put back is noticed, and not written to' '
    cp -r case old
    vault set "$(value_of .record made)" name "Third Name"
    mv case newer
    cp -r old case
    vault list persons >out 2>err
    test_grep "missing" err
    test_must_fail vault set "$(value_of .record made)" name "Fourth Name"
    rm -rf case
    mv newer case
'

test_expect_success 'erase lists the places first and removes nothing by itself' '
    vault --json show "$(value_of .record made)" >shown
    no=$(value_of "first(.statements[] | select(.value == \"Marker Zyzzogeton\")).statement" shown)
    vault --json erase "$no" >out 2>err
    test_json ".places | length >= 1" out
    test_grep "Nothing was removed" err
    vault list persons >out
    test_grep Zyzzogeton out
'

test_expect_success 'what is erased is gone, and all else still verifies' '
    vault --json show "$(value_of .record made)" >shown
    no=$(value_of "first(.statements[] | select(.value == \"Marker Zyzzogeton\")).statement" shown)
    vault erase --all-places --reason "she asked us to" "$no"
    vault --json show "$(value_of .record made)" >shown
    test_no_grep Zyzzogeton shown
    vault --json verify --rebuild >out
    test_json ".sound == true and .erased >= 1" out
'

test_done
