#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# spdx.sh [ROOT] - the licence is the first line of every source file (the second after "#!").
# shellcheck source=tests/tree/lib.sh
. "$(dirname "$0")/lib.sh"

found=$(files '(\.(c|h|sh|awk|js|mjs|css|bash)|(^|/)(Makefile|meson\.build))$' | xargs -r awk '
    FNR == 1 { good = 0; at = /^#!/ ? 2 : 1 }
    FNR == at {
        if ($0 !~ /^(\/\*|#|\/\/) SPDX-License-Identifier: GPL-3\.0-or-later( \*\/)?$/)
            printf "%s:%d: no SPDX line\n", FILENAME, FNR
    }')
empty=$(files '\.(c|h|sh)$' | while read -r f; do [ -s "$f" ] || echo "$f: empty"; done)
verdict "$found$empty" "begin it with: SPDX-License-Identifier: GPL-3.0-or-later, in a comment"
