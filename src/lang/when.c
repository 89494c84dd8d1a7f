/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/when.h"

#include "base/embed.h"
#include "base/list.h"
#include "lang/edtf.h"
#include "lang/lexeme.h"

extern const struct embedded embed_when[];

enum { SHORT_YEAR = 50 }; /* 49 is 2049, 50 is 1950 */
enum { PAST_MONTHS = 4 }; /* the 31st is not in each */

/* 0 is "not said". A season is a month of 21 to 24. */
struct point {
    int64_t y;
    int m, d;
};

struct finder {
    struct str text;
    struct lexeme_list l;
    const struct forms *forms;
    struct point base; /* y 0: none */
    struct arena *a;
};

/* What one rule found: a point or a span, up to lexeme 'end'. */
struct found {
    struct point from, to;
    bool span, relative, inferred, past;
    isize end;
    const char *rule;
};

static const struct lexeme *lex(const struct finder *f, isize i)
{
    return i >= 0 && i < f->l.n ? &f->l.at[i] : NULL;
}

static struct str words(const struct finder *f, isize i, isize n)
{
    return str_part(f->text, f->l.at[i].start, f->l.at[i + n - 1].end);
}

static bool is_mark(const struct finder *f, isize i, int32_t cp)
{
    const struct lexeme *x = lex(f, i);
    return x && x->kind == LEX_MARK && x->cp == cp;
}

/* A form of the kind at lexeme i: a Latin word, or the longest run of CJK characters. */
static bool form_at(const struct finder *f, const char *kind, isize i, int64_t *value, isize *n)
{
    char key[LEXEME_KEY];
    const struct lexeme *x = lex(f, i);
    if (!x || x->kind == LEX_MARK || x->kind == LEX_DIGITS)
        return false;
    isize most = 1;
    while (x->kind != LEX_WORD && most < 3 && lex(f, i + most) && !lex(f, i + most)->space &&
           lex(f, i + most)->kind == x->kind)
        most++;
    for (*n = most; *n > 0; (*n)--)
        if (forms_get(f->forms, kind, lexeme_key(words(f, i, *n), key), value))
            return true;
    return false;
}

static bool is_form(const struct finder *f, const char *kind, isize i)
{
    int64_t v;
    isize n;
    return form_at(f, kind, i, &v, &n);
}

static bool is_capital(const struct finder *f, isize i)
{
    const struct lexeme *x = lex(f, i);
    return x && x->cp >= 'A' && x->cp <= 'Z';
}

/* A number of a date: ungrouped digits that are no part of an index like 24/01/00 or 12.5. */
static bool digits_at(const struct finder *f, isize i, int64_t min, int64_t max, int64_t *v)
{
    const struct lexeme *x = lex(f, i);
    if (!x || x->kind != LEX_DIGITS || x->grouped || x->digits > 4 || x->value < min ||
        x->value > max)
        return false;
    *v = x->value;
    return true;
}

static bool joined_by(const struct finder *f, isize i, int32_t cp)
{
    return is_mark(f, i, cp) && !f->l.at[i].space && lex(f, i + 1) && !f->l.at[i + 1].space;
}

static bool year_at(const struct finder *f, isize i, int64_t *y)
{
    return digits_at(f, i, 1000, 2999, y) && f->l.at[i].digits == 4 &&
           !(joined_by(f, i + 1, '/') && f->l.at[i + 2].kind == LEX_DIGITS);
}

static bool day_at(const struct finder *f, isize i, int64_t *d)
{
    return digits_at(f, i, 1, 31, d) && f->l.at[i].digits <= 2 && !joined_by(f, i - 1, '/') &&
           !(joined_by(f, i - 1, '.') && i > 1 && f->l.at[i - 2].kind == LEX_DIGITS);
}

/* "4th": the two letters after a day, or nothing. */
static isize skip_ordinal(const struct finder *f, isize i)
{
    const struct lexeme *x = lex(f, i);
    if (!x || x->space || x->kind != LEX_WORD)
        return i;
    struct str w = words(f, i, 1);
    bool ordinal = str_eq_ascii_nocase(w, S("st")) || str_eq_ascii_nocase(w, S("nd")) ||
                   str_eq_ascii_nocase(w, S("rd")) || str_eq_ascii_nocase(w, S("th"));
    return ordinal ? i + 1 : i;
}

static isize skip_word(const struct finder *f, isize i, struct str word)
{
    const struct lexeme *x = lex(f, i);
    return x && x->kind == LEX_WORD && str_eq_ascii_nocase(words(f, i, 1), word) ? i + 1 : i;
}

/* "[,] 2017", "this year", "last year" after a month; sets the year or leaves it. */
static isize year_after(const struct finder *f, isize i, struct found *r, int64_t *y)
{
    isize at = is_mark(f, i, ',') ? i + 1 : i;
    at = skip_word(f, at, S("of"));
    if (year_at(f, at, y))
        return at + 1;
    int64_t turn, unit;
    isize n;
    if (f->base.y && form_at(f, "turn", at, &turn, &n) && form_at(f, "unit", at + 1, &unit, &n) &&
        unit == 4) {
        *y = f->base.y + turn;
        r->relative = true;
        return at + 2;
    }
    return i;
}

/* A capital at least, and no "may" in the middle of a sentence. */
static bool month_at(const struct finder *f, isize i, int64_t *m, isize *n)
{
    return is_capital(f, i) && form_at(f, "month", i, m, n);
}

/* "21 November 2017", "the 4th of June". */
static bool find_day_month(const struct finder *f, isize i, struct found *r)
{
    int64_t d, m;
    isize n, at = i;
    if (!day_at(f, i, &d))
        return false;
    at = skip_word(f, skip_ordinal(f, i + 1), S("of"));
    if (!month_at(f, at, &m, &n))
        return false;
    r->from = (struct point){0, (int)m, (int)d};
    at += is_mark(f, at + 1, '.') && f->l.at[at].end - f->l.at[at].start <= 4 ? 2 : 1;
    r->end = year_after(f, at, r, &r->from.y);
    r->rule = "when.day_month";
    return true;
}

/* "November 21, 2017", "June 4th", "November 2017", "since March this year". */
static bool find_month(const struct finder *f, isize i, struct found *r)
{
    int64_t m, d;
    isize n;
    if (!month_at(f, i, &m, &n))
        return false;
    isize at = i + 1 + (is_mark(f, i + 1, '.') && !f->l.at[i + 1].space);
    bool day = day_at(f, at, &d) && !(lex(f, at + 1) && lex(f, at + 1)->cp == '%');
    if (day)
        at = skip_ordinal(f, at + 1);
    r->from = (struct point){0, (int)m, day ? (int)d : 0};
    r->end = year_after(f, at, r, &r->from.y);
    r->rule = day ? "when.month_day" : "when.month";
    if (day || r->from.y)
        return true;
    return is_form(f, "monthprep", i - 1) && !day;
}

static bool find_season(const struct finder *f, isize i, struct found *r)
{
    int64_t s;
    isize n;
    if (f->l.at[i].kind != LEX_WORD || !form_at(f, "season", i, &s, &n))
        return false;
    r->from = (struct point){0, (int)s, 0};
    r->end = year_after(f, i + 1, r, &r->from.y);
    r->rule = "when.season";
    return r->from.y != 0;
}

/* 2017-11-04, 2017/11/04, 2017.11.4, "2017. 11. 4." and day first where only that is possible. */
static bool find_numeric(const struct finder *f, isize i, struct found *r)
{
    int64_t a, b, c = 0;
    if (!digits_at(f, i, 1, 2999, &a) || !lex(f, i + 1) || f->l.at[i + 1].space)
        return false;
    int32_t sep = f->l.at[i + 1].cp;
    bool tight = sep == '-' || sep == '/';
    if ((!tight && sep != '.') || !digits_at(f, i + 2, 1, 31, &b) || !is_mark(f, i + 3, sep) ||
        !digits_at(f, i + 4, 1, 2999, &c))
        return false;
    if (tight && (f->l.at[i + 2].space || f->l.at[i + 4].space || joined_by(f, i - 1, sep)))
        return false;
    r->end = i + 5 + (sep == '.' && f->l.at[i + 4].space && is_mark(f, i + 5, '.'));
    r->rule = "when.numeric";
    if (joined_by(f, i - 1, '.') || (i > 0 && !f->l.at[i].space && f->l.at[i - 1].kind == LEX_WORD))
        return false;
    bool short_year = sep == '.' && f->l.at[i].digits == 2 && f->l.at[i + 2].digits == 2 &&
                      f->l.at[i + 4].digits == 2 && !f->l.at[i + 4].space && a <= 31 && b <= 12 &&
                      a > 0;
    if (short_year) /* 18.09.03 */
        r->from = (struct point){c < SHORT_YEAR ? 2000 + c : 1900 + c, (int)b, (int)a};
    else if (f->l.at[i].digits == 4 && b <= 12 && c <= 31)
        r->from = (struct point){a, (int)b, (int)c};
    else if (f->l.at[i + 4].digits == 4 && a <= 31 && b <= 12 && (sep == '.' || a > 12 || a == b))
        r->from = (struct point){c, (int)b, (int)a};
    else if (f->l.at[i + 4].digits == 4 && a <= 12 && b > 12)
        r->from = (struct point){c, (int)a, (int)b};
    else
        return false;
    return true;
}

static int han_digit(int32_t c)
{
    static const int32_t han[] = {0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db,
                                  0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d};
    for (int i = 0; i < 10; i++)
        if (c == han[i])
            return i;
    return c == 0x96f6 ? 0 : -1; /* 零 */
}

/* A number in Han digits, as years ("二〇一七") or days ("二十一") are written. */
static bool han_number(const struct finder *f, isize *i, int64_t *v)
{
    enum { TEN = 0x5341 };
    int64_t sum = 0, last = -1;
    isize at = *i;
    for (; lex(f, at) && at - *i < 5; at++) {
        int d = han_digit(f->l.at[at].cp);
        if (f->l.at[at].cp == TEN) {
            sum = (last < 0 ? 1 : sum) * 10;
            last = 10;
        } else if (d >= 0) {
            sum = last == 10 || last < 0 ? sum + d : sum * 10 + d;
            last = d;
        } else {
            break;
        }
    }
    if (last < 0)
        return false;
    *v = sum;
    *i = at;
    return true;
}

/* A number in digits or Han and the sign that says what it is: 1 year, 2 month, 3 day. */
static bool cjk_part(const struct finder *f, isize *i, int64_t *v, int64_t *sign)
{
    isize at = *i, n;
    const struct lexeme *x = lex(f, at);
    if (!x)
        return false;
    if (x->kind == LEX_DIGITS && x->value >= 0 && !x->grouped) {
        *v = x->value;
        at++;
    } else if (x->kind != LEX_HAN || !han_number(f, &at, v)) {
        return false;
    }
    if (!form_at(f, "mark", at, sign, &n) || n != 1)
        return false;
    *i = at + 1;
    return true;
}

/* A day number that a range gives to the month before it: "13~14일", "4日至8日". */
static bool cjk_day_range(const struct finder *f, isize *i, int64_t *first, int64_t *last)
{
    int64_t sign;
    isize at = *i;
    if (!day_at(f, at, first) || !lex(f, at + 1))
        return false;
    int32_t c = f->l.at[at + 1].cp;
    at += 2;
    if ((c != '~' && c != '-' && c != 0x223c && c != 0xff5e && c != 0x2013 && c != 0x301c) ||
        !cjk_part(f, &at, last, &sign) || sign != 3 || *last > 31)
        return false;
    *i = at;
    return true;
}

static isize cjk_season(const struct finder *f, isize i, struct found *r)
{
    int64_t s;
    isize n;
    if (!r->from.y || r->from.m || !form_at(f, "season", i, &s, &n))
        return i;
    r->from.m = (int)s;
    return i + n;
}

/* Does a word of Korean end here, or go on with a particle? "지난 해의", not "지난 해외". */
static bool word_ends(const struct finder *f, isize i)
{
    static const char particles[] = "에의부까은는도";
    const struct lexeme *x = lex(f, i);
    return !x || x->space || x->kind != LEX_HANGUL ||
           str_find(str_from_c(particles), words(f, i, 1)) >= 0;
}

/* "지난달", "上月", or in two words "지난 달": unit * 10 + 5 + turn, and the lexeme after it. */
static bool span_at(const struct finder *f, isize i, int64_t *v, isize *end)
{
    int64_t turn, unit;
    isize n, m;
    if (form_at(f, "relspan", i, v, &n)) {
        *end = i + n;
        return true;
    }
    if (!lex(f, i) || lex(f, i)->kind != LEX_HANGUL || !form_at(f, "turn", i, &turn, &n) ||
        !form_at(f, "unit", i + n, &unit, &m) || m != 1 || !word_ends(f, i + n + 1))
        return false;
    *v = unit * 10 + 5 + turn;
    *end = i + n + 1;
    return true;
}

/* "민국", "今年", "Juche 106", "지난달": a year, or year and month, before or instead of one in
 * numbers. Returns what follows. */
static isize cjk_prefix(const struct finder *f, isize i, struct found *r, int64_t *era)
{
    int64_t rel, v;
    isize n, end;
    if (form_at(f, "era", i, era, &n)) {
        bool bare = f->l.at[i].kind == LEX_WORD && digits_at(f, i + n, 1, 200, &v);
        r->from.y = bare ? v + *era : 0;
        return i + n + bare;
    }
    if (!f->base.y || !span_at(f, i, &rel, &end))
        return i;
    if (rel / 10 == 4) {
        r->from.y = f->base.y + rel % 10 - 5;
    } else if (rel / 10 == 3 && f->base.m) {
        int64_t month = f->base.y * 12 + f->base.m - 1 + rel % 10 - 5;
        r->from.y = month / 12;
        r->from.m = (int)(month % 12) + 1;
    } else {
        return i;
    }
    r->relative = true;
    return end;
}

/* One part of a date: a year, month or day in its place. False if the number cannot be one. */
static bool cjk_set(struct found *r, int64_t v, int64_t sign, int64_t era, bool long_year)
{
    if (sign == 1) {
        r->from.y = v + era;
        return era || (long_year && v >= 1000 && v <= 2999);
    }
    if (sign == 2) {
        r->from.m = (int)v;
        return v >= 1 && v <= 12;
    }
    r->from.d = (int)v;
    return v >= 1 && v <= 31 && r->from.m;
}

/* 2017년 11월 4일, 今年十一月四日, 民國106年, 10월 13∼14일. */
static bool find_cjk(const struct finder *f, isize i, struct found *r)
{
    int64_t v, sign, era = 0, last;
    isize start = cjk_prefix(f, i, r, &era), at = start;
    const struct lexeme *first = lex(f, start < f->l.n ? start : i);
    bool long_year = first && (first->kind == LEX_HAN || first->digits >= 4);
    bool in_month = r->from.m != 0; /* "지난달 9일" */
    for (int want = in_month ? 3 : r->from.y ? 2 : 1; want <= 3; want++) {
        isize before = at;
        if (want == 3 && r->from.m && cjk_day_range(f, &at, &v, &last)) {
            r->to = r->from;
            r->from.d = (int)v;
            r->to.d = (int)last;
            r->span = true;
            break;
        }
        if (!cjk_part(f, &at, &v, &sign) || sign != want)
            at = before;
        else if (!cjk_set(r, v, sign, era, long_year))
            return false;
    }
    if (at == i || (at == start && (!r->from.y || in_month)))
        return false;
    r->end = cjk_season(f, at, r);
    r->rule = "when.cjk";
    r->past = is_form(f, "past", i - 2) || is_form(f, "past", i - 1);
    return r->from.y || r->from.m;
}

static int64_t base_day(const struct finder *f)
{
    return day_from_ymd(f->base.y, f->base.m ? f->base.m : 1, f->base.d ? f->base.d : 1);
}

/* "지난 9일": the last day of that number before the text was written. */
static bool find_past_day(const struct finder *f, isize i, struct found *r)
{
    int64_t v, d, sign;
    isize n, at, month_n;
    if (!f->base.d || !lex(f, i) || lex(f, i)->kind != LEX_HANGUL || !form_at(f, "past", i, &v, &n))
        return false;
    at = i + n;
    struct found one = {0};
    bool range = cjk_day_range(f, &at, &d, &v);
    if (!range && (!day_at(f, at, &d) || !cjk_part(f, &at, &d, &sign) || sign != 3))
        return false;
    if (is_form(f, "span", at)) /* "지난 3일간": three days */
        return false;
    int64_t month = f->base.y * 12 + f->base.m - 1;
    for (month_n = 0; month_n < PAST_MONTHS; month_n++, month--) {
        one.from = (struct point){month / 12, (int)(month % 12) + 1, (int)d};
        one.to = (struct point){one.from.y, one.from.m, (int)(range ? v : d)};
        if (one.to.d <= month_days(one.to.y, one.to.m) &&
            day_from_ymd(one.from.y, one.from.m, one.from.d) < base_day(f))
            break;
    }
    if (month_n == PAST_MONTHS)
        return false;
    *r = one;
    r->span = range;
    r->relative = true;
    r->end = at;
    r->rule = "when.past_day";
    return true;
}

/* A year by itself: after a preposition, or alone in brackets. "the 1990s". */
static bool find_year(const struct finder *f, isize i, struct found *r)
{
    int64_t y;
    if (!year_at(f, i, &y) || y < 1800 || y > 2100)
        return false;
    const struct lexeme *next = lex(f, i + 1);
    r->from.y = y;
    r->end = i + 1;
    r->rule = "when.year";
    if (next && next->kind == LEX_WORD && !next->space && str_eq(words(f, i + 1, 1), S("s")))
        return false;
    bool brackets = is_mark(f, i - 1, '(') && is_mark(f, i + 1, ')');
    return brackets || is_form(f, "yearprep", i - 1);
}

static struct point point_of_day(int64_t day)
{
    struct point p;
    day_to_ymd(day, &p.y, &p.m, &p.d);
    return p;
}

/* "last week", "上个月", "올해": the whole calendar unit. */
static void span_of(const struct finder *f, int64_t unit, int64_t turn, struct found *r)
{
    if (unit == 4) {
        r->from = (struct point){f->base.y + turn, 0, 0};
    } else if (unit == 3) {
        int64_t month = f->base.y * 12 + f->base.m - 1 + turn;
        r->from = (struct point){month / 12, (int)(month % 12) + 1, 0};
    } else {
        int64_t day = base_day(f);
        int64_t monday = day - day_of_week(day) + 7 * turn;
        r->from = point_of_day(monday);
        r->to = point_of_day(monday + 6);
        r->span = true;
    }
    r->relative = true;
    r->rule = "when.relative";
}

static bool find_weekday(const struct finder *f, isize i, struct found *r)
{
    int64_t w, turn = -1;
    isize n;
    if (!is_capital(f, i) || !form_at(f, "weekday", i, &w, &n))
        return false;
    bool on = skip_word(f, i - 1, S("on")) == i;
    if (i == 0 || (!on && !form_at(f, "turn", i - 1, &turn, &n)))
        return false;
    int64_t back = (day_of_week(base_day(f)) - (w - 1) + 7) % 7;
    r->from = point_of_day(base_day(f) - back + (turn > 0 ? 7 : 0) - (!on && back == 0 ? 7 : 0));
    r->relative = true;
    r->end = i + 1;
    r->rule = "when.weekday";
    return true;
}

/* "three days ago". */
static bool find_ago(const struct finder *f, isize i, struct found *r)
{
    int64_t n = 0, unit;
    isize k;
    if (!digits_at(f, i, 1, 200, &n) && !form_at(f, "num", i, &n, &k))
        return false;
    if (!form_at(f, "unit", i + 1, &unit, &k) || skip_word(f, i + 2, S("ago")) != i + 3)
        return false;
    if (unit <= 2)
        r->from = point_of_day(base_day(f) - n * (unit == 2 ? 7 : 1));
    else
        span_of(f, unit, -n, r);
    r->relative = true;
    r->end = i + 3;
    r->rule = "when.ago";
    return true;
}

/* "today's ruling", "오늘의 판결": not when it happened. */
static bool is_genitive(const struct finder *f, isize i)
{
    enum { UI = 0xc758 };
    const struct lexeme *x = lex(f, i);
    return x && !x->space && (x->cp == '\'' || x->cp == 0x2019 || x->cp == UI);
}

static bool find_relative(const struct finder *f, isize i, struct found *r)
{
    int64_t v, unit;
    isize n, end;
    if (!f->base.y || !f->base.m || !f->base.d)
        return false;
    if (form_at(f, "relday", i, &v, &n) && !is_genitive(f, i + n)) {
        r->from = point_of_day(base_day(f) + v);
        r->relative = true;
        r->rule = "when.relative";
        r->end = i + n;
        return true;
    }
    if (span_at(f, i, &v, &end)) {
        span_of(f, v / 10, v % 10 - 5, r);
        r->end = end;
        return true;
    }
    if (form_at(f, "turn", i, &v, &n) && form_at(f, "unit", i + 1, &unit, &n) && unit > 1) {
        span_of(f, unit, v, r);
        r->end = i + 2;
        return true;
    }
    return find_weekday(f, i, r) || find_ago(f, i, r);
}

static bool find_one(const struct finder *f, isize i, struct found *r)
{
    typedef bool find_fn(const struct finder *, isize, struct found *);
    static find_fn *const rules[] = {find_numeric, find_cjk,    find_past_day, find_day_month,
                                     find_month,   find_season, find_year,     find_relative};
    for (isize k = 0; k < COUNTOF(rules); k++) {
        *r = (struct found){0};
        if (rules[k](f, i, r))
            return true;
    }
    return false;
}

/* The lexeme after a range's middle word or sign, or 0. "and" only after "between". */
static isize after_to(const struct finder *f, isize i, bool between)
{
    int64_t v;
    isize n;
    const struct lexeme *x = lex(f, i);
    if (!x)
        return 0;
    if (x->cp == '-' || x->cp == 0x2013 || x->cp == 0x2014 || x->cp == '~' || x->cp == 0x223c ||
        x->cp == 0xff5e)
        return i + 1;
    if (!form_at(f, "to", i, &v, &n) || (v == 2 && !between))
        return 0;
    i += n;
    while (lex(f, i) && lex(f, i)->kind == LEX_WORD && is_form(f, "fuzzy", i))
        i++;
    return i;
}

static bool is_between(const struct finder *f, isize i)
{
    while (i > 0 && is_form(f, "fuzzy", i - 1))
        i--;
    return skip_word(f, i - 1, S("between")) == i && i > 0;
}

/* What one end of a range lacks, the other gives. */
static void span_fill(struct found *r)
{
    if (!r->to.m && !r->to.y) /* "May 14-19": the second is a day alone */
        r->to.m = r->from.m;
    if (!r->from.m && r->from.d) /* "14-19 May" */
        r->from.m = r->to.m;
    if (!r->from.y && r->to.y)
        r->from.y = r->to.y - (r->from.m > r->to.m);
    else if (r->from.y && !r->to.y)
        r->to.y = r->from.y + (r->from.m > r->to.m && r->to.m);
    r->span = true;
}

/* "to 8 October 2023" after a date, or "-19, 2006" after a month and day. */
static void find_second(const struct finder *f, isize i, struct found *r)
{
    struct found second;
    int64_t d, y = 0;
    isize at = after_to(f, r->end, is_between(f, i));
    if (!lex(f, at) || !at || r->span)
        return;
    if (find_one(f, at, &second) && !second.span && (r->from.d || !second.from.d || r->from.m)) {
        r->to = second.from;
        r->end = second.end;
        r->relative |= second.relative;
    } else if (r->from.d && day_at(f, at, &d) && d > r->from.d) {
        r->to = (struct point){0, 0, (int)d};
        r->end = year_after(f, skip_ordinal(f, at + 1), r, &y);
        r->from.y = r->from.y ? r->from.y : y;
    } else {
        return;
    }
    span_fill(r);
}

/* "14-19 May 2006", "between 1 and 25 June": the first end is a day alone. */
static bool find_day_span(const struct finder *f, isize i, struct found *r)
{
    int64_t d;
    struct found second;
    if (!day_at(f, i, &d))
        return false;
    isize at = after_to(f, skip_ordinal(f, i + 1), is_between(f, i));
    if (!at || !lex(f, at))
        return false;
    second = (struct found){0};
    if (!find_day_month(f, at, &second) || second.from.d <= d)
        return false;
    *r = second;
    r->to = second.from;
    r->from = (struct point){0, 0, (int)d};
    r->rule = "when.day_span";
    span_fill(r);
    return true;
}

/* The year in which month m lies nearest the base: eight months back to four ahead. */
static int64_t year_near(const struct finder *f, const struct found *r, struct point p)
{
    int month = p.m > 20 ? (p.m - 20) * 3 : p.m;
    int64_t ahead = month - (f->base.m ? f->base.m : 1);
    if (ahead > (r->past ? 0 : 4))
        return f->base.y - 1;
    return ahead < -8 && !r->past ? f->base.y + 1 : f->base.y;
}

static void year_infer(const struct finder *f, struct found *r)
{
    if (r->from.y || !f->base.y || !r->from.m)
        return;
    r->from.y = year_near(f, r, r->from);
    if (r->span)
        r->to.y = r->from.y + (r->to.m < r->from.m);
    r->inferred = true;
}

static void point_write(struct buf *b, struct point p)
{
    if (p.y)
        buf_addf(b, "%04" PRId64, p.y);
    else
        buf_add(b, S("XXXX"));
    if (p.m)
        buf_addf(b, "-%02d", p.m);
    if (p.d)
        buf_addf(b, "-%02d", p.d);
}

static bool found_add(struct when_list *out, const struct finder *f, isize i, struct found *r)
{
    struct edtf check;
    struct err err = {0};
    year_infer(f, r);
    struct buf b = buf_in(f->a, 64);
    point_write(&b, r->from);
    if (r->span) {
        buf_add_c(&b, '/');
        point_write(&b, r->to);
    }
    if (!edtf_parse(&check, buf_str(&b), &err))
        return false; /* 31 February, or a span that ends before it begins */
    *LIST_ADD(out, f->a) = (struct when){.start = f->l.at[i].start,
                                         .end = f->l.at[r->end - 1].end,
                                         .edtf = buf_str(&b),
                                         .relative = r->relative,
                                         .year_inferred = r->inferred,
                                         .rule = r->rule};
    return true;
}

static struct point base_of(struct str base)
{
    struct err err = {0};
    struct edtf e;
    if (!base.n || !edtf_parse(&e, base, &err) || e.from.year_digits < 4 || e.from.month > 12)
        return (struct point){0};
    return (struct point){e.from.year, e.from.month, e.from.day};
}

const struct forms *when_forms(struct arena *a)
{
    struct forms *f = NEW(a, struct forms);
    forms_load(f, embed_when[0].bytes, a);
    return f;
}

void when_find(struct when_list *out, struct str text, struct str base, struct arena *a)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    when_find_with(out, when_forms(tmp.arena), text, base, a);
}

void when_find_with(struct when_list *out, const struct forms *forms, struct str text,
                    struct str base, struct arena *a)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct finder f = {.text = text, .base = base_of(base), .forms = forms, .a = a};
    lexemes_of(&f.l, text, tmp.arena);
    for (isize i = 0; i < f.l.n;) {
        struct found r = {0};
        bool is_date = find_day_span(&f, i, &r);
        if (!is_date && find_one(&f, i, &r)) {
            is_date = true;
            find_second(&f, i, &r);
        }
        i = is_date && found_add(out, &f, i, &r) ? r.end : i + 1;
    }
}
