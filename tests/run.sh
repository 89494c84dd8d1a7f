#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh - run every suite and say, as the last line, "N passed, N failed[, N skipped]".
#
# Counted are the lines of TAP that the test programs print; a program that prints none counts as
# one test. One that ends badly without a 'not ok' (a crash, a timeout) counts as one failure.
# A log of each suite is left in build/test-logs. Exit status 1 if anything failed.
set -u
cd "$(dirname "$0")/.." || exit 1
# Not en_GB, not Asia/Seoul: the program must not depend on either.
export LC_ALL=C.UTF-8 TZ=UTC
logs=build/test-logs
rm -rf "$logs"
mkdir -p "$logs"
passed=0 failed=0 skipped=0

add() { # PASSED FAILED SKIPPED
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

# The results of 'meson test --logbase X': one JSON object a line, one line a test program.
count_meson() { # LOG.json
    jq -r '
        def tap: (.stdout // "") | split("\n")
            | map(select(test("^(not )?ok\\b")));
        tap as $t
        | ($t | map(select(test("# *SKIP"; "i"))) | length) as $s
        | ($t | map(select(test("# *SKIP"; "i") | not))) as $r
        | ($r | map(select(startswith("ok"))) | length) as $ok
        | ($r | map(select(startswith("not ok"))) | length) as $no
        | if ($t | length) == 0 then
            if .result == "SKIP" then "0 0 1"
            elif (.result | test("^(OK|EXPECTEDFAIL)")) then "1 0 0"
            else "0 1 0" end
          elif $no == 0 and (.result | test("^(OK|SKIP|EXPECTEDFAIL)") | not) then
            "\($ok) 1 \($s)"
          else "\($ok) \($no) \($s)" end' "$1" | awk '
        { p += $1; f += $2; s += $3 } END { print p + 0, f + 0, s + 0 }'
}

meson_suites() { # NAME BUILD-DIR SUITE...
    name=$1 dir=$2
    shift 2
    suites=
    for s in "$@"; do suites="$suites --suite $s"; done
    # shellcheck disable=SC2086 # a list of words
    meson test -C "$dir" --no-rebuild --print-errorlogs --logbase "$name" $suites \
        >"$logs/$name.log" 2>&1 </dev/null
    status=$?
    json=$dir/meson-logs/$name.json
    if [ ! -s "$json" ]; then
        grep -q 'No suitable tests\|No tests defined' "$logs/$name.log" && return
        echo "$name: did not run"
        tail -n 20 "$logs/$name.log"
        add 0 1 0
        return
    fi
    cp "$json" "$logs/"
    # shellcheck disable=SC2046 # three numbers
    set -- $(count_meson "$json")
    report "$name" "$1" "$2" "$3" "$status"
}

# What the failed programs said: lines that are neither 'ok' nor the plan.
failures() { # NAME
    if [ -s "$logs/$1.json" ]; then
        jq -r 'select(.result | test("^(OK|SKIP|EXPECTEDFAIL)") | not)
            | "--- \(.name): \(.result)", (.stdout // ""), (.stderr // "")' "$logs/$1.json"
    else
        cat "$logs/$1.log"
    fi | grep -vE '^(ok |1\.\.[0-9]|$)'
}

report() { # NAME PASSED FAILED SKIPPED EXIT-STATUS
    f=$3
    # Whatever the count says, a runner that ends badly has failed.
    [ "$5" -eq 0 ] || [ "$f" -gt 0 ] || f=1
    add "$2" "$f" "$4"
    printf '%-8s %5d passed %4d failed %4d skipped\n' "$1" "$2" "$f" "$4"
    [ "$f" -eq 0 ] || failures "$1" | head -n 200
}

web_pages() {
    [ -x tests/web/run.sh ] || return 0
    tests/web/run.sh >"$logs/pages.log" 2>&1 </dev/null
    status=$?
    # shellcheck disable=SC2046
    set -- $(awk '
        /^(not )?ok/ && /# *SKIP/ { s++; next }
        /^ok/ { p++ }
        /^not ok/ { f++ }
        END { print p + 0, f + 0, s + 0 }' "$logs/pages.log")
    report pages "$1" "$2" "$3" "$status"
}

# Each fuzzer for FUZZ_SECONDS (20), two at a time.
fuzzers() {
    [ -d build-fuzz ] || return 0
    all=$(ls fuzz/fuzz_*.c | sed 's,fuzz/fuzz_\(.*\)\.c,\1,')
    # shellcheck disable=SC2046 # lists of names
    fuzz/run.sh "${FUZZ_SECONDS:-20}" $(echo "$all" | awk 'NR % 2') >"$logs/fuzz-1.log" 2>&1 </dev/null &
    # shellcheck disable=SC2046
    fuzz/run.sh "${FUZZ_SECONDS:-20}" $(echo "$all" | awk 'NR % 2 == 0') >"$logs/fuzz.log" 2>&1 </dev/null
    wait
    cat "$logs/fuzz-1.log" >>"$logs/fuzz.log"
    report fuzz "$(grep -c '^ok' "$logs/fuzz.log")" "$(grep -c '^not ok' "$logs/fuzz.log")" 0 0
    grep '^not ok' "$logs/fuzz.log"
}

meson_suites unit build-asan unit corpus
meson_suites tree build tree
meson_suites product build trust cli web
web_pages
fuzzers

if [ "$failed" -gt 0 ]; then
    echo "logs: $logs"
fi
if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
else
    echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
