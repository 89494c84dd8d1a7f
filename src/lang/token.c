/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/token.h"

#include <string.h>

#include "base/utf8.h"
#include "lang/fold.h"

static uint32_t entry_at(struct str s, isize i, isize *next)
{
    unsigned char c = (unsigned char)s.p[i];
    *next = i + 1;
    if (c < 0x80)
        return fold_entry(c);
    *next = i;
    return fold_entry(utf8_next(s, next));
}

/* The class at i; a mark at the end of the text, where every word ends. */
static enum fold_class class_at(struct str s, isize i)
{
    isize next;
    return i < s.n ? fold_class(entry_at(s, i, &next)) : FOLD_MARK;
}

static bool hangs_on(uint32_t entry)
{
    enum fold_class c = fold_class(entry);
    return c == FOLD_EXTEND || c == FOLD_IGNORE;
}

/* Behind the character at i and everything that hangs on it: marks; on Hangul also jamo. */
static isize unit_end(struct str s, isize i)
{
    isize next;
    uint32_t base = entry_at(s, i, &next), entry;
    bool hangul = fold_class(base) == FOLD_HANGUL;
    do {
        i = next;
        if (i >= s.n || (unsigned char)s.p[i] < 0x80)
            break;
        entry = entry_at(s, i, &next);
    } while (hangs_on(entry) || (hangul && entry & FOLD_JOINS));
    return i;
}

/* The class of what ends before i; marks are not asked, but what they stand on. */
static enum fold_class class_before(struct str s, isize i)
{
    enum fold_class c = FOLD_MARK;
    while (i > 0) {
        uint32_t entry = fold_entry(utf8_prev(s, &i));
        c = fold_class(entry);
        if (!hangs_on(entry))
            break;
    }
    return c;
}

static bool is_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

/* "'s" at i with a word before and none behind; its end, or i. */
static isize possessive_end(struct str s, isize i)
{
    isize letter = unit_end(s, i);
    if (letter >= s.n || !is_one_of(s.p[letter], "sS"))
        return i;
    isize end = letter + 1;
    if (unit_end(s, letter) > end) /* a letter with an accent */
        return i;
    enum fold_class before = class_before(s, i), after = class_at(s, end);
    bool word_before = before == FOLD_LATIN || before == FOLD_NUMBER;
    return word_before && after != FOLD_LATIN && after != FOLD_NUMBER ? end : i;
}

/* d', l', qu'...; not k', p', t', which are how Korean names are written. */
static bool is_elision(struct str word)
{
    return (word.n == 1 && is_one_of(word.p[0], "cdjlmnsCDJLMNS")) ||
           str_eq_ascii_nocase(word, S("qu"));
}

/* An apostrophe at i inside the word that began at start: where the word goes on, or 0. */
static isize apostrophe_end(struct str s, isize start, isize i, enum fold_class word)
{
    isize next = unit_end(s, i);
    if (class_at(s, next) != word)
        return 0;
    if (word == FOLD_LATIN && (possessive_end(s, i) > i || is_elision(str_part(s, start, i))))
        return 0;
    return next;
}

static isize letters_end(struct str s, isize start, enum fold_class word)
{
    isize i = unit_end(s, start);
    while (i < s.n) {
        enum fold_class c = class_at(s, i);
        isize next = c == FOLD_QUOTE                          ? apostrophe_end(s, start, i, word)
                     : c == word                              ? i
                     : c == FOLD_NUMBER && word == FOLD_LATIN ? i
                                                              : 0;
        if (next == 0)
            break;
        i = unit_end(s, next);
    }
    return i;
}

/* Behind at most max digits from i on; *n says how many. */
static isize digits_end(struct str s, isize i, int max, int *n)
{
    for (*n = 0; *n < max && class_at(s, i) == FOLD_NUMBER; ++*n)
        i = unit_end(s, i);
    return i;
}

static bool is_comma_at(struct str s, isize i)
{
    return str_starts(str_part(s, i, s.n), S(",")) || str_starts(str_part(s, i, s.n), S("，"));
}

static isize number_end(struct str s, isize start)
{
    int n;
    isize i = digits_end(s, start, INT32_MAX, &n);
    if (n > 3)
        return i;
    while (is_comma_at(s, i)) {
        isize end = digits_end(s, unit_end(s, i), 4, &n);
        if (n != 3)
            break;
        i = end;
    }
    return i;
}

static isize run_end(struct str s, isize i, enum fold_class a, enum fold_class b)
{
    do
        i = unit_end(s, i);
    while (i < s.n && (class_at(s, i) == a || class_at(s, i) == b));
    return i;
}

static isize word_end(struct str s, isize start, enum fold_class c)
{
    switch (c) {
    case FOLD_LATIN:
    case FOLD_OTHER: return letters_end(s, start, c);
    case FOLD_NUMBER: return number_end(s, start);
    case FOLD_HANGUL:
    case FOLD_HAN:
    case FOLD_KANA:
    case FOLD_PAIRS: return run_end(s, start, c, c);
    case FOLD_QUOTE: {
        isize end = possessive_end(s, start);
        return end > start ? end : unit_end(s, start);
    }
    default: return unit_end(s, start);
    }
}

/* White space, and what stands on it and is not seen. */
static bool is_between_words(uint32_t entry)
{
    enum fold_class c = fold_class(entry);
    return c == FOLD_SPACE || c == FOLD_IGNORE || (c == FOLD_EXTEND && entry & FOLD_ACCENT);
}

/* The first character of a word or mark at i or after it. */
static isize word_start(struct str s, isize i)
{
    for (isize next; i < s.n; i = next)
        if (!is_between_words(entry_at(s, i, &next)))
            break;
    return i;
}

static bool is_line_start(struct str s, isize i)
{
    while (i > 0) {
        int32_t cp = utf8_prev(s, &i);
        if ((cp >= '\n' && cp <= '\r') || cp == 0x2028 || cp == 0x2029)
            return true;
        if (!is_between_words(fold_entry(cp)))
            return false;
    }
    return true;
}

bool word_next(struct word *w, struct str text, isize *at)
{
    static const enum word_kind kinds[] = {
        [FOLD_MARK] = WORD_MARK,    [FOLD_QUOTE] = WORD_MARK,  [FOLD_EXTEND] = WORD_MARK,
        [FOLD_LATIN] = WORD_LATIN,  [FOLD_HAN] = WORD_HAN,     [FOLD_HANGUL] = WORD_HANGUL,
        [FOLD_KANA] = WORD_KANA,    [FOLD_PAIRS] = WORD_OTHER, [FOLD_OTHER] = WORD_OTHER,
        [FOLD_NUMBER] = WORD_NUMBER};
    isize start = word_start(text, *at);
    if (start >= text.n) {
        *at = text.n;
        return false;
    }
    enum fold_class c = class_at(text, start);
    *w = (struct word){kinds[c], start, word_end(text, start, c), is_line_start(text, start)};
    *at = w->end;
    return true;
}

struct token_reader token_reader_of(struct str text)
{
    return (struct token_reader){.text = text};
}

/* Fold [i, end) behind what is in r->fold, whole characters, to at most max bytes there. */
static void fold_part(struct token_reader *r, isize i, isize end, isize max)
{
    struct buf b = {.p = r->fold, .n = r->fold_n, .cap = max, .max = max};
    struct str s = str_part(r->text, 0, end);
    while (i < end && !b.full) {
        unsigned char c = (unsigned char)s.p[i];
        isize next;
        uint32_t entry = entry_at(s, i, &next);
        enum fold_class kind = fold_class(entry);
        if (kind == FOLD_QUOTE || kind == FOLD_MARK) { /* an apostrophe, a comma */
            i = next;
        } else if (c < 0x80 && (i + 1 == end || (unsigned char)s.p[i + 1] < 0x80)) {
            bool upper = (entry >> FOLD_KIND_SHIFT & 3) == FOLD_ONE;
            buf_add_c(&b, (char)(upper ? entry & 0x7f : c));
            i++;
        } else {
            fold_unit(&b, s, &i);
        }
    }
    r->fold_n = b.n;
}

static bool give(const struct token_reader *r, struct token *t, isize start, isize end)
{
    *t = (struct token){.text = {r->fold, r->fold_n}, .start = start, .end = end};
    return r->fold_n > 0;
}

/* The next of a run of pairs: a pair, or its last character alone. */
static bool pair_next(struct token_reader *r, struct token *t)
{
    isize start = r->first, mid = unit_end(r->text, start);
    if (r->second) { /* the second character of the pair before is the first of this one */
        r->fold_n -= r->second;
        memmove(r->fold, r->fold + r->second, (size_t)r->fold_n);
    } else {
        r->fold_n = 0;
        fold_part(r, start, mid, TOKEN_MAX / 2);
    }
    r->second = 0;
    if (mid >= r->run_end) {
        bool some = give(r, t, start, mid);
        t->colocated = r->paired;
        r->at = r->run_end;
        r->run_end = 0;
        return some;
    }
    isize end = unit_end(r->text, mid);
    r->first = mid;
    r->second = r->fold_n;
    fold_part(r, mid, end, r->fold_n + TOKEN_MAX / 2);
    r->paired = true;
    return give(r, t, start, end);
}

static bool word_token(struct token_reader *r, struct token *t, isize start, enum fold_class c)
{
    r->at = word_end(r->text, start, c);
    r->fold_n = 0;
    fold_part(r, start, r->at, TOKEN_MAX);
    return give(r, t, start, r->at);
}

bool token_next(struct token_reader *r, struct token *t)
{
    for (;;) {
        if (r->run_end) {
            if (pair_next(r, t))
                return true;
            continue;
        }
        isize start = word_start(r->text, r->at);
        if (start >= r->text.n)
            return false;
        enum fold_class c = class_at(r->text, start);
        bool cjk = c == FOLD_HAN || c == FOLD_KANA;
        if (c == FOLD_LATIN || c == FOLD_OTHER || c == FOLD_NUMBER) {
            if (word_token(r, t, start, c))
                return true;
        } else if (cjk || c == FOLD_HANGUL || c == FOLD_PAIRS) {
            r->run_end = run_end(r->text, start, c, cjk ? FOLD_HAN + FOLD_KANA - c : c);
            r->first = start;
            r->second = 0;
            r->paired = false;
        } else {
            r->at = word_end(r->text, start, c);
        }
    }
}
