/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * script.h - what is written here, judged by its characters alone (and for Latin letters by the
 * smallest words). Quick and never wrong about the script; a language that shares its script with
 * many others is read/'s business.
 */
#ifndef LANG_SCRIPT_H
#define LANG_SCRIPT_H

#include "base/str.h"

enum script {
    SCRIPT_OTHER,
    SCRIPT_LATIN,
    SCRIPT_HANGUL,
    SCRIPT_HAN,
    SCRIPT_KANA,
    SCRIPT_CYRILLIC,
    SCRIPT_ARABIC,
    SCRIPT_THAI
};

/* Of letters; digits, marks and what is no character are SCRIPT_OTHER. */
enum script script_of(int32_t cp);

/*
 * BCP 47 tags of the languages of a text, main one first, joined by '+': "en", "ko", "zh-Hans",
 * "zh-Hant", "ja", "th", "en+zh-Hant"; "und" if nothing can be told. Each line counts for what most
 * of it is written in, and a second language is one with a seventh of the text: foreign names do
 * not make one. Of two that say about the same the main one is the one that stands first. Han is
 * Korean where Hangul prevails, and Hans or Hant by the characters that only one of the two uses;
 * Hans where there are none. Latin letters are English, unless the small words or the accents of
 * another language outnumber the English ones ("und").
 */
struct str text_languages(struct str s, struct arena *a);

/* The one language of a short piece, as above. */
struct str text_language(struct str s);

#endif
