/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * msg.h - what the program says to people, in their language.
 *
 * Source text is English and is the message id; translations are po/LANG.po, compiled into tables
 * by tools/po2c.c at build time. The language belongs to the request, not to the process. msg(lang,
 * TR("Open cases")) TR marks a literal for tests that every message has its translation.
 */
#ifndef LANG_MSG_H
#define LANG_MSG_H

#include "base/str.h"

enum language { LANG_EN, LANG_KO, LANG_ZH_HANS, LANG_ZH_HANT, LANG__COUNT };

#define TR(literal) ("" literal "")

/* The translation of text, or text itself where there is none. */
struct str msg(enum language lang, const char *text);
struct str msg_str(enum language lang, struct str text);

/* With named holes: msg_fill(a, msg(l, TR("{n} letters are due")), "n", str, NULL). */
struct str msg_fill(struct arena *a, struct str text, ...) __attribute__((sentinel));

struct str language_tag(enum language lang);                /* "zh-Hans" */
bool language_from_tag(enum language *out, struct str tag); /* also "zh-TW", "ko-KR" */
struct str language_name(enum language lang);               /* in itself: 한국어 */

#endif
