/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store.h"

SQL_ONLY_LITE(T_TABLES, ROOM_DB,
              "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%'");
SQL_ONLY_LITE(T_MADE_BY, ROOM_DB, "SELECT sql FROM sqlite_schema WHERE name = ?1");

/* Which rooms may run this? One bit a room; anything but E_DENIED is a fault of the test. */
static unsigned rooms_that_may(struct db *db, const char *text)
{
    unsigned rooms = 0;
    for (enum room room = 0; room < ROOM__COUNT; room++) {
        struct err why = {0};
        const struct sql q = {"T_WRITE", text, room, SQL_LITE};
        if (db_check_sql(db, &q, &why))
            rooms |= 1u << room;
        else if (why.code != E_DENIED)
            test_fail(__FILE__, __LINE__, "%s: %s", text, why.msg);
    }
    return rooms;
}

/* The first word after the opening bracket of CREATE TABLE. */
static struct str first_column(struct test *t, struct db *db, struct str table)
{
    AUTO(rows_drop) struct rows r = db_rows(db, &T_MADE_BY, VALS(vs(table)));
    CHECK(rows_next(&r));
    struct str head, rest;
    CHECK(str_cut(rows_str(&r, 0, t->a), '(', &head, &rest));
    rest = str_trim(rest);
    isize n = 0;
    while (n < rest.n && rest.p[n] != ' ' && rest.p[n] != ',' && rest.p[n] != ')')
        n++;
    return str_part(rest, 0, n);
}

static unsigned writers_of(struct test *t, struct db *db, struct str table)
{
    struct str column = first_column(t, db, table);
    const char *texts[] = {
        str_to_c(t->a,
                 str_format(t->a, "INSERT INTO %.*s (%.*s) VALUES (NULL)", FS(table), FS(column))),
        str_to_c(t->a, str_format(t->a, "UPDATE %.*s SET %.*s = NULL", FS(table), FS(column))),
        str_to_c(t->a, str_format(t->a, "DELETE FROM %.*s", FS(table))),
    };
    unsigned rooms = rooms_that_may(db, texts[0]);
    for (isize i = 1; i < COUNTOF(texts); i++)
        CHECK_INT(rooms_that_may(db, texts[i]), rooms);
    return rooms;
}

TEST(each_table_is_written_by_one_room_only)
{
    static const struct {
        const char *table;
        enum room room;
    } known[] = {
        {"device", ROOM_JOURNAL}, {"entry", ROOM_JOURNAL}, {"body", ROOM_JOURNAL},
        {"record", ROOM_RECORD},  {"stmt", ROOM_RECORD},   {"search", ROOM_SEARCH},
        {"erased", ROOM_JOURNAL}, {"proposal", ROOM_READ},
    };
    struct db *db = NULL;
    CHECK_OK(db_open_memory(&db, &err));
    for (isize i = 0; i < COUNTOF(known); i++)
        CHECK_INT(writers_of(t, db, str_from_c(known[i].table)), 1u << known[i].room);
    db_close(&db);
}

TEST(every_table_of_the_schema_has_an_owner)
{
    struct db *db = NULL;
    CHECK_OK(db_open_memory(&db, &err));
    AUTO(rows_drop) struct rows r = db_rows(db, &T_TABLES, NOVALS);
    while (rows_next(&r)) {
        struct str table = rows_str(&r, 0, t->a);
        unsigned rooms = writers_of(t, db, table);
        bool one = rooms && !(rooms & (rooms - 1));
        if (!one && !str_eq(table, S("meta")))
            test_fail(__FILE__, __LINE__, "rooms %x may write table %.*s", rooms, FS(table));
    }
    CHECK_OK(rows_done(&r, &err));
    db_close(&db);
}

SQL_ONLY_LITE(T_ATTACH, ROOM_DB, "ATTACH '/tmp/x.db' AS x");
SQL_ONLY_LITE(T_ATTACH_KEY, ROOM_JOURNAL, "ATTACH ?1 AS x KEY ''");
SQL_ONLY_LITE(T_DETACH, ROOM_DB, "DETACH main");
SQL_ONLY_LITE(T_CREATE, ROOM_DB, "CREATE TABLE t (x)");
SQL_ONLY_LITE(T_TEMP, ROOM_RECORD, "CREATE TEMP TABLE t (x)");
SQL_ONLY_LITE(T_INDEX, ROOM_DB, "CREATE INDEX i ON entry (kind)");
SQL_ONLY_LITE(T_VIEW, ROOM_DB, "CREATE VIEW v AS SELECT 1");
SQL_ONLY_LITE(T_TRIGGER, ROOM_DB,
              "CREATE TRIGGER g AFTER INSERT ON entry BEGIN DELETE FROM body; END");
SQL_ONLY_LITE(T_VTAB, ROOM_DB, "CREATE VIRTUAL TABLE v USING fts5(x)");
SQL_ONLY_LITE(T_DROP, ROOM_JOURNAL, "DROP TABLE entry");
SQL_ONLY_LITE(T_ALTER, ROOM_JOURNAL, "ALTER TABLE entry RENAME TO other");
SQL_ONLY_LITE(T_REINDEX, ROOM_DB, "REINDEX");
SQL_ONLY_LITE(T_ANALYZE, ROOM_DB, "ANALYZE");
SQL_ONLY_LITE(T_SCHEMA, ROOM_DB, "DELETE FROM sqlite_schema");
SQL_ONLY_LITE(T_SAVEPOINT, ROOM_DB, "SAVEPOINT s");
SQL_ONLY_LITE(T_BEGIN, ROOM_JOURNAL, "BEGIN");
SQL_ONLY_LITE(T_COMMIT, ROOM_JOURNAL, "COMMIT");
SQL_ONLY_LITE(T_ROLLBACK, ROOM_RECORD, "ROLLBACK");
SQL_ONLY_LITE(T_KEY, ROOM_DB, "PRAGMA key = 'x'");
SQL_ONLY_LITE(T_REKEY, ROOM_DB, "PRAGMA rekey = 'x'");
SQL_ONLY_LITE(T_PLAIN, ROOM_DB, "PRAGMA cipher_plaintext_header_size = 32");
SQL_ONLY_LITE(T_HMAC, ROOM_DB, "PRAGMA cipher_use_hmac = OFF");
SQL_ONLY_LITE(T_LOG, ROOM_DB, "PRAGMA cipher_log = stderr");
SQL_ONLY_LITE(T_TEMP_DIR, ROOM_DB, "PRAGMA temp_store_directory = '/tmp'");
SQL_ONLY_LITE(T_WRITABLE, ROOM_DB, "PRAGMA writable_schema = ON");
SQL_ONLY_LITE(T_SYNC, ROOM_JOURNAL, "PRAGMA synchronous = OFF");
SQL_ONLY_LITE(T_DATA_VERSION, ROOM_JOURNAL, "PRAGMA data_version = 3");
SQL_ONLY_LITE(T_VERSION, ROOM_RECORD, "PRAGMA user_version");
SQL_ONLY_LITE(T_EXPORT, ROOM_DB, "SELECT sqlcipher_export('main')");
SQL_ONLY_LITE(T_RANDOM, ROOM_RECORD, "SELECT random()");
SQL_ONLY_LITE(T_NOW, ROOM_RECORD, "SELECT datetime('now')");
SQL_ONLY_LITE(T_STAMP, ROOM_RECORD, "SELECT CURRENT_TIMESTAMP");

/* SQLite has its own code for what the authorizer denies, except where a function is called. */
static bool says_denied(const struct err *err)
{
    struct str msg = str_from_c(err->msg);
    return err->code == E_DENIED || str_find(msg, S("not authorized")) >= 0 ||
           str_find(msg, S("may not be modified")) >= 0;
}

TEST(what_reaches_past_the_statements_is_denied_to_every_room)
{
    static const struct sql *const denied[] = {
        &T_ATTACH,   &T_ATTACH_KEY, &T_DETACH,       &T_CREATE,  &T_TEMP,   &T_INDEX,
        &T_VIEW,     &T_TRIGGER,    &T_VTAB,         &T_DROP,    &T_ALTER,  &T_REINDEX,
        &T_ANALYZE,  &T_SCHEMA,     &T_SAVEPOINT,    &T_BEGIN,   &T_COMMIT, &T_ROLLBACK,
        &T_KEY,      &T_REKEY,      &T_PLAIN,        &T_HMAC,    &T_LOG,    &T_TEMP_DIR,
        &T_WRITABLE, &T_SYNC,       &T_DATA_VERSION, &T_VERSION, &T_EXPORT, &T_RANDOM,
        &T_NOW,      &T_STAMP,
    };
    struct db *db = NULL;
    CHECK_OK(db_open_memory(&db, &err));
    for (isize i = 0; i < COUNTOF(denied); i++) {
        struct err err = {0};
        if (db_check_sql(db, denied[i], &err) || !says_denied(&err))
            test_fail(__FILE__, __LINE__, "%s: %d %s", denied[i]->name, (int)err.code, err.msg);
    }
    db_close(&db);
}

SQL_ONLY_LITE(T_SHADOW, ROOM_SEARCH, "DELETE FROM search_data");
SQL_ONLY_LITE(T_SHADOW_CONFIG, ROOM_SEARCH, "UPDATE search_config SET v = 0");

TEST(nobody_writes_the_tables_behind_the_index)
{
    struct db *db = NULL;
    CHECK_OK(db_open_memory(&db, &err));
    struct err a = {0}, b = {0};
    CHECK(!db_check_sql(db, &T_SHADOW, &a));
    CHECK(!db_check_sql(db, &T_SHADOW_CONFIG, &b));
    db_close(&db);
}
