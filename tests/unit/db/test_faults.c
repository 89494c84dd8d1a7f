/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After any failure: close, open again; what was acknowledged is there, and nothing half done. */
#include "store.h"
#include "sys/file.h"

SQL(T_ENTRIES, ROOM_JOURNAL, "SELECT count(*) FROM entry");
SQL(T_BODIES, ROOM_JOURNAL, "SELECT count(*) FROM body");
SQL(T_RECORDS, ROOM_RECORD, "SELECT count(*) FROM record");
SQL(T_HIGHEST, ROOM_RECORD, "SELECT max(row) FROM record");

enum { ENTRIES = 6 };

struct run {
    bool made;         /* the store was made and said to be */
    int64_t told;      /* entries that were acknowledged */
    struct err err;    /* the first failure */
    bool later_worked; /* something went well on a spent connection */
};

/* Make a store, write, copy, rewrite, close, open, read: anything may fail anywhere. */
static struct run live(struct test *t)
{
    struct run r = {0};
    struct db *db = NULL;
    AUTO(secret_drop) struct secret key = test_key();
    struct db_options o = {.create = true, .busy_ms = 1};
    r.made = db_open(&db, store_path(t, "f.db"), &key, o, &r.err);
    for (int64_t i = 1; r.made && !r.err.code && i <= ENTRIES; i++) {
        r.told += store_add_entry(db, i, &r.err);
        if (i == 2 && !r.err.code)
            (void)!db_truncate_wal(db, &r.err);
        if (i == 4 && !r.err.code)
            (void)!db_vacuum(db, &r.err);
    }
    struct err again = {0};
    if (r.err.code == E_IO || r.err.code == E_CORRUPT)
        r.later_worked = r.made && store_add_entry(db, 1000, &again);
    db_close(&db);
    return r;
}

static void remove_all(struct test *t)
{
    static const char *const names[] = {"f.db", "f.db-wal", "f.db-shm", "f.db-journal"};
    for (isize i = 0; i < COUNTOF(names); i++) {
        struct err ignored = {0};
        (void)!file_remove(sys_real(), store_path(t, names[i]), &ignored);
    }
}

static void check_store(struct test *t, const struct run *r, int64_t n)
{
    struct db *db = NULL;
    struct err why = {0};
    bool there = store_open(&db, t, "f.db", &why);
    if (!there && (r->made || why.code != E_NOTFOUND))
        test_fail(__FILE__, __LINE__, "failure %" PRId64 ": then %d %s", n, (int)why.code, why.msg);
    if (there) {
        int64_t entries = store_count(db, &T_ENTRIES);
        if (entries != r->told && entries != r->told + 1) /* a commit whose end was not heard */
            test_fail(__FILE__, __LINE__,
                      "failure %" PRId64 ": %" PRId64 " told, %" PRId64 " there", n, r->told,
                      entries);
        CHECK_INT(store_count(db, &T_BODIES), entries);
        CHECK_INT(store_count(db, &T_RECORDS), entries);
        CHECK_INT(store_count(db, &T_HIGHEST), entries ? entries : -1);
        CHECK_OK(db_check_pages(db, &err));
    }
    db_close(&db);
}

static void check_run(struct test *t, const struct run *r, int64_t n)
{
    faults_clear();
    CHECK(!r->later_worked);
    if (r->err.code == E_INVALID)
        test_fail(__FILE__, __LINE__, "failure %" PRId64 ": called invalid: %s", n, r->err.msg);
    check_store(t, r, n);
    remove_all(t);
}

static int64_t count_calls(struct test *t)
{
    faults_clear();
    struct run r = live(t);
    int64_t calls = faults.calls;
    check_run(t, &r, 0);
    CHECK_INT(r.told, ENTRIES);
    return calls;
}

static void fail_each_call(struct test *t, bool for_ever)
{
    int64_t calls = count_calls(t), failed = 0;
    CHECK(calls > 100);
    for (int64_t n = 1; n <= calls; n++) {
        faults_clear();
        faults.fail_at = n;
        faults.for_ever = for_ever;
        struct run r = live(t);
        failed += r.err.code != E_NONE;
        check_run(t, &r, n);
    }
    CHECK(failed > calls / 2); /* the test does see failures */
}

TEST(when_any_one_call_fails_nothing_is_half_done)
{
    fail_each_call(t, false);
}

TEST(when_the_disk_dies_at_any_call_nothing_is_half_done)
{
    fail_each_call(t, true);
}

TEST(when_any_allocation_fails_nothing_is_half_done)
{
    enum { ALL_BELOW = 150, STRIDE = 41 };
    faults_clear();
    struct run r = live(t);
    int64_t mallocs = faults.mallocs, failed = 0;
    check_run(t, &r, 0);
    CHECK(mallocs > 1000);
    for (int64_t n = 1; n <= mallocs; n += n < ALL_BELOW ? 1 : STRIDE) {
        faults_clear();
        faults.fail_malloc_at = n;
        r = live(t);
        failed += r.err.code != E_NONE;
        check_run(t, &r, n);
    }
    CHECK(failed > 10);
}
