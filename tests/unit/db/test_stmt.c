/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store.h"

SQL(T_ADD, ROOM_JOURNAL, "INSERT INTO body (no, salt, statement) VALUES (?1, ?2, ?3)");
SQL(T_ALL, ROOM_JOURNAL, "SELECT no, statement FROM body WHERE no >= ?1 ORDER BY no");
SQL(T_MAX, ROOM_JOURNAL, "SELECT max(no) FROM body");
SQL(T_ONE, ROOM_JOURNAL, "SELECT no FROM body WHERE no = ?1");
SQL(T_COUNT, ROOM_JOURNAL, "SELECT count(*) FROM body");
SQL(T_ECHO, ROOM_JOURNAL, "SELECT ?1, ?2, ?3, ?4");
SQL(T_NULL, ROOM_JOURNAL, "INSERT INTO body (no, salt, statement) VALUES (?1, NULL, ?2)");
SQL(T_CLASH, ROOM_JOURNAL, "INSERT INTO record (id, type) VALUES (?1, ?2)");
SQL(T_TYPE, ROOM_RECORD, "INSERT INTO record (id, type) VALUES (?1, ?2)");
SQL_ONLY_LITE(T_JSON, ROOM_RECORD, "SELECT value FROM json_each(?1)");
SQL_ONLY_LITE(T_BAD, ROOM_RECORD, "SELECT no_such_column FROM record");

struct bodies {
    int64_t from, n;
};

static bool add_bodies(struct db *db, void *ctx, struct err *err)
{
    const struct bodies *b = ctx;
    for (int64_t i = 0; i < b->n; i++) {
        int64_t no = b->from + i;
        if (!db_run(db, &T_ADD, VALS(vi(no), vb("s", 1), vb(&no, sizeof no)), err))
            return false;
    }
    return true;
}

static struct db *some_bodies(int64_t n)
{
    struct db *db = NULL;
    struct bodies b = {1, n};
    CHECK_OK(db_open_memory(&db, &err));
    CHECK_OK(txn_run(db, add_bodies, &b, &err));
    return db;
}

TEST(values_come_back_as_they_went_in)
{
    struct db *db = some_bodies(0);
    static const int64_t ints[] = {0, 1, -1, INT64_MAX, INT64_MIN};
    for (int i = 0; i < 200; i++) {
        struct str text = test_random_text(t, 50);
        int64_t n = ints[i % COUNTOF(ints)];
        AUTO(rows_drop)
        struct rows r = db_rows(db, &T_ECHO, VALS(vi(n), vb(text.p, text.n), vs(S("")), vnull()));
        CHECK(rows_next(&r));
        CHECK_INT(rows_int(&r, 0), n);
        CHECK_STR(rows_str(&r, 1, t->a), text);
        CHECK(!rows_null(&r, 2) && rows_null(&r, 3));
        CHECK_STR(rows_borrow(&r, 2), S(""));
        CHECK_STR(rows_borrow(&r, 3), S(""));
        CHECK(!rows_next(&r));
        CHECK(!rows_next(&r)); /* it does not begin again */
        CHECK_OK(rows_done(&r, &err));
    }
    db_close(&db);
}

TEST(empty_bytes_are_not_null)
{
    struct db *db = some_bodies(0);
    AUTO(rows_drop)
    struct rows r = db_rows(db, &T_ECHO, VALS(vb(NULL, 0), vs((struct str){0}), vi(0), vi(0)));
    CHECK(rows_next(&r));
    CHECK(!rows_null(&r, 0) && !rows_null(&r, 1));
    rows_drop(&r);
    db_close(&db);
}

TEST(the_same_statement_may_be_read_inside_itself)
{
    struct db *db = some_bodies(5);
    int64_t pairs = 0;
    AUTO(rows_drop) struct rows a = db_rows(db, &T_ALL, VALS(vi(1)));
    while (rows_next(&a)) {
        AUTO(rows_drop) struct rows b = db_rows(db, &T_ALL, VALS(vi(rows_int(&a, 0))));
        while (rows_next(&b)) {
            int64_t n = 0;
            bool found = false;
            CHECK_OK(db_int(&n, &found, db, &T_ONE, VALS(vi(rows_int(&b, 0))), &err));
            CHECK(found);
            pairs++;
        }
        CHECK_OK(rows_done(&b, &err));
    }
    CHECK_OK(rows_done(&a, &err));
    CHECK_INT(pairs, 15);
    db_close(&db);
}

TEST(a_dropped_reading_begins_anew_next_time)
{
    struct db *db = some_bodies(5);
    for (int i = 0; i < 10; i++) {
        AUTO(rows_drop) struct rows r = db_rows(db, &T_ALL, VALS(vi(i % 5 + 1)));
        CHECK(rows_next(&r));
        CHECK_INT(rows_int(&r, 0), i % 5 + 1);
    }
    db_close(&db);
}

TEST(no_row_and_a_null_are_not_found)
{
    struct db *db = some_bodies(0);
    int64_t n = 77;
    bool found = true;
    CHECK_OK(db_int(&n, &found, db, &T_ONE, VALS(vi(9)), &err));
    CHECK(!found);
    CHECK_OK(db_int(&n, &found, db, &T_MAX, NOVALS, &err));
    CHECK(!found);
    CHECK_INT(n, 77);
    db_close(&db);
}

static bool add_null(struct db *db, UNUSED void *ctx, struct err *err)
{
    return db_run(db, &T_NULL, VALS(vi(1), vb("Kim Secret", 10)), err);
}

static bool add_text_as_type(struct db *db, UNUSED void *ctx, struct err *err)
{
    return db_run(db, &T_TYPE, VALS(vb("id", 2), vs(S("Kim Secret"))), err);
}

static bool add_id_twice(struct db *db, UNUSED void *ctx, struct err *err)
{
    return db_run(db, &T_TYPE, VALS(vb("Kim Secret", 10), vi(1)), err) &&
           db_run(db, &T_TYPE, VALS(vb("Kim Secret", 10), vi(1)), err);
}

static bool add_too_long(struct db *db, void *ctx, struct err *err)
{
    return db_run(db, &T_ADD, VALS(vi(1), vb("s", 1), *(struct val *)ctx), err);
}

static void check_refused(struct db *db, txn_fn *fn, void *ctx, enum err_code code,
                          const char *names)
{
    struct err err = {0};
    CHECK(!txn_run(db, fn, ctx, &err));
    CHECK_INT(err.code, code);
    CHECK(str_find(str_from_c(err.msg), S("Kim")) < 0); /* a message holds no value */
    if (str_find(str_from_c(err.msg), str_from_c(names)) < 0)
        test_fail(__FILE__, __LINE__, "'%s' is not in '%s'", names, err.msg);
    CHECK_INT(store_count(db, &T_COUNT), 0);
}

TEST(what_the_schema_forbids_is_invalid_and_named_without_values)
{
    struct db *db = some_bodies(0);
    check_refused(db, add_null, NULL, E_INVALID, "T_NULL: NOT NULL constraint failed: body.salt");
    check_refused(db, add_text_as_type, NULL, E_INVALID, "record.type");
    check_refused(db, add_id_twice, NULL, E_INVALID, "UNIQUE constraint failed: record.id");
    db_close(&db);
}

TEST(a_value_past_the_limit_is_refused)
{
    struct db *db = some_bodies(0);
    static const char c = 0;
    struct val huge = vb(&c, (256 << 20) + 1); /* refused by its length, never read */
    check_refused(db, add_too_long, &huge, E_LIMIT, "T_ADD");
    db_close(&db);
}

TEST(a_value_in_a_failing_statement_is_not_in_the_message)
{
    struct db *db = some_bodies(0);
    AUTO(rows_drop) struct rows r = db_rows(db, &T_JSON, VALS(vs(S("[\"Kim Secret\""))));
    CHECK(!rows_next(&r));
    struct err err = {0};
    CHECK(!rows_done(&r, &err));
    CHECK_INT(err.code, E_CORRUPT);
    CHECK(str_find(str_from_c(err.msg), S("Kim")) < 0);
    db_close(&db);
}

TEST(a_statement_that_does_not_fit_is_said_with_its_name)
{
    struct db *db = some_bodies(0);
    struct err why = {0};
    CHECK(!db_check_sql(db, &T_BAD, &why));
    CHECK_INT(why.code, E_CORRUPT);
    CHECK(str_starts(str_from_c(why.msg), S("T_BAD ")));
    CHECK_FAILS(db_check_sql(db, &T_CLASH, &err), E_DENIED); /* the journal writes no records */
    db_close(&db);
}

TEST(every_statement_compiles_against_the_schema)
{
    struct db *db = some_bodies(0);
    if (!sql_list())
        test_skip("statements are listed in the sanitizer build only");
    int n = 0;
    for (const struct sql_link *l = sql_list(); l; l = l->next) {
        if (!str_starts(str_from_c(l->q->name), S("Q_")))
            continue;
        CHECK_OK(db_check_sql(db, l->q, &err));
        n++;
    }
    CHECK(n >= 15);
    db_close(&db);
}

TEST(a_plan_says_whether_a_table_is_read_whole)
{
    struct db *db = some_bodies(0);
    struct str plan = {0};
    CHECK_OK(db_plan(&plan, db, &T_ONE, t->a, &err));
    CHECK(str_find(plan, S("SEARCH body")) >= 0);
    CHECK_OK(db_plan(&plan, db, &T_COUNT, t->a, &err));
    CHECK(str_find(plan, S("SCAN body")) >= 0);
    db_close(&db);
}
