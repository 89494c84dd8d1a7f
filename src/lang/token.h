/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * token.h - the words of a text, for search and for reading rules.
 *
 * Two readers over one table of characters (data/lang). word_next gives words as people see them:
 * a Latin word, a number, a run of Hangul (an eojeol) or of Han, a mark of punctuation. token_next
 * gives search tokens: Latin words and numbers whole; Han with kana, Hangul, and Thai, Lao, Khmer,
 * Burmese as overlapping pairs, with the last character of a run also alone, at the same position
 * ('colocated'), so that phrases across runs still match. Offsets are bytes of the original text.
 * Neither fails: a malformed byte is a mark. Both need time in proportion to the text.
 *
 * What a combining mark, a soft hyphen or a zero-width character stands on keeps it: words are
 * never cut there. An apostrophe between letters belongs to the word (P'yongyang, don't), with two
 * exceptions: "'s" at the end of a word is a mark of its own (China's border), and what French
 * leaves of an article is a word of its own (l'asile).
 */
#ifndef LANG_TOKEN_H
#define LANG_TOKEN_H

#include "base/str.h"

enum word_kind {
    WORD_LATIN,  /* begins with a letter; digits may follow: "A4", "UNHCR" */
    WORD_NUMBER, /* digits of any script, with commas before groups of three: "1,170" */
    WORD_HANGUL,
    WORD_HAN,
    WORD_KANA,
    WORD_OTHER, /* other letters: Cyrillic, Arabic, Thai... */
    WORD_MARK   /* one character that is none of these; or "'s" */
};

struct word {
    enum word_kind kind;
    isize start, end; /* [start, end) in the text */
    bool line_start;  /* first word of its line */
};
/* The next word at or after *at, which moves behind it; false at the end. */
bool word_next(struct word *w, struct str text, isize *at);

struct token {
    struct str text; /* folded; lives until the next call with the same reader */
    isize start, end;
    bool colocated; /* at the position of the token before it */
};

enum { TOKEN_MAX = 64 }; /* bytes of a folded token; of a longer word that much counts */

/*
 * Marks are no tokens. In a number the commas are left out, in a word the apostrophes. To look
 * for a phrase, read it the same way and leave out the colocated tokens: a run of characters is
 * found by its pairs. A single character is found as the beginning of a pair.
 */
struct token_reader {
    struct str text;
    /* The rest is private to token.c. It points into itself: do not copy a reader in use. */
    isize at;         /* where the next word is looked for */
    isize first, mid; /* of a run of pairs: the next pair's first character; 0: no run */
    isize second;     /* where the last pair's second character is in fold */
    isize fold_n;
    int class_a, class_b; /* what the run is made of */
    bool paired;          /* a pair of the run was given */
    char fold[TOKEN_MAX];
};
struct token_reader token_reader_of(struct str text);
bool token_next(struct token_reader *r, struct token *t);

#endif
