/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/script.h"
#include "read/rules.h"

/* How much of a line is written in Han and Hangul, less how much in Latin letters. */
static isize cjk_balance(const struct page *p, const struct line *l)
{
    isize sum = 0;
    for (isize i = l->mark; i < l->to; i++) {
        const struct lexeme *x = &p->lex.at[i];
        if (page_is_cjk(p, i))
            sum += 3;
        else if (x->kind == LEX_WORD)
            sum -= x->end - x->start;
    }
    return sum;
}

/*
 * The lines of the second language: the run of lines with the largest sum of balances (Kadane's
 * maximum subarray), if it is a good part of the text.
 */
static void mark_other_half(struct page *p, bool second_is_cjk)
{
    isize sum = 0, best = 0, from = 0, best_from = 0, best_to = 0, all = 0;
    for (isize k = 0; k < p->lines.n; k++) {
        isize b = cjk_balance(p, &p->lines.at[k]);
        b = second_is_cjk ? b : -b;
        all += b > 0 ? b : -b;
        if (sum <= 0) {
            sum = 0;
            from = k;
        }
        sum += b;
        if (sum > best) {
            best = sum;
            best_from = from;
            best_to = k + 1;
        }
    }
    if (best < 300 || best < all / 8)
        return;
    for (isize k = best_from; k < best_to; k++)
        p->lines.at[k].zone = ZONE_OTHER_HALF;
}

void read_language(struct reading *r, struct page *p)
{
    r->language = text_languages(p->text, p->a);
    p->language = r->language;
    p->cjk = str_starts(r->language, S("ko")) || str_starts(r->language, S("zh"));
    struct str first, second;
    if (!str_cut(r->language, '+', &first, &second))
        return;
    bool second_cjk = !str_starts(second, S("en"));
    if (second_cjk != p->cjk)
        mark_other_half(p, second_cjk);
}
