/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_db DIR [ROWS [CACHE_MB]] - the encrypted store in figures: DIR must not hold a bench.db.
 *
 * Bulk: rows of stmt in transactions of 10,000, with its three indexes present. Then single rows,
 * all statements of a subject, small durable transactions, and texts into the index. CPU time is
 * the figure to compare; the wall clock depends on the disk and on what else runs.
 */
#include <stdio.h>
#include <time.h>

#include "db/fts.h"
#include "sys/file.h"

SQL(Q_ADD, ROOM_RECORD,
    "INSERT INTO stmt (no, subject, property, value, source, at, flags)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)");
SQL(Q_ONE, ROOM_RECORD, "SELECT subject, property, value FROM stmt WHERE no = ?1");
SQL(Q_OF, ROOM_RECORD,
    "SELECT no, property, value, source FROM stmt WHERE subject = ?1 ORDER BY property, no");

enum { PER_SUBJECT = 10, PER_TXN = 10000, READS = 50000, SMALL = 300, TEXTS = 2000, TEXT_N = 1000 };

struct bench {
    struct db *db;
    int64_t rows;
    int64_t from, n; /* of the running transaction */
    uint64_t rng;
    struct arena *a;
};

static uint64_t draw(struct bench *b, uint64_t below)
{
    b->rng ^= b->rng << 13; /* xorshift64, G. Marsaglia 2003 */
    b->rng ^= b->rng >> 7;
    b->rng ^= b->rng << 17;
    return b->rng % below;
}

static bool add_rows(struct db *db, void *ctx, struct err *err)
{
    struct bench *b = ctx;
    uint64_t subjects = (uint64_t)b->rows / PER_SUBJECT + 1;
    for (int64_t no = b->from; no < b->from + b->n; no++) {
        struct vals v = VALS(vi(no), vi((int64_t)draw(b, subjects)), vi((int64_t)draw(b, 200)),
                             vi((int64_t)draw(b, 1u << 30)), vi((int64_t)draw(b, 10000)),
                             vi((int64_t)draw(b, 100000)));
        if (!db_run(db, &Q_ADD, v, err))
            return false;
    }
    b->from += b->n;
    return true;
}

static bool bulk(struct bench *b, struct err *err)
{
    b->from = 1;
    while (b->from <= b->rows) {
        b->n = b->rows - b->from + 1 < PER_TXN ? b->rows - b->from + 1 : PER_TXN;
        if (!txn_run(b->db, add_rows, b, err))
            return false;
    }
    return true;
}

static bool small(struct bench *b, struct err *err)
{
    b->n = 5;
    for (int i = 0; i < SMALL; i++) {
        if (!txn_run(b->db, add_rows, b, err))
            return false;
    }
    return true;
}

static bool read_with(struct bench *b, const struct sql *q, uint64_t below, struct err *err)
{
    for (int i = 0; i < READS; i++) {
        AUTO(rows_drop) struct rows r = db_rows(b->db, q, VALS(vi((int64_t)draw(b, below))));
        while (rows_next(&r))
            (void)rows_int(&r, 2);
        if (!rows_done(&r, err))
            return false;
    }
    return true;
}

static bool read_one(struct bench *b, struct err *err)
{
    return read_with(b, &Q_ONE, (uint64_t)b->rows, err);
}

static bool read_subject(struct bench *b, struct err *err)
{
    return read_with(b, &Q_OF, (uint64_t)b->rows / PER_SUBJECT, err);
}

/* Words of two to nine letters, the short numbers far more often, as in a language. */
static bool add_texts(struct db *db, void *ctx, struct err *err)
{
    struct bench *b = ctx;
    for (int64_t row = 1; row <= TEXTS; row++) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(b->a);
        struct buf text = buf_in(tmp.arena, TEXT_N + 64);
        while (text.n < TEXT_N) {
            for (uint64_t w = draw(b, 1u << draw(b, 16)) + 26; w; w /= 26)
                buf_add_c(&text, (char)('a' + w % 26));
            buf_add_c(&text, ' ');
        }
        if (!fts_add(db, row, buf_str(&text), err))
            return false;
    }
    return true;
}

static bool texts(struct bench *b, struct err *err)
{
    return txn_run(b->db, add_texts, b, err);
}

static double wall(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool measure(const char *what, bool (*fn)(struct bench *, struct err *), struct bench *b,
                    int64_t n, struct err *err)
{
    double w = wall();
    clock_t c = clock();
    if (!fn(b, err))
        return false;
    double cpu = (double)(clock() - c) / CLOCKS_PER_SEC;
    w = wall() - w;
    printf("%-28s %8" PRId64 "  %10.0f /CPU s %10.0f /s  %8.2f us CPU each\n", what, n,
           (double)n / cpu, (double)n / w, cpu * 1e6 / (double)n);
    fflush(stdout);
    return true;
}

static bool run(struct bench *b, struct str path, int64_t cache_mb, struct err *err)
{
    uint8_t zero[KEY_N] = {7};
    AUTO(secret_drop) struct secret key = secret_from(zero, KEY_N);
    struct db_options o = {.create = true, .cache_mb = cache_mb};
    struct file_info info = {0};
    if (!db_open(&b->db, path, &key, o, err))
        return false;
    bool ok = measure("rows in bulk, 3 indexes", bulk, b, b->rows, err) &&
              measure("single rows", read_one, b, READS, err) &&
              measure("subjects of 10 statements", read_subject, b, READS, err) &&
              measure("durable transactions of 5", small, b, SMALL, err) &&
              measure("texts of 1 KB, indexed", texts, b, TEXTS, err) &&
              db_truncate_wal(b->db, err);
    db_close(&b->db);
    if (!ok || !file_stat(&info, sys_real(), path, err))
        return false;
    printf("file: %.1f MB\n", (double)info.size / 1e6);
    return file_remove(sys_real(), path, err);
}

int main(int argc, char **argv)
{
    struct err err = {0};
    struct bench b = {.rows = 500000, .rng = 88172645463325252u, .a = arena_new(ARENA_SMALL)};
    int64_t cache_mb = 64;
    crypto_init();
    if (argc < 2 || (argc > 2 && !str_to_int(&b.rows, str_from_c(argv[2]), 100, 1 << 30, &err)) ||
        (argc > 3 && !str_to_int(&cache_mb, str_from_c(argv[3]), 1, 1 << 14, &err))) {
        fprintf(stderr, "usage: bench_db DIR [ROWS [CACHE_MB]]\n");
        return 2;
    }
    printf("%" PRId64 " rows, %" PRId64 " MB page cache\n", b.rows, cache_mb);
    if (!run(&b, str_format(b.a, "%s/bench.db", argv[1]), cache_mb, &err)) {
        fprintf(stderr, "bench_db: %s\n", err.msg);
        return 1;
    }
    arena_free(&b.a);
    return 0;
}
