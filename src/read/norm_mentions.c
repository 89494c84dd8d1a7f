/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mentions of treaties (by table), statutes ("Vietnamese Criminal Code", 《刑法》, 국가보안법) and
 * agreements between states ("agreement signed between UNHCR and China").
 */
#include "base/list.h"
#include "read/names.h"
#include "read/norms.h"

enum { TITLE_WORDS = 14, SENTENCE_BACK = 60, COUNTRY_BACK = 400, QUOTE_MAX = 30 };

struct finder {
    struct mentions *out;
    struct page *p;
    struct str country; /* the last one named so far */
    isize end;          /* of the last mention */
};

static void mention_add(struct finder *f, struct mention m)
{
    if (m.from < f->end || f->out->n >= READING_ITEMS_MAX)
        return;
    *LIST_ADD(f->out, f->p->tmp) = m;
    f->end = m.to;
}

/* "CEDAW", "ECHR": short forms are in capitals. */
static bool is_written_so(const struct page *p, const struct hit *h)
{
    if (h->to - h->from == 1 && p->lex.at[h->from].kind == LEX_WORD)
        return page_is_all_capitals(p, h->from);
    return p->lex.at[h->from].kind != LEX_WORD || page_is_capital(p, h->to - 1) ||
           page_is_capital(p, h->from);
}

/* "... Convention and its 1967 Protocol": where the word Protocol stands, or 0. */
static isize protocol_after(const struct page *p, isize i)
{
    isize at = i;
    at += page_is_mark(p, at, ',');
    if (!page_is_word(p, at, S("and")) && !page_is_mark(p, at, '&'))
        return 0;
    at++;
    while (page_is_word(p, at, S("its")) || page_is_word(p, at, S("the")) ||
           page_is_word(p, at, S("optional")) || page_is_word(p, at, S("additional")))
        at++;
    at += page_lex(p, at) && p->lex.at[at].kind == LEX_DIGITS;
    return page_is_word(p, at, S("protocol")) && page_is_capital(p, at) ? at : 0;
}

static bool treaty_at(struct finder *f, isize i)
{
    const struct page *p = f->p;
    const struct hit *h = page_hit(p, i, TERM_NORM), *body = page_hit(p, i, TERM_BODY);
    if (!h || !is_written_so(p, h) || (body && body->to > h->to))
        return false;
    bool other = str_starts(h->value, S("other:")) || str_starts(h->value, S("bilateral:"));
    mention_add(f, (struct mention){.from = i,
                                    .to = h->to,
                                    .canonical = h->value,
                                    .rule = "norm.treaty",
                                    .score = 950,
                                    .treaty = !other});
    isize protocol = str_eq(h->value, S("CSR51")) ? protocol_after(p, h->to) : 0;
    if (protocol && !page_hit(p, protocol, TERM_NORM))
        mention_add(f, (struct mention){.from = protocol,
                                        .to = protocol + 1,
                                        .canonical = S("CSR67P"),
                                        .rule = "norm.protocol",
                                        .score = 850,
                                        .treaty = true});
    return true;
}

static struct str slug(struct page *p, isize from, isize to)
{
    struct buf b = buf_in(p->tmp, 80);
    for (isize i = from; i < to && i < from + 6; i++) {
        char key[LEXEME_KEY];
        if (p->lex.at[i].kind == LEX_MARK)
            continue;
        if (b.n && p->lex.at[i].kind == LEX_WORD)
            buf_add_c(&b, '-');
        buf_add(&b, lexeme_key(page_words(p, i, i + 1), key));
    }
    return buf_str(&b);
}

static bool is_title_link(const struct page *p, isize i)
{
    return page_is_word(p, i, S("and")) || page_is_word(p, i, S("of")) ||
           page_is_word(p, i, S("on")) || page_is_word(p, i, S("for")) ||
           page_is_word(p, i, S("the")) || page_is_mark(p, i, '-') || page_is_word(p, i, S("in"));
}

/* Where the capitals before the word at i begin: "Exit and Entry Administration Law". */
static isize title_start(const struct page *p, isize i)
{
    isize at = i, first = i, line = p->lines.at[p->line_of[i]].from;
    while (at > line && i - at < TITLE_WORDS) {
        bool capital = page_is_capital(p, at - 1) || page_hit(p, at - 1, TERM_DEMONYM);
        if (capital &&
            !(page_is_word(p, at - 1, S("the")) || page_is_word(p, at - 1, S("article"))))
            first = --at;
        else if (is_title_link(p, at - 1) && page_is_capital(p, at - 2) && at - 2 >= line &&
                 !page_is_word(p, at - 1, S("the")))
            at--;
        else
            break;
    }
    return first;
}

static isize title_end(const struct page *p, isize i)
{
    isize at = i, last = i;
    while (at < p->lex.n && at - i < TITLE_WORDS + 6 && !p->lex.at[at].line) {
        if (page_is_capital(p, at))
            last = ++at;
        else if (is_title_link(p, at))
            at++;
        else
            break;
    }
    return last;
}

/* "International Law", "the rule of Law" name no statute. */
static bool is_no_statute(const struct page *p, isize from, isize i)
{
    static const char *const words[] = {"international", "humanitarian", "rights",
                                        "martial",       "customary",    "rule",
                                        "sharia",        "refugee",      "in"};
    for (isize k = from; k < i; k++)
        if (page_is_any(p, k, words, COUNTOF(words)) && !page_is_word(p, i, S("act")))
            return true;
    return false;
}

/* The country of a law: in its words, after "of", or the last one named. */
static struct str law_country(const struct finder *f, isize from, isize to, isize *end)
{
    const struct page *p = f->p;
    for (isize i = from; i < to; i++) {
        const struct hit *d = page_hit(p, i, TERM_DEMONYM), *c = page_hit(p, i, TERM_COUNTRY);
        if (d || c)
            return d ? d->value : c->value;
    }
    isize at = to;
    if (page_is_word(p, at, S("of"))) {
        at += 1 + page_is_word(p, at + 1, S("the"));
        const struct hit *c = page_hit(p, at, TERM_COUNTRY);
        if (c) {
            *end = c->to;
            return c->value;
        }
    }
    return f->country;
}

static bool statute_at(struct finder *f, isize i)
{
    struct page *p = f->p;
    const struct hit *h = page_hit(p, i, TERM_LAW);
    if (!h || !str_eq(h->value, S("domestic")) || p->lex.at[i].kind != LEX_WORD ||
        !page_is_capital(p, i))
        return false;
    isize from = title_start(p, i), end = h->to;
    if (from < f->end)
        from = f->end;
    struct str country = law_country(f, from, h->to, &end);
    bool constitution = page_is_word(p, i, S("constitution"));
    bool alone = from == i && end == h->to;
    if (p->lines.at[p->line_of[i]].zone == ZONE_SIGN || org_evidence(p, from, i) == 2)
        return false; /* "Advocates for Public Interest Law" */
    if (is_no_statute(p, from, i) || !country.n || (alone && !constitution) ||
        (from == i && !constitution && !page_is_word(p, i, S("basic"))))
        return false;
    mention_add(f, (struct mention){.from = from,
                                    .to = end,
                                    .canonical = str_format(p->a, "domestic:%.*s:%.*s", FS(country),
                                                            FS(slug(p, from, h->to))),
                                    .rule = "norm.statute",
                                    .score = 700});
    return true;
}

/* 형법, 국가보안법: a Korean statute by name. Chinese ones stand in title marks. */
static bool statute_cjk(struct finder *f, isize i)
{
    struct page *p = f->p;
    isize to = i;
    bool quoted = page_is_mark(p, i, 0x300a) || page_is_mark(p, i, 0x300c);
    if (quoted) {
        for (to = i + 1; to < p->lex.n && to < i + QUOTE_MAX; to++)
            if (page_is_mark(p, to, 0x300b) || page_is_mark(p, to, 0x300d))
                break;
        const struct hit *h = page_hit_before(p, to, TERM_LAW);
        if (to >= p->lex.n || to < i + 3 || !h || !str_eq(h->value, S("domestic")) ||
            page_hit_in(p, i + 1, to, TERM_NORM))
            return false;
        i++;
    } else {
        const struct hit *h = page_hit(p, i, TERM_LAW);
        if (!h || !str_eq(h->value, S("domestic")) || p->lex.at[i].kind != LEX_HANGUL)
            return false;
        to = h->to;
    }
    isize end = to;
    struct str country = law_country(f, i > 4 ? i - 4 : 0, to, &end);
    if (!quoted && !country.n)
        country = S("KOR");
    if (!country.n)
        return false;
    mention_add(f, (struct mention){.from = i,
                                    .to = to,
                                    .canonical = str_format(p->a, "domestic:%.*s:%.*s", FS(country),
                                                            FS(page_words(p, i, to))),
                                    .rule = "norm.statute",
                                    .score = 650});
    return true;
}

/* Up to two parties named in [from, to): states and bodies. */
static int parties_in(const struct page *p, isize from, isize to, struct str party[2], int n)
{
    for (isize i = from; i < to && n < 2; i++) {
        const struct hit *c = page_hit(p, i, TERM_COUNTRY), *b = page_hit(p, i, TERM_BODY);
        const struct hit *d = page_hit(p, i, TERM_DEMONYM);
        struct str v = c && page_is_capital(p, i) ? c->value : b ? b->value : d ? d->value : S("");
        if (!v.n || (n == 1 && str_eq(party[0], v)))
            continue;
        party[n++] = v;
        i = (c ? c->to : b ? b->to : d->to) - 1;
    }
    return n;
}

/* "an agreement signed between A and B", "the Bilateral Agreement on ... (July 1998)". */
static bool agreement_at(struct finder *f, isize i)
{
    struct page *p = f->p;
    const struct hit *h = page_hit(p, i, TERM_LAW);
    isize s = p->sentence_of[i], from = i, to, end;
    if (!h || !str_eq(h->value, S("bilateral")) || s < 0 || p->lex.at[i].kind != LEX_WORD)
        return false;
    isize first = p->sentences.at[s].from, last = p->sentences.at[s].to;
    first = first < i - SENTENCE_BACK ? i - SENTENCE_BACK : first;
    last = last > i + SENTENCE_BACK ? i + SENTENCE_BACK : last;
    struct str party[2] = {{0}, {0}};
    int n = 0;
    end = to = h->to;
    for (isize k = h->to; k < last && k < h->to + 6; k++)
        if (page_is_word(p, k, S("between")) || page_is_word(p, k, S("with"))) {
            n = parties_in(p, k + 1, k + 14 < last ? k + 14 : last, party, 0);
            end = k;
            break;
        }
    bool titled = page_is_capital(p, i);
    if (titled) {
        from = title_start(p, i);
        to = title_end(p, h->to);
    }
    bool between = n == 2 && page_is_word(p, end, S("between"));
    if (!between && (!titled || to - from < 5))
        return false;
    if (n < 2)
        n = parties_in(p, to, last, party, n);
    if (n < 2)
        n = parties_in(p, first, from, party, n);
    if (n < 2 && f->country.n && !(n == 1 && str_eq(party[0], f->country)))
        party[n++] = f->country;
    if (n < 2)
        return false;
    mention_add(
        f, (struct mention){.from = from,
                            .to = to,
                            .canonical = str_format(p->a, "bilateral:%.*s-%.*s:%.*s", FS(party[0]),
                                                    FS(party[1]), FS(slug(p, from, to))),
                            .rule = "norm.agreement",
                            .score = 650});
    return true;
}

/* "resolution 25/25" of a body named before it. */
static bool resolution_at(struct finder *f, isize i)
{
    struct page *p = f->p;
    if (!page_is_word(p, i, S("resolution")))
        return false;
    isize at = i + 1 + page_is_word(p, i + 1, S("no")) + page_is_mark(p, i + 2, '.');
    const struct hit *b = page_hit_before(p, i, TERM_BODY);
    if (!b || !page_lex(p, at) || p->lex.at[at].kind != LEX_DIGITS)
        return false;
    isize to = at + 1;
    if (page_is_mark(p, to, '/') && page_lex(p, to + 1) && p->lex.at[to + 1].kind == LEX_DIGITS)
        to += 2;
    const char *series = str_eq(b->value, S("UNSC"))   ? "S/RES/"
                         : str_eq(b->value, S("UNGA")) ? "A/RES/"
                         : str_eq(b->value, S("HRC"))  ? "A/HRC/RES/"
                                                       : "E/CN.4/RES/";
    mention_add(f, (struct mention){.from = b->from,
                                    .to = to,
                                    .canonical = str_format(p->a, "resolution:%s%.*s", series,
                                                            FS(page_words(p, at, to))),
                                    .rule = "norm.resolution",
                                    .score = 700});
    return true;
}

void mentions_find(struct mentions *out, struct page *p)
{
    struct finder f = {.out = out, .p = p};
    for (isize i = 0; i < p->lex.n; i++) {
        const struct hit *c = page_hit(p, i, TERM_COUNTRY);
        if (c && (page_is_capital(p, i) || page_is_cjk(p, i)))
            f.country = c->value;
        if (i < f.end)
            continue;
        bool done =
            treaty_at(&f, i) || statute_at(&f, i) || agreement_at(&f, i) || resolution_at(&f, i);
        if (!done && (page_is_cjk(p, i) || p->lex.at[i].kind == LEX_MARK))
            statute_cjk(&f, i);
    }
}
