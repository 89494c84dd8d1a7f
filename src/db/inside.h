/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * inside.h - what the files of db/ share and nobody else sees.
 *
 * A struct db lives in its own arena, with its statements. 'room' is the room of the statement that
 * is being prepared or stepped; the authorizer (guard.c) asks it. 'lifted' is set only while the
 * schema is made or changed (migrate.c), while the write-ahead log is turned on (db.c), and while
 * SQLite's VACUUM attaches its own target (upkeep.c).
 */
#ifndef DB_INSIDE_H
#define DB_INSIDE_H

#include <sqlite3.h>

#include "db/db.h"

struct db_stmt { /* one prepared statement, kept from use to use */
    const struct sql *q;
    sqlite3_stmt *st;
    bool busy; /* a struct rows reads it now */
    struct db_stmt *next;
};

enum { STMT_BUCKETS = 256 };

struct db {
    sqlite3 *h;
    struct arena *a;
    struct db_stmt *stmts[STMT_BUCKETS]; /* by the address of their struct sql */
    enum room room;
    bool lifted;
    bool in_txn;
    bool in_snapshot;
    bool committing; /* COMMIT comes from txn_run */
    bool busy;       /* the newest failure was that another connection holds the store */
    bool spent;
    bool read_only;
};

/* ---- stmt.c */
/* Turn SQLite's result code into an err, and mark the connection spent where it is. False. */
bool db_fail(struct db *db, int rc, const char *what, struct err *err);
/* As db_rows and db_run, also outside a transaction: for db/'s own statements. */
struct rows db_rows_own(struct db *db, const struct sql *q, struct vals v);
MUST_CHECK bool db_run_own(struct db *db, const struct sql *q, struct vals v, struct err *err);
/* Run text that db/ made itself, as ROOM_DB. It may hold several statements. */
MUST_CHECK bool db_run_text(struct db *db, const char *text, struct err *err);
void db_drop_stmts(struct db *db);

/* ---- guard.c */
MUST_CHECK bool guard_set(struct db *db, struct err *err);

/* ---- migrate.c */
enum { SCHEMA_VERSION = 2 };
MUST_CHECK bool schema_create(struct db *db, struct err *err);
/* E_NEWER, E_CORRUPT if there is no schema; else bring it up to date. A store that is open for
 * reading only stays as it is if it can be read so, else E_READONLY. */
MUST_CHECK bool schema_upgrade(struct db *db, struct err *err);

/* ---- txn.c */
MUST_CHECK bool txn_begin(struct db *db, struct err *err);
/* Commit if *ok; else, or if that fails, roll back and set *ok to false. */
void txn_end(struct db *db, bool *ok, struct err *err);

/* ---- upkeep.c */
/* E_CORRUPT if the file on disk begins as an unencrypted SQLite file does. */
MUST_CHECK bool db_check_sealed(struct db *db, struct err *err);
/* fsync of a file that SQLite wrote and closed, and of its directory. */
MUST_CHECK bool db_make_durable(struct str path, struct err *err);

/* ---- memory.c */
extern const sqlite3_mem_methods db_memory;

/* ---- fts.c */
MUST_CHECK bool fts_register(struct db *db, struct err *err);

#endif
