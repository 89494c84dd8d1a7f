/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Places: countries, regions and cities of the tables; "X prison", "X province", "city of X"; and a
 * name that is not known as anything else after "in", "near", "at". One entry a place, its other
 * names as aliases. Not in addresses and signatures, not inside the names of bodies, treaties and
 * organisations.
 */
#include "base/list.h"
#include "base/map.h"
#include "lang/lexeme.h"
#include "read/lines.h"
#include "read/names.h"
#include "read/rules.h"

enum { PLACE_WORDS = 6 };

struct places {
    struct reading *r;
    struct page *p;
    struct map seen; /* key of a place or alias -> index */
    struct str country;
    isize covered;
};

/* One mention: the name, and the part of it that also names it ("Liaoning" of "Liaoning province").
 */
struct mention {
    isize from, to;
    isize base_from, base_to;
    struct str country, key;
    const char *rule;
    int score;
};

static struct str place_key(struct places *s, struct str name)
{
    char key[LEXEME_KEY];
    return str_copy(s->p->tmp, lexeme_key(name, key));
}

static void alias_add(struct places *s, isize at, struct str name)
{
    struct read_place *x = &s->r->places.at[at];
    if (!name.n || str_eq(x->name, name) || x->aliases.n >= 12)
        return;
    for (isize i = 0; i < x->aliases.n; i++)
        if (str_eq(x->aliases.at[i], name))
            return;
    str_list_add(&x->aliases, name, s->p->a);
    map_set(&s->seen, place_key(s, name), at);
}

static void place_add(struct places *s, const struct mention *m)
{
    struct page *p = s->p;
    struct str name = page_clean(page_words(p, m->from, m->to), p->a);
    struct str base = page_clean(page_words(p, m->base_from, m->base_to), p->a);
    struct str key = m->key.n ? m->key : place_key(s, base);
    isize at = (isize)map_get(&s->seen, key, -1);
    bool half = p->lines.at[p->line_of[m->from]].zone == ZONE_OTHER_HALF;
    s->covered = m->to;
    p->place_to[m->from] = m->to;
    if (at >= 0) {
        alias_add(s, at, name);
        alias_add(s, at, base);
        return;
    }
    if (half || s->r->places.n >= READING_ITEMS_MAX)
        return;
    map_set(&s->seen, key, s->r->places.n);
    *LIST_ADD(&s->r->places, p->a) =
        (struct read_place){.from = page_from(p, m->from, m->to, m->rule, m->score),
                            .name = name,
                            .country = m->country};
    alias_add(s, s->r->places.n - 1, base);
}

static bool is_outside(enum zone z)
{
    return z == ZONE_ADDRESS || z == ZONE_SIGN || z == ZONE_COPIES || z == ZONE_FOOTER;
}

static bool is_written_so(const struct page *p, const struct hit *h)
{
    if (page_is_cjk(p, h->from))
        return true;
    struct str w = page_words(p, h->from, h->to);
    return page_is_capital(p, h->from) &&
           (w.n > 3 || h->to - h->from > 1 || page_is_all_capitals(p, h->from) || w.p[1] == '.');
}

/* What hides a place: the longer name of something else that begins here. */
static isize hidden_until(struct places *s, isize i)
{
    static const enum term terms[] = {TERM_BODY, TERM_NORM, TERM_ORG};
    struct page *p = s->p;
    isize to = i;
    for (isize k = 0; k < COUNTOF(terms); k++) {
        const struct hit *h = page_hit(p, i, terms[k]);
        if (h && h->to > to)
            to = h->to;
    }
    if (page_is_capital(p, i) && !page_is_capital(p, i - 1)) {
        isize end = org_at(p, i, p->lines.at[p->line_of[i]].to);
        if (end > to && org_evidence(p, i, end) == 2)
            to = end;
    }
    return to;
}

/* ", Liaoning province" and "Province" after a name. */
static isize admin_end(const struct page *p, isize i)
{
    const struct hit *h = page_hit(p, i, TERM_ADMIN);
    if (h && !p->lex.at[i].line)
        return h->to;
    isize at = i; /* "Uighur Autonomous Region" */
    while (at < i + 4 && page_is_capital(p, at))
        if ((h = page_hit(p, ++at, TERM_ADMIN)) != NULL && page_is_capital(p, at))
            return h->to;
    return i;
}

static bool in_context(const struct page *p, isize i)
{
    static const char *const words[] = {"in",   "near",   "at",     "outside", "from",
                                        "to",   "around", "city",   "of",      "through",
                                        "into", "via",    "towards"};
    if (page_is_any(p, i - 1, words, COUNTOF(words)))
        return true;
    return page_is_mark(p, i - 1, ',') || page_is_mark(p, i - 1, '(');
}

/* "the Tampa", "the vessel Tampa": no city takes an article. */
static bool is_ship(const struct page *p, isize i)
{
    static const char *const words[] = {"the", "vessel", "ship", "boat", "mv", "hmas", "tanker"};
    return page_is_any(p, i - 1, words, COUNTOF(words));
}

/* A Korean city is also a common word (위해, 상해): it must carry a particle of place, or stand
 * after its country. */
static bool city_fits(const struct page *p, const struct hit *h)
{
    static const char *const after[] = {"에서", "에 ", "시 ", "시에", "으로",
                                        "로 ",  "의 ", "와 ", "과 "};
    if (p->lex.at[h->from].kind != LEX_HANGUL || h->to - h->from > 3 ||
        page_hit_before(p, h->from, TERM_COUNTRY))
        return true;
    isize end = p->lex.at[h->to - 1].end;
    struct str rest = str_part(p->text, end, end + 8);
    for (isize k = 0; k < COUNTOF(after); k++)
        if (str_starts(rest, str_from_c(after[k])))
            return true;
    return page_hit(p, h->to, TERM_FACILITY) != NULL; /* "투먼 구류소" */
}

/* 저장한, 안동하는: the stem of a verb that sounds like a place. */
static bool is_verb_stem(const struct page *p, const struct hit *h)
{
    static const char *const endings[] = {"하", "한", "할", "해", "했",
                                          "되", "된", "될", "됐", "합"};
    const struct lexeme *next = page_lex(p, h->to);
    if (!next || next->kind != LEX_HANGUL || next->space || next->line)
        return false;
    for (isize k = 0; k < COUNTOF(endings); k++)
        if (str_eq(page_words(p, h->to, h->to + 1), str_from_c(endings[k])))
            return true;
    return false;
}

/* 한국인, 中国人: its people. */
static bool is_people(const struct page *p, const struct hit *h)
{
    const struct lexeme *next = page_lex(p, h->to);
    if (!next || next->space || next->line || !page_is_cjk(p, h->from))
        return false;
    struct str w = page_words(p, h->to, h->to + 1);
    bool hangul = str_eq(w, S("인")) && page_lex(p, h->to + 1) &&
                  (p->lex.at[h->to + 1].space || p->lex.at[h->to + 1].kind != LEX_HANGUL);
    return hangul || str_eq(w, S("人"));
}

static bool is_one_of(const struct page *p, isize i, const char *set)
{
    return p->lex.at[i].kind == LEX_HAN && str_find(str_from_c(set), page_words(p, i, i + 1)) >= 0;
}

/* 在振安区, 吉林省鹤林镇: two or three characters between a word of place and a word for a part of
 * the country. */
static bool chinese_district(struct places *s, isize i)
{
    static const char never[] = "一这這那某個个该該本当當邻鄰农農全同各多其我他她你的地了每哪几幾两"
                                "兩外内內边邊";
    struct page *p = s->p;
    if (i == 0 || p->lex.at[i].kind != LEX_HAN || !is_one_of(p, i - 1, "在于於到至从從省市州县縣"))
        return false;
    for (isize to = i + 2; to <= i + 3 && to < p->lex.n; to++) {
        const struct hit *h = page_hit(p, to, TERM_ADMIN);
        if (p->lex.at[to].kind != LEX_HAN || is_one_of(p, to - 2, never) ||
            is_one_of(p, to - 1, never))
            return false;
        if (!h)
            continue;
        struct mention m = {.from = i,
                            .to = h->to,
                            .base_from = i,
                            .base_to = h->to,
                            .country = s->country,
                            .rule = "place.district",
                            .score = 500};
        place_add(s, &m);
        return true;
    }
    return false;
}

static bool table_place(struct places *s, isize i)
{
    static const enum term terms[] = {TERM_COUNTRY, TERM_REGION, TERM_CITY};
    struct page *p = s->p;
    for (isize k = 0; k < COUNTOF(terms); k++) {
        const struct hit *h = page_hit(p, i, terms[k]);
        if (!h || !is_written_so(p, h) || is_verb_stem(p, h) || is_people(p, h))
            continue;
        if (terms[k] == TERM_CITY && (is_ship(p, i) || !city_fits(p, h)))
            continue;
        bool personal = page_hit(p, i, TERM_GIVEN) || page_hit(p, i, TERM_SURNAME);
        if (terms[k] == TERM_CITY && !page_is_cjk(p, i) &&
            ((personal && !in_context(p, i)) || page_hit(p, h->to, TERM_ORGWORD)))
            continue;
        struct mention m = {.from = i,
                            .to = h->to,
                            .base_from = i,
                            .base_to = h->to,
                            .country = h->value,
                            .key = terms[k] == TERM_COUNTRY ? h->value : S(""),
                            .rule = "place.table",
                            .score = 900};
        if (terms[k] != TERM_COUNTRY)
            m.to = admin_end(p, h->to);
        if (page_is_cjk(p, i) && page_hit(p, m.to, TERM_ORGWORD))
            m.to = h->to;
        const struct hit *facility = page_hit(p, h->to, TERM_FACILITY);
        if (terms[k] == TERM_CITY && facility && p->lex.at[i].kind == LEX_HANGUL &&
            !p->lex.at[h->to].line)
            m.to = facility->to;
        place_add(s, &m);
        s->country = h->value;
        return true;
    }
    return false;
}

/* A word that can be part of a place's name here. */
static bool is_name_word(const struct page *p, isize i)
{
    static const enum term terms[] = {TERM_COMMON,  TERM_OFFICE, TERM_HONORIFIC, TERM_DEMONYM,
                                      TERM_ORGWORD, TERM_LABEL,  TERM_NORM,      TERM_BODY,
                                      TERM_COUNTRY, TERM_ORG};
    if (!page_is_capital(p, i))
        return false;
    for (isize k = 0; k < COUNTOF(terms); k++)
        if (page_hit(p, i, terms[k]))
            return false;
    return true;
}

/* The country of "Dandong" for "Dandong detention centre", else the last one named. */
static struct str base_country(const struct places *s, isize from, isize to)
{
    const struct hit *h = page_hit(s->p, from, TERM_REGION);
    if (!h)
        h = page_hit(s->p, from, TERM_CITY);
    return h && h->to <= to ? h->value : s->country;
}

/* Capitals up to a word of facilities or regions: "Nasr al Nuba police station", "Tumen River". */
static bool suffix_place(struct places *s, isize i)
{
    struct page *p = s->p;
    isize at = i, words = 0;
    if (!page_is_capital(p, i) || page_hit(p, i, TERM_COMMON) || page_hit(p, i, TERM_OFFICE))
        return false;
    while (at < p->lex.n && words < PLACE_WORDS) {
        const struct hit *f = page_hit(p, at, TERM_FACILITY), *a = page_hit(p, at, TERM_ADMIN);
        const struct hit *h = f ? f : a;
        if (words && h && !(p->lex.at[at].line && !p->lines.at[p->line_of[at]].joined)) {
            if (page_hit(p, h->to, TERM_ORGWORD) && page_is_capital(p, h->to)) {
                s->covered = h->to + 1; /* "Seoul Central District Court" */
                return true;
            }
            struct mention m = {.from = i,
                                .to = h->to,
                                .base_from = i,
                                .base_to = at,
                                .country = base_country(s, i, at),
                                .rule = f ? "place.facility" : "place.region",
                                .score = 750};
            place_add(s, &m);
            return true;
        }
        const struct lexeme *x = &p->lex.at[at];
        bool tie = x->cp == '-' || (x->cp == '.' && page_is_word(p, at - 1, S("no")));
        bool small = page_is_word(p, at, S("al")) || page_is_word(p, at, S("el"));
        if (!page_is_capital(p, at) && !tie && !small && x->kind != LEX_DIGITS)
            return false;
        words += page_is_capital(p, at);
        at++;
    }
    return false;
}

static bool is_locative(const struct page *p, isize i)
{
    static const char *const words[] = {"in",     "near", "at",      "outside",
                                        "around", "of",   "through", "off"};
    return page_is_any(p, i, words, COUNTOF(words)) &&
           (!page_is_word(p, i, S("of")) || page_hit(p, i - 1, TERM_ADMIN));
}

/* "in Shallal", "near Hurghada and Marsa Alam": capitals that are nothing else. */
static bool context_place(struct places *s, isize i)
{
    struct page *p = s->p;
    bool and = page_is_word(p, i - 1, S("and")) && s->covered == i - 1;
    if ((!is_locative(p, i - 1) && !and) || p->lex.at[i].line)
        return false;
    isize to = i;
    while (to < i + 3 && is_name_word(p, to) && !(to > i && p->lex.at[to].line)) {
        to++;
        if (page_is_mark(p, to, '-') && !p->lex.at[to].space && page_is_capital(p, to + 1))
            to += 2;
    }
    bool personal = to > i && name_evidence(p, i, to) > 0;
    if (to == i || personal || page_is_all_capitals(p, i) || page_is_capital(p, to) ||
        page_words(p, i, to).n < 3)
        return false;
    struct mention m = {.from = i,
                        .to = to,
                        .base_from = i,
                        .base_to = to,
                        .country = s->country,
                        .rule = "place.context",
                        .score = 500};
    place_add(s, &m);
    return true;
}

void read_places(struct reading *r, struct page *p)
{
    struct places s = {.r = r, .p = p, .seen = map_in(p->tmp, 5)};
    p->place_to = NEWN(p->tmp, isize, p->lex.n + 1);
    for (isize i = 0; i < p->lex.n; i++) {
        isize hidden = hidden_until(&s, i);
        if (hidden > s.covered && !page_hit_in(p, i, hidden, TERM_FACILITY))
            s.covered = hidden;
        if (i < s.covered || is_outside(p->lines.at[p->line_of[i]].zone) ||
            line_is_date(p, p->line_of[i]))
            continue;
        bool longer = page_is_capital(p, i) && !page_hit(p, i, TERM_COUNTRY) && suffix_place(&s, i);
        if (!longer && !table_place(&s, i) && !chinese_district(&s, i))
            context_place(&s, i);
    }
}
