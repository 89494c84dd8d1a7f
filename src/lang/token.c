/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/token.h"

#include <string.h>

#include "base/utf8.h"
#include "lang/fold.h"

/* The class at i; a mark at the end of the text, where every word ends. */
static enum fold_class class_at(struct str s, isize i)
{
    return i < s.n ? fold_class(fold_next(s, &i)) : FOLD_MARK;
}

static bool hangs_on(uint32_t entry)
{
    enum fold_class c = fold_class(entry);
    return c == FOLD_EXTEND || c == FOLD_IGNORE;
}

/*
 * Behind the character at i and everything that hangs on it: marks; on Hangul also jamo. *entry
 * is the character's; with the flag FOLD_JOINS if anything hangs on it.
 */
static isize unit_read(struct str s, isize i, uint32_t *entry)
{
    isize end = i, next;
    *entry = fold_next(s, &end);
    if (end >= s.n || (unsigned char)s.p[end] < 0x80)
        return end;
    bool hangul = fold_class(*entry) == FOLD_HANGUL;
    for (; end < s.n; end = next) {
        next = end;
        uint32_t more = fold_next(s, &next);
        if (!hangs_on(more) && !(hangul && more & FOLD_JOINS))
            break;
        *entry |= FOLD_JOINS;
    }
    return end;
}

static isize unit_end(struct str s, isize i)
{
    uint32_t entry;
    return unit_read(s, i, &entry);
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

static bool is_ascii_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static isize letters_end(struct str s, isize start, enum fold_class word)
{
    isize i = start;
    while (i + 1 < s.n && is_ascii_alnum(s.p[i]) && is_ascii_alnum(s.p[i + 1]))
        i++;
    i = unit_end(s, i);
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

static isize run_end(struct str s, isize i, enum fold_class c)
{
    do
        i = unit_end(s, i);
    while (class_at(s, i) == c);
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
    case FOLD_PAIRS: return run_end(s, start, c);
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
    for (isize next = i; i < s.n; i = next)
        if (!is_between_words(fold_next(s, &next)))
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
        isize next = i;
        enum fold_class kind = fold_class(fold_next(s, &next));
        if (kind == FOLD_QUOTE || kind == FOLD_MARK) /* an apostrophe, a comma */
            i = next;
        else
            fold_unit(&b, s, &i);
    }
    r->fold_n = b.n;
}

/* The same for one unit of a run, most often a character that folds to one or to itself. */
static void fold_one(struct token_reader *r, isize i, isize end, uint32_t entry)
{
    isize max = r->fold_n + TOKEN_MAX / 2;
    if (!(entry & FOLD_JOINS) && fold_kind(entry) == FOLD_SELF) {
        memcpy(r->fold + r->fold_n, r->text.p + i, (size_t)(end - i));
        r->fold_n += end - i;
    } else {
        fold_part(r, i, end, max);
    }
}

static bool give(const struct token_reader *r, struct token *t, isize start, isize end)
{
    *t = (struct token){.text = {r->fold, r->fold_n}, .start = start, .end = end};
    return r->fold_n > 0;
}

static void run_begin(struct token_reader *r, isize start, enum fold_class a, enum fold_class b)
{
    uint32_t entry;
    r->class_a = (int)a;
    r->class_b = (int)b;
    r->first = start;
    r->mid = unit_read(r->text, start, &entry);
    r->second = r->fold_n = 0;
    r->paired = false;
    fold_one(r, start, r->mid, entry);
}

/* The next of a run of pairs: a pair, or its last character alone. */
static bool run_next(struct token_reader *r, struct token *t)
{
    isize first = r->first, mid = r->mid;
    if (r->second) { /* the second character of the pair before is the first of this one */
        r->fold_n -= r->second;
        memmove(r->fold, r->fold + r->second, (size_t)r->fold_n);
        r->second = 0;
    }
    uint32_t entry = 0;
    isize end = mid < r->text.n ? unit_read(r->text, mid, &entry) : mid;
    int class = (int)fold_class(entry);
    if (mid >= r->text.n || (class != r->class_a && class != r->class_b)) {
        bool some = give(r, t, first, mid);
        t->colocated = r->paired;
        r->at = mid;
        r->mid = 0;
        return some;
    }
    r->second = r->fold_n;
    fold_one(r, mid, end, entry);
    r->first = mid;
    r->mid = end;
    r->paired = true;
    return give(r, t, first, end);
}

/* A word or a number; most are ASCII. */
static bool word_token(struct token_reader *r, struct token *t, isize start, enum fold_class c)
{
    isize end = word_end(r->text, start, c), i = start, n = 0;
    const char *p = r->text.p;
    for (; i < end && n < TOKEN_MAX && is_ascii_alnum(p[i]); i++)
        r->fold[n++] = (char)(p[i] >= 'A' && p[i] <= 'Z' ? p[i] + 32 : p[i]);
    if (i > start && i < end && n < TOKEN_MAX) { /* a mark may stand on the last one */
        i--;
        n--;
    }
    r->at = end;
    r->fold_n = n;
    if (n < TOKEN_MAX)
        fold_part(r, i, end, TOKEN_MAX);
    return give(r, t, start, end);
}

bool token_next(struct token_reader *r, struct token *t)
{
    for (;;) {
        if (r->mid) {
            if (run_next(r, t))
                return true;
            continue;
        }
        isize start = word_start(r->text, r->at);
        if (start >= r->text.n)
            return false;
        enum fold_class c = class_at(r->text, start);
        if (c == FOLD_LATIN || c == FOLD_OTHER || c == FOLD_NUMBER) {
            if (word_token(r, t, start, c))
                return true;
        } else if (c == FOLD_HAN || c == FOLD_KANA) {
            run_begin(r, start, FOLD_HAN, FOLD_KANA);
        } else if (c == FOLD_HANGUL || c == FOLD_PAIRS) {
            run_begin(r, start, c, c);
        } else {
            r->at = word_end(r->text, start, c);
        }
    }
}
