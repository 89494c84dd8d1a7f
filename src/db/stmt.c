/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "db/inside.h"

static enum err_code code_of(int rc)
{
    switch (rc & 0xff) {
    case SQLITE_FULL: return E_FULL;
    case SQLITE_READONLY: return E_READONLY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: return E_CORRUPT; /* ours compile: what fails then is a damaged page */
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_ABORT: /* rows that were open when their transaction was rolled back */
    case SQLITE_PROTOCOL: return E_CONFLICT;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH: return E_INVALID;
    case SQLITE_TOOBIG: return E_LIMIT;
    case SQLITE_PERM:
    case SQLITE_AUTH: return E_DENIED;
    default: return E_IO;
    }
}

/*
 * SQLite's own message may quote a value (a search text, a piece of JSON), so only that of a
 * constraint is passed on: it is made of names from the schema. After a failed read or write the
 * cipher keeps its error, and the page cache may hold what the disk does not: the connection is
 * spent (docs/decisions/003-store.md).
 */
bool db_fail(struct db *db, int rc, const char *what, struct err *err)
{
    ASSERT((rc & 0xff) != SQLITE_MISUSE && (rc & 0xff) != SQLITE_RANGE);
    enum err_code code = code_of(rc);
    db->spent |= code == E_IO || code == E_CORRUPT;
    if (rc == SQLITE_IOERR_SHMSIZE) /* the log's index could not grow: there is no room for it */
        code = E_FULL;
    db->busy = (rc & 0xff) == SQLITE_BUSY;
    const char *why = (rc & 0xff) == SQLITE_CONSTRAINT ? sqlite3_errmsg(db->h) : sqlite3_errstr(rc);
    return err_set(err, code, "%s: %s (%d)", what, why, rc);
}

static bool is_usable(struct db *db, struct err *err)
{
    return !db->spent ||
           err_set(err, E_IO, "the store failed before and must be closed and opened again");
}

static bool prepare(sqlite3_stmt **out, struct db *db, const struct sql *q, unsigned flags,
                    struct err *err)
{
    enum room was = db->room;
    const char *rest = NULL;
    db->room = q->room;
    int rc = sqlite3_prepare_v3(db->h, q->text, -1, flags, out, &rest);
    db->room = was;
    /* Here the message speaks of the statement, which is ours: it may be said. */
    if (rc == SQLITE_AUTH)
        return err_set(err, E_DENIED, "%s: %s", q->name, sqlite3_errmsg(db->h));
    if (rc == SQLITE_ERROR)
        return err_set(err, E_CORRUPT, "%s does not fit this store: %s", q->name,
                       sqlite3_errmsg(db->h));
    if (rc)
        return db_fail(db, rc, q->name, err);
    ASSERT(*out && *rest == 0); /* one statement, and nothing after it */
    return true;
}

static struct db_stmt *stmt_for(struct db *db, const struct sql *q)
{
    struct db_stmt **bucket = &db->stmts[(uintptr_t)q / sizeof *q % STMT_BUCKETS];
    for (struct db_stmt *s = *bucket; s; s = s->next) {
        if (s->q == q)
            return s;
    }
    struct db_stmt *s = NEW(db->a, struct db_stmt);
    *s = (struct db_stmt){.q = q, .next = *bucket};
    return *bucket = s;
}

/* A statement ready to bind; *kept is NULL if it is an extra one, because another use is open. */
static bool stmt_take(sqlite3_stmt **st, struct db_stmt **kept, struct db *db, const struct sql *q,
                      struct err *err)
{
    if (!is_usable(db, err))
        return false;
    struct db_stmt *s = stmt_for(db, q);
    *kept = s->busy ? NULL : s;
    if (s->busy)
        return prepare(st, db, q, 0, err);
    if (!s->st && !prepare(&s->st, db, q, SQLITE_PREPARE_PERSISTENT, err))
        return false;
    s->busy = true;
    *st = s->st;
    return true;
}

static void stmt_give(sqlite3_stmt *st, struct db_stmt *kept)
{
    if (!kept) {
        sqlite3_finalize(st);
        return;
    }
    sqlite3_reset(st);
    sqlite3_clear_bindings(st); /* the values were borrowed */
    kept->busy = false;
}

void db_drop_stmts(struct db *db)
{
    for (isize i = 0; i < STMT_BUCKETS; i++) {
        for (struct db_stmt *s = db->stmts[i]; s; s = s->next) {
            ASSERT(!s->busy); /* a struct rows outlives its store */
            sqlite3_finalize(s->st);
            s->st = NULL;
        }
    }
}

static int bind_one(sqlite3_stmt *st, int at, const struct val *v)
{
    const char *p = v->s.n ? v->s.p : ""; /* SQLite takes a NULL pointer for a NULL value */
    switch (v->type) {
    case VAL_NULL: return sqlite3_bind_null(st, at);
    case VAL_INT: return sqlite3_bind_int64(st, at, v->i);
    case VAL_TEXT:
        return sqlite3_bind_text64(st, at, p, (sqlite3_uint64)v->s.n, SQLITE_STATIC, SQLITE_UTF8);
    case VAL_BYTES: return sqlite3_bind_blob64(st, at, p, (sqlite3_uint64)v->s.n, SQLITE_STATIC);
    }
    UNREACHABLE();
}

static int bind_all(sqlite3_stmt *st, struct vals v)
{
    ASSERT(sqlite3_bind_parameter_count(st) == v.n);
    for (int i = 0; i < v.n; i++) {
        int rc = bind_one(st, i + 1, &v.at[i]);
        if (rc)
            return rc;
    }
    return SQLITE_OK;
}

static int step(struct db *db, sqlite3_stmt *st, enum room room)
{
    enum room was = db->room;
    db->room = room; /* SQLite may compile the statement anew, and FTS5 its own */
    int rc = sqlite3_step(st);
    db->room = was;
    return rc;
}

struct rows db_rows_own(struct db *db, const struct sql *q, struct vals v)
{
    struct rows r = {.db = db, .q = q};
    if (!stmt_take(&r.st, &r.kept, db, q, &r.err))
        return r;
    int rc = bind_all(r.st, v);
    if (rc)
        db_fail(db, rc, q->name, &r.err);
    return r;
}

struct rows db_rows(struct db *db, const struct sql *q, struct vals v)
{
    struct rows r = db_rows_own(db, q, v);
    ASSERT(!r.st || sqlite3_stmt_readonly(r.st) || db->in_txn); /* writes go through txn_run */
    return r;
}

bool rows_next(struct rows *r)
{
    if (r->err.code || !r->st)
        return false;
    int rc = step(r->db, r->st, r->q->room);
    if (rc == SQLITE_ROW)
        return true;
    if (rc != SQLITE_DONE)
        db_fail(r->db, rc, r->q->name, &r->err);
    rows_drop(r);
    return false;
}

int64_t rows_int(struct rows *r, int col)
{
    ASSERT(r->st && col < sqlite3_data_count(r->st));
    return sqlite3_column_int64(r->st, col);
}

bool rows_null(struct rows *r, int col)
{
    ASSERT(r->st && col < sqlite3_data_count(r->st));
    return sqlite3_column_type(r->st, col) == SQLITE_NULL;
}

struct str rows_borrow(struct rows *r, int col)
{
    ASSERT(r->st && col < sqlite3_data_count(r->st));
    const char *p = sqlite3_column_blob(r->st, col);
    isize n = sqlite3_column_bytes(r->st, col);
    return p ? (struct str){p, n} : S("");
}

struct str rows_str(struct rows *r, int col, struct arena *a)
{
    return str_copy(a, rows_borrow(r, col));
}

bool rows_done(struct rows *r, struct err *err)
{
    rows_drop(r);
    return !r->err.code || err_copy(err, &r->err);
}

void rows_drop(struct rows *r)
{
    if (r->st)
        stmt_give(r->st, r->kept);
    r->st = NULL;
    r->kept = NULL;
}

bool db_run_own(struct db *db, const struct sql *q, struct vals v, struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows_own(db, q, v);
    bool row = rows_next(&r);
    ASSERT(!row); /* a statement that returns rows is for db_rows */
    return rows_done(&r, err);
}

bool db_run(struct db *db, const struct sql *q, struct vals v, struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(db, q, v);
    bool row = rows_next(&r);
    ASSERT(!row);
    return rows_done(&r, err);
}

bool db_int(int64_t *out, bool *found, struct db *db, const struct sql *q, struct vals v,
            struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(db, q, v);
    bool got = rows_next(&r) && !rows_null(&r, 0);
    int64_t i = got ? rows_int(&r, 0) : 0;
    if (!rows_done(&r, err))
        return false;
    *found = got;
    if (got)
        *out = i;
    return true;
}

int64_t db_last_row(struct db *db)
{
    return sqlite3_last_insert_rowid(db->h);
}

bool db_run_text(struct db *db, const char *text, struct err *err)
{
    if (!is_usable(db, err))
        return false;
    ASSERT(db->room == ROOM_DB);
    int rc = sqlite3_exec(db->h, text, NULL, NULL, NULL);
    return !rc || db_fail(db, rc, "own text", err);
}

bool db_check_sql(struct db *db, const struct sql *q, struct err *err)
{
    sqlite3_stmt *st = NULL;
    if (!is_usable(db, err) || !prepare(&st, db, q, 0, err))
        return false;
    sqlite3_finalize(st);
    return true;
}

bool db_plan(struct str *out, struct db *db, const struct sql *q, struct arena *a, struct err *err)
{
    enum { PLAN_MAX = 1 << 16, DETAIL = 3 };
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct str text = str_format(tmp.arena, "EXPLAIN QUERY PLAN %s", q->text);
    struct sql explain = {q->name, str_to_c(tmp.arena, text), q->room, SQL_LITE};
    struct buf b = buf_in(a, PLAN_MAX);
    sqlite3_stmt *st = NULL;
    if (!is_usable(db, err) || !prepare(&st, db, &explain, 0, err))
        return false;
    int rc;
    while ((rc = step(db, st, q->room)) == SQLITE_ROW)
        buf_addf(&b, "%s\n", (const char *)sqlite3_column_text(st, DETAIL));
    sqlite3_finalize(st);
    return rc == SQLITE_DONE ? buf_done(&b, out, err) : db_fail(db, rc, q->name, err);
}
