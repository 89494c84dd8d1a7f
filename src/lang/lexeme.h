/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lexeme.h - the small pieces that dates, numbers and reading rules are made of.
 *
 * A word of letters, a number in digits ("1,170" is one number), one Han, Hangul or kana character,
 * one mark. White space is no lexeme, but each lexeme knows what stood before it. Offsets are bytes
 * of the text; malformed bytes are marks. Words are compared by lexeme_key: without case, accents
 * and width, Han simplified, so a table says "fevrier" and 难民 once.
 *
 * A struct forms is a table of words with a number each, from a text file of data/lang:
 *     KIND <tab> LANGUAGE <tab> FORM <tab> NUMBER        # comment lines and empty lines are
 * skipped
 */
#ifndef LANG_LEXEME_H
#define LANG_LEXEME_H

#include "base/map.h"
#include "base/str.h"

enum lexeme_kind { LEX_WORD, LEX_DIGITS, LEX_HAN, LEX_HANGUL, LEX_KANA, LEX_MARK };

struct lexeme {
    isize start, end;
    int64_t value; /* of digits; -1 if they are too many to be a number */
    int32_t cp;    /* the first code point; UTF8_BAD for a malformed byte */
    enum lexeme_kind kind;
    int digits;     /* how many, separators not counted */
    bool space;     /* white space stood before it */
    bool line;      /* it is the first of its line */
    bool grouped;   /* digits written with separators: 1,170 */
    bool paragraph; /* an empty line stood before it */
};
struct lexeme_list {
    struct lexeme *at;
    isize n, cap;
};

/* All lexemes of the text. Its own memory is one growing list. */
void lexemes_of(struct lexeme_list *out, struct str text, struct arena *a);

/* What two spellings of a word share, by the fold table of lang/normal.h, and a plain apostrophe;
 * at most LEXEME_KEY bytes (the rest is cut). Writes into key[] and returns that part of it. */
enum { LEXEME_KEY = 64 };
struct str lexeme_key(struct str word, char key[LEXEME_KEY]);

struct forms {
    struct map map;
};
void forms_load(struct forms *f, struct str table, struct arena *a);
/* The number of a form under a kind; false if it is not in the table. form must be a key. */
bool forms_get(const struct forms *f, const char *kind, struct str form, int64_t *value);

#endif
