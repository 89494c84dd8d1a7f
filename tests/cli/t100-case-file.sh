#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
test_case_file

test_expect_success 'init does not touch a folder that is there' '
    find case -type f -exec sha256sum {} + | sort >before
    test_expect_code 6 cairn init --passphrase-file pass --weak-laptop case 2>err
    find case -type f -exec sha256sum {} + | sort >after
    test_cmp before after
'

test_expect_success 'init wants a folder and a passphrase that is not short' '
    test_expect_code 2 env -u CAIRN_VAULT cairn init --passphrase-file pass 2>err
    test_grep "cairn init FOLDER" err
    echo short >short
    test_expect_code 2 cairn init --passphrase-file short other 2>err
    test_grep "at least twelve letters" err
    test ! -e other
'

test_expect_success 'nothing that was typed is readable in the folder' '
    vault set --new person name "Marker Zyzzogeton" >/dev/null
    test_no_grep "correct horse" init
    ! grep -rl "Zyzzogeton" case
    ! grep -rl "SQLite format 3" case
'

test_expect_success 'without its passphrase a case file stays closed' '
    echo "a wrong passphrase" >wrong
    test_expect_code 5 cairn --passphrase-file wrong list all >out 2>err
    test_empty out
    test_grep "passphrase is wrong" err
    test_expect_code 2 setsid cairn list all 2>err
    test_grep "passphrase-file" err
'

test_expect_success 'a passphrase is changed, and the old one no longer opens' '
    echo "another good passphrase" >new
    vault passphrase --weak-laptop --new-file new
    test_expect_code 5 vault list all 2>err
    cairn --passphrase-file new list all >out
    mv new pass
'

test_expect_success 'two recovery papers open what a forgotten passphrase closes' '
    { echo "1 $(value_of .paper1 init)"; value_of .paper3 init | tr "a-z-" "A-Z "; } >papers
    echo "found again by two papers" >new
    cairn passphrase --weak-laptop --recover papers --new-file new
    mv new pass
    vault list persons >out
    test_grep Zyzzogeton out
    vault log --json --max 1 >log
    test_json ".entries[0].kind == \"member\"" log
'

test_expect_success 'one paper is not enough, nor a wrong word' '
    echo "2 $(value_of .paper2 init)" >papers
    test_must_fail cairn passphrase --recover papers --new-file pass
    { echo "1 $(value_of .paper1 init)"; echo "2 $(value_of .paper1 init)"; } >papers
    test_must_fail cairn passphrase --recover papers --new-file pass
    vault list persons >out
'

test_expect_success 'a backup goes where nothing is, and opens with the same passphrase' '
    vault backup copy >out
    test_must_fail vault backup copy
    vault backup second >out
    vault list persons >here
    cairn --passphrase-file pass -C second list persons >there
    test_cmp here there
'

test_expect_success 'a stick that is full, or pulled out: nothing that looks like a copy remains' '
    vault list persons >here
    # A file cannot grow beyond this: the store is larger. The shell must not die of it.
    (trap "" XFSZ; ulimit -f 100; test_must_fail vault backup half) 2>err
    cat "$scratch/err" err >said 2>/dev/null || true
    test_grep "could not read or write" said
    test ! -e half
    vault list persons >there
    test_cmp here there
    vault verify >out
    vault backup whole >out
'

test_expect_success 'a copy becomes a case file again' '
    vault restore copy restored >out
    cairn --passphrase-file pass -C restored verify >out
    test_grep "^Sound: +yes" out
    vault list persons >here
    cairn --passphrase-file pass -C restored list persons >there
    test_cmp here there
'

test_expect_success 'a damaged copy is not restored' '
    cp -r copy damaged
    printf "\001" | dd of=damaged/journal.db bs=1 seek=20000 conv=notrunc 2>/dev/null
    test_must_fail vault restore damaged never
    test ! -e never
'

test_expect_success 'a folder that is no case file is named as such' '
    mkdir empty
    test_expect_code 10 cairn --passphrase-file pass -C empty list all 2>err
    test_grep "not a Cairn case file" err
'

test_done
