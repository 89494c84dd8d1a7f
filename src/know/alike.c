/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/alike.h"

#include <stdlib.h>

#include "base/list.h"
#include "lang/normal.h"
#include "lang/token.h"

enum { TEXT_MAX = 1 << 20, BAG_WORDS = 64 };

struct str alike_text(struct str s, struct arena *a)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct str folded = text_fold(s, tmp.arena);
    struct buf b = buf_in(a, TEXT_MAX);
    struct word w;
    for (isize at = 0; word_next(&w, folded, &at);) {
        if (w.kind == WORD_MARK)
            continue;
        if (b.n)
            buf_add_c(&b, ' ');
        buf_add(&b, str_part(folded, w.start, w.end));
    }
    return buf_str(&b);
}

struct str alike_address(struct str s, struct arena *a)
{
    return alike_text(s, a);
}

static bool is_common(struct str w)
{
    static const char *const common[] = {
        "the",     "of",   "and",      "in",       "a",         "to",     "from",    "more",
        "than",    "over", "some",     "about",    "around",    "people", "persons", "their",
        "number",  "who",  "have",     "been",     "were",      "are",    "is",      "be",
        "between", "at",   "least",    "may",      "estimates", "vary",   "명",      "여명",
        "人",      "名",   "estimate", "estimated"};
    for (isize i = 0; i < COUNTOF(common); i++)
        if (str_eq(w, str_from_c(common[i])))
            return true;
    return false;
}

static int by_text(const void *x, const void *y)
{
    const struct str *a = x, *b = y;
    return str_cmp(*a, *b);
}

struct str alike_bag(struct str s, struct arena *a)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct str folded = text_fold(s, tmp.arena), words[BAG_WORDS];
    struct buf b = buf_in(a, TEXT_MAX);
    struct word w;
    isize n = 0;
    for (isize at = 0; n < BAG_WORDS && word_next(&w, folded, &at);) {
        struct str word = str_part(folded, w.start, w.end);
        if (w.kind != WORD_MARK && w.kind != WORD_NUMBER && !is_common(word))
            words[n++] = word;
    }
    qsort(words, (size_t)n, sizeof *words, by_text);
    for (isize i = 0; i < n; i++) {
        if (i && str_eq(words[i], words[i - 1]))
            continue;
        if (b.n)
            buf_add_c(&b, ' ');
        buf_add(&b, words[i]);
    }
    return buf_str(&b);
}

static bool bag_next(struct str *bag, struct str *word)
{
    if (!bag->n)
        return false;
    (void)str_cut(*bag, ' ', word, bag);
    return true;
}

bool alike_bags(struct str a, struct str b)
{
    isize na = 0, nb = 0, shared = 0;
    struct str x = {0}, y = {0};
    bool ax = bag_next(&a, &x), by = bag_next(&b, &y);
    while (ax || by) {
        int c = !ax ? 1 : !by ? -1 : str_cmp(x, y);
        shared += c == 0;
        na += c <= 0;
        nb += c >= 0;
        if (c <= 0)
            ax = bag_next(&a, &x);
        if (c >= 0)
            by = bag_next(&b, &y);
    }
    isize few = na < nb ? na : nb;
    /* Half of the shorter description, and never a single word out of many. */
    return few > 0 && (2 * shared >= few || shared >= 3);
}

bool alike_words(struct str a, struct str b)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    return alike_bags(alike_bag(a, tmp.arena), alike_bag(b, tmp.arena));
}
