/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
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
