/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Articles 19 and 20(1)", "Part 1 of Article 33", "제33조 제1항", "第三条第一款". */
#include "base/list.h"
#include "read/norms.h"

enum {
    DI = 0x7b2c,
    JE = 0xc81c,
    JO = 0xc870,
    HANG = 0xd56d,
    TIAO = 0x6761,
    TIAO_HANT = 0x689d,
    KUAN = 0x6b3e,
    XIANG = 0x9879,
    XIANG_HANT = 0x9805
};

static bool is_law(const struct page *p, isize i, const char *value)
{
    return page_is(p, i, TERM_LAW, str_from_c(value));
}

static bool number_at(const struct page *p, isize i, int64_t *v)
{
    const struct lexeme *x = page_lex(p, i);
    if (!x || x->kind != LEX_DIGITS || x->value <= 0 || x->value > 9999)
        return false;
    *v = x->value;
    return true;
}

/* "Article II": kept as it is printed; the value is 0. */
static bool roman_at(const struct page *p, isize i, int64_t *v)
{
    enum { LONGEST = 5 };
    struct str w = page_words(p, i, i + 1);
    for (isize k = 0; k < w.n; k++)
        if (w.p[k] != 'I' && w.p[k] != 'V' && w.p[k] != 'X')
            return false;
    *v = 0;
    return w.n > 0 && w.n <= LONGEST;
}

/* "(1)", "(2)(a)", "A" after an article's number, written without spaces. */
static isize suffix_add(const struct page *p, isize i, struct buf *b)
{
    const struct lexeme *x = page_lex(p, i);
    if (x && x->kind == LEX_WORD && x->end - x->start == 1 && page_is_capital(p, i) &&
        (!x->space || page_is_mark(p, i + 1, '(')) && !page_is_mark(p, i + 1, '.')) {
        buf_add(b, page_words(p, i, i + 1));
        i++;
    }
    while (page_is_mark(p, i, '(') && page_is_mark(p, i + 2, ')')) {
        const struct lexeme *in = page_lex(p, i + 1);
        bool letter = in->kind == LEX_WORD && in->end - in->start <= 3;
        if (!letter && (in->kind != LEX_DIGITS || in->digits > 2))
            break;
        buf_addf(b, "(%.*s)", FS(page_words(p, i + 1, i + 2)));
        i += 3;
    }
    return i;
}

/* ", paragraph 1" or ".1" after an article. */
static isize paragraph_add(const struct page *p, isize i, struct buf *b)
{
    int64_t v;
    isize at = i + page_is_mark(p, i, ',');
    if (is_law(p, at, "part")) {
        at += 1 + page_is_mark(p, at + 1, '.');
        if (number_at(p, at, &v) && v < 30) {
            buf_addf(b, "(%" PRId64 ")", v);
            return at + 1;
        }
    }
    if (page_is_mark(p, i, '.') && !p->lex.at[i].space && number_at(p, i + 1, &v) && v < 30 &&
        !p->lex.at[i + 1].space) {
        buf_addf(b, "(%" PRId64 ")", v);
        return i + 2;
    }
    return i;
}

static void ref_add(struct article_refs *out, struct page *p, struct article_ref ref)
{
    if (out->n < READING_ITEMS_MAX)
        *LIST_ADD(out, p->tmp) = ref;
}

/* "Part 1 of" before lexeme i: its number, and where it begins. */
static int64_t part_before(const struct page *p, isize i, isize *from)
{
    int64_t v;
    isize at = i - 1 - page_is_word(p, i - 1, S("the"));
    if (!page_is_word(p, at, S("of")) || !number_at(p, at - 1, &v) || !is_law(p, at - 2, "part"))
        return 0;
    *from = at - 2;
    return v;
}

static bool is_list_word(const struct page *p, isize i)
{
    return page_is_mark(p, i, ',') || page_is_word(p, i, S("and")) || page_is_word(p, i, S("or")) ||
           page_is_mark(p, i, '&') || page_is_word(p, i, S("to"));
}

static isize refs_english(struct article_refs *out, struct page *p, isize i, int group)
{
    isize from = i, at = i + 1;
    int64_t v, part = part_before(p, i, &from);
    at += page_is_mark(p, at, '.');
    if (!number_at(p, at, &v) && !roman_at(p, at, &v))
        return i + 1;
    for (;;) {
        struct buf b = buf_in(p->tmp, 64);
        if (v > 0)
            buf_add_int(&b, v);
        else
            buf_add(&b, page_words(p, at, at + 1));
        isize end = suffix_add(p, at + 1, &b);
        end = paragraph_add(p, end, &b);
        if (part)
            buf_addf(&b, "(%" PRId64 ")", part);
        ref_add(out, p, (struct article_ref){from, end, buf_str(&b), group});
        part = 0;
        isize next = end;
        while (is_list_word(p, next) && next < end + 2)
            next++;
        bool again = is_law(p, next, "article");
        next += again ? 1 + page_is_mark(p, next + 1, '.') : 0;
        if (next == end || !number_at(p, next, &v) || v > 600 ||
            page_is_word(p, next + 1, S("people")))
            return end;
        from = at = next;
    }
}

static int64_t han_value(int32_t c)
{
    static const int32_t han[] = {0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
                                  0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341};
    for (int i = 0; i < 10; i++)
        if (c == han[i])
            return i + 1;
    return c == 0x767e ? 100 : 0;
}

/* A number in digits or Han up to the sign 'ends with one of'; *at moves behind the sign. */
static bool cjk_number(const struct page *p, isize *at, int64_t *v)
{
    isize i = *at;
    if (number_at(p, i, v)) {
        *at = i + 1;
        return true;
    }
    int64_t sum = 0, digit = 0, n;
    for (; i < p->lex.n && i < *at + 6 && (n = han_value(p->lex.at[i].cp)) > 0; i++) {
        if (n >= 10) {
            sum += (digit ? digit : 1) * n;
            digit = 0;
        } else {
            digit = n;
        }
    }
    if (i == *at)
        return false;
    *v = sum + digit;
    *at = i;
    return true;
}

static isize refs_cjk(struct article_refs *out, struct page *p, isize i, int group)
{
    isize at = i + 1, end;
    int64_t v, sub;
    struct buf b = buf_in(p->tmp, 64);
    if (!cjk_number(p, &at, &v) || !page_lex(p, at))
        return i + 1;
    int32_t sign = p->lex.at[at].cp;
    if (sign != JO && sign != TIAO && sign != TIAO_HANT)
        return i + 1;
    buf_add_int(&b, v);
    end = ++at;
    at += page_lex(p, at) && (p->lex.at[at].cp == JE || p->lex.at[at].cp == DI);
    if (cjk_number(p, &at, &sub) && page_lex(p, at)) {
        int32_t c = p->lex.at[at].cp;
        if (c == HANG || c == KUAN || c == XIANG || c == XIANG_HANT) {
            buf_addf(&b, "(%" PRId64 ")", sub);
            end = at + 1;
        }
    }
    ref_add(out, p, (struct article_ref){i, end, buf_str(&b), group});
    return end;
}

void article_refs_find(struct article_refs *out, struct page *p)
{
    int group = 0;
    for (isize i = 0; i < p->lex.n;) {
        const struct lexeme *x = &p->lex.at[i];
        if (x->kind == LEX_WORD && is_law(p, i, "article"))
            i = refs_english(out, p, i, ++group);
        else if (x->cp == DI || x->cp == JE)
            i = refs_cjk(out, p, i, ++group);
        else
            i++;
    }
}
