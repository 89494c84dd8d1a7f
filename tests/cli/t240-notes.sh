#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
test_case_file

test_expect_success 'a call is written down, read, and what can betray people stays inside' '
    printf "어제 새벽 선양에서 열 명이 체포됐다. 네 살 아이 한 명. 안전가옥.\n" >call
    vault --json note --told-by "broker, voice known" --how told --when 2026-03-02 \
        --may-be-named cannot-be-asked <call >kept
    test_json ".known == false and .found > 0 and .adds_up == true" kept
    test_json ".hidden | contains(\"안전가옥\")" kept
    id=$(value_of .document kept)
    vault show --text "$id" >text
    test_cmp call text
'

test_expect_success 'what is accepted from it carries day, sureness and consent' '
    id=$(value_of .document kept)
    vault --json list proposals --document "$id" >list
    vault accept "$(value_of ".proposals[] | select(.kind == \"event\") | .id" list)" >/dev/null
    vault --json list events >events
    vault --json show "$(value_of ".records[0].id" events)" >event
    test_json "all(.statements[]; .sure == \"Reported\" and (.as_of == \"2 March 2026\" or .property == \"Figure\"))" event
'

test_expect_success 'the source leaves in nothing, nor does the safe house' '
    for audience in public un un-government; do
        vault export --for $audience >out 2>err
        test_no_grep "voice known" out
        test_no_grep "안전가옥" out
    done
'

test_expect_success 'sent twice, it is kept once' '
    vault --json note --told-by "broker, voice known" --how told --when 2026-03-02 \
        --may-be-named cannot-be-asked <call >again
    test_json ".known == true" again
    test "$(value_of .document again)" = "$(value_of .document kept)"
'

test_expect_success 'from a file; parts that do not add up are kept and said' '
    echo "10 people were arrested, 6 men and 5 women." >words
    vault --json note --file words --how saw >kept2
    test_json ".adds_up == false" kept2
    vault show "$(value_of .document kept2)" >shown
    test_grep "does not add up" shown
'

test_expect_success 'nothing written, no such day, no text, too long: refused in plain words' '
    test_expect_code 3 vault note </dev/null 2>err
    test_grep "Nothing was written" err
    test_expect_code 3 vault note --when "31 February" <call 2>err
    test_grep "2026-03-02" err
    printf "\377\376" >bad
    test_expect_code 3 vault note --file bad 2>err
    test_grep "This is no text" err
    head -c 300000 /dev/zero | tr "\0" a >long
    test_expect_code 7 vault note --file long 2>err
    test_grep "too long" err
    test_expect_code 3 vault note --may-be-named yes <call 2>err
    test_grep "who agreed" err
    test_expect_code 4 vault note --file nowhere 2>err
'

test_done
