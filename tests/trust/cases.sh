#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# cases.sh [CAIRN] - what a person meets when a case file, its place or its copy is not as it should be:
# the right status, a sentence that says what is wrong, and nothing lost.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/../cli/lib.sh"
test_case_file

missing() { # FILE: a copy of the case file without it
    rm -rf broken && cp -a case broken && rm -f broken/"$1"*
}
broken() { # COMMAND...
    cairn --passphrase-file pass -C broken "$@"
}

test_expect_success 'no folder, no case file, no keys, no store: each is named' '
    test_expect_code 4 cairn --passphrase-file pass -C nothing list all 2>err
    test_grep "nothing at nothing" err
    mkdir empty
    test_expect_code 10 cairn --passphrase-file pass -C empty list all 2>err
    test_grep "not a Cairn case file" err
    missing keys
    test_expect_code 8 broken list all 2>err
    test_grep "keys. is missing" err
    missing journal.db
    test_expect_code 8 broken list all 2>err
    test_grep "journal.db. is missing" err
'

test_expect_success 'a key file or a store of another case file is not taken' '
    cairn --passphrase-file pass init --weak-laptop other >/dev/null
    missing nothing && cp other/keys broken/keys
    test_expect_code 8 broken list all 2>err
    missing journal.db && cp other/journal.db broken/
    test_expect_code 8 broken list all 2>err
    test_grep "damaged" err
'

test_expect_success 'a key file cut short or damaged is called damaged, one of a later version newer' '
    missing nothing && head -c 100 case/keys >broken/keys
    test_expect_code 8 broken list all 2>err
    test_grep "damaged" err
    cp case/keys broken/keys
    printf "C" | dd of=broken/keys bs=1 conv=notrunc 2>/dev/null
    test_expect_code 8 broken list all 2>err
    printf "cairn.keys.v2\0more of it" >broken/keys
    test_expect_code 11 broken list all 2>err
    test_grep "update Cairn" err
'

# A file system of its own, so that it can be full or not be written to; and a state folder of its own,
# since what is written to a copy is missing from the case file itself.
if unshare -m true 2>/dev/null; then
    test_expect_success 'on a stick whose lock is on all can be read and nothing written' '
        mkdir ro
        vault set --new person name "Ri" >/dev/null
        CAIRN_STATE=$scratch/state.ro unshare -m sh -e -c "
            mount -t tmpfs tmpfs ro
            cp -a case \"ro/a?b#c%41\"
            mount -o remount,ro ro
            in_it() { cairn --passphrase-file pass -C \"ro/a?b#c%41\" \"\$@\"; }
            in_it list persons >list && grep -q Ri list
            in_it find Ri >found && grep -q Ri found
            in_it brief >brief
            in_it verify --json >verified
            in_it log >log
            in_it backup from.stick >/dev/null
            in_it set --new person name X && exit 1
            [ \$? -eq 13 ]
            in_it verify --rebuild && exit 1
            [ \$? -eq 13 ]
        " 2>err
        test_json ".sound and .entries > 1" verified
        test_grep "ro/a.b#c%41 cannot be written. Copy the folder to a disk of yours" err
        test_grep "verify. alone checks all the same" err
        cairn --passphrase-file pass -C from.stick verify >/dev/null
    '
    test_expect_success 'what was not finished cannot be read from a place that cannot be written to' '
        CAIRN_STATE=$scratch/state.ro unshare -m sh -e -c "
            mount -t tmpfs tmpfs ro
            cp -a case ro/case
            echo commits >ro/case/journal.db-wal
            mount -o remount,ro ro
            cairn --passphrase-file pass -C ro/case list persons && exit 1
            [ \$? -eq 13 ]
        " 2>err
        test_grep "Copy the folder to a disk of yours" err
        test_grep "log that must be written into it" err
    '
    test_expect_success 'on a full disk nothing is half done, and with space all goes on' '
        mkdir small
        head -c 60000 /dev/urandom | base64 -w0 >words
        CAIRN_STATE=$scratch/state.small unshare -m sh -e -c "
            mount -t tmpfs -o size=2m tmpfs small
            cp -a case small/case
            n=0 # one person is there already
            while cairn --passphrase-file pass -C small/case set --new person note \"\$(cat words)\" >out 2>err; do
                n=\$((n + 1))
                [ \$n -lt 100 ]
            done
            [ \$n -gt 0 ]
            grep -q \"disk is full\" err
            mount -o remount,size=20m small
            cairn --passphrase-file pass -C small/case verify --rebuild >out
            cairn --passphrase-file pass -C small/case list --json persons >list
            [ \$(jq \".records | length\" list) -eq \$((n + 1)) ]
            cairn --passphrase-file pass -C small/case set --new person note more
        "
    '
else
    test_skip 'on a stick whose lock is on all can be read and nothing written' 'no mounts here'
    test_skip 'what was not finished cannot be read from a place that cannot be written to' 'no mounts here'
    test_skip 'on a full disk nothing is half done, and with space all goes on' 'no mounts here'
fi

test_expect_success 'an older copy put back is noticed, what is missing is named, nothing is written' '
    vault set --new person name "First" >/dev/null
    vault backup copy >/dev/null
    vault set --new person name "Second" >/dev/null
    vault set --new person name "Third" >/dev/null
    vault list persons >now
    cp copy/journal.db case/journal.db
    rm -f case/journal.db-wal case/journal.db-shm
    vault list persons >out 2>err
    test_grep "entries [0-9]+ to [0-9]+ were acknowledged and are missing" err
    test_grep First out
    test_no_grep Second out
    test_expect_code 8 vault set --new person name "Fourth" 2>err
    test_expect_code 8 vault verify >out 2>err
    test_grep "acknowledged and are missing" out
'

test_expect_success 'a loss that is accepted lets writing go on, under a new device key' '
    test_must_fail vault verify --accept-loss
    vault verify --json >out
    devices=$(value_of .devices out)
    vault set --new person name "Fourth" >/dev/null
    vault verify --json >out
    test_json ".sound and .devices == $((devices + 1))" out
    vault list persons >out
    test_grep Fourth out
'

test_expect_success 'a copy restored on another machine writes under a device key of its own' '
    vault verify --json >out
    devices=$(value_of .devices out)
    vault backup moved >/dev/null
    (
        CAIRN_STATE=$scratch/elsewhere
        export CAIRN_STATE
        vault restore moved there >/dev/null
        cairn --passphrase-file pass -C there verify --json >out
        test_json ".sound and .devices == $devices" out
        cairn --passphrase-file pass -C there set --new person name "Fifth" >/dev/null
        cairn --passphrase-file pass -C there verify --rebuild --json >out
        test_json ".sound and .devices == $((devices + 1))" out
    )
    vault set --new person name "Sixth" >/dev/null
    vault verify --json >out
    test_json ".sound and .devices == $devices" out
'

# Two folders on one computer, and one place outside them for what was acknowledged.
test_expect_success 'a copy made with cp is written, and the first is told and goes on' '
    cp -r case second
    second() { cairn --passphrase-file pass -C second "$@"; }
    second set --new person name "Only in the second" >/dev/null
    second verify >out 2>err
    test_no_grep WARNING err
    vault list persons >out 2>err
    test_grep "a copy of this case file was written on this computer; what is in the copy only: 2" err
    vault set --new person name "Only in the first" >/dev/null
    vault verify --rebuild >out
    second list persons >out 2>err
    test_grep "a copy of this case file was written on this computer; what is in the copy only: 1" err
    second set --new person name "Again in the second" >/dev/null
    vault verify --accept-loss >out 2>err
    test_grep "accepted as lost" err
    vault list persons >out 2>err
    test_no_grep WARNING err
    vault set --new person name "The first goes on" >/dev/null
    vault verify >out 2>err
    test_no_grep WARNING err
'

test_expect_success 'an older copy opened elsewhere on this computer is told to be one' '
    cp -r case third
    vault set --new person name "After the copy" >/dev/null
    cairn --passphrase-file pass -C third list persons >out 2>err
    test_grep "another copy of it has been written since" err
    test_expect_code 8 cairn --passphrase-file pass -C third set --new person name X 2>err
    test_must_fail cairn --passphrase-file pass -C third verify --accept-loss
    cairn --passphrase-file pass -C third set --new person name X >/dev/null
    cairn --passphrase-file pass -C third verify >out 2>err
    test_no_grep WARNING err
'

test_expect_success 'what another member wrote here and is missing is named as lost' '
    cairn --passphrase-file pass init --weak-laptop shared >/dev/null
    echo "words of hers, six of them" >hers
    cairn --passphrase-file pass -C shared member add Park --new-file hers --weak-laptop >/dev/null
    cp shared/journal.db older.db
    cairn --passphrase-file hers -C shared set --new person name "Hers" >/dev/null
    cairn --passphrase-file pass -C shared list persons >out 2>err
    test_grep Hers out
    test_empty err
    cp older.db shared/journal.db
    cairn --passphrase-file pass -C shared list persons >out 2>err
    test_grep "were acknowledged and are missing" err
    test_expect_code 8 cairn --passphrase-file pass -C shared verify >out 2>err
'

test_done
