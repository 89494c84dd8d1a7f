/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench.h - what the measurements of a whole vault share: a vault with known keys, statements as
 * people make them, clocks.
 *
 * CPU time is the figure to compare; the wall clock depends on the disk and on what else runs.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include "record/workspace.h"
#include "vault/journal.h"

enum { DRAFT_STATEMENTS = 100, TXN_DRAFTS = 100, PER_RECORD = 10 };

struct bench {
    struct arena *a;
    struct str path;
    const struct schema *schema;
    struct vault *v;
    uint64_t rng;
    int64_t records; /* said so far */
    struct id *ids;  /* of records, a ring of the newest */
    struct id paper; /* the document that the next record is read from */
};

/* A new vault in dir/vault, or the one that is there; state in dir/state. Ends the program with a
 * message if it cannot. */
void bench_begin(struct bench *b, const char *dir);
void bench_open(struct bench *b, int64_t cache_mb);
void bench_close(struct bench *b);

/* n statements, n a multiple of PER_RECORD, in drafts of 'each' statements. */
void bench_say(struct bench *b, int64_t n, isize each);
uint64_t bench_draw(struct bench *b, uint64_t below);

double bench_cpu(void);  /* seconds of this process */
double bench_wall(void); /* seconds */
double bench_rss(void);  /* the most memory that was ever resident, MB */
/* Ends the program if what failed. */
void bench_need(bool ok, const struct err *err);
double bench_median(double *at, isize n); /* sorts */
int64_t bench_number(int argc, char **argv, int at, int64_t otherwise);

#endif
