#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tidy.sh [ROOT [BUILD]] - clang-tidy 14 finds nothing (.clang-tidy, tests/.clang-tidy).
#
# A file is looked at again only if it, a header it includes, its compiler flags or the rules have changed
# since it was last found clean; stamps are in BUILD/tidy, named by the hash of all these.
# CAIRN_JOBS: how many at once (else as many as there are processors).
build=$(realpath "${2:-build}")
# shellcheck source=tests/tree/lib.sh
. "$(dirname "$0")/lib.sh"

db=$build/compile_commands.json
if ! [ -f "$db" ]; then
    echo "$build: no compile_commands.json; build first"
    exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$build/tidy"
top=$(pwd)
rules=$({ clang-tidy --version; cat .clang-tidy tests/.clang-tidy; } | sha256sum)

# "source output flags" for each source of the tree; generated sources are not ours to tidy.
jq -r '.[] | "\(.file)\t\(.output)\t\(.command)"' "$db" | while IFS="$(printf '\t')" read -r file output command; do
    case $file in /*) path=$file ;; *) path=$build/$file ;; esac
    path=$(realpath -m "$path")
    case $path in
    "$build"/*) continue ;;
    "$top"/*.c) [ ! -f "$path" ] || printf '%s\t%s\t%s\n' "${path#"$top"/}" "$output" "$command" ;;
    esac
done | sort -u -k1,1 >"$work/sources"

# What each object was made from, as the compiler told ninja: "output file".
ninja -C "$build" -t deps 2>/dev/null | awk -v build="$build" '
    /^[^ ].*: #deps/ { output = $1; sub(/:$/, "", output); next }
    /^ / && $1 !~ /^\/usr\// { print output "\t" ($1 ~ /^\// ? $1 : build "/" $1) }' >"$work/deps"
cut -f2 "$work/deps" | sort -u | xargs -r -d '\n' sha256sum 2>/dev/null >"$work/hashes" || true

# One line for each source: its name and everything that its verdict depends on.
awk -F'\t' -v hashes="$work/hashes" -v deps="$work/deps" -v rules="$rules" '
    BEGIN {
        while ((getline line < hashes) > 0) hash[substr(line, 67)] = substr(line, 1, 64)
        while ((getline line < deps) > 0) { split(line, f, "\t"); from[f[1]] = from[f[1]] " " hash[f[2]] }
    }
    { print $1 "\t" rules " " $3 " " from[$2] }' "$work/sources" >"$work/keys"

: >"$work/wanted"
while IFS="$(printf '\t')" read -r file key; do
    stamp=$({ printf '%s' "$key"; cat "$file"; } | sha256sum | cut -c1-40)
    [ -e "$build/tidy/$stamp" ] || echo "$file $stamp" >>"$work/wanted"
done <"$work/keys"

echo "tidy: $(wc -l <"$work/wanted") of $(wc -l <"$work/keys") files"
export build work
# shellcheck disable=SC2016 # for the inner shell
xargs -r -n 2 -P "${CAIRN_JOBS:-$(nproc)}" sh -c '
    if clang-tidy -p "$build" --quiet "$1" >"$work/out.$2" 2>/dev/null; then
        : >"$build/tidy/$2"
    else
        grep -E "(error|warning):" "$work/out.$2" || echo "$1: clang-tidy failed"
    fi' sh <"$work/wanted" >"$work/found" || true
sed -i -E "s:^[^ ]*[.][.]/::; s:^$top/::" "$work/found"
verdict "$(sort -u "$work/found")" "mend what it names; NOLINT only with a reason beside it"
