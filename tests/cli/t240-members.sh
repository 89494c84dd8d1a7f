#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
test_case_file

hers() { # COMMAND... as the second member
    cairn --passphrase-file hers "$@"
}

test_expect_success 'who began is the only member, and may do all' '
    vault member list --json >out
    test_json ".members[0] | .role == \"administrator\" and .cleared == \"secret\" and .state == \"may open\"" out
'

test_expect_success 'a second member is brought in and opens with a passphrase of her own' '
    echo "words of hers, six of them" >hers
    vault member add Park --new-file hers --weak-laptop >out
    test_grep "Member" out
    hers member list >out
    test_grep "Park" out
    test_grep "Editor" out
    hers set --new person name "Ri Song-hui" >out
    hers log --max 1 --json >out
    test_json ".entries[0].member == \"Park\"" out
    vault verify >out
    test_grep "Sound: *yes" out
'

test_expect_success 'a name, a passphrase are given once; a short one is refused' '
    test_expect_code 6 vault member add park --new-file hers --weak-laptop 2>err
    test_grep "this name already" err
    test_expect_code 6 vault member add Choe --new-file hers --weak-laptop 2>err
    test_grep "This passphrase cannot be used" err
    echo short >few
    test_expect_code 2 vault member add Choe --new-file few 2>err
    test_grep "twelve letters" err
    echo "no words of anybody" >wrong
    test_expect_code 5 cairn --passphrase-file wrong member list 2>err
'

test_expect_success 'she sees what she is cleared for, whatever she asks for' '
    id=$(vault --json set --new person name "Oriole Quaverly" | jq -r .record)
    vault label "$id" secret >out
    CAIRN_CLEARANCE=secret test_expect_code 4 hers show "$id" 2>err
    hers list persons >out
    test_grep "Ri Song-hui" out
    ! grep Oriole out
    CAIRN_CLEARANCE=open hers list persons >out
    ! grep "Ri Song-hui" out
'

test_expect_success 'a reader writes nothing' '
    echo "words of the reader, six of them" >his
    vault member add Reader --role reader --cleared open --new-file his --weak-laptop >out
    cairn --passphrase-file his list all >out
    test_expect_code 5 cairn --passphrase-file his set --new person name x 2>err
    test_grep "not write" err
'

test_expect_success 'only who began brings in and removes, and stays' '
    test_expect_code 5 hers member add Choe --new-file wrong --weak-laptop 2>err
    test_grep "Only who began" err
    test_expect_code 5 hers member remove Reader 2>err
    founder=$(vault member list --json | jq -r ".members[0].id")
    test_expect_code 6 vault member remove "$founder" 2>err
    test_grep "cannot be removed" err
    test_expect_code 4 vault member remove nobody 2>err
'

test_expect_success 'a removed member opens nothing; what she entered stays' '
    vault member remove Park --reason "she left" >out 2>err
    test_grep "kept a copy" err
    test_expect_code 5 hers list all 2>err
    vault list persons >out
    test_grep "Ri Song-hui" out
    vault member list --json >out
    test_json ".members[1].state == \"removed\"" out
    vault verify --rebuild >out
    test_grep "Sound: *yes" out
'
test_done
