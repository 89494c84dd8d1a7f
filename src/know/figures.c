/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Figures of the same measure whose counted people share words. Without a measure: not alike.
 *
 * Those that count people by the same words are one class, compared as rivals.h does. Of classes
 * that share words pairs are looked for through the words.
 */
#include <stdlib.h>

#include "base/list.h"
#include "base/map.h"
#include "know/alike.h"
#include "know/rivals.h"
#include "record/ids.h"

enum {
    VISITS_MAX = 200000, /* times that two classes share a word */
    EACH_MAX = 8,        /* figures of a class that are compared with those of another */
    WORDS_SHOWN = 300    /* bytes of what a figure counts */
};

struct one {
    const struct fact *f;
    struct str key; /* measure and words */
};
struct kind { /* figures with one key */
    const struct one *at;
    isize n;
    struct str measure, bag;
};
struct kind_list {
    struct kind *at;
    isize n, cap;
};
struct posting { /* kinds that have a word */
    isize *at;
    isize n, cap;
};
struct posting_list {
    struct posting *at;
    isize n, cap;
};

static struct str counted_words(const struct fact *f)
{
    struct str s = f->s.value.quantity.population;
    return str_part(s.n ? s : f->s.as_written, 0, WORDS_SHOWN);
}

static int by_key(const void *x, const void *y)
{
    const struct one *a = x, *b = y;
    int c = str_cmp(a->key, b->key);
    return c ? c : fact_order(a->f, b->f);
}

static struct alike_group group_of(const struct fact *at, isize n)
{
    return (struct alike_group){
        .at = at, .n = n, .about = counted_words(&at[0]), .ground = GROUND_ALIKE};
}

static bool give_kind(struct alike_walk *w, const struct kind *k, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct fact *at = NEWN(a, struct fact, k->n);
    bool several = false;
    for (isize i = 0; i < k->n; i++) {
        at[i] = *k->at[i].f;
        several |= alike_head(w, at[i].record) != alike_head(w, at[0].record);
    }
    struct alike_group g = group_of(at, k->n);
    return !several || alike_give(w, &g, err); /* else they were compared */
}

/* The first two that cannot both be right. */
static bool give_pair(struct alike_walk *w, const struct kind *x, const struct kind *y,
                      struct err *err)
{
    for (isize i = 0; i < x->n && i < EACH_MAX; i++) {
        for (isize k = 0; k < y->n && k < EACH_MAX; k++) {
            const struct fact *a = x->at[i].f, *b = y->at[k].f;
            if (alike_head(w, a->record) == alike_head(w, b->record) ||
                quantities_agree(&a->s.value.quantity, &b->s.value.quantity))
                continue;
            struct fact pair[] = {*a, *b};
            struct alike_group g = group_of(pair, 2);
            return alike_give(w, &g, err);
        }
    }
    return true;
}

struct crossing {
    struct alike_walk *w;
    const struct kind_list *kinds;
    struct map words; /* measure and word: its posting */
    struct posting_list postings;
    isize *seen;   /* by kind: the last one it was compared with, and 1 */
    isize visited; /* places in postings: what the work grows with */
};

static int64_t posting_of(struct crossing *x, const struct kind *k, struct str word,
                          struct arena *a)
{
    struct str key = str_format(a, "%.*s %.*s", FS(k->measure), FS(word));
    int64_t at = map_get(&x->words, key, -1);
    if (at >= 0)
        return at;
    map_set(&x->words, key, x->postings.n);
    *LIST_ADD(&x->postings, a) = (struct posting){0};
    return x->postings.n - 1;
}

/* Each kind with those before it that share a word, then it is there for those after it. */
static bool cross(struct crossing *x, isize i, struct arena *a, struct err *err)
{
    const struct kind *k = &x->kinds->at[i];
    struct str bag = k->bag, word;
    while (bag.n && !x->w->stop) {
        (void)str_cut(bag, ' ', &word, &bag);
        int64_t at = posting_of(x, k, word, a);
        ASSERT(at < x->postings.n && x->postings.at);
        struct posting *p = &x->postings.at[at];
        for (isize n = 0; n < p->n && !x->w->stop; n++) {
            const struct kind *other = &x->kinds->at[p->at[n]];
            if (++x->visited > VISITS_MAX) {
                x->w->cut = true;
                return true;
            }
            if (x->seen[p->at[n]] == i + 1)
                continue;
            x->seen[p->at[n]] = i + 1;
            if (alike_bags(other->bag, k->bag) && !give_pair(x->w, other, k, err))
                return false;
        }
        *LIST_ADD(p, a) = i;
    }
    return true;
}

static bool cross_all(struct alike_walk *w, const struct kind_list *kinds, struct arena *a,
                      struct err *err)
{
    struct crossing x = {.w = w, .kinds = kinds, .words = map_in(a, 4)};
    x.seen = NEWN(a, isize, kinds->n + 1);
    for (isize i = 0; i < kinds->n && !w->stop && !w->cut; i++)
        if (!cross(&x, i, a, err))
            return false;
    return true;
}

static void sort_kinds(struct kind_list *out, const struct told *t, struct arena *a)
{
    struct one *at = NEWN(a, struct one, t->n + 1);
    isize n = 0;
    for (isize i = 0; i < t->n; i++) {
        const struct quantity *q = &t->at[i].s.value.quantity;
        struct str bag = alike_bag(counted_words(&t->at[i]), a);
        if (q->measure.n && bag.n)
            at[n++] = (struct one){&t->at[i], str_format(a, "%.*s\n%.*s", FS(q->measure), FS(bag))};
    }
    qsort(at, (size_t)n, sizeof *at, by_key);
    for (isize i = 0; i < n; i++) {
        struct kind *last = out->n ? &out->at[out->n - 1] : NULL;
        if (last && str_eq(last->at[0].key, at[i].key)) {
            last->n++;
            continue;
        }
        struct kind k = {.at = &at[i], .n = 1};
        (void)str_cut(at[i].key, '\n', &k.measure, &k.bag);
        *LIST_ADD(out, a) = k;
    }
}

bool alike_figures(struct alike_walk *w, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct told t = {0};
    struct kind_list kinds = {0};
    if (!told_all(&t, w->r, TYPE_GROUP, P_FIGURE, a, err))
        return false;
    w->cut |= t.cut;
    sort_kinds(&kinds, &t, a);
    for (isize i = 0; i < kinds.n && !w->stop; i++)
        if (!give_kind(w, &kinds.at[i], err))
            return false;
    return cross_all(w, &kinds, a, err);
}
