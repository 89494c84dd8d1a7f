/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * numbering.h - the numbers that a word processor puts before paragraphs and notes.
 *
 * They stand on paper but not in the document's text: "제1조", "一、", "(a)". Who quotes a demand
 * or an article needs them.
 */
#ifndef READ_FORMAT_NUMBERING_H
#define READ_FORMAT_NUMBERING_H

#include "base/str.h"

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
    NUMBER_HANGUL_DIGIT,    /* 일 이 삼 */
    NUMBER_HAN,             /* 一 二 三, 十一 */
    NUMBER_HAN_DIGIT,       /* 一〇 */
    NUMBER_HAN_STEM,        /* 甲 乙 丙 */
};

/* What a form cannot say (the 30th circled number) is written in digits. */
void number_write(struct buf *b, enum number_form form, int64_t n);

#endif
