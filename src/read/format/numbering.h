/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * numbering.h - the numbers that a word processor puts before paragraphs and notes.
 *
 * They stand on paper but not in the document's text: "제1조", "一、", "(a)". Who quotes a demand
 * or an article needs them.
 */
#ifndef READ_FORMAT_NUMBERING_H
#define READ_FORMAT_NUMBERING_H

#include "base/map.h"

enum number_form {
    NUMBER_NONE,
    NUMBER_DECIMAL,
    NUMBER_DECIMAL_TWO, /* 01 */
    NUMBER_LETTER_SMALL,
    NUMBER_LETTER_LARGE,
    NUMBER_ROMAN_SMALL,
    NUMBER_ROMAN_LARGE,
    NUMBER_CIRCLED,         /* ① */
    NUMBER_HANGUL_SYLLABLE, /* 가 나 다 */
    NUMBER_HANGUL_JAMO,     /* ㄱ ㄴ ㄷ */
    NUMBER_HANGUL_SYLLABLE_CIRCLED,
    NUMBER_HANGUL_JAMO_CIRCLED,
    NUMBER_HANGUL_DIGIT, /* 일 이 삼 */
    NUMBER_HAN,          /* 一 二 三, 十一 */
    NUMBER_HAN_DIGIT,    /* 一〇 */
    NUMBER_HAN_STEM,     /* 甲 乙 丙 */
};

/* What a form cannot say (the 30th circled number) is written in digits. */
void number_write(struct buf *b, enum number_form form, int64_t n);

/* A format's word for a form: {"lowerRoman", NUMBER_ROMAN_SMALL}. */
struct number_name {
    const char *name;
    enum number_form form;
};
/* NUMBER_DECIMAL for a word that is not listed. */
enum number_form number_form(const struct number_name *names, isize n, struct str name);

enum { NUMBERING_LEVELS = 10, NUMBERINGS_MAX = 10000 };

struct numbering_level {
    enum number_form form;
    /* What is written: "%1.%2)", where a mark and a digit stand for the number of a level; or, of
     * a bullet, the bullet. Empty: nothing is. */
    struct str pattern;
    bool bullet;
    int64_t start;
};

/* How one list is numbered, and where it is. */
struct numbering {
    char mark; /* '%' or '^' in its patterns */
    struct numbering_level levels[NUMBERING_LEVELS];
    int64_t counts[NUMBERING_LEVELS];
    bool begun[NUMBERING_LEVELS];
};

/* By the name that a document gives each. */
struct numbering_place {
    struct numbering *numbering; /* stays where it is while more are added */
};
struct numberings {
    struct numbering_place *at;
    isize n, cap;
    struct map by_name;
};
struct numberings numberings_in(struct arena *a);
/* A new one, instead of any of that name; NULL past NUMBERINGS_MAX. */
struct numbering *numbering_new(struct numberings *l, struct str name, char mark, struct arena *a);
struct numbering *numbering_find(const struct numberings *l, struct str name); /* or NULL */

/* Count one more paragraph of a level (from 0), and write what stands before it, with a blank. */
void numbering_next(struct buf *b, struct numbering *x, int64_t level);
/* The next paragraph of a level has this number. */
void numbering_set(struct numbering *x, int64_t level, int64_t number);
/* The next paragraph of each level is the first again. */
void numbering_restart(struct numbering *x);

#endif
