#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A letter from draft to final, sent, answered. The facts are read one by one.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
test_case_file

# An office with an address, an event with its place; all written down by hand.
letter_of() { # OFFICE: keeps a draft and prints its id
    vault --json letter --to "$1" --from "Harbour Light (invented)" --signed "A. Demo" --state CHN --keep >kept
    value_of .letter kept
}

test_expect_success 'set-up: an office, its address, an event that a public paper tells of' '
    printf "Report of 2 March 2026\n\nOn 14 July 2021, 50 people were returned from Dandong, China to North Korea.\n" >report.txt
    vault --json add --published report.txt >out
    paper=$(jq -r ".documents[0].document" out)
    office=$(vault --json set --new office office_title "Governor of Jilin" | jq -r .record)
    vault set "$office" address "11 Xinfa Lu
Changchun 130051
China" >out
    event=$(vault --json set --new event event_kind event:repatriation | jq -r .record)
    vault set --source "$paper" "$event" figure 50 --measure returned --as-of 2021-07 --holder "River Monitor" --hedge reported >out
    vault set --source "$paper" "$event" place Dandong >out
    vault set --source "$paper" "$event" date 2021-07-14 >out
    echo "$office" >office
    echo "$event" >event
'

test_expect_success 'a draft is kept, and printed whatever is missing' '
    letter=$(letter_of "$(cat office)")
    echo "$letter" >letter
    vault letter "$letter" >text
    test_grep "DRAFT, not to be sent" text
    test_grep "NOT CONFIRMED" text
    vault --json letter "$letter" --out draft >out
    pdftotext draft.pdf - >words
    test_grep "DRAFT" words
    vault --json show "$letter" >shown
    test_grep "$(sha256sum draft.pdf | cut -d" " -f1)" shown
    test_grep "$(sha256sum draft.txt | cut -d" " -f1)" shown
'

test_expect_success 'before it is sent: the address, and that nobody else looks at it' '
    letter=$(cat letter)
    vault --json letter "$letter" --check >out
    test_json ".reds == 0" out
    test_json ".needs_address and .alone" out
    test_expect_code 5 vault letter "$letter" --final --alone "I am the only one" 2>err
    test_grep "confirm" err
    test_expect_code 5 vault letter "$letter" --final --unconfirmed "no telephone" 2>err
    test_grep "only member" err
'

test_expect_success 'an address is confirmed: how, by whom, on which day' '
    test_expect_code 2 vault address confirm "$(cat office)" 2>err
    test_expect_code 3 vault address confirm "$(cat office)" --how page --on 2026-02-30 2>err
    test_grep "is no day" err
    test_expect_code 3 vault address confirm "$(cat office)" --how page --on 2999-01-01 2>err
    test_grep "not come yet" err
    test_expect_code 3 vault address confirm "$(cat event)" --how page 2>err
    vault --json address confirm "$(cat office)" --how telephoned --by "A. Demo" --more "+86 431 000" >out
    test_json ".confirmed" out
    vault letter "$(cat letter)" >text
    test_grep "Address verified on" text
'

test_expect_success 'final: exact pages under a number of our own, without a mark of a draft' '
    vault --json letter "$(cat letter)" --final --alone "I am the only one" >out
    year=$(date -u +%Y)
    test_json ".number == \"$year-01\"" out
    echo "$year-01" >number
    vault --json letter "$(cat number)" --out final >out
    pdftotext final.pdf - >words
    test_grep "$year-01" words
    test_no_grep "DRAFT" words
    test_no_grep "not checked" words
    qpdf --check final.pdf >check
    test_expect_code 5 vault letter "$(cat number)" --final --alone again 2>err
    test_grep "final already" err
'

test_expect_success 'a final letter never changes, whatever is said of its facts later' '
    vault set "$(cat event)" place Tumen >out
    vault --json letter "$(cat number)" --out again >out
    cmp final.pdf again.pdf
    cmp final.txt again.txt
'

test_expect_success 'the second look waits among what is due' '
    vault --json due >out
    test_json ".due | map(select(.what == \"second look\")) | length == 1" out
    test_expect_code 5 vault letter "$(cat number)" --approve 2>err
    test_grep "yourself" err
'

test_expect_success 'a letter that is a draft cannot be sent, nor one be sent in two ways at once' '
    draft=$(letter_of "$(cat office)")
    test_expect_code 5 vault sent "$draft" --by post 2>err
    test_grep "final first" err
    test_expect_code 2 vault sent "$(cat number)" 2>err
    test_expect_code 2 vault sent "$(cat number)" --by post --returned moved 2>err
'

test_expect_success 'a receipt that is no picture, or too large, and days that cannot be are refused' '
    echo "not a picture" >slip.jpg
    test_expect_code 3 vault sent "$(cat number)" --by ems --proof slip.jpg 2>err
    test_grep "neither a picture" err
    truncate -s 41M big.png
    test_must_fail vault sent "$(cat number)" --by ems --proof big.png
    test_grep "40 MB" "$scratch/err"
    test_expect_code 3 vault sent "$(cat number)" --by ems --reply-by yesterday 2>err
    test_grep "is no day" err
    test_expect_code 3 vault sent "$(cat number)" --by ems --on 2026-01-05 --reply-by 2026-01-02 2>err
    test_grep "before the letter" err
    test_must_fail vault sent "$(cat number)" --by ems --proof nothing.jpg
'

test_expect_success 'it went out: number, receipt of 40 MB, and the day a reply is expected' '
    { printf "\377\330\377\340"; head -c 41943036 /dev/zero; } >slip.jpg
    vault --json sent "$(cat number)" --by ems --number EB123456789KR --proof slip.jpg --on 2026-01-05 --reply-by 2026-01-20 >out
    test_json ".number" out
    vault --json due >out
    test_json ".due | map(select(.what == \"reply\" and .state == \"overdue\")) | length == 1" out
    test_json ".overdue == 1" out
    vault verify >out
'

test_expect_success 'a reply ends the waiting' '
    test_expect_code 3 vault sent "$(cat number)" --says " " 2>err
    echo "We have received your letter." >reply.txt
    vault --json sent "$(cat number)" --reply reply.txt --says "They confirm receipt." >out
    vault --json due >out
    test_json ".due | map(select(.what == \"reply\")) | length == 0" out
    vault find "have received your letter" >out
    test_grep "received" out
'

test_expect_success 'one that came back is not awaited, and says why' '
    second=$(letter_of "$(cat office)")
    vault --json letter "$second" --final --alone "still alone" >out
    number=$(value_of .number out)
    test "$number" = "$(date -u +%Y)-02"
    test_expect_code 3 vault sent "$number" --returned "moved" 2>err
    vault sent "$number" --by registered --reply-by 2999-01-01 >out
    vault sent "$number" --returned "unknown at this address" >out
    vault --json due >out
    test_json ".due | map(select(.what == \"reply\")) | length == 0" out
'

test_expect_success 'an action that was stopped needs a word' '
    action=$(vault --json set --new action title "Fifty people" | jq -r .record)
    vault set "$action" about_event "$(cat event)" >out
    vault --json letter --to "$(cat office)" --case "$action" --from Harbour --signed "A. Demo" --state CHN --keep >out
    letter=$(value_of .letter out)
    vault set "$action" action_state action_state:stopped --as-of 2026-03-01 >out
    test_expect_code 5 vault letter "$letter" --final --alone x 2>err
    test_grep "is over" err
    vault letter "$letter" --final --alone x --late "the family asked for it" >out
'

test_expect_success 'what was taken over in bulk was read by nobody, and stops the letter' '
    vault add --published "$SOURCE/samples/3-joint-letter.html" "$SOURCE/samples/4-urgent-action.txt" >out
    vault accept --all --policy "invented papers" >out
    letter=$(letter_of "$(cat office)")
    vault --json letter "$letter" --check >out
    test_json ".reds > 0" out
    test_json ".points | map(select(.red and .statement != \"\")) | length > 0" out
    test_expect_code 5 vault letter "$letter" --final --alone x 2>err
    test_grep "[Rr]ed points" err
    vault letter "$letter" >text
    test_grep "not checked" text
'

test_done
