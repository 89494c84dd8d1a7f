#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# headers.sh [ROOT [BUILD]] - every header of src/ compiles alone, with both compilers, and has its own
# guard. BUILD has the headers that the build makes.
build=$(realpath -m "${2:-build}")
# shellcheck source=tests/tree/lib.sh
. "$(dirname "$0")/lib.sh"

parts="libsodium icu-uc libxml-2.0 pangocairo libmicrohttpd"
# shellcheck disable=SC2086 # words
flags=$(pkg-config --cflags $parts 2>/dev/null || true)
found=$(files '^(src/.*|tests/harness/.*)\.h$' | while read -r h; do
    for cc in gcc clang; do
        command -v $cc >/dev/null || continue
        # shellcheck disable=SC2086
        $cc -std=gnu17 -D_GNU_SOURCE -Isrc -I"$build/src" $flags -Wall -Wextra -Werror -fsyntax-only -x c - 2>&1 <<EOF |
#include "$(pwd)/$h"
#include "$(pwd)/$h"
EOF
            grep -E '(error|warning):' | head -n 3 || true
    done
    want=$(echo "${h#src/}" | tr 'a-z/.' 'A-Z__')
    case $h in src/*) grep -q "^#ifndef $want\$" "$h" || echo "$h: its guard is not $want" ;; esac
done)
verdict "$found" "include in a header what it names, and nothing else"
