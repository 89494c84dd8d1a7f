/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * joined.h - a text as its words with nothing between them: for finding words again in other words.
 *
 * Folded (lang/normal.h), without blanks and marks, with the places where words begin and end. "KIM
 * Chol-su" and "Kim Cholsu" join to the same. Latin words are found as whole words; characters of
 * Han and Hangul stand without blanks, so there only what is very short must begin where a word
 * does.
 */
#ifndef RECORD_JOINED_H
#define RECORD_JOINED_H

#include "base/str.h"

enum { JOINED_WORDS_MAX = 6 };

struct joined {
    struct str s;
    bool *starts, *ends; /* by byte; ends[i]: a word ends before byte i */
    isize words;
    isize at[JOINED_WORDS_MAX + 1]; /* where the first words begin, and what is after them */
};
struct joined joined_of(struct str text, struct arena *a);

/* Do these words say enough to be looked for? A short word alone stands in too many texts. */
bool joined_is_telling(const struct joined *words, isize max);
/* Can what is looked for begin at byte i; may it be [from, to)? */
bool joined_may_begin(const struct joined *text, isize i);
bool joined_is_whole(const struct joined *text, isize from, isize to);
bool joined_is_latin(struct str s);
/* Do the words stand somewhere in the text? */
bool joined_holds(const struct joined *text, const struct joined *words);

#endif
