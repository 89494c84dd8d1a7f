#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

test_expect_success 'without a command there is usage, and status 2' '
    test_expect_code 2 cairn >out 2>err
    test_empty out
    test_grep "^usage: cairn" err
'

test_expect_success 'an unknown command is refused with the one that was meant' '
    test_expect_code 2 cairn hlep >out 2>err
    test_empty out
    test_grep "no command .hlep.; did you mean .help.\?" err
'

test_expect_success 'an unknown option is refused with the one that was meant' '
    test_expect_code 2 cairn version --jsno 2>err
    test_grep "did you mean .--json.\?" err
'

test_expect_success 'a word too many is refused' '
    test_expect_code 2 cairn version now 2>err
    test_grep "does not know what to do with .now." err
'

test_expect_success 'a failure for a program is JSON, and nothing is on standard output' '
    test_expect_code 2 cairn --json hlep >out 2>err
    test_empty out
    test_json ".error.code == \"usage\" and .error.status == 2" err
'

test_expect_success 'an error shows no control character of what was typed' '
    test_expect_code 2 cairn "$(printf "\033[2Jx")" 2>err
    test_no_grep "$(printf "\033")" err
    test_grep "there is no command" err
'

test_expect_success 'output that cannot be written is a failure' '
    test_expect_code 9 cairn help >/dev/full 2>err
    test_grep "could not" err
'

test_done
