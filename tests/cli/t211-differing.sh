#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What differs between the five papers that the program was conceived from; they stand beside the tree, not in it.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
papers=$SOURCE/../shared/letters/dev
if [ ! -f "$papers/00.txt" ]; then
    test_skip 'differences of the five papers' "no ../shared/letters here"
    test_done
fi
test_case_file

test_expect_success 'set-up: five papers, all that was found in them taken over' '
    for n in 00 01 02 03 04; do cp "$papers/$n.txt" .; done
    vault add 00.txt 01.txt 02.txt 03.txt 04.txt
    vault accept --all --policy "to see what differs"
    vault --json conflicts >out
    for type in events norms groups offices; do vault --json list $type >>before; done
'

# Some conflict with this relation has, for each of the other words, a rival with it in value or passage.
differs() { # RELATION WORD...
    relation=$1 filter=true
    shift
    for word in "$@"; do
        filter="$filter and any(.rivals[]; (.value + .words) | contains(\"$word\"))"
    done
    test_json "any(.conflicts[]; .relation == \"$relation\" and $filter)" out
}

test_expect_success 'two streets of one premier, two postcodes of one governor' '
    differs rival "8 Xihuangchenggenbie" "9 Xihuangchenggenbeijie"
    differs rival 120051 130051
'
test_expect_success 'six may be part of seven' '
    differs part "six North Koreans" "Russia returned them"
'
test_expect_success 'two estimates of a population are of different days' '
    differs later "50,000 to 300,000" "100,000 to 300,000"
'
test_expect_success 'what had stopped went on' '
    differs stopped "had stopped" "14 July 2021"
'
test_expect_success 'detained or returned?' '
    differs counted "repatriations of reportedly 2,000"
    test_json "any(.conflicts[]; .question == \"detained or returned?\")" out
'
test_expect_success 'two agreements are versions of one line' '
    differs versions "July 1998" "Mutual Cooperation Protocol"
    test_json "any(.conflicts[]; .about | contains(\"1986, 1998\"))" out
'
test_expect_success 'looking merges nothing' '
    for type in events norms groups offices; do vault --json list $type >>after; done
    test_cmp before after
'
test_done
