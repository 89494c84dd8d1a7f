/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * page.h - a text prepared for reading rules: lexemes, lines, sentences, known words, dates,
 * numbers.
 *
 * All positions in a page are lexemes (isize), [from, to). Rules work on these and turn the result
 * into bytes at the end (page_span, page_words). A line is what stands between line breaks or wide
 * gaps (scans set columns and lines apart by spaces); a sentence may run over several lines of a
 * hard-wrapped text, never over an empty line unless the next begins in lower case.
 *
 * Zones say what part of a letter a line is. The rules for parties set them first; the others look
 * only where their thing can stand.
 */
#ifndef READ_PAGE_H
#define READ_PAGE_H

#include "lang/amount.h"
#include "lang/when.h"
#include "read/lexicon.h"
#include "read/reading.h"

enum zone {
    ZONE_BODY,
    ZONE_HEAD,    /* title, date line, letterhead, subject */
    ZONE_ADDRESS, /* addressee block, with its labels and salutation */
    ZONE_SIGN,    /* closing and what is under it */
    ZONE_COPIES,
    ZONE_FOOTER,
    ZONE_OTHER_HALF /* the second language of a bilingual text */
};

struct line {
    isize from, to; /* lexemes, without list signs and markup at the start */
    isize mark;     /* the first lexeme with them */
    bool blank;     /* an empty line stands before it */
    bool bullet;    /* a list sign or a number with a bracket or point */
    bool heading;   /* markup of a heading */
    bool joined;    /* goes on with the sentence of the line before it */
    enum zone zone;
};
struct lines {
    struct line *at;
    isize n, cap;
};

struct sentence {
    isize from, to; /* without the closing point */
    isize line;     /* where it begins */
    bool bullet;    /* begins a list item */
    bool ended;     /* by a point, not only by the end of its paragraph */
};
struct sentences {
    struct sentence *at;
    isize n, cap;
};

struct hit {
    isize from, to;
    enum term term;
    struct str value;
};
struct hits {
    struct hit *at;
    isize n, cap;
};

struct page_date {
    isize from, to;
    struct str edtf;
    bool relative, inferred;
    bool norm; /* the date of a treaty or of an act about one */
    const char *rule;
};
struct page_dates {
    struct page_date *at;
    isize n, cap;
};

struct page_number {
    isize from, to;         /* with its hedge words */
    isize num_from, num_to; /* the number words */
    struct amount amount;
    bool date;     /* part of a date or of an article reference */
    bool counts;   /* a figure: persons, organisations, states, cases, money */
    bool people;   /* persons */
    isize noun_to; /* the words counted end here */
};
struct page_numbers {
    struct page_number *at;
    isize n, cap;
};

struct page_tables { /* parsed once, for many pages */
    struct lexicon words;
    const struct forms *dates, *numbers; /* lang/when.h, lang/amount.h */
};

struct page {
    struct str text;
    struct arena *a;   /* of the result */
    struct arena *tmp; /* dies after reading */
    const struct page_tables *tables;
    const struct lexicon *lexicon; /* tables->words */
    struct lexeme_list lex;
    isize *line_of;     /* of each lexeme */
    isize *first_hit;   /* of each lexeme: the first of its hits, longest first; n + 1 entries */
    isize *sentence_of; /* of each lexeme, or -1 */
    isize *place_to;    /* of each lexeme: where the place that begins here ends, or 0 */
    bool *asked;        /* of each sentence: it asks for something */
    struct lines lines;
    struct sentences sentences;
    struct hits hits;
    struct page_dates dates;
    struct page_numbers numbers;
    struct str day; /* EDTF: when it was written, if that is known without reading it */
    struct str language;
    bool cjk; /* the main language is Korean or Chinese */
};

/* text is valid UTF-8. */
void page_make(struct page *p, const struct page_tables *x, struct str text, struct arena *a,
               struct arena *tmp);
/* Find the dates; base is the day of writing or empty. Called again when base is known. */
void page_find_dates(struct page *p, struct str base);
void page_find_numbers(struct page *p);

/* The longest hit of a term that begins at lexeme i, or NULL. */
const struct hit *page_hit(const struct page *p, isize i, enum term term);
/* The same with a given value. */
bool page_is(const struct page *p, isize i, enum term term, struct str value);
/* The longest hit of a term that ends at lexeme 'to' (not past it); looks back eight lexemes. */
const struct hit *page_hit_before(const struct page *p, isize to, enum term term);
/* The first hit of a term that lies in [from, to), or NULL. */
const struct hit *page_hit_in(const struct page *p, isize from, isize to, enum term term);

const struct lexeme *page_lex(const struct page *p, isize i); /* NULL outside */
bool page_is_mark(const struct page *p, isize i, int32_t cp);
bool page_is_word(const struct page *p, isize i, struct str lower);
/* One of n words, all in lower case. */
bool page_is_any(const struct page *p, isize i, const char *const *words, isize n);
bool page_is_capital(const struct page *p, isize i); /* a word with a capital first letter */
bool page_is_all_capitals(const struct page *p, isize i);
bool page_is_cjk(const struct page *p, isize i);
struct str page_words(const struct page *p, isize from, isize to); /* a slice of the text */
struct read_span page_span(const struct page *p, isize from, isize to);
struct read_from page_from(const struct page *p, isize from, isize to, const char *rule, int score);
/* White space runs become one space: what is printed over a line break reads as one line. */
struct str page_clean(struct str s, struct arena *a);
isize page_lexeme_at(const struct page *p, isize byte); /* the first that ends after the byte */

#endif
