#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# layers.sh [ROOT] - a folder of src/ includes only folders on lower floors.
# shellcheck source=tests/tree/lib.sh
. "$(dirname "$0")/lib.sh"

found=$(files '^src/.*\.([ch]|view\.html)$' | xargs -r awk '
    BEGIN {
        n = split("base|sys crypto lang|db paper|vault|record|read|know|act|share|web cli", row, "|")
        for (i = 1; i <= n; i++) {
            m = split(row[i], room, " ")
            for (k = 1; k <= m; k++) floor[room[k]] = i
        }
    }
    match($0, /^(% *)?#[ \t]*include[ \t]*"[^"]+"/) {
        want = substr($0, RSTART, RLENGTH)
        gsub(/^[^"]*"|"$/, "", want)
        if (split(FILENAME, at, "/") < 3) next # src/main.c stands above all floors
        me = at[2]
        if (!(me in floor)) {
            printf "%s: the folder %s is on no floor\n", FILENAME, me
            next
        }
        if (want !~ /\//) {
            printf "%s:%d: write the room: \"%s/%s\"\n", FILENAME, FNR, me, want
            next
        }
        room_of = want
        sub(/\/.*/, "", room_of)
        if (room_of == me) next
        if (!(room_of in floor))
            printf "%s:%d: \"%s\" is in no room\n", FILENAME, FNR, want
        else if (floor[room_of] >= floor[me])
            printf "%s:%d: %s may not use %s\n", FILENAME, FNR, me, room_of
    }')
verdict "$found" "a room includes only rooms on lower floors (ARCHITECTURE.md)"
