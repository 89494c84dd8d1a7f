/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/names.h"

enum { TITLES = 6, OFFICE_LEXEMES = 30, NAME_PARTS = 5, ORG_LEXEMES = 24 };

static bool is_particle(const struct page *p, isize i)
{
    static const char *const words[] = {"de", "da",  "dos", "del",  "bin", "binti", "ibn", "al",
                                        "el", "van", "von", "der",  "den", "la",    "le",  "ben",
                                        "ul", "ur",  "zu",  "bint", "abu", "di"};
    return !page_is_capital(p, i) && page_is_any(p, i, words, COUNTOF(words));
}

static bool is_personal(const struct page *p, isize i)
{
    return page_hit(p, i, TERM_GIVEN) || page_hit(p, i, TERM_SURNAME);
}

static bool is_long_hit(const struct page *p, isize i, enum term term, isize least)
{
    const struct hit *h = page_hit(p, i, term);
    return h && h->to - h->from >= least;
}

/* A word that begins something else than a person. */
static bool blocks_name(const struct page *p, isize i)
{
    static const enum term always[] = {TERM_BODY, TERM_NORM, TERM_ORG, TERM_CLOSING};
    static const enum term unless[] = {TERM_COMMON,    TERM_ORGWORD, TERM_OFFICE,
                                       TERM_HONORIFIC, TERM_COUNTRY, TERM_DEMONYM,
                                       TERM_REGION,    TERM_CITY,    TERM_LAW};
    for (isize k = 0; k < COUNTOF(always); k++)
        if (page_hit(p, i, always[k]))
            return true;
    for (isize k = 0; k < COUNTOF(unless); k++)
        if (is_long_hit(p, i, unless[k], 2) || (page_hit(p, i, unless[k]) && !is_personal(p, i)))
            return true;
    return false;
}

/* One word of a name with what is tied to it: "Chun-hee", "O'Neill", "J.". 0 if it is none. */
static isize name_part(const struct page *p, isize i, isize end)
{
    isize at = i;
    if (i >= end || !page_is_capital(p, i) || blocks_name(p, i))
        return 0;
    struct str w = page_words(p, i, i + 1);
    at++;
    if (w.n == 1 && page_is_mark(p, at, '.') && at < end)
        return at + 1;
    while (at + 1 < end && !p->lex.at[at].space && !p->lex.at[at + 1].space &&
           (page_is_mark(p, at, '-') || page_is_mark(p, at, '\'') || page_is_mark(p, at, 0x2019)) &&
           p->lex.at[at + 1].kind == LEX_WORD) {
        if (page_words(p, at + 1, at + 2).n == 1 && !page_is_mark(p, at, '-'))
            break; /* a genitive */
        at += 2;
    }
    return at;
}

bool name_at(const struct page *p, isize i, isize end, isize *to, int *parts)
{
    isize at = i, last = i;
    *parts = 0;
    end = end > i + ORG_LEXEMES ? i + ORG_LEXEMES : end;
    while (*parts < NAME_PARTS && at < end) {
        if (at > i && p->lex.at[at].line && !p->lines.at[p->line_of[at]].joined)
            break;
        if (*parts && is_particle(p, at) && at + 1 < end) {
            at++;
            continue;
        }
        isize next = name_part(p, at, end);
        if (!next)
            break;
        at = last = next;
        ++*parts;
    }
    if (*parts >= 2 && page_is_mark(p, last, ',') &&
        (page_is_word(p, last + 1, S("jr")) || page_is_word(p, last + 1, S("sr"))))
        last += 2 + page_is_mark(p, last + 2, '.');
    *to = last;
    return *parts > 0;
}

int name_evidence(const struct page *p, isize from, isize to)
{
    int n = 0;
    for (isize i = from; i < to; i++)
        n += (page_hit(p, i, TERM_GIVEN) != NULL) + (page_hit(p, i, TERM_SURNAME) != NULL);
    return n;
}

bool name_cjk_at(const struct page *p, isize i, isize *to)
{
    const struct hit *h = page_hit(p, i, TERM_SURNAME);
    if (!h || !page_is_cjk(p, i))
        return false;
    enum lexeme_kind kind = p->lex.at[i].kind;
    isize at = h->to;
    while (at < p->lex.n && at - h->to < 2 && p->lex.at[at].kind == kind && !p->lex.at[at].line &&
           !p->lex.at[at].space)
        at++;
    *to = at;
    return at > h->to;
}

int org_evidence(const struct page *p, isize from, isize to)
{
    int best = 0;
    for (isize i = from; i < to; i++) {
        const struct hit *h = page_hit(p, i, TERM_ORGWORD);
        if (page_hit(p, i, TERM_ORG))
            return 2;
        bool written = h && (page_is_capital(p, i) || page_is_cjk(p, i));
        if (written && str_eq(h->value, S("1")))
            best = 2;
        else if (written && best == 0)
            best = 1;
    }
    return best;
}

static bool is_org_link(const struct page *p, isize i)
{
    static const char *const words[] = {"of",      "for", "the",  "in", "on",   "and",     "to",
                                        "against", "de",  "des",  "du", "with", "without", "pour",
                                        "la",      "y",   "para", "by", "from", "at"};
    const struct lexeme *x = page_lex(p, i);
    return x && (x->cp == '&' || page_is_any(p, i, words, COUNTOF(words)));
}

/* A hyphen or apostrophe inside a name, and the letters after it. */
static bool is_tied(const struct page *p, isize i)
{
    const struct lexeme *x = &p->lex.at[i];
    bool sign = x->cp == '-' || x->cp == '\'' || x->cp == 0x2019;
    return !x->space && (sign || x->kind == LEX_WORD);
}

isize org_at(const struct page *p, isize i, isize end)
{
    const struct hit *h = page_hit(p, i, TERM_ORG);
    isize at = h ? h->to : i, last = at;
    end = end > i + ORG_LEXEMES ? i + ORG_LEXEMES : end;
    while (at < end && (at == i || !p->lex.at[at].line || p->lines.at[p->line_of[at]].joined)) {
        if (page_is_capital(p, at) || (at > i && is_tied(p, at) && !is_org_link(p, at)))
            last = ++at;
        else if (at > i && is_org_link(p, at) && at + 1 < end)
            at++;
        else
            break;
    }
    if (org_evidence(p, i, last) < 1 || last - i < 2)
        return h ? h->to : i;
    if (page_is_mark(p, last, '(') && page_is_capital(p, last + 1) &&
        page_is_mark(p, last + 2, ')'))
        last += 3;
    return last;
}

/* Where a place or body of an office ends: "the People's Republic of China". */
static isize office_place(const struct page *p, isize i, isize end)
{
    static const enum term terms[] = {TERM_COUNTRY, TERM_REGION, TERM_CITY, TERM_BODY, TERM_ORG};
    isize at = i + page_is_word(p, i, S("the"));
    for (isize k = 0; k < COUNTOF(terms); k++) {
        const struct hit *h = page_hit(p, at, terms[k]);
        if (h && h->to <= end)
            return h->to;
    }
    return 0;
}

/* Does a person's name begin here, in an office that runs on? "... Government HONG Hu". */
static bool name_begins(const struct page *p, isize i, isize end)
{
    isize to;
    int parts;
    if (!name_at(p, i, end, &to, &parts) || parts < 2)
        return false;
    bool marked = page_is_all_capitals(p, i) && !page_is_all_capitals(p, i - 1);
    return marked || is_personal(p, i);
}

static isize office_tail(const struct page *p, isize i, isize end)
{
    isize at = i, last = i;
    while (at < end) {
        isize place = office_place(p, at, end);
        if (place) {
            at = last = place;
        } else if (is_org_link(p, at) && at + 1 < end) {
            at++;
        } else if (page_is_capital(p, at) && (is_org_link(p, at - 1) || !name_begins(p, at, end)) &&
                   !page_hit(p, at, TERM_HONORIFIC)) {
            last = ++at;
        } else if (!p->lex.at[at].space && page_is_mark(p, at, '\'') && at + 1 < end) {
            at += 2;
            last = at;
        } else {
            break;
        }
    }
    return last;
}

isize office_end(const struct page *p, isize i, isize end)
{
    const struct hit *h = page_hit(p, i, TERM_OFFICE);
    if (!h || h->to > end || (!page_is_capital(p, i) && !page_is_cjk(p, i)))
        return i;
    isize at = h->to;
    if (at < end && page_is_capital(p, at) && page_hit(p, at, TERM_ORGWORD) &&
        !page_hit(p, at, TERM_OFFICE))
        return i; /* "General Secretary Office" */
    end = end > i + OFFICE_LEXEMES ? i + OFFICE_LEXEMES : end;
    while (at < end) {
        bool and =
            page_is_word(p, at, S("and")) || page_is_mark(p, at, '&') || page_is_mark(p, at, ',');
        const struct hit *next = page_hit(p, at + (and? 1 : 0), TERM_OFFICE);
        if (next && next->to <= end && page_is_capital(p, next->from))
            at = next->to;
        else
            break;
    }
    bool of = page_is_word(p, at, S("of")) || page_is_word(p, at, S("for")) ||
              page_is_word(p, at, S("to"));
    return of && at + 1 < end ? office_tail(p, at + 1, end) : at;
}

static isize skip_honorifics(const struct page *p, isize i, isize end, struct party *out)
{
    for (int k = 0; k < TITLES; k++) {
        const struct hit *h = page_hit(p, i, TERM_HONORIFIC);
        bool capital = h && (page_is_capital(p, i) ||
                             (page_is_word(p, i, S("the")) && page_is_capital(p, i + 1)));
        if (!capital || h->to > end)
            return i;
        if (str_eq(h->value, S("m")) || str_eq(h->value, S("f")))
            out->sex = h->value;
        out->titled = true;
        i = h->to;
        isize marks = i + 3;
        while (i < end && i < marks &&
               (page_is_mark(p, i, '.') || page_is_mark(p, i, ',') || page_is_mark(p, i, ')')))
            i++;
    }
    return i;
}

/* "응우옌 쑤언 푹 베트남 총리": words without particles up to the country of an office that ends
 * the line. */
static void name_before_office(struct party *out, const struct page *p, isize from, isize to,
                               const struct hit *office)
{
    enum { NAME_MAX_CJK = 12, AFTER_OFFICE = 3 };
    isize limit = office->from;
    if (to - office->to > AFTER_OFFICE || p->lex.at[from].kind != LEX_HANGUL)
        return;
    for (isize i = from + 1; i < office->from; i++)
        if (page_hit(p, i, TERM_COUNTRY) || page_hit(p, i, TERM_BODY) || page_hit(p, i, TERM_ORG)) {
            limit = i;
            break;
        }
    for (isize i = from; i < limit; i++)
        if (p->lex.at[i].kind != LEX_HANGUL)
            return;
    if (limit - from >= 2 && limit - from <= NAME_MAX_CJK && !page_hit(p, from, TERM_COUNTRY) &&
        !page_hit(p, from, TERM_BODY) && org_evidence(p, from, limit) == 0) {
        out->name_from = from;
        out->name_to = limit;
    }
}

/* 主席习近平, 习近平主席, 国务院总理李强阁下, 윤석열 대통령님께. */
static const struct hit *last_office(const struct page *p, isize from, isize to)
{
    const struct hit *office = NULL, *h;
    for (isize i = from; i < to; i++)
        if ((h = page_hit(p, i, TERM_OFFICE)) != NULL && h->to <= to && page_is_cjk(p, i) &&
            (!office || h->from >= office->to))
            office = h;
    return office;
}

/* "首相 扎希爾·奧斯曼": Han joined by dots to the end of the line; where they end, or i. */
static isize dotted_end(const struct page *p, isize i, isize to)
{
    enum { PARTS = 20 };
    isize at = i, dots = 0;
    while (at < to && at < i + PARTS &&
           (p->lex.at[at].kind == LEX_HAN || page_is_mark(p, at, 0xb7) ||
            page_is_mark(p, at, 0x2027) || page_is_mark(p, at, 0x30fb))) {
        dots += p->lex.at[at].kind == LEX_MARK;
        at++;
    }
    return dots && at == to ? to : i;
}

/* "总理巴育阁下", "主席习近平": where the name after an office ends, or its beginning. */
static isize name_after_office(const struct page *p, isize i, isize to)
{
    enum { LONG = 6, LONG_HANGUL = 14 };
    isize honor = i, end;
    if (page_hit(p, i, TERM_HONORIFIC) || i >= to)
        return i;
    while (honor < to && honor < i + LONG && !page_hit(p, honor, TERM_HONORIFIC))
        honor++;
    if (page_hit(p, honor, TERM_HONORIFIC) && honor - i >= 2 && p->lex.at[i].kind == LEX_HAN)
        return honor;
    for (isize k = i; k < to && k < i + LONG_HANGUL && p->lex.at[i].kind == LEX_HANGUL; k++)
        if (k - i >= 2 && p->lex.at[k].space && page_hit(p, k, TERM_HONORIFIC))
            return k; /* "총리 솜차이 와타나꼰 귀하" */
    isize dot = dotted_end(p, i, to);
    if (dot > i)
        return dot;
    return name_cjk_at(p, i, &end) && end <= to ? end : i;
}

/* A name of two to four characters that ends at 'limit'. */
static isize name_up_to(const struct page *p, isize from, isize limit)
{
    isize found = limit, end;
    for (isize i = limit - 2; i >= from && i >= limit - 4; i--)
        if (name_cjk_at(p, i, &end) && end >= limit &&
            (i == from || p->lex.at[i].space || p->lex.at[i].kind == LEX_HAN))
            found = i;
    return found;
}

static bool party_cjk(struct party *out, const struct page *p, isize from, isize to)
{
    const struct hit *office = last_office(p, from, to);
    isize limit = office ? office->from : to;
    *out = (struct party){.end = limit};
    if (office) {
        isize end = name_after_office(p, office->to, to);
        *out = (struct party){.office_from = office->from,
                              .office_to = office->to,
                              .name_from = office->to,
                              .name_to = end,
                              .end = end,
                              .titled = true};
        if (end > office->to)
            return true;
    }
    out->name_from = name_up_to(p, from, limit);
    out->name_to = limit;
    if (office && out->name_from == limit)
        name_before_office(out, p, from, to, office);
    return office || out->name_to > out->name_from;
}

bool party_parse(struct party *out, const struct page *p, isize from, isize to)
{
    *out = (struct party){0};
    if (from >= to)
        return false;
    isize i = from, name_to;
    int parts;
    while (i < to && p->lex.at[i].kind == LEX_MARK)
        i++;
    if (page_is_cjk(p, i))
        return party_cjk(out, p, i, to);
    i += page_is_word(p, i, S("the")) && page_hit(p, i + 1, TERM_OFFICE);
    i = skip_honorifics(p, i, to, out);
    const struct hit *people = page_hit(p, i, TERM_DEMONYM);
    if (people && page_hit(p, people->to, TERM_OFFICE))
        i = people->to;
    isize office = office_end(p, i, to);
    if (office > i) {
        out->office_from = i;
        out->office_to = out->end = office;
        out->titled = true;
        i = skip_honorifics(p, office + page_is_mark(p, office, ','), to, out);
    }
    if (name_at(p, i, to, &name_to, &parts)) {
        out->name_from = i;
        out->name_to = out->end = name_to;
        isize at = name_to;
        while (at < to && (p->lex.at[at].kind == LEX_MARK))
            at++;
        isize after = office_end(p, at, to);
        if (after > at && out->office_to == out->office_from) {
            out->office_from = at;
            out->office_to = after;
            out->titled = true;
        }
        out->end = after > at ? after : out->end;
    }
    return out->office_to > out->office_from || out->name_to > out->name_from;
}

bool is_name_line(const struct page *p, isize from, isize to)
{
    struct party who = {0};
    isize i = from, end;
    int parts;
    while (to > from && p->lex.at[to - 1].kind == LEX_MARK)
        to--;
    while (i < to && p->lex.at[i].kind == LEX_MARK)
        i++;
    i = skip_honorifics(p, i, to, &who);
    if (!name_at(p, i, to, &end, &parts) || parts < 2)
        return page_is_cjk(p, i) && name_cjk_at(p, i, &end) && end == to;
    while (end < to && (p->lex.at[end].kind == LEX_MARK || page_hit(p, end, TERM_OFFICE) ||
                        page_is_cjk(p, end)))
        end++;
    return end == to;
}

struct str name_text(const struct page *p, isize from, isize to)
{
    return page_clean(page_words(p, from, to), p->a);
}
