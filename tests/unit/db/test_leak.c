/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was written into the store is in no byte that SQLite hands to the file system. */
#include <stdio.h>
#include <string.h>

#include <sqlite3.h>

#include "db/fts.h"
#include "store.h"
#include "sys/file.h"

SQL(T_ADD, ROOM_JOURNAL, "INSERT INTO body (no, salt, statement) VALUES (?1, ?2, ?3)");
SQL(T_CHANGE, ROOM_JOURNAL, "UPDATE body SET statement = ?2 WHERE no = ?1");
SQL(T_DELETE, ROOM_JOURNAL, "DELETE FROM body WHERE no <= ?1");
SQL(T_SORT, ROOM_JOURNAL,
    "SELECT a.no, a.statement FROM body a ORDER BY a.statement DESC, a.salt, a.no");
SQL(T_GROUP, ROOM_JOURNAL,
    "SELECT statement, count(*) FROM (SELECT statement FROM body UNION SELECT salt FROM body) x"
    " GROUP BY statement ORDER BY 2, 1");
SQL_ONLY_LITE(T_INDEXED, ROOM_JOURNAL,
              "SELECT count(*) FROM body a JOIN (SELECT DISTINCT statement s FROM body) b"
              " ON a.statement = b.s");

static const char planted[] = "xylographquartz"; /* a whole token, so that the index holds it too */
enum { BODIES = 20000, TEXTS = 300 };

static struct str words_of(struct arena *a, int64_t i)
{
    return str_format(a, "%s number %" PRId64 " of those who were sent back %s", planted,
                      i * 7919 % BODIES, planted);
}

static bool fill(struct db *db, void *ctx, struct err *err)
{
    struct test *t = ctx;
    for (int64_t i = 0; i < BODIES; i++) {
        struct str s = words_of(t->a, i);
        if (!db_run(db, &T_ADD, VALS(vi(i), vb("s", 1), vb(s.p, s.n)), err))
            return false;
        if (i < TEXTS && !fts_add(db, i, s, err))
            return false;
    }
    return true;
}

static bool change(struct db *db, void *ctx, struct err *err)
{
    struct test *t = ctx;
    for (int64_t i = 0; i < BODIES; i += 10) {
        struct str s = words_of(t->a, i + 1);
        if (!db_run(db, &T_CHANGE, VALS(vi(i), vb(s.p, s.n)), err))
            return false;
    }
    return db_run(db, &T_DELETE, VALS(vi(BODIES / 2)), err);
}

static bool change_then_fail(struct db *db, void *ctx, struct err *err)
{
    return change(db, ctx, err) && err_set(err, E_DENIED, "taken back");
}

static void read_all(struct db *db, const struct sql *q)
{
    AUTO(rows_drop) struct rows r = db_rows(db, q, NOVALS);
    while (rows_next(&r))
        continue;
    CHECK_OK(rows_done(&r, &err));
}

static void check_files(struct test *t)
{
    struct str_list names = {0};
    CHECK_OK(dir_list(&names, sys_real(), str_from_c(t->dir), t->a, &err));
    CHECK(names.n >= 3);
    for (isize i = 0; i < names.n; i++) {
        struct str bytes = {0};
        struct str path = store_path(t, str_to_c(t->a, names.at[i]));
        CHECK_OK(file_read(&bytes, sys_real(), path, 1 << 28, t->a, &err));
        CHECK(str_find(bytes, str_from_c(planted)) < 0);
        CHECK(str_find(bytes, S("sent back")) < 0);
        CHECK(str_find(bytes, S("CREATE TABLE")) < 0);
    }
}

TEST(no_planted_word_reaches_any_file)
{
    struct db *db = store_new(t, "a.db");
    faults_clear();
    faults.planted = planted;
    CHECK_OK(txn_run(db, fill, t, &err));
    CHECK_FAILS(txn_run(db, change_then_fail, t, &err), E_DENIED);
    read_all(db, &T_SORT);
    read_all(db, &T_GROUP);
    read_all(db, &T_INDEXED);
    check_files(t); /* with a full log */
    CHECK_OK(txn_run(db, change, t, &err));
    CHECK_OK(db_copy_to(db, store_path(t, "copy.db"), &err));
    AUTO(secret_drop) struct secret other = test_key();
    other.p[0] ^= 1;
    CHECK_OK(db_copy_under(db, store_path(t, "other.db"), &other, &err));
    CHECK_OK(db_vacuum(db, &err));
    CHECK_OK(db_check_pages(db, &err));
    CHECK_OK(db_truncate_wal(db, &err));
    check_files(t);
    db_close(&db);
    CHECK(faults.writes > 1000);
    CHECK_INT(faults.seen, 0);
    faults_clear();
}

TEST(the_search_for_planted_words_does_find_them_in_clear)
{
    sqlite3 *h = NULL;
    faults_clear();
    faults.planted = planted;
    CHECK_INT(sqlite3_open(str_to_c(t->a, store_path(t, "clear.db")), &h), SQLITE_OK);
    char text[200];
    snprintf(text, sizeof text, "CREATE TABLE t(x); INSERT INTO t VALUES ('%s')", planted);
    CHECK_INT(sqlite3_exec(h, text, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(h);
    CHECK(faults.seen > 0);
    faults_clear();
}

#ifndef __SANITIZE_ADDRESS__
#if !defined(__has_feature)
#define LOOK_AT_FREED_MEMORY
#elif !__has_feature(address_sanitizer)
#define LOOK_AT_FREED_MEMORY
#endif
#endif

TEST(memory_that_is_given_back_is_wiped)
{
#ifndef LOOK_AT_FREED_MEMORY
    test_skip("the sanitizer forbids looking at freed memory");
#else
    enum { N = 4000, KEPT = 64 }; /* malloc() writes its own lists at the beginning */
    for (int grow = 0; grow < 2; grow++) {
        char *p = sqlite3_malloc(N);
        CHECK(p != NULL);
        void *wall =
            sqlite3_malloc(N); /* so that it cannot grow in place, nor melt into the rest */
        memset(p, 'K', N);
        const volatile char *look = p;
        void *more = grow ? sqlite3_realloc(p, 4 * N) : NULL;
        if (!grow)
            sqlite3_free(p);
        isize left = 0;
        for (isize i = KEPT; i < N; i++)
            left += look[i] == 'K';
        CHECK_INT(left, 0);
        CHECK(!grow || ((char *)more)[N - 1] == 'K');
        sqlite3_free(more);
        sqlite3_free(wall);
    }
#endif
}
