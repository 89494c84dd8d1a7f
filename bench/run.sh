#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [BUILD [RUNS [STATEMENTS]]] - the measurements of a whole vault, each run as often, and the median of each
# figure, with machine and date; then letters and every page of the server
# over 100,000 of them. Needs a disk folder: TMPDIR, else /tmp. bench/RESULTS.md keeps the last ones.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build} runs=${2:-3} statements=${3:-1000000}
ninja -C "$build" bench/bench_bulk bench/bench_verify bench/bench_commit bench/bench_start \
    bench/bench_conflicts bench/bench_page bench/bench_letter >/dev/null
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

echo "Date: $(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
echo "Machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors, $(
    awk '/^MemTotal/ { printf "%d GB", $2 / 1048576 }' /proc/meminfo), Linux $(uname -r)"
echo "Load when it began: $(cut -d ' ' -f 1-3 /proc/loadavg)"
echo "Runs: $runs, of each the median"
echo
i=0
while [ $i -lt "$runs" ]; do
    i=$((i + 1))
    rm -rf "$dir/bulk" "$dir/verify" "$dir/conflicts"
    mkdir "$dir/bulk" "$dir/verify" "$dir/conflicts"
    "$build/bench/bench_bulk" "$dir/bulk" "$statements"
    "$build/bench/bench_start" "$dir/bulk"
    "$build/bench/bench_commit" "$dir/bulk"
    "$build/bench/bench_verify" "$dir/verify" "$((statements / 5))"
    "$build/bench/bench_conflicts" "$dir/conflicts" "$((statements / 10))" "$((statements / 10))"
done >"$dir/out"
# "name: figure" lines; names in the order of their first line.
awk -F ': ' '!($1 in n) { order[++names] = $1 } { at[$1, ++n[$1]] = $2 + 0 }
END {
    for (k = 1; k <= names; k++) {
        name = order[k]
        for (i = 2; i <= n[name]; i++)
            for (j = i; j > 1 && at[name, j - 1] > at[name, j]; j--) {
                t = at[name, j]; at[name, j] = at[name, j - 1]; at[name, j - 1] = t
            }
        printf "%-72s %10s\n", name, at[name, int((n[name] + 1) / 2)]
    }
}' "$dir/out"
echo
mkdir "$dir/pages"
"$build/bench/bench_bulk" "$dir/pages" 100000 >/dev/null
"$build/bench/bench_letter" "$dir/pages"
"$build/bench/bench_page" "$dir/pages"
