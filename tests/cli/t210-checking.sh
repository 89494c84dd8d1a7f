#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
test_case_file

test_expect_success 'set-up: a paper with findings' '
    vault add "$SOURCE/samples/4-urgent-action.txt" >out
    vault --json list proposals >open
    test_json ".proposals | length > 5" open
'

test_expect_success 'a finding is shown with what it says' '
    id=$(value_of ".proposals[0].id" open)
    vault --json show "$id" >out
    test_json ".id == \"$id\" and .rule and .score > 0" out
'

test_expect_success 'nothing is a fact before a person accepts it' '
    vault --json list persons >out
    test_json ".records | length == 0" out
'

test_expect_success 'accepting a finding makes a record with its source' '
    id=$(value_of "first(.proposals[] | select(.kind == \"person\")).id" open)
    vault --json accept "$id" >out
    test_json ".accepted == 1" out
    record=$(value_of .record out)
    vault --json show "$record" >shown
    test_json "any(.statements[]; .source != \"\" and .words != \"\")" shown
'

test_expect_success 'what is decided is no longer open, and cannot be decided again' '
    id=$(value_of "first(.proposals[] | select(.kind == \"person\")).id" open)
    vault --json list proposals >now
    test_json "all(.proposals[]; .id != \"$id\")" now
    vault --json list --all proposals >all
    test_json "any(.proposals[]; .id == \"$id\" and .state != \"open\")" all
    test_must_fail vault accept "$id"
'

test_expect_success 'rejecting leaves no record' '
    vault --json list all >before
    id=$(value_of "first(.proposals[] | select(.kind == \"event\")).id" open)
    vault --json reject --reason "not said there" "$id" >out
    test_json ".rejected == 1" out
    vault --json list all >after
    test_cmp before after
'

test_expect_success 'a finding that is not there is named' '
    test_expect_code 4 vault accept 0000000000 2>err
    test_grep "0000000000" err
'

test_expect_success 'names and a rule together are refused, and so is neither' '
    test_expect_code 2 vault accept 2>err
    test_expect_code 2 vault accept --all 0000000000 2>err
'

test_expect_success 'many at once keep their policy and stay marked' '
    vault accept --rule figure --policy "figures of one careful source" >out
    test_grep "^Accepted: +[1-9]" out
    vault log >log
    test_grep "policy" log
'

test_expect_success 'sources that differ are shown side by side and decided by a person' '
    vault --json conflicts >out
    test_json "has(\"conflicts\")" out
'

test_done
