/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The authorizer: which room may do what (sqlite.org/c3ref/set_authorizer.html; the idea of one
 * mask per part of the program is Fossil's). It is asked when a statement is compiled.
 */
#include <string.h>

#include "db/inside.h"

/* Every table and the one room that writes it; ROOM__COUNT: any. All rooms read all tables. */
/* clang-format off */
static const struct {
    const char *table;
    enum room room;
} owners[] = {
    {"meta",     ROOM__COUNT},

    {"device",   ROOM_JOURNAL},
    {"entry",    ROOM_JOURNAL},
    {"body",     ROOM_JOURNAL},
    {"batch",    ROOM_JOURNAL},
    {"erased",   ROOM_JOURNAL},

    {"record",   ROOM_RECORD},
    {"stmt",     ROOM_RECORD},
    {"about",    ROOM_RECORD},

    {"search",   ROOM_SEARCH},

    {"proposal", ROOM_READ},
};
/* clang-format on */

/* The pragmas that db/ itself uses. FTS5 asks data_version in the middle of any statement. */
static const char *const pragmas[] = {
    "cipher_integrity_check",
    "integrity_check",
    "journal_mode",
    "journal_size_limit",
    "synchronous",
    "secure_delete",
    "temp_store",
    "foreign_keys",
    "foreign_key_check",
    "cache_size",
    "mmap_size",
    "wal_autocheckpoint",
    "user_version",
    "query_only",
    "trusted_schema",
};

/* Clock and chance come through struct sys; the others reach outside the store. */
static const char *const functions_denied[] = {
    "random",         "randomblob",       "date",           "time",
    "datetime",       "julianday",        "unixepoch",      "strftime",
    "timediff",       "current_date",     "current_time",   "current_timestamp",
    "load_extension", "sqlcipher_export", "fts3_tokenizer",
};

static bool is_in(const char *name, const char *const *list, isize n)
{
    for (isize i = 0; i < n; i++) {
        if (sqlite3_stricmp(name, list[i]) == 0)
            return true;
    }
    return false;
}

/*
 * FTS5 keeps its index in shadow tables and writes them whenever it likes, also while another room
 * reads or commits. Nobody else can: SQLITE_DBCONFIG_DEFENSIVE refuses statements that do.
 */
static bool is_shadow(const char *table)
{
    static const char *const shadows[] = {"search_data", "search_idx", "search_docsize",
                                          "search_config"};
    return is_in(table, shadows, COUNTOF(shadows));
}

static bool may_write(const struct db *db, const char *table)
{
    for (isize i = 0; i < COUNTOF(owners); i++) {
        if (sqlite3_stricmp(table, owners[i].table) == 0)
            return owners[i].room == db->room || owners[i].room == ROOM__COUNT;
    }
    return is_shadow(table);
}

static bool may_pragma(const struct db *db, const char *name, const char *value)
{
    if (sqlite3_stricmp(name, "data_version") == 0)
        return value == NULL;
    return db->room == ROOM_DB && is_in(name, pragmas, COUNTOF(pragmas));
}

static bool is_allowed(const struct db *db, int action, const char *a1, const char *a2)
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE: return true;
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE: return may_write(db, a1);
    case SQLITE_FUNCTION: return !is_in(a2, functions_denied, COUNTOF(functions_denied));
    case SQLITE_PRAGMA: return may_pragma(db, a1, a2);
    case SQLITE_TRANSACTION: return db->room == ROOM_DB;
    default: return false; /* ATTACH, schema changes, savepoints, what later versions add */
    }
}

static int authorize(void *ctx, int action, const char *a1, const char *a2,
                     UNUSED const char *database, UNUSED const char *inside)
{
    const struct db *db = ctx;
    return db->lifted || is_allowed(db, action, a1, a2) ? SQLITE_OK : SQLITE_DENY;
}

static int on_commit(void *ctx)
{
    const struct db *db = ctx;
    ASSERT(db->committing || db->lifted); /* a transaction that txn_run did not begin */
    return 0;
}

static const struct {
    int what, most;
} limits[] = {
    {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_LENGTH, 256 << 20}, /* one value; longer gives E_LIMIT */
    {SQLITE_LIMIT_SQL_LENGTH, 1 << 16},
    {SQLITE_LIMIT_COLUMN, 100},
    {SQLITE_LIMIT_EXPR_DEPTH, 100},
    {SQLITE_LIMIT_COMPOUND_SELECT, 20},
    {SQLITE_LIMIT_FUNCTION_ARG, 16},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 100},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 2},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
};

/* sqlite.org/security.html */
bool guard_set(struct db *db, struct err *err)
{
    static const int switches[][2] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},          {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},     {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},        {SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0},
        {SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 0},
    };
    for (isize i = 0; i < COUNTOF(switches); i++) {
        int now = -1;
        int rc = sqlite3_db_config(db->h, switches[i][0], switches[i][1], &now);
        if (rc || now != switches[i][1])
            return err_set(err, E_IO, "sqlite refuses its setting %d", switches[i][0]);
    }
    for (isize i = 0; i < COUNTOF(limits); i++)
        sqlite3_limit(db->h, limits[i].what, limits[i].most);
    sqlite3_commit_hook(db->h, on_commit, db);
    int rc = sqlite3_set_authorizer(db->h, authorize, db);
    return !rc || db_fail(db, rc, "authorizer", err);
}
