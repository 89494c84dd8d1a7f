#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

test_expect_success 'help lists every command of the table' '
    cairn help >out 2>err
    test_empty err
    cairn help --json >table
    jq -r ".commands[].name" table >names
    test -s names
    while read -r name; do test_grep "^  $name +[a-z]" out; done <names
'

test_expect_success 'every command explains itself, in two ways and without a case file' '
    cairn help --json | jq -r ".commands[].name" >names
    while read -r name; do
        cairn help $name >by-help
        cairn $name --help >by-option
        test_cmp by-help by-option
        test_grep "^cairn $name - " by-help
        test_grep "^usage: cairn $name" by-help
    done <names
'

test_expect_success 'no line of help is wider than a terminal' '
    cairn help --json | jq -r ".commands[].name" >names
    while read -r name; do cairn help $name; done <names >out
    cairn help >>out
    awk "length > 80 { print; bad = 1 } END { exit bad }" out
'

test_expect_success 'help for a program is JSON' '
    cairn help version --json >out
    test_json ".commands[0].name == \"version\"" out
    cairn help --json >out
    test_json ".statuses[] | select(.code == \"usage\") | .status == 2" out
'

test_expect_success 'version says which Cairn this is' '
    cairn version >out
    test_grep "^Cairn: +[0-9]+\.[0-9]+" out
    cairn --version >again
    test_cmp out again
    cairn version --json >out
    test_json ".version | test(\"^[0-9.]+$\")" out
'

test_expect_success 'complete offers commands, options and nothing else' '
    cairn complete -- he >out
    echo help >want
    test_cmp want out
    cairn complete -- version --js >out
    echo --json >want
    test_cmp want out
    cairn complete -- -C "" >out
    test_empty out
'

test_expect_success 'bash completes with it' '
    bash -c "
        . \"$SOURCE/assets/completion/cairn.bash\"
        COMP_WORDS=(cairn vers) COMP_CWORD=1
        _cairn
        printf \"%s\n\" \"\${COMPREPLY[@]}\"" >out
    echo version >want
    test_cmp want out
'

test_done
