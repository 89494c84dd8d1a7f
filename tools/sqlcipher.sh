#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# sqlcipher.sh OUT - build SQLCipher's amalgamation from npm once, as OUT/libsqlcipher.a.
# The flags and their reasons: docs/decisions/003-store.md. The hash pins the source.
set -eu
out=$1
src=node_modules/@journeyapps/sqlcipher/deps/sqlcipher-amalgamation
want=2ba87bbc92caf02c0ac640198c537c24bdda899a18bbba289f3d3f44d56795e4
got=$(sha256sum "$src/sqlite3.c" | cut -d' ' -f1)
if [ "$got" != "$want" ]; then
    echo "sqlcipher.sh: $src/sqlite3.c has SHA-256 $got, not the pinned $want: not built" >&2
    exit 1
fi
mkdir -p "$out"
cp "$src/sqlite3.h" "$out/"
[ "$out/libsqlcipher.a" -nt "$src/sqlite3.c" ] && [ "$out/libsqlcipher.a" -nt "$0" ] && exit 0
echo "building SQLCipher (about a minute, once)" >&2
"${CC:-gcc}" -O2 -fPIC -w -fstack-protector-strong -D_FORTIFY_SOURCE=2 \
    -DHAVE_STDINT_H=1 -DSQLITE_HAS_CODEC -DSQLCIPHER_CRYPTO_OPENSSL -DSQLCIPHER_OMIT_LOG \
    -DSQLITE_EXTRA_INIT=sqlcipher_extra_init -DSQLITE_EXTRA_SHUTDOWN=sqlcipher_extra_shutdown -DNDEBUG \
    -DSQLITE_TEMP_STORE=3 -DSQLITE_SECURE_DELETE -DSQLITE_THREADSAFE=2 -DSQLITE_DQS=0 \
    -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_PREUPDATE_HOOK -DSQLITE_ENABLE_STAT4 \
    -DSQLITE_ENABLE_DBSTAT_VTAB -DSQLITE_ENABLE_STMTVTAB -DSQLITE_ENABLE_COLUMN_METADATA \
    -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_API_ARMOR -DSQLITE_OMIT_LOAD_EXTENSION \
    -DSQLITE_OMIT_DEPRECATED -DSQLITE_OMIT_SHARED_CACHE -DSQLITE_TRUSTED_SCHEMA=0 \
    -DSQLITE_STRICT_SUBTYPE=1 -DSQLITE_DEFAULT_FOREIGN_KEYS=1 -DHAVE_USLEEP=1 -DHAVE_FDATASYNC=1 \
    -c "$src/sqlite3.c" -o "$out/sqlite3.o"
rm -f "$out/libsqlcipher.a"
ar rcs "$out/libsqlcipher.a" "$out/sqlite3.o"
rm "$out/sqlite3.o"
