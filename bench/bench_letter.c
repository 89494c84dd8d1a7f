/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_letter DIR [RUNS] - a letter to PDF, over the vault that bench_bulk left there: composed of
 * a case; a kept one as its page is asked for, as text, and as PDF from the store to the last byte.
 * Adds letters the first time. CPU milliseconds: median and the slowest.
 */
#include <stdio.h>

#include "act/final.h"
#include "letters.h"
#include "record/kept_names.h"

enum { CACHE_MB = 16 };

struct measuring {
    struct workspace *w;
    const struct letters *l;
};
typedef void one_fn(struct measuring *m, struct arena *a);

static void load(struct kept *k, struct letter *l, struct measuring *m, const struct id *id,
                 struct arena *a)
{
    struct err err = {0};
    bench_need(kept_load(k, m->w, id, a, &err), &err);
    bench_need(kept_paper(l, m->w, k, a, &err), &err);
}

static void names(struct measuring *m, struct arena *a)
{
    struct err err = {0};
    struct kept_names k;
    bench_need(kept_names_load(&k, &m->w->reader, a, &err), &err);
}

static void composed(struct measuring *m, struct arena *a)
{
    struct err err = {0};
    struct letter l;
    bench_need(letter_compose(&l, m->w, law_builtin(a), &m->l->order, a, &err), &err);
}

static void kept(struct measuring *m, struct arena *a)
{
    struct kept k;
    struct letter l;
    load(&k, &l, m, &m->l->draft, a);
}

static void text(struct measuring *m, struct arena *a)
{
    struct err err = {0};
    struct kept k;
    struct letter l;
    struct str bytes;
    load(&k, &l, m, &m->l->draft, a);
    bench_need(paper_letter_text(&bytes, &l.paper, a, &err), &err);
}

static void pdf(struct measuring *m, struct arena *a)
{
    struct err err = {0};
    struct kept k;
    struct letter l;
    struct str bytes;
    load(&k, &l, m, &m->l->draft, a);
    bench_need(paper_letter_pdf(&bytes, &l.paper, a, &err), &err);
}

static void frozen(struct measuring *m, struct arena *a)
{
    struct err err = {0};
    struct kept k;
    struct letter l;
    struct frozen z;
    load(&k, &l, m, &m->l->final, a);
    bench_need(letter_frozen(&z, m->w, &k, a, &err), &err);
}

static void measure(struct measuring *m, const char *name, one_fn *fn, isize runs)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    AUTO(arena_free) struct arena *own = arena_new(ARENA_LARGE);
    double *ms = NEWN(own, double, runs);
    for (isize i = 0; i < runs; i++) {
        arena_clear(a);
        double cpu = bench_cpu();
        fn(m, a);
        ms[i] = (bench_cpu() - cpu) * 1e3;
    }
    double median = bench_median(ms, runs);
    printf("%-56s %8.2f ms %8.2f ms\n", name, median, ms[runs - 1]);
}

int main(int argc, char **argv)
{
    struct bench b;
    struct workspace w;
    struct letters l;
    struct err err = {0};
    isize runs = (isize)bench_number(argc, argv, 2, 50);
    if (argc < 2) {
        fprintf(stderr, "usage: bench_letter DIR [RUNS]\n");
        return 2;
    }
    bench_begin(&b, argv[1]);
    bench_open(&b, CACHE_MB);
    bench_need(workspace_open(&w, b.v, b.schema, NULL, LANG_EN, &err), &err);
    letters_make(&l, &b, &w);
    struct measuring m = {&w, &l};
    printf("%-56s %11s %11s\n", "letter", "median", "slowest");
    measure(&m, "names that may not leave, made ready", names, runs);
    measure(&m, "composed of a case of eight events", composed, runs);
    measure(&m, "a draft, as its page shows it", kept, runs);
    measure(&m, "a draft to text", text, runs);
    measure(&m, "a draft to PDF", pdf, runs);
    measure(&m, "a final letter, its pages as they were kept", frozen, runs);
    bench_close(&b);
    return 0;
}
