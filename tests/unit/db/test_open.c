/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/stat.h>

#include "store.h"
#include "sys/file.h"

SQL(T_COUNT, ROOM_JOURNAL, "SELECT count(*) FROM entry");

static struct str file_bytes(struct test *t, const char *name)
{
    struct str s = {0};
    CHECK_OK(file_read(&s, sys_real(), store_path(t, name), 1 << 26, t->a, &err));
    return s;
}

static void file_put_bytes(struct test *t, const char *name, const char *p, isize n)
{
    CHECK_OK(file_write(sys_real(), store_path(t, name), (struct str){p, n}, 0600, &err));
}

/* Opening fails so, or else the check of its pages does. */
static void check_refused(struct test *t, const char *name, isize at)
{
    struct db *db = NULL;
    struct err err = {0};
    bool ok = store_open(&db, t, name, &err) && db_check_pages(db, &err);
    if (ok || err.code != E_CORRUPT)
        test_fail(__FILE__, __LINE__, "damage at byte %td: code %d (%s)", at, (int)err.code,
                  err.msg);
    db_close(&db);
}

TEST(a_new_store_opens_again)
{
    struct db *db = store_new(t, "a.db");
    CHECK_OK(store_add_entry(db, 1, &err));
    db_close(&db);
    CHECK(db == NULL);
    CHECK_OK(store_open(&db, t, "a.db", &err));
    CHECK_INT(store_count(db, &T_COUNT), 1);
    CHECK_OK(db_check_pages(db, &err));
    db_close(&db);
    db_close(&db);
}

TEST(a_store_is_for_its_owner_only)
{
    struct db *db = store_new(t, "a.db");
    CHECK_OK(store_add_entry(db, 1, &err));
    static const char *const names[] = {"a.db", "a.db-wal", "a.db-shm"};
    for (isize i = 0; i < COUNTOF(names); i++) {
        struct stat st;
        CHECK_INT(stat(str_to_c(t->a, store_path(t, names[i])), &st), 0);
        CHECK_INT(st.st_mode & 0777, 0600);
    }
    db_close(&db);
}

TEST(a_store_that_is_not_there_is_not_found)
{
    struct db *db = NULL;
    CHECK_FAILS(store_open(&db, t, "a.db", &err), E_NOTFOUND);
    CHECK(db == NULL);
    struct file_info info;
    CHECK_OK(file_stat(&info, sys_real(), store_path(t, "a.db"), &err));
    CHECK_INT(info.kind, FILE_NONE);
}

TEST(making_a_store_never_touches_what_is_there)
{
    AUTO(secret_drop) struct secret key = test_key();
    struct db *db = NULL;
    file_put_bytes(t, "a.db", "notes", 5);
    CHECK_FAILS(
        db_open(&db, store_path(t, "a.db"), &key, (struct db_options){.create = true}, &err),
        E_CONFLICT);
    CHECK_STR(file_bytes(t, "a.db"), S("notes"));
}

TEST(another_key_is_refused)
{
    struct db *db = store_new(t, "a.db");
    db_close(&db);
    AUTO(secret_drop) struct secret key = test_key();
    for (int i = 0; i < 20; i++) {
        isize at = (isize)test_random(t, KEY_N);
        key.p[at] ^= 1;
        CHECK_FAILS(db_open(&db, store_path(t, "a.db"), &key, (struct db_options){0}, &err),
                    E_CORRUPT);
        key.p[at] ^= 1;
    }
    CHECK_OK(db_open(&db, store_path(t, "a.db"), &key, (struct db_options){0}, &err));
    db_close(&db);
}

TEST(a_file_in_clear_is_refused)
{
    char page[4096] = "SQLite format 3";
    file_put_bytes(t, "a.db", page, sizeof page);
    struct db *db = NULL;
    struct err err = {0};
    CHECK(!store_open(&db, t, "a.db", &err));
    CHECK_INT(err.code, E_CORRUPT);
    CHECK(str_find(str_from_c(err.msg), S("not encrypted")) >= 0);
}

TEST(an_empty_or_foreign_file_is_refused)
{
    struct db *db = NULL;
    file_put_bytes(t, "a.db", "", 0);
    CHECK_FAILS(store_open(&db, t, "a.db", &err), E_CORRUPT);
    file_put_bytes(t, "b.db", "%PDF-1.4", 8);
    CHECK_FAILS(store_open(&db, t, "b.db", &err), E_CORRUPT);
    CHECK_OK(dir_make(sys_real(), store_path(t, "c.db"), &err));
    CHECK_FAILS(store_open(&db, t, "c.db", &err), E_IO);
}

/* Make a store of some pages, all of them in the main file. */
static struct str some_store(struct test *t)
{
    struct db *db = store_new(t, "whole.db");
    for (int64_t i = 1; i <= 200; i++)
        CHECK_OK(store_add_entry(db, i, &err));
    db_close(&db);
    return file_bytes(t, "whole.db");
}

TEST(a_truncated_store_is_refused)
{
    struct str whole = some_store(t);
    static const isize cuts[] = {0, 1, 15, 16, 100, 4095, 4096, 4097, 8192, 20000};
    for (isize i = 0; i < COUNTOF(cuts); i++) {
        file_put_bytes(t, "cut.db", whole.p, cuts[i]);
        check_refused(t, "cut.db", cuts[i]);
    }
    file_put_bytes(t, "cut.db", whole.p, whole.n - 4096);
    check_refused(t, "cut.db", whole.n - 4096);
    file_put_bytes(t, "cut.db", whole.p, whole.n - 1);
    check_refused(t, "cut.db", whole.n - 1);
}

TEST(a_flipped_bit_in_any_page_is_refused)
{
    struct str whole = some_store(t);
    enum { PAGE = 4096 };
    CHECK(whole.n >= 10L * PAGE);
    char *p = NEWN(t->a, char, whole.n);
    for (isize page = 0; page < whole.n / PAGE; page++) {
        memcpy(p, whole.p, (size_t)whole.n);
        isize at = page * PAGE + (isize)test_random(t, PAGE);
        p[at] ^= (char)(1 << test_random(t, 8));
        file_put_bytes(t, "bad.db", p, whole.n);
        check_refused(t, "bad.db", at);
    }
}

TEST(two_swapped_pages_are_refused)
{
    struct str whole = some_store(t);
    enum { PAGE = 4096 };
    char *p = NEWN(t->a, char, whole.n);
    memcpy(p, whole.p, (size_t)whole.n);
    memcpy(p + 2L * PAGE, whole.p + 3L * PAGE, PAGE);
    memcpy(p + 3L * PAGE, whole.p + 2L * PAGE, PAGE);
    file_put_bytes(t, "bad.db", p, whole.n);
    check_refused(t, "bad.db", 2L * PAGE);
}

TEST(a_store_of_a_newer_program_is_left_alone)
{
    struct db *db = store_new(t, "a.db");
    db_close(&db);
    store_run_raw(t, "a.db", "PRAGMA user_version = 9999");
    CHECK_FAILS(store_open(&db, t, "a.db", &err), E_NEWER);
}

/* Names and texts of all that a store is made of, as SQLite keeps them. */
SQL_ONLY_LITE(T_SCHEMA, ROOM_DB,
              "SELECT name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name");
SQL_ONLY_LITE(T_VERSION, ROOM_DB, "PRAGMA user_version");

static struct str schema_of(struct test *t, struct db *db)
{
    struct buf b = buf_in(t->a, 1 << 20);
    struct str all = {0};
    AUTO(rows_drop) struct rows r = db_rows(db, &T_SCHEMA, NOVALS);
    while (rows_next(&r)) {
        buf_add(&b, rows_borrow(&r, 0));
        buf_add_c(&b, '\n');
    }
    CHECK_OK(rows_done(&r, &err));
    CHECK_OK(buf_done(&b, &all, &err));
    return all;
}

/* A store of the first version: what came later is taken away. */
static void make_first_version(struct test *t, const char *name)
{
    struct db *db = store_new(t, name);
    for (int64_t i = 1; i <= 50; i++)
        CHECK_OK(store_add_entry(db, i, &err));
    db_close(&db);
    store_run_raw(t, name,
                  "DROP INDEX entry_order; DROP INDEX entry_member; DROP INDEX record_type;"
                  " DROP INDEX proposal_open; PRAGMA user_version = 1");
}

TEST(a_store_of_the_first_version_becomes_what_a_new_one_is)
{
    struct db *db = store_new(t, "new.db");
    struct str want = schema_of(t, db);
    db_close(&db);
    make_first_version(t, "old.db");
    CHECK_OK(store_open(&db, t, "old.db", &err));
    CHECK_STR(schema_of(t, db), want);
    CHECK_INT(store_count(db, &T_VERSION), 2);
    CHECK_INT(store_count(db, &T_COUNT), 50);
    CHECK_OK(store_add_entry(db, 51, &err));
    CHECK_OK(db_check_pages(db, &err));
    db_close(&db);
    CHECK_OK(store_open(&db, t, "old.db", &err));
    CHECK_INT(store_count(db, &T_COUNT), 51);
    db_close(&db);
}

TEST(an_older_store_is_read_as_it_is_where_it_may_not_be_changed)
{
    make_first_version(t, "old.db");
    AUTO(secret_drop) struct secret key = test_key();
    struct db *db = NULL;
    CHECK_OK(
        db_open(&db, store_path(t, "old.db"), &key, (struct db_options){.read_only = true}, &err));
    CHECK_INT(store_count(db, &T_VERSION), 1);
    CHECK_INT(store_count(db, &T_COUNT), 50);
    db_close(&db);
}

/* Who changes schema.sqlite.sql adds a migration and a version; then this hash is the new one. */
TEST(the_schema_changes_only_with_its_version)
{
    struct db *db = NULL;
    CHECK_OK(db_open_memory(&db, &err));
    CHECK_INT(store_count(db, &T_VERSION), 2);
    struct hash h = hash_sha256(schema_of(t, db));
    CHECK_STR(str_hex(t->a, h.b, HASH_N),
              S("062bb0b4c4749032781a40ff79fb841c42967193c6dd7667b30ce194ca5bd1e6"));
    db_close(&db);
}

TEST(a_store_whose_making_was_cut_off_is_named)
{
    store_run_raw(t, "a.db", "PRAGMA user_version = 0; CREATE TABLE t(x); DROP TABLE t");
    struct db *db = NULL;
    struct err err = {0};
    CHECK(!store_open(&db, t, "a.db", &err));
    CHECK_INT(err.code, E_CORRUPT);
    CHECK(str_find(str_from_c(err.msg), S("cut off")) >= 0);
}

TEST(a_store_opened_for_reading_cannot_be_written)
{
    struct db *db = store_new(t, "a.db");
    CHECK_OK(store_add_entry(db, 1, &err));
    db_close(&db);
    AUTO(secret_drop) struct secret key = test_key();
    CHECK_OK(
        db_open(&db, store_path(t, "a.db"), &key, (struct db_options){.read_only = true}, &err));
    CHECK_INT(store_count(db, &T_COUNT), 1);
    CHECK_FAILS(store_add_entry(db, 2, &err), E_READONLY);
    CHECK_OK(db_check_pages(db, &err));
    db_close(&db);
}

TEST(a_copy_holds_the_same_and_replaces_nothing)
{
    struct db *db = store_new(t, "a.db");
    for (int64_t i = 1; i <= 30; i++)
        CHECK_OK(store_add_entry(db, i, &err));
    CHECK_OK(db_copy_to(db, store_path(t, "copy.db"), &err));
    CHECK_FAILS(db_copy_to(db, store_path(t, "copy.db"), &err), E_CONFLICT);
    CHECK_OK(store_add_entry(db, 31, &err));
    CHECK_OK(db_vacuum(db, &err));
    CHECK_INT(store_count(db, &T_COUNT), 31);
    db_close(&db);
    CHECK(!str_starts(file_bytes(t, "copy.db"), S("SQLite format 3")));
    CHECK_OK(store_open(&db, t, "copy.db", &err));
    CHECK_INT(store_count(db, &T_COUNT), 30);
    CHECK_OK(db_check_pages(db, &err));
    db_close(&db);
}

TEST(a_copy_under_another_key_opens_with_that_key_only)
{
    struct db *db = store_new(t, "a.db"), *copy = NULL;
    for (int64_t i = 1; i <= 30; i++)
        CHECK_OK(store_add_entry(db, i, &err));
    AUTO(secret_drop) struct secret key = test_key();
    key.p[5] ^= 0x55;
    CHECK_OK(db_copy_under(db, store_path(t, "new.db"), &key, &err));
    CHECK_FAILS(db_copy_under(db, store_path(t, "new.db"), &key, &err), E_CONFLICT);
    CHECK_FAILS(store_open(&copy, t, "new.db", &err), E_CORRUPT);
    CHECK_OK(db_open(&copy, store_path(t, "new.db"), &key, (struct db_options){0}, &err));
    CHECK_INT(store_count(copy, &T_COUNT), 30);
    CHECK_OK(db_check_pages(copy, &err));
    CHECK_OK(store_add_entry(copy, 31, &err));
    db_close(&copy);
    CHECK_OK(store_add_entry(db, 31, &err));
    db_close(&db);
    struct str old = file_bytes(t, "a.db"), new = file_bytes(t, "new.db");
    for (isize at = 0; at < old.n && at < new.n; at += 4096) /* no page is the same */
        CHECK(memcmp(old.p + at, new.p + at, 64) != 0);
}

TEST(emptying_the_log_leaves_an_empty_log)
{
    struct db *db = store_new(t, "a.db");
    CHECK_OK(store_add_entry(db, 1, &err));
    struct file_info info;
    CHECK_OK(file_stat(&info, sys_real(), store_path(t, "a.db-wal"), &err));
    CHECK(info.size > 0);
    CHECK_OK(db_truncate_wal(db, &err));
    CHECK_OK(file_stat(&info, sys_real(), store_path(t, "a.db-wal"), &err));
    CHECK_INT(info.size, 0);
    db_close(&db);
}

TEST(a_store_in_memory_has_the_same_schema)
{
    struct db *db = NULL;
    CHECK_OK(db_open_memory(&db, &err));
    CHECK_OK(store_add_entry(db, 1, &err));
    CHECK_INT(store_count(db, &T_COUNT), 1);
    db_close(&db);
}

static bool put_meta(struct db *db, void *ctx, struct err *err)
{
    return db_meta_set(db, S("view record"), *(struct str *)ctx, err);
}

TEST(meta_keeps_the_newest_value)
{
    struct db *db = NULL;
    CHECK_OK(db_open_memory(&db, &err));
    struct str got = S("untouched"), one = S("1"), two = S("");
    bool found = true;
    CHECK_OK(db_meta_get(&got, &found, db, S("view record"), t->a, &err));
    CHECK(!found);
    CHECK_STR(got, S("untouched"));
    CHECK_OK(txn_run(db, put_meta, &one, &err));
    CHECK_OK(txn_run(db, put_meta, &two, &err));
    CHECK_OK(db_meta_get(&got, &found, db, S("view record"), t->a, &err));
    CHECK(found);
    CHECK_STR(got, S(""));
    db_close(&db);
}
