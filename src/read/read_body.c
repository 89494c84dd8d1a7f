/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intergovernmental bodies, treaty bodies and mandates: the first mention of each. */
#include "base/list.h"
#include "base/map.h"
#include "read/rules.h"

enum { ACRONYM = 6, NEAR = 14 };

struct bodies {
    struct reading *r;
    struct page *p;
    struct map seen;
};

static void body_add(struct bodies *b, isize from, isize to, struct str canonical, int score)
{
    if (map_get(&b->seen, canonical, 0) || b->r->bodies.n >= READING_ITEMS_MAX)
        return;
    map_set(&b->seen, canonical, 1);
    *LIST_ADD(&b->r->bodies, b->p->a) =
        (struct read_body){.from = page_from(b->p, from, to, "body.name", score),
                           .name = page_words(b->p, from, to),
                           .canonical = canonical};
}

/* "UN", "ICC", "UPR" are words only in capitals. */
static bool is_written_so(const struct page *p, const struct hit *h)
{
    struct str w = page_words(p, h->from, h->to);
    if (h->to - h->from == 1 && w.n < ACRONYM && p->lex.at[h->from].kind == LEX_WORD)
        return page_is_all_capitals(p, h->from);
    return p->lex.at[h->from].kind != LEX_WORD || page_is_capital(p, h->from) ||
           str_eq(h->value, S("UNSP")) || str_eq(h->value, S("UPR"));
}

/* A longer name of another kind begins at the same word: "UN Refugee Convention". */
static isize longer_other(const struct page *p, isize i)
{
    const struct hit *norm = page_hit(p, i, TERM_NORM), *org = page_hit(p, i, TERM_ORG);
    isize to = norm ? norm->to : i;
    return org && org->to > to ? org->to : to;
}

/* The name goes on into another body's: 联合国 + 任意拘留问题工作组, UN Special Rapporteur + on
 * torture. */
static bool goes_on(const struct page *p, const struct hit *h)
{
    for (isize i = h->from + 1; i < p->lex.n && i < h->from + NEAR; i++) {
        const struct lexeme *x = &p->lex.at[i];
        if (x->kind == LEX_MARK || (x->space && i >= h->to))
            return false;
        const struct hit *next = page_hit(p, i, TERM_BODY);
        if (next && next->to > h->to && !str_eq(next->value, h->value) &&
            (i < h->to || page_is_cjk(p, i)))
            return true;
    }
    return false;
}

/* "Special Rapporteur on ..." with a topic that the table does not have. */
static bool mandate_add(struct bodies *b, isize i)
{
    const struct hit *h = page_hit(b->p, i, TERM_WORD);
    if (!h || !str_eq(h->value, S("mandate")))
        return false;
    body_add(b, i, h->to, S("UNSP"), 500);
    return true;
}

struct committee {
    const char *norm, *body;
};

/* "CCPR·자유권규약) 위원회", "禁止酷刑公约委员会": a treaty and the word for its committee. */
static void committee_add(struct bodies *b, isize i)
{
    static const struct committee of[] = {
        {"ICCPR", "HRCttee"},         {"CAT", "CAT-Committee"},    {"CRC", "CRC-Committee"},
        {"CEDAW", "CEDAW-Committee"}, {"ICERD", "CERD-Committee"}, {"ICPPED", "CED-Committee"},
        {"CRPD", "CRPD-Committee"},   {"ICESCR", "CESCR"},         {"CMW", "CMW-Committee"}};
    const struct page *p = b->p;
    const struct hit *norm = page_hit(p, i, TERM_NORM);
    if (!norm)
        return;
    isize at = norm->to;
    while (at < p->lex.n && at < norm->to + NEAR &&
           (p->lex.at[at].kind == LEX_MARK || page_is_all_capitals(p, at) ||
            page_hit(p, at, TERM_NORM))) {
        const struct hit *inner = page_hit(p, at, TERM_NORM);
        at = inner ? inner->to : at + 1;
    }
    const struct hit *word = page_hit(p, at, TERM_WORD);
    if (!word || !str_eq(word->value, S("committee")))
        return;
    bool quoted = page_is_mark(p, i - 1, 0x2018) || page_is_mark(p, i - 1, 0x300c);
    for (isize k = 0; k < COUNTOF(of); k++)
        if (str_eq(norm->value, str_from_c(of[k].norm)))
            body_add(b, i - quoted, word->to, str_from_c(of[k].body), 750);
}

/* "Commission on Human Rights of the Philippines": a state's own. */
static bool is_national(const struct page *p, const struct hit *h)
{
    isize at = h->to + 1 + page_is_word(p, h->to + 1, S("the"));
    return page_is_word(p, h->to, S("of")) && page_hit(p, at, TERM_COUNTRY) != NULL &&
           str_eq(h->value, S("UNCHR"));
}

void read_bodies(struct reading *r, struct page *p)
{
    struct bodies b = {r, p, map_in(p->tmp, 3)};
    isize covered = 0;
    for (isize i = 0; i < p->lex.n; i++) {
        enum zone zone = p->lines.at[p->line_of[i]].zone;
        committee_add(&b, i);
        isize other = longer_other(p, i);
        const struct hit *h = page_hit(p, i, TERM_BODY);
        if (other > covered && (!h || other > h->to))
            covered = other;
        if (i < covered || zone == ZONE_SIGN || zone == ZONE_ADDRESS || zone == ZONE_FOOTER ||
            zone == ZONE_OTHER_HALF)
            continue;
        if (!h) {
            mandate_add(&b, i);
        } else if (is_written_so(p, h) && !goes_on(p, h) && !is_national(p, h)) {
            body_add(&b, h->from, h->to, h->value, 900);
            covered = h->to;
        }
    }
}
