/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The disk fails at the n-th call of SQLite, is full from the n-th write on, memory runs out: an
 * entry with its statements, records and words is wholly there or not at all, what was acknowledged
 * is there, and verify finds nothing. FULL=1 tries every call; else a seeded part of them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/db/store.h"
#include "../unit/record/box.h"
#include "sys/file.h"
#include "vault/blob.h"
#include "vault/erase.h"

enum { ENTRIES = 3, TRIALS = 60, KEPT_MAX = 1 << 24 };

SQL(T_NOTES, ROOM_RECORD, "SELECT count(*) FROM stmt WHERE property = 31");
SQL(T_TAGS, ROOM_RECORD, "SELECT count(*) FROM stmt WHERE property = 30");

static bool full(void)
{
    const char *v = getenv("FULL");
    return v && *v == '1';
}

static int64_t count(struct box *b, const struct sql *q)
{
    int64_t n = -1;
    bool found;
    CHECK_OK(db_int(&n, &found, b->v->db, q, NOVALS, &err));
    return n;
}

static bool write_one(struct box *b, struct vault *v, struct err *err)
{
    struct stmt s[] = {
        STMT(.subject = ref_record(b->member), .property = S("core:note"),
             .value = value_text(S("planted zebra"))),
        STMT(.subject = ref_record(b->member), .property = S("core:tag"),
             .value = value_text(S("second of two"))),
    };
    struct draft d = {.kind = ENTRY_RECORD, .stmts = s, .n = COUNTOF(s)};
    return journal_write(v, NULL, &d, 1, err);
}

struct run {
    int64_t told; /* entries that were acknowledged */
    struct err err;
};

/* Open, write, close; anything may fail anywhere. */
static struct run live(struct box *b)
{
    struct run r = {0};
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    AUTO(key_pair_drop)
    struct key_pair pair = {secret_from(b->data, KEY_N), secret_from(b->identity, KEY_N)};
    AUTO(vault_close) struct vault *v = NULL;
    struct vault_options o = {
        .sys = &b->fake.sys, .path = b->path, .views = workspace_views(b->schema, a)};
    if (!vault_open_keys(&v, &o, &pair, b->member, a, &r.err))
        return r;
    while (!r.err.code && r.told < ENTRIES)
        r.told += write_one(b, v, &r.err);
    return r;
}

/* The vault as it was, so that each trial begins alike. */
struct kept {
    struct str keys, journal, heads;
};

/* Where the open vault's own heads are noted: docs/formats/vault.md. */
static struct str heads_path(struct box *b, struct arena *a)
{
    struct device_place place = {b->v->state, vault_journal_path(b->v->path, a), &b->v->data_key,
                                 &b->v->member};
    struct str name = {0};
    CHECK_OK(heads_place(&name, sys_real(), &place, a, &err));
    return str_format(a, "%.*s/heads.%.*s", FS(b->v->state), FS(name));
}

static void put_back(struct test *t, struct str path, struct str bytes)
{
    FILE *f = fopen(str_to_c(t->a, path), "wb");
    CHECK(f && fwrite(bytes.p, 1, (size_t)bytes.n, f) == (size_t)bytes.n && fclose(f) == 0);
}

struct stage {
    struct box b;
    struct str journal_path, heads_path;
    struct kept kept;
    int64_t notes; /* in the vault as it was */
};

static void stage_make(struct stage *x, struct test *t)
{
    faults_clear();
    box_make(&x->b, t, "faults", 5);
    box_open(&x->b, t);
    CHECK_OK(write_one(&x->b, x->b.v, &err));
    x->journal_path = vault_journal_path(x->b.path, t->a);
    x->heads_path = heads_path(&x->b, t->a);
    x->notes = 1;
    box_close(&x->b);
    CHECK_OK(file_read(&x->kept.journal, sys_real(), x->journal_path, KEPT_MAX, t->a, &err));
    CHECK_OK(file_read(&x->kept.heads, sys_real(), x->heads_path, KEPT_MAX, t->a, &err));
}

static void stage_reset(struct stage *x, struct test *t)
{
    static const char *const beside[] = {"-wal", "-shm", "-journal"};
    for (isize i = 0; i < COUNTOF(beside); i++)
        (void)unlink(str_to_c(t->a, str_format(t->a, "%.*s%s", FS(x->journal_path), beside[i])));
    put_back(t, x->journal_path, x->kept.journal);
    put_back(t, x->heads_path, x->kept.heads);
}

/* What was acknowledged is there; of the first that was not, all or nothing. */
static void stage_check(struct stage *x, struct test *t, int64_t told, int64_t at)
{
    faults_clear();
    box_open(&x->b, t);
    int64_t notes = count(&x->b, &T_NOTES) - x->notes;
    if (notes != told && notes != told + 1)
        test_fail(__FILE__, __LINE__, "failure %" PRId64 ": %" PRId64 " told, %" PRId64 " there",
                  at, told, notes);
    CHECK_INT(count(&x->b, &T_TAGS), notes + x->notes);
    CHECK_INT(x->b.v->lost.n, 0);
    CHECK_INT(box_findings(&x->b, t), 0);
    CHECK_OK(write_one(&x->b, x->b.v, &err)); /* and life goes on */
    box_close(&x->b);
}

static bool is_tried(struct test *t, int64_t all)
{
    return full() || all <= TRIALS || test_random(t, (uint64_t)all) < TRIALS;
}

static int64_t calls_of(struct stage *x)
{
    faults_clear();
    struct run r = live(&x->b);
    CHECK_INT(r.told, ENTRIES);
    return faults.calls;
}

static void fail_each(struct test *t, bool for_ever)
{
    struct stage x;
    int64_t failed = 0, tried = 0;
    stage_make(&x, t);
    int64_t calls = calls_of(&x);
    for (int64_t n = 1; n <= calls; n++) {
        if (!is_tried(t, calls))
            continue;
        stage_reset(&x, t);
        faults_clear();
        faults.fail_at = n;
        faults.for_ever = for_ever;
        struct run r = live(&x.b);
        failed += r.err.code != E_NONE;
        tried++;
        stage_check(&x, t, r.told, n);
    }
    CHECK(tried > TRIALS / 3 && failed > tried / 3);
}

TEST(when_one_call_of_the_store_fails_no_entry_is_half_done)
{
    fail_each(t, false);
}

TEST(when_the_disk_dies_no_entry_is_half_done)
{
    fail_each(t, true);
}

TEST(when_the_disk_is_full_no_entry_is_half_done)
{
    struct stage x;
    stage_make(&x, t);
    (void)calls_of(&x);
    int64_t writes = faults.writes;
    for (int64_t n = 1; n <= writes; n++) {
        if (!is_tried(t, writes))
            continue;
        stage_reset(&x, t);
        faults_clear();
        faults.full_from_write = n;
        struct run r = live(&x.b);
        CHECK(r.err.code == E_FULL || r.err.code == E_IO || r.told == ENTRIES);
        stage_check(&x, t, r.told, n);
    }
}

TEST(when_the_store_gets_no_memory_no_entry_is_half_done)
{
    struct stage x;
    stage_make(&x, t);
    (void)calls_of(&x);
    int64_t mallocs = faults.mallocs;
    for (int64_t n = 1; n <= mallocs; n++) {
        if (!is_tried(t, mallocs))
            continue;
        stage_reset(&x, t);
        faults_clear();
        faults.fail_malloc_at = n;
        struct run r = live(&x.b);
        stage_check(&x, t, r.told, n);
    }
}

/* A child with ever more memory: it ends with a message, or does it all; nothing in between. */
static int limited(struct stage *x, rlim_t bytes)
{
    int to[2], status = 0;
    int64_t told = 0, n;
    CHECK(pipe(to) == 0);
    fflush(stdout);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        struct rlimit l = {bytes, bytes};
        if (setrlimit(RLIMIT_DATA, &l) || !freopen("/dev/null", "w", stderr))
            _exit(99);
        struct run r = live(&x->b);
        if (write(to[1], &r.told, sizeof r.told) != sizeof r.told)
            _exit(98);
        _exit(r.told == ENTRIES ? 0 : 1);
    }
    close(to[1]);
    while (read(to[0], &n, sizeof n) == sizeof n)
        told = n;
    close(to[0]);
    CHECK(waitpid(child, &status, 0) == child);
    if (!WIFEXITED(status) || (WEXITSTATUS(status) > 1 && WEXITSTATUS(status) != 70))
        test_fail(__FILE__, __LINE__, "with %ld bytes: status %d", (long)bytes, status);
    return WEXITSTATUS(status) == 0 ? (int)told : -1;
}

/* Was it all done? In any case the vault is sound. */
static bool done_with(struct stage *x, struct test *t, int64_t bytes)
{
    stage_reset(x, t);
    int done = limited(x, (rlim_t)bytes);
    box_open(&x->b, t);
    int64_t notes = count(&x->b, &T_NOTES) - x->notes;
    CHECK(done < 0 || notes == ENTRIES);
    CHECK_INT(count(&x->b, &T_TAGS), notes + x->notes);
    CHECK_INT(x->b.v->lost.n, 0);
    CHECK_INT(box_findings(&x->b, t), 0);
    box_close(&x->b);
    return done >= 0;
}

/* An arena reserves addresses, and the limit counts them: so the border is looked for first. */
TEST(with_too_little_memory_no_entry_is_half_done)
{
    enum { STEP = 1 << 15, BELOW = 40 };
    struct stage x;
    stage_make(&x, t);
    int64_t few = 0, enough = (int64_t)1 << 36;
    CHECK(done_with(&x, t, enough));
    while (enough - few > STEP) {
        int64_t middle = few + (enough - few) / 2;
        if (done_with(&x, t, middle))
            enough = middle;
        else
            few = middle;
    }
    CHECK(few > 0);
    for (int i = 1; i <= BELOW * (full() ? 4 : 1); i++)
        (void)done_with(&x, t, enough - (int64_t)i * STEP);
}

/* Erasing is one transaction too: the words are gone from everywhere, or from nowhere. */
TEST(when_an_erasure_fails_the_words_are_all_there_or_all_gone)
{
    struct stage x;
    stage_make(&x, t);
    bool ok = false;
    for (int64_t n = 1; !ok; n += full() ? 1 : 3) {
        struct err e = {0};
        struct stmt s;
        stage_reset(&x, t);
        box_open(&x.b, t);
        int64_t no = box_last_row(&x.b) * STMT_STRIDE;
        CHECK_OK(journal_stmt(&s, x.b.v->db, no, t->a, &err));
        faults_clear();
        faults.fail_at = n;
        ok = erase_statements(x.b.v, &no, 1, S("she asked"), &e);
        faults_clear();
        box_close(&x.b);
        box_open(&x.b, t);
        bool there = journal_stmt(&s, x.b.v->db, no, t->a, &(struct err){0});
        CHECK(!ok || !there);
        CHECK_INT(count(&x.b, &T_NOTES), there);
        CHECK_INT(box_findings(&x.b, t), 0);
        box_close(&x.b);
    }
}
