/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines and sentences of a page. */
#include "read/page_lines.h"
#include "base/list.h"
#include "base/utf8.h"

enum {
    SENTENCE_MAX = 600,
    GAP_COLUMNS = 3,
    JOIN_LINE = 40,
    WRAP_MIN = 45,
    WRAP_MAX = 100,
    WRAP_NEVER = 200
};

/* What white space stands between two lexemes. */
struct gap {
    int newlines, columns;
};

static struct gap gap_before(const struct page *p, isize i)
{
    struct gap g = {0};
    isize at = i ? p->lex.at[i - 1].end : 0;
    while (at < p->lex.at[i].start) {
        int32_t c = utf8_next(p->text, &at);
        g.newlines += c == '\n' || c == 0x2028 || c == 0x2029;
        if (c == '\t')
            g.columns += GAP_COLUMNS;
        else
            g.columns += c == ' ' || c == 0xa0 || c == 0x3000;
        if (c == '\n')
            g.columns = 0;
    }
    return g;
}

static bool is_markup(int32_t c)
{
    return c == '#' || c == '*' || c == '_' || c == '>' || c == '|' || c == '~';
}

static bool is_list_sign(int32_t c)
{
    return c == '-' || c == 0x2022 || c == 0xb7 || c == 0x2013 || c == 0x2014 || c == 0x25cf ||
           c == 0x25a0 || c == 0x25cb || c == 0x25aa || c == 0x2023 || c == 0x30fb || c == '*' ||
           c == 0x25a1 || c == 0x203b || c == 0x25e6 || c == 0x2756 || c == 0x27a2 || c == 0x2219 ||
           (c >= 0xe000 && c <= 0xf8ff); /* symbol fonts of word processors */
}

static bool han_numeral(int32_t c)
{
    static const int32_t han[] = {0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
                                  0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341};
    for (isize i = 0; i < COUNTOF(han); i++)
        if (c == han[i])
            return true;
    return false;
}

/* "a", "iv". */
static bool is_item_letter(const struct page *p, isize i)
{
    struct str w = page_words(p, i, i + 1);
    isize roman = 0;
    while (roman < w.n && (w.p[roman] == 'i' || w.p[roman] == 'v' || w.p[roman] == 'x'))
        roman++;
    return p->lex.at[i].kind == LEX_WORD && (w.n == 1 || (roman == w.n && w.n <= 5));
}

/* "i. Guarantee": a small letter, a point, a capital. */
static bool roman_item(const struct page *p, isize i, isize to)
{
    const struct lexeme *x = page_lex(p, i);
    return x->cp >= 'a' && x->cp <= 'z' && i + 2 < to && p->lex.at[i + 2].space &&
           page_is_capital(p, i + 2);
}

/* "1." "2)" "(iii)" "첫째," at the start of a line: where the item itself begins, or i. */
static isize skip_number(const struct page *p, isize i, isize to)
{
    bool bracket = page_is_mark(p, i, '(') || page_is_mark(p, i, 0xff08);
    isize at = bracket ? i + 1 : i;
    const struct lexeme *x = page_lex(p, at);
    if (at + 1 >= to || !x)
        return i;
    bool number = (x->kind == LEX_DIGITS && x->digits <= 2) || is_item_letter(p, at) ||
                  (x->kind == LEX_HAN && han_numeral(x->cp));
    const struct lexeme *end = page_lex(p, at + 1);
    bool closed = end->cp == ')' || end->cp == 0xff09 || end->cp == 0x3001 || end->cp == 0xff0e ||
                  (end->cp == '.' && !bracket && (x->kind == LEX_DIGITS || roman_item(p, at, to)));
    const struct lexeme *next = page_lex(p, at + 2);
    if (!number || !closed || end->space || (next && next->kind == LEX_DIGITS && !next->space))
        return i;
    return at + 2;
}

static void line_start(const struct page *p, struct line *l)
{
    isize i = l->mark;
    while (i < l->to && p->lex.at[i].kind == LEX_MARK) {
        int32_t c = p->lex.at[i].cp;
        bool markup = is_markup(c);
        bool tight = i + 1 < l->to && !p->lex.at[i + 1].space;
        l->heading |= c == '#';
        if (is_list_sign(c) && !(c == '*' && tight))
            l->bullet = true;
        else if (!markup)
            break;
        i++;
    }
    isize item = skip_number(p, i, l->to);
    l->bullet |= item > i;
    l->from = item < l->to ? item : i;
    if (l->from >= l->to) {
        l->from = l->mark;
        l->bullet = false;
    }
}

static bool ends_sentence(int32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == ':' || c == ';' || c == 0x3002 || c == 0xff01 ||
           c == 0xff1f || c == 0xff1a || c == 0xff1b;
}

/* How wide lexemes [from, to) are printed: Han, kana and Hangul take two columns each. */
static isize columns_of(const struct page *p, isize from, isize to)
{
    enum { WIDE = 0x1100, COLUMNS_MAX = 512 };
    isize n = 0, at = p->lex.at[from].start, end = p->lex.at[to - 1].end;
    while (at < end && n < COLUMNS_MAX)
        n += utf8_next(p->text, &at) >= WIDE ? 2 : 1;
    return n;
}

/* How wide the text wraps its lines itself, so that a line break means nothing; 0: it does not. */
static isize wrap_of(const struct page *p)
{
    isize mid = 0, all = 0, widest = 0;
    for (isize i = 0; i < p->lines.n; i++) {
        const struct line *l = &p->lines.at[i];
        isize n = columns_of(p, l->mark, l->to);
        if (n > WRAP_NEVER)
            return 0;
        all += n >= JOIN_LINE / 2;
        mid += n >= WRAP_MIN && n <= WRAP_MAX;
        widest = n > widest && n <= WRAP_MAX ? n : widest;
    }
    return all > 4 && 2 * mid > all ? widest : 0;
}

static bool starts_lower(const struct page *p, isize i)
{
    const struct lexeme *x = &p->lex.at[i];
    return x->kind == LEX_WORD && x->cp >= 'a' && x->cp <= 'z';
}

/* Is line k the same sentence as the line before it? */
static bool line_joins(const struct page *p, isize k, isize wrap)
{
    enum { RAGGED = 12 };
    const struct line *l = &p->lines.at[k], *before = &p->lines.at[k - 1];
    int32_t last = p->lex.at[before->to - 1].cp;
    isize n = columns_of(p, before->mark, before->to);
    if (l->bullet || l->heading || before->heading)
        return false;
    if (page_is_word(p, l->from, S("c")) && page_is_mark(p, l->from + 1, '/'))
        return false;                                 /* "c/o" */
    isize word = columns_of(p, l->from, l->from + 1); /* would it have fitted on the line before? */
    bool wrapped = wrap && n + 1 + word + RAGGED > wrap;
    bool ended = ends_sentence(last);
    if (starts_lower(p, l->from))
        return n >= JOIN_LINE && !(ended && last != ';' && l->blank);
    if (l->blank || ended)
        return wrapped && !l->blank && n >= WRAP_MIN;
    return wrapped && n >= WRAP_MIN;
}

static void line_close(struct page *p, isize to)
{
    if (p->lines.n) {
        struct line *l = &p->lines.at[p->lines.n - 1];
        l->to = to;
        line_start(p, l);
    }
}

void page_lines(struct page *p)
{
    p->line_of = NEWN(p->tmp, isize, p->lex.n + 1);
    for (isize i = 0; i < p->lex.n; i++) {
        struct gap g = gap_before(p, i);
        bool list = i && g.columns >= GAP_COLUMNS;
        if (i == 0 || g.newlines || list) {
            line_close(p, i);
            *LIST_ADD(&p->lines, p->tmp) =
                (struct line){.from = i, .mark = i, .blank = i && g.newlines > 1};
            p->lex.at[i].line = true;
        }
        p->line_of[i] = p->lines.n - 1;
    }
    line_close(p, p->lex.n);
    isize wrap = wrap_of(p);
    for (isize k = 1; k < p->lines.n; k++)
        p->lines.at[k].joined = line_joins(p, k, wrap);
}

static bool is_closing(int32_t c)
{
    return c == '"' || c == '\'' || c == 0x201d || c == 0x2019 || c == ')' || c == ']' ||
           c == 0x300d || c == 0x300f || c == 0xff09 || c == 0x300b || c == '*';
}

/* A point after "Mr", "No", "J" ends nothing. */
static bool is_abbreviation(const struct page *p, isize i)
{
    const struct lexeme *x = page_lex(p, i);
    if (!x || x->kind != LEX_WORD)
        return false;
    struct str w = page_words(p, i, i + 1);
    return (w.n == 1 && page_is_capital(p, i)) || page_hit(p, i, TERM_ABBREVIATION);
}

static bool sentence_ends(const struct page *p, isize i, isize to)
{
    int32_t c = p->lex.at[i].cp;
    if (p->lex.at[i].kind != LEX_MARK)
        return false;
    if (c == 0x3002 || c == 0xff01 || c == 0xff1f || c == '!' || c == '?')
        return true;
    if (c != '.' || is_abbreviation(p, i - 1))
        return false;
    isize next = i + 1;
    if (page_is_mark(p, next, '[') && !p->lex.at[next].space && page_is_mark(p, next + 2, ']'))
        next += 3; /* a footnote's number */
    while (next < to && p->lex.at[next].kind == LEX_MARK && is_closing(p->lex.at[next].cp) &&
           !p->lex.at[next].space)
        next++;
    if (next >= to)
        return true;
    const struct lexeme *n = &p->lex.at[next];
    return (n->space || n->line) && !starts_lower(p, next) &&
           !(n->kind == LEX_MARK && n->cp == '.');
}

static void sentence_add(struct page *p, isize from, isize to, bool ended)
{
    while (to > from && p->lex.at[to - 1].kind == LEX_MARK &&
           (p->lex.at[to - 1].cp == '.' || p->lex.at[to - 1].cp == 0x3002 ||
            p->lex.at[to - 1].cp == ';' || p->lex.at[to - 1].cp == 0xff1b))
        to--;
    if (from >= to)
        return;
    isize line = p->line_of[from];
    for (isize i = from; i < to; i++)
        p->sentence_of[i] = p->sentences.n;
    *LIST_ADD(&p->sentences, p->tmp) =
        (struct sentence){.from = from,
                          .to = to,
                          .line = line,
                          .bullet = p->lines.at[line].bullet && p->lines.at[line].from == from,
                          .ended = ended};
}

/* The sentences of lines [first, last), which read as one text. */
static void paragraph_split(struct page *p, isize first, isize last)
{
    isize from = p->lines.at[first].from, to = p->lines.at[last - 1].to;
    for (isize i = from; i < to; i++) {
        if (i - from >= SENTENCE_MAX) { /* no sentence of a person: rules stay linear */
            sentence_add(p, from, i, false);
            from = i;
        }
        if (!sentence_ends(p, i, to))
            continue;
        isize end = i + 1;
        while (end < to && p->lex.at[end].kind == LEX_MARK && !p->lex.at[end].space &&
               !p->lex.at[end].line &&
               (is_closing(p->lex.at[end].cp) || ends_sentence(p->lex.at[end].cp)))
            end++;
        sentence_add(p, from, end == i + 1 ? i : end, true);
        from = end;
        i = end - 1;
    }
    sentence_add(p, from, to, false);
}

void page_sentences(struct page *p)
{
    p->sentence_of = NEWN(p->tmp, isize, p->lex.n + 1);
    for (isize i = 0; i < p->lex.n; i++)
        p->sentence_of[i] = -1;
    for (isize k = 0; k < p->lines.n;) {
        isize last = k + 1;
        while (last < p->lines.n && p->lines.at[last].joined)
            last++;
        paragraph_split(p, k, last);
        k = last;
    }
}
