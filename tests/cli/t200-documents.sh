#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
test_case_file

test_expect_success 'set-up: three papers' '
    mkdir papers
    printf "Appeal\n\nOn 12 March 2024 nine people were detained in Helin. Mr Park Jun-ho, 41, is one of them.\n" >papers/appeal.txt
    printf "호소문\n\n2024년 3월 12일 허린에서 아홉 명이 체포되었다. 강제송환을 멈춰야 한다.\n" >papers/호소문.txt
    printf "呼籲書\n\n2024年3月12日，九人在瀋陽被拘留。\n" >papers/呼籲.txt
'

test_expect_success 'add takes a folder in, each paper with its proposals' '
    vault --json add --from "partner group B" --got 2026-03-02 papers >out
    test_json ".documents | length == 3" out
    test_json "[.documents[].document] | unique | length == 3" out
'

test_expect_success 'the same paper twice is one document' '
    vault --json list documents >before
    vault add papers/appeal.txt >out
    vault --json list documents >after
    test_cmp before after
'

test_expect_success 'a file that is not there is named, and nothing is added' '
    printf "Second paper, of the same day.\n" >second.txt
    vault --json list documents >before
    test_expect_code 4 vault add second.txt missing.txt >out 2>err
    test_grep "missing.txt" err
    vault --json list documents >after
    test_cmp before after
'

test_expect_success 'an added paper is kept as it was and says where it came from' '
    vault find "Park Jun-ho" --json >found
    id=$(value_of ".found[0].id" found)
    vault show --text "$id" >words
    test_grep "nine people were detained in Helin" words
    vault --json show "$id" >shown
    sum=$(sha256sum <papers/appeal.txt | cut -d" " -f1)
    test_json "[.statements[].value] | index(\"$sum\") != null" shown
    test_json "[.statements[].value] | index(\"partner group B\") != null" shown
'

test_expect_success 'find knows particles, both scripts and width' '
    for words in 강제송환 体逮 瀋陽 沈阳 "nine people" ＨＥＬＩＮ; do
        vault --json find "$words" >out || exit 1
        case $words in
        体逮) test_json ".found | length == 0" out ;;
        *) test_json ".found | length >= 1" out ;;
        esac || { echo "$words"; exit 1; }
    done
'

test_expect_success 'find gives at most as many as asked' '
    vault --json find --max 1 2024 >out
    test_json ".found | length <= 1" out
    test_expect_code 2 vault find --max 0 2024 2>err
'

test_expect_success 'list knows types by their plural, and says which there are' '
    vault list types >out
    test_grep person out
    test_expect_code 2 vault list unicorns 2>err
    test_grep person err
'

test_expect_success 'read shows what a paper says and keeps nothing' '
    vault --json list documents >before
    env -u CAIRN_VAULT cairn --json read papers/appeal.txt >out
    test_json ".doc_date == \"2024-03-12\" or .language == \"en\"" out
    vault --json list documents >after
    test_cmp before after
'

test_expect_success 'a mail is read with its headers and the names of its attachments' '
    printf "From: =?utf-8?B?6rmA?= <a@example.org>\nDate: Tue, 12 Mar 2024 09:15:00 +0900\nMIME-Version: 1.0\n" >note.eml
    printf "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nMr Park Jun-ho was detained in Helin.\n" >>note.eml
    printf -- "--b\nContent-Type: application/pdf; name=list.pdf\n\nx\n--b--\n" >>note.eml
    vault add note.eml --json >out
    vault show --text "$(value_of ".documents[0].document" out)" >words
    test_grep "^From: 김 <a@example.org>" words
    test_grep "Park Jun-ho was detained" words
    test_grep "^Attachment: list.pdf" words
'

test_expect_success 'what is attached to a mail is a document of its own, which says so' '
    printf "From: a@example.org\nSubject: two papers\nMIME-Version: 1.0\n" >two.eml
    printf "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n" >>two.eml
    printf -- "--b\nContent-Type: text/plain; name=../note.txt\nContent-Disposition: attachment\n\n" >>two.eml
    printf "Police arrested Mr Tomas Keller in Harar on 12 May 2019.\n" >>two.eml
    printf -- "--b\nContent-Type: image/png; name=map.png\nContent-Disposition: attachment\n\n\211PNG x\n" >>two.eml
    printf -- "--b\nContent-Type: message/rfc822\n\nSubject: inner\nMIME-Version: 1.0\nContent-Type: text/plain\n\n" >>two.eml
    printf "A mail that was sent on.\n\n--b--\n" >>two.eml
    vault add two.eml --json >out 2>err
    test_json ".documents | length == 4" out
    test_json ".documents[1].state == \"added\" and .documents[1].file == \"two.eml: note.txt\"" out
    test_json ".documents[2].state == \"not added\"" out
    test_json ".documents[3].file == \"two.eml: inner.eml\"" out
    test_grep "map.png: not added: This is a picture" err
    vault show --text "$(value_of ".documents[1].document" out)" >words
    test_grep "^Police arrested Mr Tomas Keller" words
    vault --json show "$(value_of ".documents[1].document" out)" >shown
    test_json "any(.statements[]; .property == \"Came attached to\" and .value == \"two papers\")" shown
    vault add two.eml --json >again
    test_json ".documents | length == 1" again
'

test_expect_success 'what is not read is refused with what to save it as' '
    printf "\320\317\021\340\241\261\032\341 H\0w\0p\0S\0u\0m\0m\0a\0r\0y\0I\0n\0f\0o\0r\0m\0a\0t\0i\0o\0n\0" >old.hwp
    test_expect_code 3 vault add old.hwp >out 2>err
    test_grep "HWPX or PDF" err
    printf "PK\003\004 cut" >cut.docx
    test_expect_code 3 vault add cut.docx >out 2>err
    test_grep "not complete" err
'

test_expect_success 'a paper of no known kind is refused or kept, never a crash' '
    head -c 3000 /dev/urandom >noise.pdf
    printf "%%PDF-1.7\n" | cat - noise.pdf >broken.pdf
    got=0
    vault add broken.pdf >out 2>err || got=$?
    test $got -lt 100
    vault verify >out
    test_grep "^Sound: +yes" out
'

test_done
