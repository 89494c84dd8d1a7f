#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A return and the law.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
test_case_file

test_expect_success 'set-up: a return in a paper' '
    printf "Appeal\n\n26 September 2023\n\nOn 14 July 2021 China returned 50 North Koreans to North Korea.\n" >appeal.txt
    vault add appeal.txt
    vault accept --all --policy "to see the law"
    vault --json list events >out
    value_of "[.records[] | select(.title | startswith(\"Return\"))][0].id" out >event
'

test_expect_success 'what bound the state on that day, counted by the rule of the treaty' '
    vault --json law --state CHN "$(cat event)" >out
    test_json "any(.bound[]; (.norm | contains(\"Status of Refugees\")) and .bound_from == \"1982-12-23\" and .acted == \"1982-09-24\")" out
    test_json "any(.bound[]; .how | contains(\"90 days\"))" out
'

test_expect_success 'what was only signed stands apart, and so does custom' '
    test_json "any(.only_signed[]; .norm | contains(\"Civil and Political\"))" out
    test_json "all(.bound[]; .norm | contains(\"Civil and Political\") | not)" out
    test_json ".custom | length > 0" out
'

test_expect_success 'two tests, each with what is missing and what speaks against us' '
    for test in refugee_test torture_test; do
        test_json "any(.$test[]; .state == \"missing\")" out
        test_json "any(.$test[]; .side == \"against us\")" out
    done
'

test_expect_success 'each value has its own mark' '
    test_json "any(.bound[]; (.norm | contains(\"Torture\")) and (.articles | contains(\"3(1); 3(2)\")) and (.articles | contains(\"16 [unverified]\")))" out
'

test_expect_success 'what the event does not say is asked for, and a person is no event' '
    vault --json law "$(cat event)" >out 2>err
    test_grep "named in the words" err
    vault --json list documents >documents
    test_expect_code 2 vault law "$(value_of ".records[0].id" documents)" 2>err
    test_grep "no event" err
'

test_done
