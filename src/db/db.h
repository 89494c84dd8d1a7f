/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * db.h - the only door to the store (SQLCipher). No other folder includes <sqlite3.h>.
 *
 * A statement is a named constant made from a string literal; no function here takes SQL as
 * char *, so text from outside cannot become SQL. Values go in as struct val, one per '?'.
 *
 *     SQL(Q_TITLE, ROOM_RECORD, "SELECT title FROM letter WHERE id = ?1");
 *     AUTO(rows_drop) struct rows r = db_rows(db, &Q_TITLE, VALS(vi(id)));
 *     while (rows_next(&r))
 *         title = rows_str(&r, 0, a);
 *     return rows_done(&r, err);
 *
 * Each statement carries the room it belongs to; an authorizer lets only ROOM_JOURNAL write the
 * journal's tables, only the view rooms write theirs, and nobody change the schema outside
 * db/migrate.c. The SQL stays inside what PostgreSQL 15 takes as well (a test PREPAREs each
 * statement there); what only SQLite has (full text) is marked ROOM_*, SQL_LITE and hides behind
 * functions.
 *
 * After E_IO or E_CORRUPT the connection is spent: close it, open again, check
 * (docs/decisions/003).
 */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/str.h"
#include "crypto/crypto.h"
#include "sys/sys.h"

struct db;
struct sqlite3_stmt;

enum room { ROOM_DB, ROOM_JOURNAL, ROOM_RECORD, ROOM_SEARCH, ROOM_READ, ROOM__COUNT };
enum { SQL_COMMON, SQL_LITE };

struct sql {
    const char *name;
    const char *text;
    enum room room;
    int dialect; /* SQL_LITE: not prepared on PostgreSQL by the test */
};
#define SQL(id, room, literal) SQL_DEFINE(id, room, SQL_COMMON, literal)
#define SQL_ONLY_LITE(id, room, literal) SQL_DEFINE(id, room, SQL_LITE, literal)
#ifdef LIST_SQL /* test builds know every statement of the program */
#define SQL_DEFINE(id, room, dialect, literal)                                                     \
    static const struct sql id = {#id, "" literal "", room, dialect};                              \
    __attribute__((constructor)) static void list_##id(void)                                       \
    {                                                                                              \
        static struct sql_link link = {&(id), NULL};                                               \
        sql_list_add(&link);                                                                       \
    }                                                                                              \
    _Static_assert(1, "takes the semicolon")
#else
#define SQL_DEFINE(id, room, dialect, literal)                                                     \
    static const struct sql id = {#id, "" literal "", room, dialect}
#endif
struct sql_link {
    const struct sql *q;
    struct sql_link *next;
};
void sql_list_add(struct sql_link *l);
const struct sql_link *sql_list(void);
/* Does it compile against this store's schema? */
MUST_CHECK bool db_check_sql(struct db *db, const struct sql *q, struct err *err);
/* SQLite's plan for it, a line a step: "SCAN entry" says that it reads the whole table. */
MUST_CHECK bool db_plan(struct str *out, struct db *db, const struct sql *q, struct arena *a,
                        struct err *err);

struct val {
    enum { VAL_NULL, VAL_INT, VAL_TEXT, VAL_BYTES } type;
    int64_t i;
    struct str s; /* must live until the call returns (db_run) or rows_drop (db_rows) */
};
static inline struct val vi(int64_t i)
{
    return (struct val){VAL_INT, i, {0}};
}
static inline struct val vs(struct str s)
{
    return (struct val){VAL_TEXT, 0, s};
}
static inline struct val vb(const void *p, isize n)
{
    return (struct val){VAL_BYTES, 0, {p, n}};
}
static inline struct val vnull(void)
{
    return (struct val){VAL_NULL, 0, {0}};
}
struct vals {
    const struct val *at;
    isize n;
};
#define VALS(...)                                                                                  \
    ((struct vals){(const struct val[]){__VA_ARGS__}, COUNTOF(((const struct val[]){__VA_ARGS__}))})
#define NOVALS ((struct vals){NULL, 0})

struct db_options {
    bool create; /* make the file (E_CONFLICT if there is one) and the schema */
    bool read_only;
    bool fixed;       /* with read_only: it stands where nobody can write, so neither log nor lock
                         is kept beside it. E_READONLY if a log is there that is not written in */
    int64_t cache_mb; /* page cache; 0: 16 */
    int64_t busy_ms;  /* how long to wait for another connection; 0: 5000 */
};
/*
 * Open an encrypted store with its raw 32-byte key and bring its schema up to date. E_NOTFOUND if
 * there is none. Refuses a file that begins in clear (E_CORRUPT), a wrong key or damaged page 1
 * (E_CORRUPT), a newer schema (E_NEWER). One connection serves one thread. While it is open,
 * nothing else in the process may open and close the file (POSIX would drop SQLite's locks): copies
 * are made by db_copy_to.
 */
MUST_CHECK bool db_open(struct db **out, struct str path, const struct secret *key,
                        struct db_options o, struct err *err);
/* An empty store in memory with the same schema: for rebuilding views aside, and for tests. */
MUST_CHECK bool db_open_memory(struct db **out, struct err *err);
void db_close(struct db **db); /* no struct rows may be open; NULL is fine */

/* Small facts about the store itself, by name: versions and watermarks of views. Any room. */
MUST_CHECK bool db_meta_get(struct str *out, bool *found, struct db *db, struct str key,
                            struct arena *a, struct err *err);
MUST_CHECK bool db_meta_set(struct db *db, struct str key, struct str value, struct err *err);

/* Run a statement that returns no rows. One that writes needs a transaction (txn_run) around it. */
MUST_CHECK bool db_run(struct db *db, const struct sql *q, struct vals v, struct err *err);
int64_t db_last_row(struct db *db); /* row number of the newest insert */
/* The one integer of a statement's first row; *found false if there is none, or it is NULL. */
MUST_CHECK bool db_int(int64_t *out, bool *found, struct db *db, const struct sql *q, struct vals v,
                       struct err *err);

struct rows {
    struct db *db;
    const struct sql *q;
    struct sqlite3_stmt *st; /* NULL once the last row was read */
    struct db_stmt *kept;    /* private */
    struct err err;          /* the first failure; rows_next() is then false */
};
struct rows db_rows(struct db *db, const struct sql *q, struct vals v);
bool rows_next(struct rows *r);
int64_t rows_int(struct rows *r, int col);
bool rows_null(struct rows *r, int col);
struct str rows_str(struct rows *r, int col, struct arena *a); /* copied: text or bytes */
struct str rows_borrow(struct rows *r, int col);               /* dies at the next rows_next() */
MUST_CHECK bool rows_done(struct rows *r, struct err *err);
void rows_drop(struct rows *r);

/*
 * Run fn inside a transaction and commit it. fn may be run again (a busy store, a PostgreSQL
 * serialisation failure), so it must not change anything but the store and what it sets up anew.
 * On false all is rolled back. Transactions do not nest.
 */
typedef bool txn_fn(struct db *db, void *ctx, struct err *err);
MUST_CHECK bool txn_run(struct db *db, txn_fn *fn, void *ctx, struct err *err);
bool db_in_txn(const struct db *db);

/*
 * Read many things as they are at one moment, such as all of one page: from the first reading on
 * until it is dropped, what others commit is not seen. Zeroed before; not inside txn_run, nor
 * txn_run inside it.
 *     AUTO(snapshot_drop) struct snapshot now = {0};
 */
struct snapshot {
    struct db *db;
};
MUST_CHECK bool snapshot_begin(struct snapshot *s, struct db *db, struct err *err);
void snapshot_drop(struct snapshot *s);

/* Empty the write-ahead log into the store and truncate it: after an erasure. */
MUST_CHECK bool db_truncate_wal(struct db *db, struct err *err);
/* An encrypted copy under the same key, consistent at one moment. The target must not exist. */
MUST_CHECK bool db_copy_to(struct db *db, struct str path, struct err *err);
/* The same under another key: how the key of a member who left is retired. */
MUST_CHECK bool db_copy_under(struct db *db, struct str path, const struct secret *key,
                              struct err *err);
/* Rewrite the file without free pages. */
MUST_CHECK bool db_vacuum(struct db *db, struct err *err);
/* SQLCipher's page check and SQLite's own: E_CORRUPT names the first fault. */
MUST_CHECK bool db_check_pages(struct db *db, struct err *err);

#endif
