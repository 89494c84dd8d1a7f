/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store.h"

#include <sqlite3.h>

static const char key_bytes[] = "a key of thirty-two plain bytes!";

struct secret test_key(void)
{
    crypto_init();
    return secret_from(key_bytes, KEY_N);
}

struct str store_path(struct test *t, const char *name)
{
    return str_format(t->a, "%s/%s", t->dir, name);
}

struct db *store_new(struct test *t, const char *name)
{
    AUTO(secret_drop) struct secret key = test_key();
    struct db *db = NULL;
    CHECK_OK(db_open(&db, store_path(t, name), &key, (struct db_options){.create = true}, &err));
    return db;
}

bool store_open(struct db **db, struct test *t, const char *name, struct err *err)
{
    AUTO(secret_drop) struct secret key = test_key();
    return db_open(db, store_path(t, name), &key, (struct db_options){.busy_ms = 1}, err);
}

SQL(T_ENTRY, ROOM_JOURNAL,
    "INSERT INTO entry (row, id, device, seq, depth, time, kind, count, batch, bytes, signature)"
    " VALUES (?1, ?2, 1, ?1, ?1, 0, 1, 1, NULL, ?3, ?3)");
SQL(T_BODY, ROOM_JOURNAL, "INSERT INTO body (no, salt, statement) VALUES (?1, ?2, ?3)");
SQL(T_RECORD, ROOM_RECORD, "INSERT INTO record (row, id, type) VALUES (?1, ?2, 1)");

static bool add(struct db *db, void *ctx, struct err *err)
{
    int64_t n = *(int64_t *)ctx;
    return db_run(db, &T_ENTRY, VALS(vi(n), vb(&n, sizeof n), vb("bytes", 5)), err) &&
           db_run(db, &T_RECORD, VALS(vi(n), vb(&n, sizeof n)), err) &&
           db_run(db, &T_BODY, VALS(vi(n * 4096), vb("salt", 4), vb("statement", 9)), err);
}

bool store_add_entry(struct db *db, int64_t n, struct err *err)
{
    return txn_run(db, add, &n, err);
}

int64_t store_count(struct db *db, const struct sql *q)
{
    int64_t n = -1;
    bool found = false;
    CHECK_OK(db_int(&n, &found, db, q, NOVALS, &err));
    return found ? n : -1;
}

void store_run_raw(struct test *t, const char *name, const char *sql)
{
    sqlite3 *h = NULL;
    CHECK_INT(sqlite3_open(str_to_c(t->a, store_path(t, name)), &h), SQLITE_OK);
    struct str key = str_format(t->a, "x'%.*s'", FS(str_hex(t->a, key_bytes, KEY_N)));
    CHECK_INT(sqlite3_key(h, key.p, (int)key.n), SQLITE_OK);
    char *why = NULL;
    if (sqlite3_exec(h, sql, NULL, NULL, &why))
        test_fail(__FILE__, __LINE__, "%s", why);
    CHECK_INT(sqlite3_close(h), SQLITE_OK);
}
