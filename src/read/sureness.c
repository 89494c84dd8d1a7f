/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/sureness.h"

enum { IRREAL_BACK = 5 };

static enum read_hedge hedge_named(struct str value)
{
    if (str_eq(value, S("alleged")))
        return READ_HEDGE_ALLEGED;
    return str_eq(value, S("reported")) ? READ_HEDGE_REPORTED : READ_HEDGE_ESTIMATED;
}

enum read_hedge sureness_of(const struct page *p, isize sentence, const struct page_number *n)
{
    enum read_hedge best = READ_HEDGE_NONE;
    if (n && n->amount.bound == AMOUNT_ABOUT)
        best = READ_HEDGE_ESTIMATED;
    if (sentence < 0)
        return best;
    const struct sentence *s = &p->sentences.at[sentence];
    for (isize i = s->from; i < s->to; i++) {
        const struct hit *h = page_hit(p, i, TERM_HEDGE);
        if (h && hedge_named(h->value) > best)
            best = hedge_named(h->value);
    }
    return best;
}

static bool is_weak(const struct page *p, isize i)
{
    static const char *const words[] = {"to", "be", "any", "no", "often", "policy", "practice"};
    return page_is_any(p, i, words, COUNTOF(words));
}

bool is_irreal(const struct page *p, isize i)
{
    isize s = p->sentence_of[i];
    for (isize k = i - 1; k >= 0 && k >= i - IRREAL_BACK && p->sentence_of[k] == s; k--) {
        if (page_is_mark(p, k, ',') || page_is_mark(p, k, 0xff0c) || page_is_mark(p, k, ';'))
            return false;
        if (page_is_word(p, k, S("have")))
            return false; /* "may already have been handed over": a claim about the past */
        if (page_hit(p, k, TERM_IRREAL) && (!is_weak(p, k) || k >= i - 2))
            return true;
    }
    return false;
}

/* "왜 체포됐는지", why it did, is no doubt that it did. */
bool is_whether(const struct page *p, isize to)
{
    static const char *const asks[] = {"왜 ",    "어떻게", "어디", "언제", "누가 ", "누구",
                                       "얼마나", "몇 ",    "무엇", "무슨", "어떤",  "어느"};
    enum { ENDING = 6, BACK = 40 };
    isize from = to > BACK ? to - BACK : 0, end = to;
    while (from < to && p->sentence_of[from] != p->sentence_of[to - 1])
        from++;
    while (end < p->lex.n && end < to + ENDING && p->lex.at[end].kind == LEX_HANGUL)
        end++;
    struct str word = page_words(p, to, end), space;
    (void)str_cut(word, ' ', &word, &space);
    if (str_find(word, S("는지")) < 0)
        return false;
    struct str before = page_words(p, from, to);
    for (isize i = 0; i < COUNTOF(asks); i++)
        if (str_find(before, str_from_c(asks[i])) >= 0)
            return false;
    return true;
}

bool is_irreal_after(const struct page *p, isize to)
{
    static const char *const endings[] = {"될 수", "할 수", "될 위", "될 우", "될 처",
                                          "당할",  "될 가", "하지 ", "되지 ", "하면",
                                          "되면",  "할 경", "될 경"};
    enum { NEAR = 4 };
    const struct lexeme *x = page_lex(p, to - 1);
    if (!x || x->kind != LEX_HANGUL)
        return false;
    isize end = to + NEAR < p->lex.n ? to + NEAR : p->lex.n;
    struct str rest = to < end ? page_words(p, to, end) : S("");
    for (isize i = 0; i < COUNTOF(endings); i++)
        if (str_starts(rest, str_from_c(endings[i])))
            return true;
    return false;
}
