/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/format/numbering.h"

#include "base/list.h"
#include "base/utf8.h"

static void write_letters(struct buf *b, char first, int64_t n)
{
    enum { LETTERS = 26, TIMES_MAX = 8 };
    /* After z come aa, bb, cc: ECMA-376 part 1, 17.18.59 (lowerLetter). */
    int64_t times = (n - 1) / LETTERS + 1;
    for (int64_t i = 0; i < times && i < TIMES_MAX; i++)
        buf_add_c(b, (char)(first + (n - 1) % LETTERS));
}

static void write_roman(struct buf *b, bool large, int64_t n)
{
    static const struct {
        int64_t value;
        struct str small, large;
    } roman[] = {
        {1000, {"m", 1}, {"M", 1}},  {900, {"cm", 2}, {"CM", 2}}, {500, {"d", 1}, {"D", 1}},
        {400, {"cd", 2}, {"CD", 2}}, {100, {"c", 1}, {"C", 1}},   {90, {"xc", 2}, {"XC", 2}},
        {50, {"l", 1}, {"L", 1}},    {40, {"xl", 2}, {"XL", 2}},  {10, {"x", 1}, {"X", 1}},
        {9, {"ix", 2}, {"IX", 2}},   {5, {"v", 1}, {"V", 1}},     {4, {"iv", 2}, {"IV", 2}},
        {1, {"i", 1}, {"I", 1}},
    };
    for (isize i = 0; i < COUNTOF(roman); i++)
        for (; n >= roman[i].value; n -= roman[i].value)
            buf_add(b, large ? roman[i].large : roman[i].small);
}

/* The n-th (from 1) of a row of characters of three bytes each. */
static bool write_nth(struct buf *b, struct str row, int64_t n)
{
    enum { BYTES = 3 };
    if (n < 1 || n > row.n / BYTES)
        return false;
    buf_add(b, str_part(row, (isize)(n - 1) * BYTES, (isize)n * BYTES));
    return true;
}

/* 一, 十, 十一, 二十, 一百零五: below ten thousand. */
static void write_han(struct buf *b, int64_t n, struct str digits, struct str units, bool zero)
{
    static const int64_t powers[] = {1000, 100, 10, 1};
    bool started = false, gap = false;
    for (isize i = 0; i < COUNTOF(powers); i++) {
        int64_t digit = n / powers[i] % 10;
        if (digit == 0) {
            gap = started;
            continue;
        }
        if (gap && zero)
            buf_add(b, S("零"));
        bool one = digit == 1 && powers[i] > 1 && (!zero || (powers[i] == 10 && !started));
        if (!one)
            write_nth(b, digits, digit);
        if (powers[i] > 1)
            write_nth(b, units, COUNTOF(powers) - 1 - i);
        started = true;
        gap = false;
    }
}

static void write_digits(struct buf *b, int64_t n)
{
    static const struct str digits = {"〇一二三四五六七八九", sizeof "〇一二三四五六七八九" - 1};
    for (int64_t power = 1000; power > 0; power /= 10)
        if (n >= power)
            write_nth(b, digits, n / power % 10 + 1);
}

/* False if this form has no such number. */
static bool write_in_form(struct buf *b, enum number_form form, int64_t n)
{
    switch (form) {
    case NUMBER_DECIMAL_TWO: buf_addf(b, "%02" PRId64, n); return true;
    case NUMBER_LETTER_SMALL: write_letters(b, 'a', n); return true;
    case NUMBER_LETTER_LARGE: write_letters(b, 'A', n); return true;
    case NUMBER_ROMAN_SMALL: write_roman(b, false, n); return true;
    case NUMBER_ROMAN_LARGE: write_roman(b, true, n); return true;
    case NUMBER_CIRCLED: return write_nth(b, S("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"), n);
    case NUMBER_HANGUL_SYLLABLE: return write_nth(b, S("가나다라마바사아자차카타파하"), n);
    case NUMBER_HANGUL_JAMO: return write_nth(b, S("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"), n);
    case NUMBER_HANGUL_SYLLABLE_CIRCLED: return write_nth(b, S("㉮㉯㉰㉱㉲㉳㉴㉵㉶㉷㉸㉹㉺㉻"), n);
    case NUMBER_HANGUL_JAMO_CIRCLED: return write_nth(b, S("㉠㉡㉢㉣㉤㉥㉦㉧㉨㉩㉪㉫㉬㉭"), n);
    case NUMBER_HANGUL_DIGIT:
        write_han(b, n, S("일이삼사오육칠팔구"), S("십백천"), false);
        return true;
    case NUMBER_HAN: write_han(b, n, S("一二三四五六七八九"), S("十百千"), true); return true;
    case NUMBER_HAN_DIGIT: write_digits(b, n); return true;
    case NUMBER_HAN_STEM: return write_nth(b, S("甲乙丙丁戊己庚辛壬癸"), n);
    case NUMBER_NONE: return true;
    case NUMBER_DECIMAL:
    default: return false;
    }
}

void number_write(struct buf *b, enum number_form form, int64_t n)
{
    enum { MOST = 9999 };
    bool plain = n < 1 || n > MOST;
    if (plain || !write_in_form(b, form, n))
        buf_add_int(b, n);
}

enum number_form number_form(const struct number_name *names, isize n, struct str name)
{
    for (isize i = 0; i < n; i++)
        if (str_eq(name, str_from_c(names[i].name)))
            return names[i].form;
    return NUMBER_DECIMAL;
}

/* ---- lists */

struct numberings numberings_in(struct arena *a)
{
    enum { SEED = 7 }; /* a child reads one document: nobody can learn from it what collides */
    return (struct numberings){.by_name = map_in(a, SEED)};
}

struct numbering *numbering_new(struct numberings *l, struct str name, char mark, struct arena *a)
{
    if (l->n == NUMBERINGS_MAX)
        return NULL;
    struct numbering *x = NEW(a, struct numbering);
    x->mark = mark;
    for (int i = 0; i < NUMBERING_LEVELS; i++)
        x->levels[i].start = 1;
    map_set(&l->by_name, str_copy(a, name), l->n);
    *LIST_ADD(l, a) = (struct numbering_place){x};
    return x;
}

struct numbering *numbering_find(const struct numberings *l, struct str name)
{
    int64_t i = map_get(&l->by_name, name, -1);
    return i >= 0 ? l->at[i].numbering : NULL;
}

static bool is_level(int64_t level)
{
    return level >= 0 && level < NUMBERING_LEVELS;
}

/* A level that has not begun is written as if it had: "1.1" where no "1" stands before. */
static void write_count(struct buf *b, const struct numbering *x, int64_t level)
{
    const struct numbering_level *l = &x->levels[level];
    number_write(b, l->form, x->begun[level] ? x->counts[level] : l->start);
}

/* HWPX has "^n" for all levels with points between, "^N" for the same with one behind. */
static void write_path(struct buf *b, const struct numbering *x, int64_t level, bool point)
{
    for (int64_t i = 0; i <= level; i++) {
        if (i > 0)
            buf_add_c(b, '.');
        write_count(b, x, i);
    }
    if (point)
        buf_add_c(b, '.');
}

static void write_pattern(struct buf *b, const struct numbering *x, int64_t level)
{
    struct str s = x->levels[level].pattern;
    for (isize i = 0; i < s.n; i++) {
        char c = i + 1 < s.n && s.p[i] == x->mark ? s.p[i + 1] : 0;
        bool digit = c >= '1' && c <= '9';
        bool path = x->mark == '^' && (c == 'n' || c == 'N');
        if (digit)
            write_count(b, x, c - '1');
        else if (path)
            write_path(b, x, level, c == 'N');
        else
            buf_add_c(b, s.p[i]);
        i += digit || path;
    }
}

/* Symbol fonts have their bullets where Unicode has nothing. */
static void write_bullet(struct buf *b, struct str s)
{
    isize i = 0;
    int32_t cp = s.n > 0 ? utf8_next(s, &i) : ' ';
    if (cp >= 0xe000 && cp <= 0xf8ff)
        buf_add(b, S("•"));
    else
        buf_add(b, s);
}

void numbering_next(struct buf *b, struct numbering *x, int64_t level)
{
    if (!is_level(level))
        return;
    const struct numbering_level *l = &x->levels[level];
    isize from = b->n;
    x->counts[level] = x->begun[level] ? x->counts[level] + 1 : l->start;
    x->begun[level] = true;
    for (int64_t i = level + 1; i < NUMBERING_LEVELS; i++)
        x->begun[i] = false;
    if (l->bullet)
        write_bullet(b, l->pattern);
    else
        write_pattern(b, x, level);
    if (b->n > from)
        buf_add_c(b, ' ');
}

void numbering_set(struct numbering *x, int64_t level, int64_t number)
{
    if (!is_level(level))
        return;
    x->counts[level] = number - 1;
    x->begun[level] = true;
}

void numbering_restart(struct numbering *x)
{
    for (int i = 0; i < NUMBERING_LEVELS; i++)
        x->begun[i] = false;
}
