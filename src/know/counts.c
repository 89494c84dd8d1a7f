/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One number of which the words leave open what it counts: "the repatriation of 2,000 people held
 * there" can be read as 2,000 returned or as 2,000 held. Asked is only where the noun that governs
 * the number names another measure than the one that was taken, and the same sentence gives no
 * figure for it; shown beside it are the other places that have the number by either measure.
 */
#include "base/list.h"
#include "know/happened.h"
#include "know/rivals.h"
#include "lang/amount.h"
#include "lang/normal.h"
#include "record/ids.h"

enum { BEFORE = 60, SHOWN_MAX = 8, ASKED_MAX = 200 };

struct governing { /* words right before a number, and what they count */
    const char *words, *measure;
};
static const struct governing before_number[] = {
    {"repatriation of", "measure:returned"},
    {"repatriations of", "measure:returned"},
    {"return of", "measure:returned"},
    {"returns of", "measure:returned"},
    {"deportation of", "measure:returned"},
    {"deportations of", "measure:returned"},
    {"refoulement of", "measure:returned"},
    {"repatriating", "measure:returned"},
    {"returning", "measure:returned"},
    {"deporting", "measure:returned"},
    {"detention of", "measure:detained"},
    {"detentions of", "measure:detained"},
    {"imprisonment of", "measure:detained"},
    {"arrest of", "measure:arrested"},
    {"arrests of", "measure:arrested"},
    {"execution of", "measure:executed"},
    {"executions of", "measure:executed"},
    {"disappearance of", "measure:disappeared"},
    {"遣返", "measure:returned"},
    {"遣送", "measure:returned"},
    {"拘留", "measure:detained"},
    {"关押", "measure:detained"},
    {"逮捕", "measure:arrested"},
};
/* What may stand between the two. */
static const char *const between[] = {
    "reportedly",   "some",      "about",      "around", "approximately", "nearly",
    "almost",       "up to",     "as many as", "over",   "at least",      "more than",
    "an estimated", "estimated", "roughly",    "the",    "these",         "those",
    "several",      "据报",      "约",         "大约",   "至少",          "超过",
    "近",           "了"};

static struct str without_end(struct str s, struct str end)
{
    return str_trim(str_part(s, 0, s.n - end.n));
}

static struct str without_between(struct str s)
{
    for (bool again = true; again;) {
        again = false;
        for (isize i = 0; i < COUNTOF(between); i++) {
            if (!str_ends(s, str_from_c(between[i])))
                continue;
            s = without_end(s, str_from_c(between[i]));
            again = true;
        }
    }
    return s;
}

static isize number_at(struct str words, const struct fact *f, struct arena *a)
{
    const struct quantity *q = &f->s.value.quantity;
    int64_t n = q->has_min ? q->min : q->max;
    struct str written = f->s.as_written.n < BEFORE ? f->s.as_written : (struct str){0};
    const struct str ways[] = {amount_say(n, a), str_format(a, "%" PRId64, n),
                               text_fold(written, a)};
    for (isize i = 0; i < COUNTOF(ways); i++) {
        isize at = ways[i].n ? str_find(words, ways[i]) : -1;
        if (at >= 0)
            return at;
    }
    return -1;
}

/* The measure that the words before the number name; empty: none. */
static struct str governs(const struct happened *h, struct arena *a)
{
    struct str words = happened_words(h, a);
    isize at = number_at(words, h->figure, a);
    if (at <= 0)
        return (struct str){0};
    struct str left = without_between(str_trim(str_part(words, at > BEFORE ? at - BEFORE : 0, at)));
    for (isize i = 0; i < COUNTOF(before_number); i++)
        if (str_ends(left, str_from_c(before_number[i].words)))
            return str_from_c(before_number[i].measure);
    return (struct str){0};
}

static bool same_number(const struct fact *a, const struct fact *b)
{
    const struct quantity *x = &a->s.value.quantity, *y = &b->s.value.quantity;
    return x->has_min == y->has_min && x->has_max == y->has_max &&
           (!x->has_min || x->min == y->min) && (!x->has_max || x->max == y->max);
}

static bool same_sentence(const struct fact *a, const struct fact *b)
{
    const struct ref *x = &a->s.source, *y = &b->s.source;
    return x->kind == REF_PASSAGE && y->kind == REF_PASSAGE && id_eq(&x->id, &y->id) &&
           x->start < y->end && y->start < x->end;
}

struct asking {
    struct alike_walk *w;
    const struct told *all; /* figures of events and groups */
    struct arena *a;
    isize asked;
};

/* The words of a question: "detained or returned?". */
static struct str measure_word(const struct reader *r, struct str measure)
{
    static const struct {
        const char *measure, *word;
    } words[] = {{"measure:detained", TR("detained")},
                 {"measure:returned", TR("returned")},
                 {"measure:arrested", TR("arrested")},
                 {"measure:executed", TR("executed")},
                 {"measure:disappeared", TR("disappeared")}};
    for (isize i = 0; i < COUNTOF(words); i++)
        if (str_eq(measure, str_from_c(words[i].measure)))
            return msg(r->lang, words[i].word);
    struct str vocabulary, id;
    const struct vocabulary *v = schema_vocabulary(r->schema, V_MEASURE);
    (void)str_cut(measure, ':', &vocabulary, &id);
    const struct term *t = vocabulary_term_by_id(v, id);
    return t ? label_in(&t->label, r->lang) : measure;
}

static bool ask(struct asking *x, const struct fact *f, struct str other, struct err *err)
{
    struct fact at[SHOWN_MAX] = {*f};
    struct alike_group g = {.at = at,
                            .n = 1,
                            .about = f->s.value.quantity.population,
                            .ground = GROUND_ALIKE,
                            .told = true,
                            .relation = RELATION_COUNTED};
    for (isize i = 0; i < x->all->n; i++) {
        const struct fact *b = &x->all->at[i];
        struct str measure = b->s.value.quantity.measure;
        bool either = str_eq(measure, f->s.value.quantity.measure) || str_eq(measure, other);
        if (b->no == f->no || !same_number(f, b) || !either)
            continue;
        if (same_sentence(f, b) && str_eq(measure, other))
            return true; /* the sentence says both */
        if (g.n < SHOWN_MAX)
            at[g.n++] = *b;
        else
            g.more++;
    }
    g.question = msg_fill(x->a, msg(x->w->r->lang, TR("{one} or {other}?")), "one",
                          measure_word(x->w->r, f->s.value.quantity.measure), "other",
                          measure_word(x->w->r, other), NULL);
    return alike_give(x->w, &g, err);
}

static bool figures_all(struct told *out, const struct reader *r, struct happened_list *l,
                        struct arena *a, struct err *err)
{
    for (isize i = 0; i < l->figures.n; i++)
        *LIST_ADD(out, a) = l->figures.at[i];
    return told_all(out, r, TYPE_GROUP, P_FIGURE, a, err);
}

bool alike_counts(struct alike_walk *w, struct happened_list *l, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct told all = {0};
    struct asking x = {w, &all, a, 0};
    if (!figures_all(&all, w->r, l, a, err))
        return false;
    for (isize i = 0; i < l->n && !w->stop; i++) {
        const struct happened *h = &l->at[i];
        AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
        if (!h->figure || !h->words || !h->figure->s.value.quantity.measure.n)
            continue;
        struct str other = governs(h, tmp.arena);
        if (!other.n || str_eq(other, h->figure->s.value.quantity.measure))
            continue;
        if (++x.asked > ASKED_MAX) {
            w->cut = true;
            return true;
        }
        if (!ask(&x, h->figure, other, err))
            return false;
    }
    return true;
}
