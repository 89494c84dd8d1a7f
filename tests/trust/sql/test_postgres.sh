#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# test_postgres.sh LIST_SQL SCHEMA - PostgreSQL takes the schema, and can PREPARE every statement.
#
# Starts a server of its own in a temporary directory, reached by a Unix socket only.
set -eu
list_sql=$(realpath "$1")
schema=$(realpath "$2")
bin=$(ls -d /usr/lib/postgresql/15/bin 2>/dev/null || true)
if [ -z "$bin" ]; then
    echo "skipped: PostgreSQL 15 is not here" >&2
    exit 77
fi
dir=$(mktemp -d /tmp/cairn-pg-XXXXXX)
as=
if [ "$(id -u)" = 0 ]; then # PostgreSQL will not run as root
    chown postgres "$dir"
    as='setpriv --reuid=postgres --regid=postgres --clear-groups'
fi
cd "$dir"
finish() {
    $as "$bin/pg_ctl" -D "$dir/data" -m immediate -s stop >/dev/null 2>&1 || true
    rm -rf "$dir"
}
trap finish EXIT
trap 'exit 1' INT TERM

$as "$bin/initdb" -D "$dir/data" -U cairn -A trust -E UTF8 --locale=C --no-sync >/dev/null
$as "$bin/pg_ctl" -D "$dir/data" -o "-k $dir -h '' -c fsync=off" -l "$dir/log" -w -s start
sql() {
    "$bin/psql" -X -q -h "$dir" -U cairn -d postgres "$@"
}
sql -v ON_ERROR_STOP=1 -f - <"$schema"

# One statement a line; PostgreSQL's parameters are $1, and its errors name the line.
"$list_sql" | sort -u >"$dir/list"
awk -F'\t' '{ gsub(/\?/, "$", $2); printf "PREPARE q%d AS %s;\n", NR, $2 }' "$dir/list" >"$dir/prepare.sql"
count=$(wc -l <"$dir/list")
[ "$count" -gt 0 ] || { echo "no statements: is this the build with -DLIST_SQL?"; exit 1; }
sql -f "$dir/prepare.sql" 2>"$dir/errors" >/dev/null || true
if [ -s "$dir/errors" ]; then
    sed -n 's/^psql:[^:]*:\([0-9]*\): \(.*\)/\1 \2/p' "$dir/errors" | while read -r line text; do
        printf '%s: %s\n    %s\n' "$(sed -n "${line}p" "$dir/list" | cut -f1)" "$text" \
            "$(sed -n "${line}p" "$dir/list" | cut -f2)"
    done
    grep -v '^psql:' "$dir/errors" | head -20
    exit 1
fi
echo "PostgreSQL prepares all $count statements"
