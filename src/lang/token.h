/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * token.h - the words of a text, for search and for reading rules.
 *
 * Two readers over one fold table (lang/normal.h). word_next gives words as people see them: a
 * Latin word, a number, a run of Hangul (an eojeol) or of Han, a mark of punctuation. token_next
 * gives search tokens: Latin words and numbers whole; Han, kana and Hangul (and Thai, Lao, Khmer,
 * Burmese) as overlapping pairs, with the last character of a run also alone, at the same position
 * ('colocated'), so that phrases across runs still match. Offsets are bytes of the original text.
 */
#ifndef LANG_TOKEN_H
#define LANG_TOKEN_H

#include "base/str.h"

enum word_kind { WORD_LATIN, WORD_NUMBER, WORD_HANGUL, WORD_HAN, WORD_KANA, WORD_OTHER, WORD_MARK };

struct word {
    enum word_kind kind;
    isize start, end; /* [start, end) in the text */
    bool line_start;  /* first word of its line */
};
/* The next word at or after *at; false at the end. */
bool word_next(struct word *w, struct str text, isize *at);

struct token {
    struct str text; /* folded; lives until the next call with the same reader */
    isize start, end;
    bool colocated; /* at the position of the token before it */
};
struct token_reader {
    struct str text;
    isize at;
    /* what is pending; private to token.c */
    isize run_start, run_end, prev_start;
    int state;
    char fold[256];
    isize fold_n;
};
struct token_reader token_reader_of(struct str text);
bool token_next(struct token_reader *r, struct token *t);

enum { TOKEN_MAX = 64 }; /* bytes of a folded token; a longer word is cut there */

#endif
