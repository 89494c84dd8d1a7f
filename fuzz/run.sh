#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh SECONDS [TARGET...] - let each fuzzer of build-fuzz run that long, with a bound on memory.
# What it finds new goes into build-fuzz/corpus/TARGET; a crash is kept as build-fuzz/crash-TARGET-*
# and belongs into fuzz/corpus/TARGET with its fix. Exit status 1 if any crashed.
set -u
cd "$(dirname "$0")/.." || exit 1
seconds=${1:-20}
[ $# -gt 0 ] && shift
targets=${*:-$(ls fuzz/fuzz_*.c | sed 's,fuzz/fuzz_\(.*\)\.c,\1,')}
bad=0
for t in $targets; do
    # Weighing seeds by how rare they are costs more than reading one does (of 31 runs a second, 535 without).
    case $t in read) weigh=-entropic=0 ;; *) weigh= ;; esac
    mkdir -p "build-fuzz/corpus/$t"
    log=build-fuzz/$t.log
    LSAN_OPTIONS=suppressions=tests/harness/lsan.supp "build-fuzz/fuzz/fuzz_$t" -max_total_time="$seconds" $weigh \
        -rss_limit_mb=2048 -timeout=25 -artifact_prefix="build-fuzz/crash-$t-" -print_final_stats=1 \
        "build-fuzz/corpus/$t" "fuzz/corpus/$t" >"$log" 2>&1
    status=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    if [ $status -eq 0 ]; then
        printf 'ok %-8s %12s runs\n' "$t" "${runs:-?}"
    else
        printf 'not ok %-8s status %d, see %s\n' "$t" "$status" "$log"
        bad=1
    fi
done
exit $bad
