#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
test_case_file

test_expect_success 'without an office there is nobody to write to' '
    vault --json letter >out
    test_json ".offices | length == 0" out
'

test_expect_success 'set-up: what two invented papers say' '
    vault add --published "$SOURCE/samples/3-joint-letter.html" "$SOURCE/samples/4-urgent-action.txt" >out
    vault accept --all --policy "invented papers" >out
'

test_expect_success 'the briefing says what there is and what waits' '
    vault --json brief >out
    test_json ".counts | length > 0" out
    test_json ".to_check == 0" out
'

test_expect_success 'of a state only its offices are listed' '
    vault --json letter --state CHN >out
    test_json ".offices | length > 0 and all(.address | test(\"China\"))" out
    vault --json letter --state FRA >out
    test_json ".offices | length == 0" out
'

test_expect_success 'a letter goes to an office that is recorded, and names who writes' '
    vault --json letter >offices
    to=$(value_of "[.offices[] | select(.address | contains(\"China\"))][0].id" offices)
    test_expect_code 2 vault letter --to "$to" 2>err
    test_grep "from" err
    vault letter --to "$to" --from "Harbour Light (invented)" --signed "A. Demo" --place London --state CHN >draft
    test_grep "Harbour Light" draft
    test_grep "A. Demo" draft
'

test_expect_success 'a draft in a file is a PDF with the words of the text' '
    to=$(value_of "[.offices[] | select(.address | contains(\"China\"))][0].id" offices)
    vault --json letter --to "$to" --from "Harbour Light (invented)" --signed "A. Demo" --state CHN --out l >out
    test_json ".letter and (.pdf | endswith(\"l.pdf\"))" out
    test "$(stat -c %a l.pdf)" = 600
    pdftotext l.pdf - >words
    test_grep "Harbour Light" words
    test_grep "Harbour Light" l.txt
    qpdf --check l.pdf >check
'

test_expect_success 'a file that is there is not written over' '
    to=$(value_of "[.offices[] | select(.address | contains(\"China\"))][0].id" offices)
    echo edited >l.txt
    test_expect_code 6 vault letter --to "$to" --from X --state CHN --out l 2>err
    test_grep "another name" err
    test "$(cat l.txt)" = edited
'

test_expect_success 'what is labelled as secret is left out, and that is said' '
    to=$(value_of "[.offices[] | select(.address | contains(\"China\"))][0].id" offices)
    vault --json list events >events
    for id in $(jq -r ".records[].id" events); do vault label --reason "asked by the family" "$id" secret >out; done
    vault --json letter --to "$to" --from "Harbour Light (invented)" --state CHN >out
    test_json ".facts == 0 or (.left_out | length > 0)" out
'

test_expect_success 'a letter to nobody is refused' '
    test_expect_code 4 vault letter --to 00000000000000000000000000 --from X 2>err
    test_expect_code 2 vault letter --to nobody --from X 2>err
'

test_done
