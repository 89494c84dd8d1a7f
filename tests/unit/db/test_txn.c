/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>

#include <sys/wait.h>
#include <unistd.h>

#include "store.h"

SQL(T_ADD, ROOM_JOURNAL, "INSERT INTO body (no, salt, statement) VALUES (?1, ?2, ?2)");
SQL(T_COUNT, ROOM_JOURNAL, "SELECT count(*) FROM body");
SQL(T_ALL, ROOM_JOURNAL, "SELECT no FROM body");

struct work {
    struct db *other;
    int64_t no;
    int runs;
    bool fail;
    enum err_code other_code;
};

static bool add_one(struct db *db, void *ctx, struct err *err)
{
    struct work *w = ctx;
    w->runs++;
    if (!db_run(db, &T_ADD, VALS(vi(w->no), vb("s", 1)), err))
        return false;
    return !w->fail || err_set(err, E_DENIED, "thought better of it");
}

TEST(a_transaction_commits_or_leaves_nothing)
{
    struct db *db = store_new(t, "a.db");
    struct work w = {.no = 1};
    CHECK_OK(txn_run(db, add_one, &w, &err));
    CHECK_INT(store_count(db, &T_COUNT), 1);
    w = (struct work){.no = 2, .fail = true};
    CHECK_FAILS(txn_run(db, add_one, &w, &err), E_DENIED);
    CHECK_INT(w.runs, 1);
    CHECK_INT(store_count(db, &T_COUNT), 1);
    CHECK(!db_in_txn(db));
    w = (struct work){.no = 1};
    CHECK_FAILS(txn_run(db, add_one, &w, &err), E_INVALID);
    w = (struct work){.no = 2};
    CHECK_OK(txn_run(db, add_one, &w, &err));
    CHECK_INT(db_last_row(db), 2);
    db_close(&db);
}

static bool let_other_try(struct db *db, void *ctx, struct err *err)
{
    struct work *w = ctx;
    struct work theirs = {.no = 100};
    struct err e = {0};
    if (!db_run(db, &T_ADD, VALS(vi(w->no), vb("s", 1)), err))
        return false;
    CHECK(!txn_run(w->other, add_one, &theirs, &e));
    w->other_code = e.code;
    CHECK_INT(theirs.runs, 0);
    CHECK_INT(store_count(w->other, &T_COUNT), 0); /* reading goes on, and sees nothing half done */
    return true;
}

TEST(two_writers_take_turns)
{
    struct db *db = store_new(t, "a.db");
    struct work w = {.no = 1};
    CHECK_OK(store_open(&w.other, t, "a.db", &err));
    CHECK_OK(txn_run(db, let_other_try, &w, &err));
    CHECK_INT(w.other_code, E_CONFLICT);
    struct work theirs = {.no = 100};
    CHECK_OK(txn_run(w.other, add_one, &theirs, &err));
    CHECK_INT(store_count(db, &T_COUNT), 2);
    db_close(&w.other);
    db_close(&db);
}

TEST(a_busy_store_makes_the_transaction_run_again)
{
    struct db *db = store_new(t, "a.db");
    struct work w = {.no = 1};
    faults_clear();
    faults.busy_at_write = 1;
    CHECK_OK(txn_run(db, add_one, &w, &err));
    CHECK_INT(w.runs, 2);
    CHECK_INT(store_count(db, &T_COUNT), 1);
    faults_clear();
    db_close(&db);
}

TEST(a_full_disk_loses_nothing_and_space_mends_it)
{
    struct db *db = store_new(t, "a.db");
    struct work w = {.no = 1};
    CHECK_OK(txn_run(db, add_one, &w, &err));
    for (int64_t from = 1; from < 6; from++) {
        w.no = 2;
        faults_clear();
        faults.full_from_write = from;
        struct err why = {0};
        bool ok = txn_run(db, add_one, &w, &why);
        faults_clear();
        CHECK(ok || why.code == E_FULL);
        CHECK_INT(store_count(db, &T_COUNT), ok ? 2 : 1);
        if (ok)
            break;
        CHECK_INT(from < 5, true); /* a small transaction writes less than five times */
    }
    w.no = 3;
    CHECK_OK(txn_run(db, add_one, &w, &err));
    CHECK_OK(db_check_pages(db, &err));
    db_close(&db);
}

static bool swallow(struct db *db, void *ctx, UNUSED struct err *err)
{
    struct work *w = ctx;
    struct err mine = {0};
    for (int64_t i = 0; i < 200 && !mine.code; i++)
        (void)!db_run(db, &T_ADD, VALS(vi(w->no + i), vb("s", 1)), &mine);
    return true;
}

TEST(rows_left_open_do_not_hinder_a_commit_or_a_rollback)
{
    struct db *db = store_new(t, "a.db");
    struct work w = {.no = 1};
    CHECK_OK(txn_run(db, swallow, &w, &err));
    AUTO(rows_drop) struct rows r = db_rows(db, &T_ALL, NOVALS);
    CHECK(rows_next(&r));
    w = (struct work){.no = 1000};
    CHECK_OK(txn_run(db, add_one, &w, &err));
    w = (struct work){.no = 1001, .fail = true};
    CHECK_FAILS(txn_run(db, add_one, &w, &err), E_DENIED);
    CHECK_INT(store_count(db, &T_COUNT), 201);
    rows_drop(&r);
    db_close(&db);
}

TEST(a_snapshot_shows_one_moment)
{
    struct db *db = store_new(t, "a.db"), *other = NULL;
    CHECK_OK(store_open(&other, t, "a.db", &err));
    struct work w = {.no = 1};
    struct snapshot now = {0};
    CHECK_OK(txn_run(other, add_one, &w, &err));
    CHECK_OK(snapshot_begin(&now, db, &err));
    CHECK_INT(store_count(db, &T_COUNT), 1);
    w.no = 2;
    CHECK_OK(txn_run(other, add_one, &w, &err));
    CHECK_INT(store_count(db, &T_COUNT), 1);
    snapshot_drop(&now);
    snapshot_drop(&now);
    CHECK_INT(store_count(db, &T_COUNT), 2);
    w.no = 3;
    CHECK_OK(txn_run(db, add_one, &w, &err));
    db_close(&other);
    db_close(&db);
}

struct reading {
    struct test *t;
    struct db *db;
    atomic_bool stop;
    int64_t looks, odd;
};

/* Each transaction of the writer adds an entry and its body: counted at once, they are equal. */
SQL(T_BOTH, ROOM_JOURNAL, "SELECT (SELECT count(*) FROM entry) - (SELECT count(*) FROM body)");

static void *read_on(void *ctx)
{
    struct reading *r = ctx;
    while (!atomic_load(&r->stop)) {
        int64_t n = 1;
        bool found = false;
        struct err err = {0};
        r->odd += !db_int(&n, &found, r->db, &T_BOTH, NOVALS, &err) || n != 0;
        r->looks++;
    }
    return NULL;
}

TEST(readers_in_other_threads_see_whole_transactions)
{
    enum { READERS = 3, ENTRIES = 150 };
    struct db *db = store_new(t, "a.db");
    struct reading readers[READERS] = {{.t = t}};
    pthread_t threads[READERS];
    faults_clear();
    for (int i = 0; i < READERS; i++) {
        CHECK_OK(store_open(&readers[i].db, t, "a.db", &err));
        CHECK_INT(pthread_create(&threads[i], NULL, read_on, &readers[i]), 0);
    }
    for (int64_t i = 1; i <= ENTRIES; i++)
        CHECK_OK(store_add_entry(db, i, &err));
    for (int i = 0; i < READERS; i++) {
        atomic_store(&readers[i].stop, true);
        pthread_join(threads[i], NULL);
        CHECK(readers[i].looks > 0);
        CHECK_INT(readers[i].odd, 0);
        db_close(&readers[i].db);
    }
    db_close(&db);
}

/* Run fn in a child that must die of an assertion. */
static void check_aborts(struct test *t, void (*fn)(struct test *))
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        if (!freopen("/dev/null", "w", stderr))
            _exit(1);
        fn(t);
        _exit(0);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
    CHECK_INT(WTERMSIG(status), SIGABRT);
}

static void write_outside(UNUSED struct test *t)
{
    struct db *db = NULL;
    struct err err = {0};
    if (db_open_memory(&db, &err))
        (void)!db_run(db, &T_ADD, VALS(vi(1), vb("s", 1)), &err);
}

static bool begin_inside(struct db *db, void *ctx, struct err *err)
{
    return txn_run(db, add_one, ctx, err);
}

static void nest(UNUSED struct test *t)
{
    struct db *db = NULL;
    struct err err = {0};
    struct work w = {.no = 1};
    if (db_open_memory(&db, &err))
        (void)!txn_run(db, begin_inside, &w, &err);
}

static void bind_too_few(UNUSED struct test *t)
{
    struct db *db = NULL;
    struct err err = {0};
    int64_t n = 0;
    bool found = false;
    if (db_open_memory(&db, &err))
        (void)!db_int(&n, &found, db, &T_COUNT, VALS(vi(1)), &err);
}

TEST(misuse_aborts)
{
    check_aborts(t, write_outside);
    check_aborts(t, nest);
    check_aborts(t, bind_too_few);
}
