/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * msg.h - what the program says to people, in their language.
 *
 * Source text is English and is the message id; translations are po/LANG.po, compiled into tables
 * by tools/po2c.c at build time. The language belongs to the request, not to the process. msg(lang,
 * TR("Open cases")) TR marks a literal for tests that every message has its translation
 * (tests/tree/messages.sh). Looking one up allocates nothing.
 */
#ifndef LANG_MSG_H
#define LANG_MSG_H

#include "base/str.h"

enum language { LANG_EN, LANG_KO, LANG_ZH_HANS, LANG_ZH_HANT, LANG__COUNT };

#define TR(literal) ("" literal "")

/* The translation of text, or text itself where there is none. */
struct str msg(enum language lang, const char *text);
struct str msg_str(enum language lang, struct str text);

/*
 * The text for a number of things: one for 1, many for any other number. Both are messages:
 *     msg_n(l, TR("one letter is due"), TR("{n} letters are due"), n)
 * The number is not filled in.
 */
struct str msg_n(enum language lang, const char *one, const char *many, int64_t n);

/*
 * With named holes: msg_fill(a, msg(l, TR("{n} letters are due")), "n", str, NULL). Pairs of a name
 * (const char *) and a value (struct str), at most eight. Values are put in as they are, and not
 * searched for holes; a hole without a value stays as it is written.
 */
struct str msg_fill(struct arena *a, struct str text, ...) __attribute__((sentinel));

/* What err_detail() said, in this language; empty if it said nothing. A translation holds what was
 * put in as %s or %d, in the same order, or says which: "%2$s". */
struct str msg_err(enum language lang, const struct err *e, struct arena *a);

struct str language_tag(enum language lang); /* "zh-Hans" */
/*
 * Also "zh-TW", "ko-KR", "KO", "ko_KR.UTF-8". False, *out untouched, for any other language.
 */
bool language_from_tag(enum language *out, struct str tag);
struct str language_name(enum language lang); /* in itself: 한국어 */

#endif
