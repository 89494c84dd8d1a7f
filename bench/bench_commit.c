/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_commit DIR - one accepted proposal made durable: its statements and, in a second entry,
 * that a person checked each; by the wall clock, since the disk is waited for.
 */
#include <stdio.h>

#include "bench.h"
#include "read/proposal.h"
#include "record/document.h"
#include "record/ids.h"

static struct str paper(struct arena *a)
{
    struct buf b = buf_in(a, 1 << 16);
    for (int i = 1; i <= 40; i++)
        buf_addf(&b, "On %d July 2021 North Koreans were repatriated; %d people were detained.\n\n",
                 i % 28 + 1, 10 + i);
    return buf_str(&b);
}

static void paper_add(struct workspace *w, struct id *id, struct arena *a)
{
    struct err err = {0};
    struct stmt *s;
    isize found;
    struct stmt title = STMT(.property = S("core:title"), .value = value_text(S("a report")));
    bench_need(record_new(id, w, TYPE_DOCUMENT,
                          (struct draft){.kind = ENTRY_ADD, .stmts = &title, .n = 1}, &err),
               &err);
    isize n = document_pieces(&s, *id, paper(a), S("en"), a);
    bench_need(workspace_say(w, ENTRY_ADD, s, n, NULL, &err), &err);
    bench_need(proposals_find(&found, w, *id, &err), &err);
}

int main(int argc, char **argv)
{
    enum { RUNS = 25 };
    struct bench b;
    struct workspace w;
    struct id id, made;
    struct proposal_list l;
    struct err err = {0};
    double ms[RUNS];
    if (argc < 2) {
        fprintf(stderr, "usage: bench_commit DIR\n");
        return 2;
    }
    bench_begin(&b, argv[1]);
    bench_open(&b, 64);
    bench_need(workspace_open(&w, b.v, b.schema, NULL, LANG_EN, &err), &err);
    paper_add(&w, &id, b.a);
    bench_need(proposals_list(
                   &l, &w,
                   (struct proposals_wanted){.document = &id, .state = PROPOSAL_OPEN, .max = 1000},
                   b.a, &err),
               &err);
    if (l.n < RUNS) {
        fprintf(stderr, "bench_commit: only %td proposals\n", l.n);
        return 1;
    }
    for (int i = 0; i < RUNS; i++) {
        struct acceptance x = {.proposals = {&l.at[i], 1, 1}};
        double wall = bench_wall();
        bench_need(proposals_accept(&made, &w, &x, &err), &err);
        ms[i] = (bench_wall() - wall) * 1e3;
    }
    double median = bench_median(ms, RUNS);
    printf("commit of an accepted proposal, ms: %.2f\n", median);
    printf("commit, the slowest of %d, ms: %.2f\n", RUNS, ms[RUNS - 1]);
    bench_close(&b);
    return 0;
}
