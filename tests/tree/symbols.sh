#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# symbols.sh [ROOT [BUILD]] - what each room may call, read off its object files with nm, and no writable
# globals but those listed. Rules and exceptions are lines of symbols.txt. BUILD is a build without
# sanitizers, which add symbols of their own.
build=$(realpath "${2:-build}")
# shellcheck source=tests/tree/lib.sh
. "$(dirname "$0")/lib.sh"
table=tests/tree/symbols.txt

# The libraries of rooms. One in a folder inside of a room is a room of its own, "read/formats", so
# that what only it may call stays shut to the room around it.
libraries() {
    for lib in "$build"/src/*/lib*.a "$build"/src/*/*/lib*.a; do
        if [ -e "$lib" ]; then echo "$lib"; fi
    done
}
room_of() { # LIBRARY
    path=${1#"$build"/src/}
    case $path in
    */*/*)
        name=${path##*/lib}
        echo "${path%%/*}/${name%.a}"
        ;;
    *) echo "${path%%/*}" ;;
    esac
}

# "room symbol" for each symbol a room's library wants, without the prefixes of -D_FORTIFY_SOURCE
# and the suffix of large files.
wanted() {
    libraries | while read -r lib; do
        room=$(room_of "$lib")
        nm -u "$lib" 2>/dev/null | awk -v room="$room" '
            $1 == "U" || $1 == "w" {
                s = $2
                sub(/@.*/, "", s)
                if (s ~ /^__isoc99_/) sub(/^__isoc99_/, "", s)
                if (s ~ /^__.*_chk$/) { sub(/^__/, "", s); sub(/_chk$/, "", s) }
                if (s ~ /^__(open|openat)(64)?_2$/) { sub(/^__/, "", s); sub(/_2$/, "", s) }
                sub(/64$/, "", s)
                print room, s
            }' | sort -u
    done
}
writable() {
    libraries | while read -r lib; do
        room=$(room_of "$lib")
        nm -f sysv "$lib" 2>/dev/null | awk -F'|' -v room="$room" '
            $7 ~ /^\.(data|bss|tdata|tbss)( |$|\.)/ && $7 !~ /^\.data\.rel\.ro/ && $4 ~ /OBJECT|TLS/ {
                gsub(/ /, "", $1); print room, "=" $1
            }' | sort -u
    done
}
if [ -z "$(libraries)" ]; then
    echo "$build: no libraries of rooms; build first"
    exit 1
fi
found=$({ wanted; writable; } | awk -v table="$table" '
    BEGIN {
        while ((getline line < table) > 0) {
            if (line ~ /^#/ || line ~ /^[ \t]*$/) continue
            split(line, f, / +[|] +/)
            n++
            pattern[n] = "^(" f[1] ")$"
            rooms[n] = " " f[2] " "
        }
        if (!n) { print table ": no rules"; exit }
    }
    function may(room, s,    i, listed) {
        for (i = 1; i <= n; i++)
            if (s ~ pattern[i]) {
                listed = 1
                if (index(rooms[i], " " room " ")) return 1
            }
        return !listed
    }
    $2 ~ /^=/ {
        # a writable global is refused unless it is listed
        ok = 0
        name = $2
        sub(/\.[0-9]+$/, "", name)
        for (i = 1; i <= n; i++)
            if (name ~ pattern[i] && index(rooms[i], " " $1 " ")) ok = 1
        if (!ok) printf "src/%s: writable global: %s\n", $1, substr($2, 2)
        next
    }
    !may($1, $2) { printf "src/%s: calls %s\n", $1, $2 }')
verdict "$found" "ask the room that may (tests/tree/symbols.txt says which and why)"
