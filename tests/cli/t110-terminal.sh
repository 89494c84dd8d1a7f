#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a person sees who types: expect(1) plays the person.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
CAIRN_STATE=$scratch/state
export CAIRN_STATE

# Play a script of expect; all that the terminal showed is in ./seen.
person() { # SPAWN TALK
    {
        # 'spawn' first: expect_before is for the program that it started, not for our own input
        printf 'set timeout 30\n%s\nexpect_before timeout { close; exit 99 } eof { exit 98 }\n%s\n' "$1" "$2"
        printf 'expect_before timeout { close; exit 99 }\nexpect eof\nexit [lindex [wait] 3]\n'
    } >script
    timeout -k 5 120 expect -f script >seen
}

test_expect_success 'a new passphrase is asked twice and never shown' '
    person "spawn cairn init --weak-laptop case" "
        expect \"passphrase: \"
        send \"six words typed here by hand\r\"
        expect \"more: \"
        send \"six words typed here by hand\r\"
    "
    test -f case/journal.db
    test_grep "Recovery paper 3" seen
    test_no_grep "six words typed" seen
'

test_expect_success 'two that differ make nothing' '
    test_expect_code 2 person "spawn cairn init --weak-laptop other" "
        expect \"passphrase: \"
        send \"six words typed here by hand\r\"
        expect \"more: \"
        send \"six words typed here by hamd\r\"
    "
    test_grep "differ" seen
    test ! -e other
'

test_expect_success 'the typed passphrase opens, backspace and all' '
    person "spawn cairn -C case list all" "
        expect \"assphrase: \"
        send \"six words typed here by hamd\177\177nd\r\"
    "
    test_no_grep "six words" seen
    test_expect_code 5 person "spawn cairn -C case list all" "
        expect \"assphrase: \"
        send \"something else entirely\r\"
    "
    test_grep "passphrase is wrong" seen
'

test_expect_success 'it is asked in the language of the person' '
    person "set env(CAIRN_LANG) ko; spawn cairn -C case list all" "
        expect \"암호문\"
        send \"six words typed here by hand\r\"
    "
'

test_expect_success 'a long command draws how far it is, and leaves its line empty' '
    mkdir papers
    for i in 1 2 3 4 5 6 7 8; do echo "Paper $i of 2 March 2024." >papers/$i.txt; done
    person "spawn cairn -C case add papers" "
        expect \"assphrase: \"
        send \"six words typed here by hand\r\"
        expect \"Whose were these\"
        send \"unknown\r\"
        expect \"handed them over\"
        send \"a courier\r\"
        expect \"When did you\"
        send \"\r\"
        expect \"How\"
        send \"\r\"
    "
    test_grep "of 8" seen
    test_grep "8.txt" seen
'

test_done
