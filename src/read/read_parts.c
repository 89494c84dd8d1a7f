/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "Ten people, six men and four women, a four-year-old child among them": the first number of
 * people that counts them all, and the first of each of its parts. English and Chinese put the
 * number before the noun, Korean mostly behind it. An age is no number of people.
 */
#include "read/rules.h"

/* Only the first of each part counts; a text full of such words is not read to its end. */
enum { BEFORE_NEAR = 4, ARTICLE_NEAR = 7, BEHIND_NEAR = 2, NOUNS_MAX = 64 };

static bool is_exact(const struct page_number *n)
{
    const struct amount *m = &n->amount;
    return m->has_min && m->has_max && m->min == m->max && m->bound == AMOUNT_EXACT && m->min > 0;
}

static bool is_age(const struct page *p, const struct page_number *n)
{
    static const char *const years[] = {"year", "years"};
    isize i = n->num_to + page_is_mark(p, n->num_to, '-');
    struct str next = i < p->lex.n ? page_words(p, i, i + 1) : S("");
    return page_is_any(p, i, years, COUNTOF(years)) || str_eq(next, S("살")) ||
           str_eq(next, S("세")) || str_eq(next, S("岁")) || str_eq(next, S("歲"));
}

static bool is_same_sentence(const struct page *p, isize a, isize b)
{
    return p->sentence_of[a] >= 0 && p->sentence_of[a] == p->sentence_of[b];
}

/* A mark other than a hyphen, or another noun that is counted, stands between. */
static bool is_parted(const struct page *p, isize from, isize to)
{
    for (isize i = from; i < to; i++)
        if ((p->lex.at[i].kind == LEX_MARK && p->lex.at[i].cp != '-') || page_hit(p, i, TERM_PART))
            return true;
    return false;
}

/* The number of this noun, or NULL. */
static const struct page_number *number_of(const struct page *p, const struct hit *h)
{
    const struct page_number *before = NULL;
    for (isize i = 0; i < p->numbers.n; i++) {
        const struct page_number *n = &p->numbers.at[i];
        if (n->date || is_age(p, n) || !is_same_sentence(p, n->num_from, h->from))
            continue;
        if (p->cjk && n->num_from >= h->to && n->num_from <= h->to + BEHIND_NEAR &&
            !is_parted(p, h->to, n->num_from))
            return n;
        if (n->num_to <= h->from && h->from - n->num_to <= BEFORE_NEAR &&
            !is_parted(p, n->num_to, h->from))
            before = n;
    }
    return before;
}

/* "a four-year-old child", "네 살 아이": one. */
static bool is_single(const struct page *p, const struct hit *h)
{
    for (isize i = h->from - 1; i >= 0 && i >= h->from - ARTICLE_NEAR; i--) {
        if (!is_same_sentence(p, i, h->from) || page_hit(p, i, TERM_PART))
            return false;
        if (page_is_word(p, i, S("a")) || page_is_word(p, i, S("an")))
            return true;
    }
    for (isize i = 0; i < p->numbers.n; i++)
        if (is_age(p, &p->numbers.at[i]) && p->numbers.at[i].num_to < h->from &&
            h->from - p->numbers.at[i].num_to <= BEHIND_NEAR &&
            is_same_sentence(p, p->numbers.at[i].num_from, h->from))
            return true;
    return false;
}

static enum read_part part_of(struct str value)
{
    if (str_eq(value, S("women")))
        return READ_PART_WOMEN;
    return str_eq(value, S("men")) ? READ_PART_MEN : READ_PART_CHILDREN;
}

void read_parts(struct reading *r, struct page *p)
{
    bool *taken = NEWN(p->tmp, bool, p->numbers.n + 1);
    int nouns = 0;
    for (isize i = 0; i < p->hits.n && nouns < NOUNS_MAX; i++) {
        const struct hit *h = &p->hits.at[i];
        if (h->term != TERM_PART)
            continue;
        nouns++;
        const struct page_number *n = number_of(p, h);
        int64_t *count = &r->parts.count[part_of(h->value)];
        if (n)
            taken[n - p->numbers.at] = true;
        if (*count == 0 && n && is_exact(n))
            *count = n->amount.min;
        else if (*count == 0 && !n && is_single(p, h))
            *count = 1;
    }
    for (isize i = 0; i < p->numbers.n && !r->parts.count[READ_PART_TOTAL]; i++) {
        const struct page_number *n = &p->numbers.at[i];
        if (!taken[i] && n->people && is_exact(n) && !is_age(p, n))
            r->parts.count[READ_PART_TOTAL] = n->amount.min;
    }
}

bool read_parts_fit(const struct read_parts *p)
{
    const int64_t *c = p->count;
    int64_t all = c[READ_PART_TOTAL], adults = c[READ_PART_WOMEN] + c[READ_PART_MEN];
    if (!all)
        return true;
    if (c[READ_PART_WOMEN] && c[READ_PART_MEN])
        return adults == all || adults + c[READ_PART_CHILDREN] == all;
    return adults <= all && c[READ_PART_CHILDREN] <= all;
}
