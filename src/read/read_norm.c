/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Treaties, statutes, agreements and their articles. First all mentions are found, then all article
 * references, then each reference is tied to the mention beside it, to the one that "the
 * Convention" means, or to the last one before it.
 */
#include "base/map.h"
#include "read/norms.h"
#include "read/rules.h"

#include "base/list.h"

enum { BACK = 200 };

struct norms {
    struct reading *r;
    struct page *p;
    struct map seen;
    struct mentions mentions;
    struct article_refs refs;
    struct mention *current; /* what the last article belonged to */
};

static void norm_add(struct norms *n, const struct mention *m, isize from, isize to,
                     struct str article)
{
    struct page *p = n->p;
    struct str key = str_format(p->tmp, "%.*s\t%.*s", FS(m->canonical), FS(article));
    if (map_get(&n->seen, key, 0) || n->r->norms.n >= READING_ITEMS_MAX)
        return;
    map_set(&n->seen, key, 1);
    *LIST_ADD(&n->r->norms, p->a) =
        (struct read_norm){.from = page_from(p, from, to, m->rule, m->score),
                           .name = page_clean(page_words(p, from, to), p->a),
                           .canonical = str_copy(p->a, m->canonical),
                           .article = str_copy(p->a, article)};
}

static struct mention *mention_at(struct norms *n, isize from)
{
    isize lo = 0, hi = n->mentions.n;
    while (lo < hi) {
        isize mid = lo + (hi - lo) / 2;
        if (n->mentions.at[mid].from < from)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < n->mentions.n ? &n->mentions.at[lo] : NULL;
}

static struct mention *mention_before(struct norms *n, isize to)
{
    struct mention *next = mention_at(n, to);
    isize k = next ? next - n->mentions.at : n->mentions.n;
    return k > 0 ? &n->mentions.at[k - 1] : NULL;
}

/* "of the 1951 UN ...": the words that may stand between an article and its treaty. */
static isize skip_of(const struct page *p, isize i)
{
    isize at = i;
    at += page_is_mark(p, at, ',');
    bool of = page_is_word(p, at, S("of")) || page_is_word(p, at, S("in")) ||
              page_is_word(p, at, S("under"));
    at += of;
    while (of && (page_is_word(p, at, S("the")) || page_is_word(p, at, S("its")) ||
                  page_is_word(p, at, S("that"))))
        at++;
    return at;
}

/* The treaty that "the Convention" or "the Covenant" means: the last one of that kind. */
static struct mention *anaphor(struct norms *n, isize i)
{
    const struct page *p = n->p;
    const struct hit *h = page_hit(p, i, TERM_LAW);
    if (!h || !str_eq(h->value, S("anaphor")))
        return NULL;
    bool covenant = page_is_word(p, i, S("covenant")) || str_eq(page_words(p, i, h->to), S("규약"));
    int back = 0;
    for (struct mention *m = mention_before(n, i); m && m >= n->mentions.at && back < BACK;
         m--, back++) {
        bool is_covenant = str_eq(m->canonical, S("ICCPR")) || str_eq(m->canonical, S("ICESCR"));
        bool protocol = str_eq(m->canonical, S("CSR67P"));
        if (m->treaty && is_covenant == covenant && !protocol)
            return m;
    }
    return NULL;
}

static bool is_protocol(const struct mention *m)
{
    return str_eq(m->canonical, S("CSR67P"));
}

/* The mention that a reference belongs to; *from and *to become what both cover together. */
static struct mention *mention_of(struct norms *n, const struct article_ref *ref, isize *from,
                                  isize *to)
{
    const struct page *p = n->p;
    enum { BESIDE = 4, PROVIDES = 10 };
    isize after = skip_of(p, ref->to);
    struct mention *next = mention_at(n, ref->to), *last = mention_before(n, ref->from);
    if (next && next->from <= after && after > ref->to) {
        *to = next->to;
        next->tied = true;
        return next;
    }
    struct mention *same = after > ref->to ? anaphor(n, after) : NULL;
    if (same) {
        *to = after + 1;
        return same;
    }
    if (last && ref->from - last->to <= BESIDE &&
        p->sentence_of[last->from] == p->sentence_of[ref->from]) {
        bool and = page_is_word(p, last->to, S("and"));
        last->tied |= !and;
        *from = last->from;
        return last;
    }
    if (last && ref->from - last->to <= PROVIDES &&
        p->sentence_of[last->from] == p->sentence_of[ref->from]) {
        *from = last->from;
        last->tied = true;
        return last;
    }
    if (n->current && (!last || n->current->from > last->from || is_protocol(last)))
        return n->current;
    for (int back = 0; last && last > n->mentions.at && is_protocol(last) && back < BACK; back++)
        last--; /* it has eleven articles, and they are not cited by number alone */
    return last;
}

static void refs_tie(struct norms *n)
{
    struct article_refs *l = &n->refs;
    isize last = -1;
    for (isize i = 0; i < l->n; i++) {
        struct article_ref *ref = &l->at[i];
        isize from = ref->from, to = ref->to;
        /* "articles 19 and 20(1) of the Covenant": the first belongs where the last does */
        for (last = last < i ? i : last; last + 1 < l->n && l->at[last + 1].group == ref->group;)
            last++;
        struct article_ref whole = *ref;
        whole.to = l->at[last].to;
        struct mention *m = mention_of(n, &whole, &from, &to);
        if (last > i)
            to = ref->to;
        if (m)
            norm_add(n, m, from, to, ref->article);
        n->current = m ? m : n->current;
    }
}

static bool is_treaty_act(const struct page *p, isize i)
{
    static const char *const words[] = {"ratified", "signed", "acceded",   "adopted",
                                        "enacted",  "party",  "accession", "concluded"};
    return page_is_any(p, i, words, COUNTOF(words));
}

/* "(July 1998)" after a treaty, "ratified on 4 October 1988": no date of an event. */
static void dates_pass_over(struct page *p, const struct mentions *mentions)
{
    enum { BESIDE = 2, ACT = 5 };
    isize k = 0;
    for (isize d = 0; d < p->dates.n; d++) {
        struct page_date *x = &p->dates.at[d];
        while (k < mentions->n && mentions->at[k].to + BESIDE < x->from)
            k++;
        x->norm = k < mentions->n && mentions->at[k].from < x->to &&
                  (x->from < mentions->at[k].to || page_is_mark(p, x->from - 1, '('));
        for (isize i = x->from - ACT; i < x->from; i++)
            x->norm |= is_treaty_act(p, i);
    }
}

/* The numbers of articles count nothing. */
static void numbers_pass_over(struct page *p, const struct article_refs *refs)
{
    isize k = 0;
    for (isize i = 0; i < refs->n; i++) {
        while (k < p->numbers.n && p->numbers.at[k].num_to <= refs->at[i].from)
            k++;
        for (isize m = k; m < p->numbers.n && p->numbers.at[m].num_from < refs->at[i].to; m++)
            p->numbers.at[m].date = true;
    }
}

void read_norms(struct reading *r, struct page *p)
{
    struct norms n = {.r = r, .p = p, .seen = map_in(p->tmp, 4)};
    mentions_find(&n.mentions, p);
    article_refs_find(&n.refs, p);
    numbers_pass_over(p, &n.refs);
    dates_pass_over(p, &n.mentions);
    refs_tie(&n);
    for (isize i = 0; i < n.mentions.n; i++) {
        const struct mention *m = &n.mentions.at[i];
        if (!m->tied)
            norm_add(&n, m, m->from, m->to, S(""));
    }
}
