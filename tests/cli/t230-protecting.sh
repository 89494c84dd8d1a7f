#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
test_case_file

person() { # NAME -> prints the id
    vault --json set --new person name "$1" >made
    value_of .record made
}

test_expect_success 'a clearance that is misspelt shows nothing' '
    CAIRN_CLEARANCE=public test_expect_code 2 vault list all 2>err
    test_grep "open, restricted or secret" err
'

test_expect_success 'what is above the clearance cannot be named, labelled, linked or consented to' '
    id=$(person "Oriole Quaverly")
    other=$(person "Somebody Else")
    vault label "$id" secret >out
    export CAIRN_CLEARANCE=restricted
    for command in "show $id" "history $id" "label $id open" "consent $id public_name" "link $other $id" \
        "set $id name x" "set $other note x --source $id" "erase $id"; do
        test_expect_code 4 vault $command 2>err
        test_grep "There is no record" err
    done
    unset CAIRN_CLEARANCE
    vault label "$id" restricted >out
'

test_expect_success 'who refused agrees to nothing, who cannot be asked not to be named' '
    id=$(person "Han Myong-ok")
    test_expect_code 3 vault consent "$id" un_confidence --how refused 2>err
    test_grep "inside" err
    test_expect_code 3 vault consent "$id" public_name --how cannot_be_asked 2>err
    test_expect_code 3 vault consent "$id" public_code --how cannot_be_asked 2>err
    grep -q -- --until err
    vault consent "$id" public_code --how cannot_be_asked --until 2030-01 --reason "they may be moved any day" >out
    test_expect_code 3 vault consent "$id" public_code --until "31 May" 2>err
    test_grep "2017-11-04" err
'

test_expect_success 'a name leaves by consent, and not after its last day' '
    id=$(person "Jo Un-byol")
    vault export >out
    test_must_fail grep "Jo Un-byol" out
    vault consent "$id" public_name --until 2999 >consent
    vault export >out
    test_grep "Jo Un-byol" out
    vault consent "$id" public_name --until 2001 >consent
    vault export >out
    test_must_fail grep "Jo Un-byol" out
'

test_expect_success 'an export names no record that stays, and is valid JSON for each audience' '
    for who in public un un-government members; do
        vault export --for "$who" >out
        jq -e .records out >records
    done
    vault log --json --max 4 >out
    test_json "[.entries[] | select(.kind == \"custody\")] | length > 0" out
'

test_expect_success 'only records of one kind are linked, and values name records of the right kind' '
    id=$(person "Kim A")
    vault --json set --new office office_title "Governor" >made
    office=$(value_of .record made)
    test_expect_code 3 vault link "$id" "$office" 2>err
    test_grep "person" err
    test_expect_code 3 vault set --new holding holder "$office" 2>err
    test_expect_code 4 vault set --new holding holder 00000000000000000000000000 2>err
'

test_expect_success 'an erasure lists the words wherever they stand, and leaves none' '
    printf "Dear Premier,\n\nMs Plumblossom Sparrow, a North Korean national, was arrested in Tumen on 9 July 2021.\n" >paper.txt
    vault add paper.txt >out
    vault accept --all --policy "a test" >out
    id=$(person "Plumblossom Sparrow")
    vault set "$id" note "Plumblossom Sparrow called" >out
    vault --json show "$id" >out
    name=$(value_of "[.statements[] | select(.property == \"Name\")][0].statement" out)
    vault withdraw "$name" --reason "Plumblossom Sparrow asked" >out
    vault withdraw --back "$name" >out
    vault --json erase "$name" >out
    test_json "[.places[].says] | map(select(test(\"Sparrow\"))) | length > 4" out
    vault erase "$name" --all-places --reason "she asked" >out
    vault --json find plumblossom >out
    test_json ".found | length == 0" out
    vault export --for members >out
    test_must_fail grep -i sparrow out
    vault --json list proposals --all >out
    test_must_fail grep -i sparrow out
    vault verify --rebuild >out
'

test_expect_success 'who is only written to is a person, and no office whose name would be public' '
    printf "Seoul, 4 March 2024\n\nDear Mr Cho Nam-su,\n\nThank you for your call.\n\nYours sincerely,\nKim\n" >note.txt
    vault --json add note.txt >out
    doc=$(value_of ".documents[0].document" out)
    vault --json list proposals --document "$doc" >out
    for id in $(jq -r ".proposals[].id" out); do vault accept "$id" >accepted; done
    vault --json list offices >out
    test_json "[.records[].title | select(test(\"Nam\"))] == []" out
    vault export >out
    test_must_fail grep "Nam-su" out
'

test_expect_success 'a folder with links, pipes and bad files is taken in as far as it goes' '
    mkdir -p folder/deep
    printf "A letter of 5 March 2024, to the Governor.\n" >folder/deep/a.txt
    printf "A letter of 4 March 2024.\n" >folder/b.txt
    : >folder/empty.txt
    ln -s nothing folder/dangling
    ln -s .. folder/deep/up
    mkfifo folder/pipe
    test_expect_code 3 vault --json add folder >out 2>err
    test_json "[.documents[].state] == [\"added\", \"added\", \"not added\"]" out
    test_grep "passed over" err
    test_grep "1 of 3 files" err
'

test_expect_success 'what was refused by mistake can be accepted by name, once' '
    vault --json list proposals >out
    id=$(value_of ".proposals[0].id" out)
    vault reject "$id" >out
    vault accept "$id" >out
    test_expect_code 3 vault accept "$id" 2>err
    test_grep "accepted before" err
'

test_expect_success 'a consent that ends is among what is due, and a decision to look at again' '
    who=$(vault --json set --new person name "Yun Ok-ju" | jq -r .record)
    held=$(vault --json set --new person name "Paek Nam-il" | jq -r .record)
    vault consent "$who" public_code --how spoken --until "$(date -u -d "+5 days" +%Y-%m-%d)" >out
    vault consent "$held" public_code --how cannot_be_asked --until "$(date -u -d "-5 days" +%Y-%m-%d)" --reason "held" >out
    vault --json due >out
    test_json ".due | map(select(.what == \"consent ends\" and .of == \"Yun Ok-ju\" and .state == \"soon\")) | length == 1" out
    test_json ".due | map(select(.what == \"decision to look at again\" and .state == \"overdue\")) | length == 1" out
    vault due >out
    test_grep "consent ends" out
'

test_done
