#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How well the reading rules do: on the evaluation letters (all, verbatim and rewritten texts apart),
# and on our own invented texts (tests/corpus/read).
#   tests/score.sh [BUILD_DIR]
cd "$(dirname "$0")/.." || exit 1
build=${1:-build}
letters=../shared/letters
if [ ! -f "$letters/score.py" ]; then
    echo "# skipped: the evaluation letters ($letters) are not here"
    exit 0
fi
if [ ! -x "$build/tests/score/read_json" ]; then
    echo "score.sh: $build/tests/score/read_json is not built" >&2
    exit 1
fi
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
"$build/tests/score/read_json" "$out" "$letters"/dev/*.txt || exit 1
for only in "" --only=verbatim --only=rewritten; do
    echo "== ${only:-all}"
    # shellcheck disable=SC2086
    python3 "$letters/score.py" "$letters/dev" "$out" $only || exit 1
done
rm -f "$out"/*.json
"$build/tests/score/read_json" "$out" tests/corpus/read/*.txt || exit 1
echo "== own texts"
python3 "$letters/score.py" tests/corpus/read "$out"
