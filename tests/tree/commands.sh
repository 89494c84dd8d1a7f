#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# commands.sh [ROOT [BUILD]] - the command table, its files, the manual page and the tests agree: every
# command has src/cli/cmd_<name>.c, a section in docs/cairn.1 with each of its options, and a test in
# tests/cli that runs it; the page names no other; its exit statuses are those of base/err.c.
build=$(realpath "${2:-build}")
# shellcheck source=tests/tree/lib.sh
. "$(dirname "$0")/lib.sh"
page=docs/cairn.1
table=$(mktemp)
trap 'rm -f "$table"' EXIT
"$build/src/cairn" help --json >"$table"

names=$(jq -r '.commands[].name' "$table")
by_file=$(echo "$names" | while read -r name; do
    file=cmd_$(echo "$name" | tr ' -' '__').c
    [ -f "src/cli/$file" ] || echo "src/cli: no $file for the command '$name'"
    grep -qE "^[^#]*(cairn|vault) (-[^ ]+ ([^- ][^ ]* )?)*$name( |\$|;|\"|'|\))" tests/cli/t*.sh ||
        echo "tests/cli: nothing runs 'cairn $name'"
done)
# "section option" of the page: what is written under each command.
by_page=$({
    jq -r '.commands[] | "command \(.name)", (.name as $n | .options[] | "option \($n)\t\(.name)")' "$table"
    jq -r '.options[] | "common \(.name)"' "$table"
    jq -r '.statuses[] | "status \(.status)"' "$table"
    echo page
    cat "$page"
} | awk -v page="$page" '
    !in_page && /^command / { command[substr($0, 9)] = 1; next }
    !in_page && /^option / { option[substr($0, 8)] = 1; next }
    !in_page && /^common / { common[$2] = 1; next }
    !in_page && /^status / { status[$2] = 1; next }
    /^page$/ { in_page = 1; next }
    /^\.Sh / { top = substr($0, 5); section = ""; next }
    /^\.Ss / {
        section = substr($0, 5)
        if (top != "COMMANDS") next
        written[section] = 1
        if (!(section in command)) print page ": \x27" section "\x27 is no command"
        next
    }
    /^\.It Er? ?[0-9]+$/ || (top == "EXIT STATUS" && /^\.It [0-9]+$/) { told[$NF] = 1; next }
    {
        line = $0
        while (match(line, /Fl Fl [a-z-]+/)) {
            name = substr(line, RSTART + 6, RLENGTH - 6)
            line = substr(line, RSTART + RLENGTH)
            sub(/^ /, "", name)
            seen[section "\t" name] = 1
            if (section == "") everywhere[name] = 1
            else if (top == "COMMANDS" && !((section "\t" name) in option) && !(name in common))
                print page ": \x27" section "\x27 has no option --" name
        }
    }
    END {
        for (c in command) if (!(c in written)) print page ": no section for \x27" c "\x27"
        for (o in option) if (!(o in seen)) { split(o, f, "\t"); print page ": \x27" f[1] "\x27 lacks --" f[2] }
        for (o in common) if (!(o in everywhere)) print page ": lacks --" o
        for (s in status) if (!(s in told)) print page ": lacks exit status " s
        for (s in told) if (!(s in status)) print page ": there is no exit status " s
    }' | sort -u)
verdict "$(printf '%s\n%s' "$by_file" "$by_page" | sed '/^$/d')" \
    "a command is its file, its line in cmds.c, its section in the page and its test"
