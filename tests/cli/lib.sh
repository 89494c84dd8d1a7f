#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# lib.sh - tests of commands, in the manner of git's. A script sources this and goes:
#
#     test_expect_success 'help lists the commands' '
#         cairn help >out &&
#         test_grep "version" out
#     '
#     test_done
#
# Each body runs in a shell of its own with 'set -e', in a folder that all bodies of the script
# share and that is removed at the end; what one leaves there the next finds. The printed lines are TAP.
#
#     tests/cli/t900-help.sh [-v] [CAIRN]      -v: show what each body prints
#
# The world is the same for all: no home of a person, UTC, C.UTF-8, no terminal.
set -u
verbose=
if [ "${1-}" = -v ]; then
    verbose=1
    shift
fi
here=$(cd "$(dirname "$0")" && pwd)
CAIRN=$(realpath "${1:-$here/../../build/src/cairn}")
SOURCE=$(realpath "$here/../..")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/home" "$scratch/trash"
ln -s "$CAIRN" "$scratch/bin/cairn"
PATH=$scratch/bin:$PATH
HOME=$scratch/home
LC_ALL=C.UTF-8
TZ=UTC
export CAIRN SOURCE PATH HOME LC_ALL TZ
unset CAIRN_VAULT CAIRN_STATE XDG_STATE_HOME XDG_CONFIG_HOME LANG LANGUAGE
cd "$scratch/trash" || exit 1
test_count=0 test_failed=0

test_expect_success() { # TITLE BODY
    test_count=$((test_count + 1))
    # Not the condition of an 'if': there 'set -e' would not work.
    (
        set -e
        eval "$2"
    ) >"$scratch/log" 2>&1 </dev/null
    test_status=$?
    if [ $test_status -eq 0 ]; then
        echo "ok $test_count - $1"
    else
        echo "not ok $test_count - $1"
        echo "# it ended with $test_status:"
        printf '%s\n' "$2" | sed 's/^/#   /'
        sed 's/^/# | /' "$scratch/log"
        test_failed=$((test_failed + 1))
    fi
    [ -z "$verbose" ] || sed 's/^/# | /' "$scratch/log"
}

test_skip() { # TITLE WHY
    test_count=$((test_count + 1))
    echo "ok $test_count - $1 # SKIP $2"
}

test_done() {
    echo "1..$test_count"
    [ $test_failed -eq 0 ]
    exit
}

# ---- in bodies

# The command must end with exactly this status.
test_expect_code() { # STATUS COMMAND...
    want=$1
    shift
    got=0
    "$@" || got=$?
    [ "$got" -eq "$want" ] || {
        echo "status $got, not $want: $*"
        return 1
    }
}

# The command must fail, but not by a signal or a failed assertion.
test_must_fail() { # COMMAND...
    got=0
    "$@" >/dev/null 2>"$scratch/err" || got=$?
    [ "$got" -gt 0 ] && [ "$got" -lt 70 ] || {
        echo "status $got: $*"
        cat "$scratch/err"
        return 1
    }
}

# Same bytes.
test_cmp() { # EXPECTED ACTUAL
    diff -u "$1" "$2"
}

test_grep() { # PATTERN FILE
    grep -E -e "$1" "$2" >/dev/null || {
        echo "no '$1' in $2:"
        cat "$2"
        return 1
    }
}

test_no_grep() { # PATTERN FILE
    ! grep -E -e "$1" "$2" || {
        echo "there is '$1' in $2"
        return 1
    }
}

test_empty() { # FILE
    [ ! -s "$1" ] || {
        echo "$1 is not empty:"
        cat "$1"
        return 1
    }
}

# The jq filter is true of the file.
test_json() { # FILTER FILE
    jq -e "$1" "$2" >/dev/null || {
        echo "not so: $1"
        cat "$2"
        return 1
    }
}

# ---- a case file

# A new case file in ./case with its passphrase in ./pass; later commands find both by themselves.
# The weak key derivation keeps the tests quick; its strength is tested in tests/unit/crypto.
test_case_file() {
    CAIRN_STATE=$scratch/state
    export CAIRN_STATE
    test_expect_success 'set-up: a case file' '
        echo "correct horse battery staple" >pass
        cairn init --json --passphrase-file pass --weak-laptop --name Kim case >init
        test_json ".paper1 and .paper2 and .paper3" init
    '
    CAIRN_VAULT=case
    export CAIRN_VAULT
}

# cairn with the passphrase of test_case_file.
vault() { # COMMAND...
    cairn --passphrase-file pass "$@"
}

# The value of a jq filter, which must not be null.
value_of() { # FILTER FILE
    jq -er "$1" "$2"
}
