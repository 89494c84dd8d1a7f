/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Document symbols. Grammars: AI indexes RRR nn/ss/yy (region, country class, serial, year), and of
 * other organisations in the same manner (EAS 31/009/2023, NET/THA/07/2019); urgent actions UA
 * n/yy; United Nations symbols (ST/LIB/SER.B/5: organ, sub-organ, session, number); special
 * procedures' communications CCC n/yyyy; the Observatory's CCC nnn / mmyy / OBS nnn.
 */
#include "base/list.h"
#include "base/map.h"
#include "read/rules.h"

enum { SYMBOL_LEXEMES = 40, REF_LEXEMES = 12, TOP_LINES = 25 };

struct symbols {
    struct reading *r;
    struct page *p;
    struct map seen;
};

static const struct lexeme *tight(const struct page *p, isize i)
{
    const struct lexeme *x = page_lex(p, i);
    return x && !x->space && !x->line ? x : NULL;
}

static bool is_digits(const struct page *p, isize i)
{
    const struct lexeme *x = page_lex(p, i);
    return x && x->kind == LEX_DIGITS;
}

/* A slash with digits after it, spaces allowed around it or not. */
static bool slash_digits(const struct page *p, isize i)
{
    return page_is_mark(p, i, '/') && is_digits(p, i + 1) && !p->lex.at[i].line &&
           !p->lex.at[i + 1].line;
}

static void symbol_add(struct symbols *s, isize from, isize to, struct str text, const char *rule)
{
    if (map_get(&s->seen, text, 0) || s->r->symbols.n >= READING_ITEMS_MAX)
        return;
    map_set(&s->seen, text, 1);
    *LIST_ADD(&s->r->symbols, s->p->a) =
        (struct read_word){.from = page_from(s->p, from, to, rule, 950), .text = text};
}

static struct str spelled(struct page *p, const char *prefix, isize from, isize to)
{
    struct buf b = buf_in(p->a, 256);
    buf_add(&b, str_from_c(prefix));
    for (isize i = from; i < to; i++) {
        if (i > from && p->lex.at[i].space)
            buf_add_c(&b, ' ');
        buf_add(&b, page_words(p, i, i + 1));
    }
    return buf_str(&b);
}

static bool is_region(struct str w)
{
    static const char *const regions[] = {"AFR", "AMR", "ASA", "EUR", "MDE", "ACT",
                                          "POL", "ORG", "IOR", "NWS", "FIN", "DOC"};
    for (isize i = 0; i < COUNTOF(regions); i++)
        if (str_eq(w, str_from_c(regions[i])))
            return true;
    return false;
}

/* The last number of an index is a year: two digits or four. */
static bool is_year(const struct page *p, isize i)
{
    return is_digits(p, i) && (p->lex.at[i].digits == 2 || p->lex.at[i].digits == 4);
}

/* "ASA 24/01/00": returns the lexeme after it, or i. */
static isize symbol_index(struct symbols *s, isize i)
{
    struct page *p = s->p;
    struct str w = page_words(p, i, i + 1);
    if (!is_digits(p, i + 1) || !slash_digits(p, i + 2) || !slash_digits(p, i + 4))
        return i;
    bool other = w.n == 3 && page_is_all_capitals(p, i) && is_year(p, i + 5) &&
                 p->lex.at[i + 1].digits <= 3 && p->lex.at[i + 3].digits <= 4;
    if (!is_region(w) && !other)
        return i;
    symbol_add(s, i, i + 6, spelled(p, "", i, i + 6),
               is_region(w) ? "symbol.ai_index" : "symbol.index");
    return i + 6;
}

/* "NET/THA/07/2019": capitals, then numbers, in one unbroken run that ends in a year. */
static isize symbol_path(struct symbols *s, isize i)
{
    enum { PARTS = 6, LETTERS = 6 };
    struct page *p = s->p;
    int letters = 0, numbers = 0;
    isize at = i;
    for (int k = 0; k < PARTS; k++) {
        const struct lexeme *x = page_lex(p, at);
        bool capitals = x && x->kind == LEX_WORD && page_is_all_capitals(p, at) &&
                        x->end - x->start <= LETTERS && !numbers;
        if (!capitals && !is_digits(p, at))
            return i;
        letters += capitals;
        numbers += !capitals;
        if (!tight(p, at + 1) || !page_is_mark(p, at + 1, '/') || !tight(p, at + 2))
            break;
        at += 2;
    }
    if (letters < 2 || numbers < 2 || !is_year(p, at))
        return i;
    symbol_add(s, i, at + 1, spelled(p, "", i, at + 1), "symbol.index");
    return at + 1;
}
/* "UA", "Urgent Action", "Urgent Appeal", 긴급행동, 紧急行动: the lexeme after it, or i. */
static isize action_words(const struct page *p, isize i)
{
    static const char *const words[] = {"긴급행동", "긴급 행동", "紧急行动",
                                        "緊急行動", "紧急呼吁",  "緊急呼籲"};
    if (str_eq(page_words(p, i, i + 1), S("UA")))
        return i + 1;
    if (page_is_word(p, i, S("urgent")) && page_is_capital(p, i) &&
        (page_is_word(p, i + 1, S("action")) || page_is_word(p, i + 1, S("appeal"))))
        return i + 2;
    for (isize k = 0; k < COUNTOF(words) && page_is_cjk(p, i); k++)
        if (i + 4 <= p->lex.n && str_eq(page_words(p, i, i + 4), str_from_c(words[k])))
            return i + 4;
    return i;
}

/* "UA 105/00", "UA: 52/12", "UA No 12/99", "Urgent Appeal 41/19". */
static isize symbol_action(struct symbols *s, isize i)
{
    struct page *p = s->p;
    isize at = action_words(p, i);
    if (at == i)
        return i;
    at += page_is_mark(p, at, ':');
    at += page_is_word(p, at, S("no"));
    at += page_is_mark(p, at, '.');
    if (!is_digits(p, at) || !slash_digits(p, at + 1))
        return i;
    symbol_add(s, i, at + 3, spelled(p, "UA ", at, at + 3), "symbol.urgent_action");
    return at + 3;
}

/* "CHN 6/2023", with or without AL, UA, OL before it; "TUN 001 / 0517 / OBS 052.1". */
static isize symbol_communication(struct symbols *s, isize i)
{
    struct page *p = s->p;
    struct str w = page_words(p, i, i + 1);
    if (w.n != 3 || !page_is_all_capitals(p, i) || !is_digits(p, i + 1) || !slash_digits(p, i + 2))
        return i;
    if (page_is_mark(p, i + 4, '/') && page_is_word(p, i + 5, S("obs")) && is_digits(p, i + 6)) {
        isize end = i + 7 + (page_is_mark(p, i + 7, '.') && is_digits(p, i + 8) ? 2 : 0);
        symbol_add(s, i, end, spelled(p, "", i, end), "symbol.observatory");
        return end;
    }
    if (p->lex.at[i + 3].digits != 4 || p->lex.at[i + 1].digits > 3 || !tight(p, i + 3))
        return i;
    symbol_add(s, i, i + 4, spelled(p, "", i, i + 4), "symbol.communication");
    return i + 4;
}

static bool is_organ(struct str w)
{
    static const char *const organs[] = {
        "A",   "E",  "S",   "ST", "CAT", "CCPR", "CEDAW", "CRC", "CERD", "CED",  "CMW", "CRPD",
        "HRI", "EC", "HCR", "DP", "ICC", "WGAD", "CERF",  "OEA", "SP",   "COUN", "INT"};
    for (isize i = 0; i < COUNTOF(organs); i++)
        if (str_eq(w, str_from_c(organs[i])))
            return true;
    return false;
}

/* "E/CN.4/2004/L.21", "A/HRC/25/63": one unbroken run with two slashes and a number. */
static isize symbol_un(struct symbols *s, isize i)
{
    struct page *p = s->p;
    int slashes = 0, numbers = 0;
    if (!is_organ(page_words(p, i, i + 1)) || !tight(p, i + 1) || !page_is_mark(p, i + 1, '/'))
        return i;
    isize end = i + 1;
    for (isize k = i + 1; k < i + SYMBOL_LEXEMES && tight(p, k); k++) {
        const struct lexeme *x = page_lex(p, k);
        bool joint = x->cp == '/' || x->cp == '.' || x->cp == '-';
        if (x->kind == LEX_MARK && !joint && x->cp != '(' && x->cp != ')')
            break;
        slashes += x->cp == '/';
        numbers += x->kind == LEX_DIGITS;
        if (x->kind != LEX_MARK)
            end = k + 1;
    }
    if (slashes < 2 || !numbers)
        return i;
    symbol_add(s, i, end, spelled(p, "", i, end), "symbol.un");
    return end;
}

/* Where a run with "://" or "www." or "@" ends, or i: no symbols inside addresses. */
static isize skip_url(const struct page *p, isize i)
{
    bool url = page_is_word(p, i, S("http")) || page_is_word(p, i, S("https")) ||
               page_is_word(p, i, S("www"));
    if (!url)
        return i;
    while (tight(p, ++i))
        continue;
    return i;
}

/* "Ref: LN/2001/17", or "P10/77" alone on one of the first lines. */
static void symbol_line(struct symbols *s, isize k)
{
    struct page *p = s->p;
    const struct line *l = &p->lines.at[k];
    const struct hit *h = page_hit(p, l->from, TERM_LABEL);
    isize from = l->from;
    bool slash = false, digits = false;
    bool label = h && str_eq(h->value, S("ref")) &&
                 (page_is_mark(p, h->to, ':') || page_is_mark(p, h->to, 0xff1a));
    if (label)
        from = h->to + 1;
    if (from >= l->to || l->to - from > (label ? REF_LEXEMES : 6))
        return;
    for (isize i = from; i < l->to; i++) {
        slash |= p->lex.at[i].cp == '/';
        digits |= p->lex.at[i].kind == LEX_DIGITS;
        if (!label && i > from && p->lex.at[i].space)
            return;
    }
    for (isize d = 0; d < p->dates.n && d < TOP_LINES; d++)
        if (p->dates.at[d].from < l->to && p->dates.at[d].to > from)
            return;
    if (!digits || (!label && (!slash || page_lex(p, from)->kind != LEX_WORD)))
        return;
    symbol_add(s, from, l->to, page_words(p, from, l->to),
               label ? "symbol.reference" : "symbol.line");
}

/* "Further information on UA 105/00". */
static void find_follows(struct symbols *s)
{
    struct page *p = s->p;
    for (isize i = 0; i < s->r->symbols.n; i++) {
        const struct read_word *w = &s->r->symbols.at[i];
        isize at = page_lexeme_at(p, w->from.span.start);
        bool colon = page_is_mark(p, at - 1, ':');
        const struct hit *h = page_hit_before(p, colon ? at - 1 : at, TERM_LABEL);
        if (!h && page_is_word(p, at - 1, S("the")))
            h = page_hit_before(p, at - 1, TERM_LABEL);
        if (!h || !str_eq(h->value, S("follows"))) /* "긴급행동 41/19 후속 정보" */
            h = page_is_cjk(p, page_lexeme_at(p, w->from.span.end))
                    ? page_hit(p, page_lexeme_at(p, w->from.span.end), TERM_LABEL)
                    : NULL;
        if (h && str_eq(h->value, S("follows"))) {
            s->r->follows_up = *w;
            s->r->follows_up.from.rule = "symbol.follows";
            return;
        }
    }
}

void read_symbols(struct reading *r, struct page *p)
{
    typedef isize find_fn(struct symbols *, isize);
    static find_fn *const finds[] = {symbol_index, symbol_action, symbol_communication, symbol_un,
                                     symbol_path};
    struct symbols s = {r, p, map_in(p->tmp, 1)};
    for (isize i = 0; i < p->lex.n;) {
        isize end = skip_url(p, i);
        for (isize k = 0; k < COUNTOF(finds) && end == i && p->lex.at[i].kind != LEX_MARK; k++)
            end = finds[k](&s, i);
        i = end > i ? end : i + 1;
    }
    for (isize k = 0; k < p->lines.n && k < TOP_LINES; k++)
        symbol_line(&s, k);
    find_follows(&s);
}
