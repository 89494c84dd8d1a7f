#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
test_case_file

test_expect_success 'set makes a record and says something of it' '
    vault --json set --new person name "Lee Song-hee" >made
    id=$(value_of .record made)
    vault --json set --as-written 이송희 --as-of 2024-03 "$id" name "Yi Song-hui" >said
    vault --json show "$id" >shown
    test_json "[.statements[].value] | contains([\"Lee Song-hee\", \"Yi Song-hui\"])" shown
'

test_expect_success 'what the schema does not know is refused, with what it knows' '
    id=$(value_of .record made)
    test_must_fail vault set "$id" shoe_size 44
    test_expect_code 2 vault set --new unicorn name Uni 2>err
'

test_expect_success 'a date that is no date is refused and nothing is said' '
    id=$(value_of .record made)
    vault --json show "$id" >before
    test_must_fail vault set "$id" birth_date "31 February 2024"
    vault --json show "$id" >after
    test_cmp before after
'

test_expect_success 'a statement is withdrawn, stays in its history, and comes back' '
    id=$(value_of .record made)
    no=$(value_of .statement said)
    vault withdraw --reason "copied from a rumour" "$no"
    vault --json show "$id" >shown
    test_json "all(.statements[]; .statement != \"$no\" or .state != \"checked\")" shown
    vault history "$id" >history
    test_grep "Yi Song-hui" history
    vault withdraw --back "$no"
'

test_expect_success 'two records are linked, and unlinked without loss' '
    vault --json set --new person name "Song-hee Lee" >other
    a=$(value_of .record made) b=$(value_of .record other)
    vault link --reason "the same passport" "$a" "$b"
    vault unlink --reason "another passport" "$a" "$b"
    vault --json show "$a" >out
    test_json "[.statements[].value] | index(\"Lee Song-hee\") != null" out
    vault --json show "$b" >out
    test_json "[.statements[].value] | index(\"Song-hee Lee\") != null" out
'

test_expect_success 'a record that is not there is named' '
    test_expect_code 4 vault show 00000000000000000000000000 2>err
    test_grep "00000000000000000000000000" err
'

test_expect_success 'without consent nothing leaves in public; with it by name it does' '
    id=$(value_of .record made)
    vault export --for public >before 2>err
    test_no_grep "Song-hee" before
    test_grep "[Kk]ept back" err
    vault label "$id" open
    vault consent --how signed --reason "she signed on 2 March" "$id" public_name
    vault label --reason "family in the north" "$id" secret
    vault export --for public >after 2>err
    test_no_grep "Song-hui" after
'

test_expect_success 'an unknown level or sheet is refused with those there are' '
    id=$(value_of .record made)
    test_expect_code 2 vault label "$id" hidden 2>err
    test_grep "open\|restricted\|secret" err
    test_expect_code 2 vault consent "$id" everywhere 2>err
    test_grep "public_name" err
'

test_expect_success 'an export is JSON with what its readers may see, and is noted in the journal' '
    vault export --for members >out 2>err
    test_json ".for == \"members\" and (.records | length > 0)" out
    vault log >log
    test_grep "custody" log
'

test_done
