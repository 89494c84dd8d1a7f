/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fold.h - the character table of this room: what a code point folds to, and what it is.
 *
 * Made by tools/foldc.c from data/lang/fold.tsv and class.tsv. For lang/ alone: other rooms use
 * normal.h, token.h and script.h.
 *
 * One 32-bit entry a code point:
 *     bits 0-20   kind ONE: the code point; kind MANY: length (6 bits) and place in fold_pool
 *     bits 21-22  kind of the fold
 *     bits 23-26  class
 *     bits 27-31  flags
 */
#ifndef LANG_FOLD_H
#define LANG_FOLD_H

#include <stdint.h>

#include "base/utf8.h"

enum fold_kind { FOLD_SELF, FOLD_ONE, FOLD_MANY, FOLD_NONE };

enum fold_class {
    FOLD_MARK, /* punctuation, symbols, and what Unicode does not know */
    FOLD_SPACE,
    FOLD_LATIN,
    FOLD_NUMBER, /* decimal digits of any script */
    FOLD_HANGUL, /* syllables and jamo */
    FOLD_HAN,
    FOLD_KANA,
    FOLD_PAIRS,  /* Thai, Lao, Khmer, Burmese, Bopomofo: written without spaces */
    FOLD_OTHER,  /* other letters */
    FOLD_EXTEND, /* combining marks: part of what they stand on */
    FOLD_IGNORE, /* invisible, and the apostrophe-like letters */
    FOLD_QUOTE   /* ' and what is typed for it; between letters it is an apostrophe */
};
#define FOLD_CLASS_NAMES                                                                           \
    "mark", "space", "latin", "number", "hangul", "han", "kana", "pairs", "other", "extend",       \
        "ignore", "quote"

#define FOLD_PAYLOAD 0x1fffffu
#define FOLD_FOLD_BITS 0x7fffffu /* payload and kind */
#define FOLD_KIND_SHIFT 21
#define FOLD_CLASS_SHIFT 23
#define FOLD_JOINS (1u << 27)  /* may change with what stands before it: read them together */
#define FOLD_ACCENT (1u << 28) /* a mark of no script of its own; dropped if it made no letter */
#define FOLD_NFC_NO (1u << 29) /* never in composed text */
#define FOLD_HANS (1u << 30)   /* simplified Chinese only */
#define FOLD_HANT (1u << 31)   /* traditional Chinese only */
#define FOLD_FLAG_NAMES "joins", "accent", "nfc-no", "hans", "hant"

enum { FOLD_BLOCK = 256, FOLD_LENGTH_BITS = 6, FOLD_LENGTH_MAX = 63, FOLD_POOL_MAX = 1 << 15 };

extern const uint16_t fold_stage[];
extern const uint32_t fold_entries[];
extern const char fold_pool[];

/* cp may be UTF8_BAD: a mark that folds to U+FFFD. */
static inline uint32_t fold_entry(int32_t cp)
{
    if (cp < 0)
        return 0xfffdu | (uint32_t)FOLD_ONE << FOLD_KIND_SHIFT;
    return fold_entries[fold_stage[cp / FOLD_BLOCK] * FOLD_BLOCK + cp % FOLD_BLOCK];
}
static inline enum fold_class fold_class(uint32_t entry)
{
    return (enum fold_class)(entry >> FOLD_CLASS_SHIFT & 15);
}
static inline enum fold_kind fold_kind(uint32_t entry)
{
    return (enum fold_kind)(entry >> FOLD_KIND_SHIFT & 3);
}

/* The entry of the character at *i, moving *i behind it. Most of a text is ASCII, Hangul or Han. */
static inline uint32_t fold_next(struct str s, isize *i)
{
    const unsigned char *p = (const unsigned char *)s.p + *i;
    if (p[0] < 0x80) {
        *i += 1;
        return fold_entry(p[0]);
    }
    if (p[0] > 0xe0 && p[0] < 0xed && s.n - *i >= 3 && (p[1] & 0xc0) == 0x80 &&
        (p[2] & 0xc0) == 0x80) {
        *i += 3;
        return fold_entry((p[0] & 0xf) << 12 | (p[1] & 0x3f) << 6 | (p[2] & 0x3f));
    }
    return fold_entry(utf8_next(s, i));
}

/*
 * Fold the character at *i and all that joins it, moving *i behind them. The folded text is added
 * to b, whole code points only, and may be empty; it has at most 64, whatever stands there.
 */
void fold_unit(struct buf *b, struct str s, isize *i);

#endif
