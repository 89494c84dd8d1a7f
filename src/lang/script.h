/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * script.h - what is written here, judged by its characters alone.
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

enum script script_of(int32_t cp);

/*
 * BCP 47 tags of the languages of a text, main one first, joined by '+': "en", "ko", "zh-Hans",
 * "zh-Hant", "en+zh-Hant"; "und" if nothing can be told. Han is Korean where Hangul prevails, and
 * Hans or Hant by the characters that only one of the two uses.
 */
struct str text_languages(struct str s, struct arena *a);

/* The one language of a short piece: "en", "ko", "zh-Hans", "zh-Hant" or "und". */
struct str text_language(struct str s);

#endif
