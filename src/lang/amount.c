/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/amount.h"

#include "base/embed.h"
#include "base/list.h"
#include "lang/lexeme.h"

extern const struct embedded embed_amount[];

enum {
    NUMERALS = 16,
    AMOUNT_BIG = 1000000000
}; /* no figure of people goes past this times a thousand */

struct finder {
    struct str text;
    struct lexeme_list l;
    const struct forms *forms;
};

/* A number by itself, up to lexeme 'end'. */
struct number {
    int64_t v;
    isize end;
    bool order;    /* "dozens": v is a lower bound by words */
    bool needs;    /* only a number if a counter follows (一, 두) */
    bool at_least; /* 10여, 十多 */
};

static const struct lexeme *lex(const struct finder *f, isize i)
{
    return i >= 0 && i < f->l.n ? &f->l.at[i] : NULL;
}

static bool kind_is(const struct finder *f, isize i, enum lexeme_kind kind)
{
    return lex(f, i) && f->l.at[i].kind == kind;
}

static bool is_mark(const struct finder *f, isize i, int32_t cp)
{
    return kind_is(f, i, LEX_MARK) && f->l.at[i].cp == cp;
}

static bool is_tight(const struct finder *f, isize i) /* nothing between i - 1 and i */
{
    return lex(f, i) && !f->l.at[i].space;
}

/* The form of the kind that starts at i: one Latin word, or up to 'most' CJK characters. */
static bool form_at(const struct finder *f, const char *kind, isize i, int64_t *v, isize *n)
{
    char key[LEXEME_KEY];
    enum { MOST = 4 };
    const struct lexeme *x = lex(f, i);
    if (!x || x->kind == LEX_MARK || x->kind == LEX_DIGITS)
        return false;
    isize most = 1;
    while (x->kind != LEX_WORD && most < MOST && is_tight(f, i + most) &&
           kind_is(f, i + most, x->kind))
        most++;
    for (*n = most; *n > 0; (*n)--) {
        struct str s = str_part(f->text, x->start, f->l.at[i + *n - 1].end);
        if (forms_get(f->forms, kind, lexeme_key(s, key), v))
            return true;
    }
    return false;
}

static int64_t times(int64_t a, int64_t b)
{
    return a > AMOUNT_BIG * 1000LL / b ? AMOUNT_BIG * 1000LL : a * b;
}

/* "twenty-five", "two hundred and ten", "four thousand"; "a hundred". */
static bool number_english(const struct finder *f, isize i, struct number *r)
{
    int64_t sum = 0, part = 0, v;
    isize n, at = i, end = i;
    bool any = false, small = false;
    while (kind_is(f, at, LEX_WORD) || is_mark(f, at, '-')) {
        if (is_mark(f, at, '-') &&
            (!small || part % 10 || !is_tight(f, at) || !is_tight(f, at + 1)))
            break;
        at += is_mark(f, at, '-');
        if (form_at(f, "unit", at, &v, &n) || form_at(f, "tens", at, &v, &n)) {
            if (small && (part % 10 || v >= 10))
                break;
            part += v;
            small = true;
        } else if (form_at(f, "scale", at, &v, &n) && any) {
            part = times(part, v);
            small = false;
            if (v >= 1000) {
                sum += part;
                part = 0;
            }
        } else {
            break;
        }
        any = true;
        end = ++at;
        bool and = kind_is(f, at, LEX_WORD) && !small &&
                   str_eq(str_part(f->text, f->l.at[at].start, f->l.at[at].end), S("and")) &&
                   (form_at(f, "unit", at + 1, &v, &n) || form_at(f, "tens", at + 1, &v, &n));
        at += and;
    }
    r->v = sum + part;
    r->end = end;
    return any;
}

/* "a dozen", "a hundred": an article and a scale. */
static bool number_article(const struct finder *f, isize i, struct number *r)
{
    int64_t v;
    isize n;
    if (!kind_is(f, i, LEX_WORD) || f->l.at[i].end - f->l.at[i].start != 1 ||
        f->l.at[i].cp != 'a' || !form_at(f, "scale", i + 1, &v, &n))
        return false;
    *r = (struct number){.v = v, .end = i + 2};
    return true;
}

static bool is_word(const struct finder *f, isize i, struct str w)
{
    return kind_is(f, i, LEX_WORD) &&
           str_eq_ascii_nocase(str_part(f->text, f->l.at[i].start, f->l.at[i].end), w);
}

/* "scores", "tens of thousands", "hundreds of thousands". */
static bool number_order(const struct finder *f, isize i, struct number *r)
{
    int64_t v, w;
    isize n;
    if (!form_at(f, "order", i, &v, &n))
        return false;
    *r = (struct number){.v = v, .end = i + 1, .order = true};
    if (is_word(f, i + 1, S("of")) && form_at(f, "order", i + 2, &w, &n) && w >= 2000) {
        r->v = times(v, w / 2);
        r->end = i + 3;
    } else if (v == 20 && is_word(f, i, S("tens"))) {
        return false;
    }
    return true;
}

static bool is_fraction(const struct finder *f, isize i)
{
    return is_tight(f, i) && is_mark(f, i - 1, '.') && is_tight(f, i - 1) &&
           kind_is(f, i - 2, LEX_DIGITS);
}

/* "1천5백", "1만 5천": what follows counts smaller units. */
static void add_lower(const struct finder *f, int64_t scale, struct number *r)
{
    int64_t v;
    isize n;
    for (int k = 0; k < 3 && kind_is(f, r->end, LEX_DIGITS) && f->l.at[r->end].value >= 0; k++) {
        isize at = r->end + 1;
        if (!is_tight(f, at) ||
            !(form_at(f, "hangul", at, &v, &n) || form_at(f, "han", at, &v, &n)) || v < 10 ||
            v >= scale)
            return;
        r->v += times(f->l.at[r->end].value, v);
        r->end = at + n;
        scale = v;
    }
}

/* Digits, then ".4", "million", 万, 천. */
static bool number_digits(const struct finder *f, isize i, struct number *r)
{
    const struct lexeme *x = lex(f, i);
    int64_t v, frac = 0, div = 1;
    isize n, at = i + 1;
    if (!x || x->kind != LEX_DIGITS || x->value < 0 || is_fraction(f, i))
        return false;
    bool point = is_mark(f, at, '.') && is_tight(f, at) && is_tight(f, at + 1) &&
                 kind_is(f, at + 1, LEX_DIGITS) && f->l.at[at + 1].digits <= 3;
    if (point) {
        frac = f->l.at[at + 1].value;
        for (int k = 0; k < f->l.at[at + 1].digits; k++)
            div *= 10;
        at += 2;
    }
    *r = (struct number){.v = x->value, .end = at};
    bool scaled = form_at(f, "scale", at, &v, &n);
    if (!scaled && is_tight(f, at))
        scaled = (form_at(f, "han", at, &v, &n) || form_at(f, "hangul", at, &v, &n)) && v >= 100;
    if (scaled) {
        r->v = times(x->value, v) + (v >= div ? frac * (v / div) : 0);
        r->end = at + n;
        add_lower(f, v, r);
    }
    return scaled || !point; /* "4.5" by itself counts nobody */
}

/* Han or Hangul numerals: 二十五, 三千, 이십만. 数十, 수백: an order. */
static bool number_numerals(const struct finder *f, isize i, const char *kind, struct number *r)
{
    int64_t total = 0, section = 0, digit = 0, v;
    isize n, at = i;
    bool some = form_at(f, "some", at, &v, &n);
    if (some && (!form_at(f, kind, at + 1, &v, &n) || v < 10))
        return false;
    digit = some ? 2 : 0;
    at += some;
    isize first = at;
    for (; at < first + NUMERALS && (is_tight(f, at) || at == first); at++) {
        if (!form_at(f, kind, at, &v, &n))
            break;
        if (v < 10) {
            digit = digit && !section ? digit * 10 + v : v;
        } else if (v < 10000) {
            section += times(digit ? digit : 1, v);
            digit = 0;
        } else {
            total = times(total + section + digit ? total + section + digit : 1, v);
            section = digit = 0;
        }
    }
    *r = (struct number){.v = total + section + digit, .end = at, .order = some, .needs = !some};
    /* 사건, 천인: one syllable of a Hangul word is no number */
    bool word = !some && at - first < 2 && f->l.at[first].kind == LEX_HANGUL;
    return at > first && r->v > 0 && !word;
}

/* "열 명", "스물다섯 명": Korean numerals, always with a counter. */
static bool number_native(const struct finder *f, isize i, struct number *r)
{
    int64_t v, unit;
    isize n, m = 0;
    if (!form_at(f, "native", i, &v, &n))
        return false;
    if (v >= 20 && is_tight(f, i + n) && form_at(f, "native", i + n, &unit, &m) && unit < 10)
        v += unit;
    else
        m = 0;
    *r = (struct number){.v = v, .end = i + n + m, .needs = true};
    return true;
}

static bool number_at(const struct finder *f, isize i, struct number *r)
{
    const struct lexeme *x = lex(f, i);
    *r = (struct number){0};
    if (!x || x->kind == LEX_MARK)
        return false;
    if (x->kind == LEX_DIGITS)
        return number_digits(f, i, r);
    if (x->kind == LEX_WORD)
        return number_order(f, i, r) || number_english(f, i, r) || number_article(f, i, r);
    if (x->kind == LEX_HAN)
        return number_numerals(f, i, "han", r);
    /* Hangul: a numeral begins its word, else every 이 and 사 would be one */
    return x->kind == LEX_HANGUL && (x->space || x->line || !kind_is(f, i - 1, LEX_HANGUL)) &&
           (number_native(f, i, r) || number_numerals(f, i, "hangul", r));
}

/* Han words say something about a number only where nothing stands between. */
static bool han_is_tight(const struct finder *f, isize from, isize to)
{
    for (isize i = from; i < to; i++)
        if (f->l.at[i].kind == LEX_HAN && !is_tight(f, i + 1))
            return false;
    return true;
}

/* The words just before lexeme i that say how sure: up to three Latin words, four characters. */
static int64_t bound_before(const struct finder *f, isize i, isize *start)
{
    char key[LEXEME_KEY];
    int64_t v;
    isize n;
    while (i > 0 && form_at(f, "skip", i - 1, &v, &n) && !is_word(f, i - 1, S("some")) &&
           !is_word(f, i - 1, S("estimated")))
        i--;
    for (isize k = 4; k > 0; k--) {
        if (i - k < 0 || f->l.at[i - k].kind == LEX_MARK || !han_is_tight(f, i - k, i))
            continue;
        struct str s = str_part(f->text, f->l.at[i - k].start, f->l.at[i - 1].end);
        if (s.n < LEXEME_KEY && forms_get(f->forms, "before", lexeme_key(s, key), &v) &&
            !(is_word(f, i - k, S("about")) && form_at(f, "topic", i - k - 1, &v, &n))) {
            *start = i - k;
            return v;
        }
    }
    return 0;
}

/* 여, 多, "or more"; stops before the counter or after it. */
static int64_t bound_after(const struct finder *f, isize i, isize *end)
{
    char key[LEXEME_KEY];
    int64_t v;
    isize n;
    if (form_at(f, "after", i, &v, &n)) {
        *end = i + n;
        return v;
    }
    if (!kind_is(f, i, LEX_WORD) || !kind_is(f, i + 1, LEX_WORD))
        return 0;
    struct str two = str_part(f->text, f->l.at[i].start, f->l.at[i + 1].end);
    if (two.n >= LEXEME_KEY || !forms_get(f->forms, "after", lexeme_key(two, key), &v))
        return 0;
    *end = i + 2;
    return v;
}

static void bound_apply(struct amount *m, int64_t bound, int64_t v)
{
    m->min = m->max = v;
    m->has_min = m->has_max = true;
    m->bound = bound == 1 ? AMOUNT_ABOUT : AMOUNT_EXACT;
    if (bound == 2) {
        m->bound = AMOUNT_AT_LEAST;
        m->has_max = false;
        m->max = 0;
    } else if (bound == 3) {
        m->bound = AMOUNT_AT_MOST;
        m->has_min = false;
        m->min = 0;
    }
}

/* "X to Y", "X-Y", "between X and Y". */
static bool second_number(const struct finder *f, isize i, bool between, struct number *second)
{
    const struct lexeme *x = lex(f, i);
    if (!x)
        return false;
    bool dash =
        x->cp == '-' || x->cp == 0x2013 || x->cp == '~' || x->cp == 0x223c || x->cp == 0xff5e;
    bool word = is_word(f, i, S("to")) || (between && is_word(f, i, S("and"))) || x->cp == 0x81f3 ||
                x->cp == 0x5230; /* 至 到 */
    return (dash || word) && number_at(f, i + 1, second) && !second->order;
}

/* Fills m from the number at lexeme i; returns the lexeme after it, or i if it counts nothing. */
static isize amount_at(const struct finder *f, isize i, struct amount *m)
{
    struct number n, second;
    int64_t v;
    isize start = i, end, k;
    if (!number_at(f, i, &n))
        return i;
    end = n.end;
    int64_t bound = bound_before(f, i, &start);
    bool between = second_number(f, end, bound == 4, &second) && second.v > n.v;
    int64_t after = 0;
    if (between)
        end = second.end;
    else if ((after = bound_after(f, end, &end)) != 0)
        bound = bound == 0 || bound > 3 ? after : bound;
    m->num_end = f->l.at[end - 1].end;
    m->counted = form_at(f, "counter", end, &v, &k);
    if (m->counted && !between && !after && (after = bound_after(f, end + k, &end)) != 0)
        bound = bound == 0 || bound > 3 ? after : bound;
    if ((n.needs && !m->counted) || (between && second.needs && !m->counted))
        return i;
    bound_apply(m, bound, n.v);
    if (between) {
        m->bound = AMOUNT_BETWEEN;
        m->max = second.v;
        m->has_min = m->has_max = true;
        m->min = n.v;
    } else if (n.order) {
        m->bound = AMOUNT_ORDER;
        m->has_max = false;
        m->max = 0;
        m->has_min = true;
        m->min = n.v;
    }
    m->start = f->l.at[start].start;
    m->num_start = f->l.at[i].start;
    m->end = f->l.at[end - 1].end;
    return end;
}

const struct forms *amount_forms(struct arena *a)
{
    struct forms *f = NEW(a, struct forms);
    forms_load(f, embed_amount[0].bytes, a);
    return f;
}

void amount_find(struct amount_list *out, struct str text, struct arena *a)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    amount_find_with(out, amount_forms(tmp.arena), text, a);
}

void amount_find_with(struct amount_list *out, const struct forms *forms, struct str text,
                      struct arena *a)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct finder f = {.text = text, .forms = forms};
    lexemes_of(&f.l, text, tmp.arena);
    for (isize i = 0; i < f.l.n;) {
        struct amount m = {0};
        isize end = amount_at(&f, i, &m);
        if (end > i)
            *LIST_ADD(out, a) = m;
        i = end > i ? end : i + 1;
    }
}

struct str amount_say(int64_t n, struct arena *a)
{
    char digits[32];
    struct buf b = buf_in(a, 64);
    uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    isize k = 0;
    do {
        digits[k++] = (char)('0' + u % 10);
    } while ((u /= 10) != 0);
    if (n < 0)
        buf_add_c(&b, '-');
    while (k-- > 0) {
        buf_add_c(&b, digits[k]);
        if (k && k % 3 == 0)
            buf_add_c(&b, ',');
    }
    return buf_str(&b);
}
