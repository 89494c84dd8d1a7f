#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
test_case_file

test_expect_success 'where files came from is asked once, and stands with each' '
    printf "Nine people were detained in Helin on 12 March 2024.\n" >paper.txt
    printf "They were told nothing, says their family.\n" >other.txt
    vault --json add --from "partner group B" --handed-by "a courier" --got yesterday \
        --how "on a stick" --clock-off "3 minutes slow" paper.txt other.txt >added
    for n in 0 1; do
        vault --json custody "$(value_of ".documents[$n].document" added)" >custody
        test_json "[.from[] | select(.what == \"from\" and .value == \"partner group B\")] | length == 1" custody
        test_json "[.from[] | select(.what == \"handed_by\" and .value == \"a courier\")] | length == 1" custody
        test_json "[.from[] | select(.what == \"drift\" and .value == \"3 minutes slow\")] | length == 1" custody
        test_json "[.from[] | select(.what == \"clock\") | .value | endswith(\"Z +00:00\")] == [true]" custody
        test_json ".acts == []" custody
    done
'

test_expect_success 'the hash is the one that anybody computes' '
    id=$(value_of ".documents[0].document" added)
    sum=$(sha256sum paper.txt | cut -d" " -f1)
    vault --json custody "$id" >custody
    test_json "[.from[] | select(.what == \"sha256\") | .value] == [\"$sum\"]" custody
    vault show "$id" >shown
    test_grep "$sum" shown
'

test_expect_success 'each copy is a line; reading the words is none' '
    id=$(value_of ".documents[0].document" added)
    vault show --text "$id" >text
    vault custody --copy out.txt "$id" >/dev/null
    test_cmp paper.txt out.txt
    vault custody --did printed "$id" >/dev/null
    vault --json custody "$id" >custody
    test_json "[.acts[].what] == [\"copied\", \"printed\"]" custody
    test_json "all(.acts[]; .who == \"Kim\")" custody
    test_expect_code 6 vault custody --copy out.txt "$id" 2>err
    test_grep "out.txt" err
    vault --json custody "$id" >custody
    test_json ".acts | length == 2" custody
'

test_expect_success 'a day that cannot be is refused before anything is added' '
    printf "A third paper.\n" >third.txt
    vault --json list documents >before
    test_expect_code 3 vault add --got "31 February" third.txt 2>err
    test_grep "2026-03-02" err
    vault --json list documents >after
    test_cmp before after
'

test_expect_success 'nothing is asked where nobody sits; what is no document has no custody' '
    vault add third.txt >/dev/null
    vault --json set --new person name "Lee Song-hee" >made
    test_expect_code 3 vault custody "$(value_of .record made)" 2>err
    test_grep "Only a document" err
'

test_expect_success 'none of it leaves' '
    vault consent "$(value_of ".documents[0].document" added)" public_name >/dev/null
    vault export --for public >out 2>err
    for words in "partner group B" courier "on a stick" "3 minutes" handling; do
        test_no_grep "$words" out
    done
'

test_done
