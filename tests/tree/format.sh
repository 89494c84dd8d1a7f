#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# format.sh [ROOT] - clang-format 14 would change nothing. 'make format' writes what it wants.
# shellcheck source=tests/tree/lib.sh
. "$(dirname "$0")/lib.sh"

found=$(c_files | xargs -r clang-format --dry-run --Werror 2>&1 | grep -E '(error|warning):' |
    awk -F: '!seen[$1]++' || true) # the first place of each file
verdict "$found" "run 'make format'"
