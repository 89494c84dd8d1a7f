/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * normal.h - which texts are the same text.
 *
 * text_nfc keeps what a person wrote, in Unicode's composed form (UAX 15). text_fold is a key for
 * comparing and searching: NFKC case fold, without Latin diacritics and apostrophe-like letters,
 * full width to half, traditional Han to simplified, jamo composed. A fold is never shown.
 * The fold table is data/lang/fold.tsv, generated once from ICU 72 by tools/foldgen.c and pinned.
 */
#ifndef LANG_NORMAL_H
#define LANG_NORMAL_H

#include "base/str.h"

/* s must be valid UTF-8 (E_INVALID). */
MUST_CHECK bool text_nfc(struct str *out, struct str s, struct arena *a, struct err *err);
bool text_is_nfc(struct str s);

/* Never fails: malformed bytes become U+FFFD. White space runs become one space, ends trimmed. */
struct str text_fold(struct str s, struct arena *a);

/* Make legacy bytes UTF-8: BOM and UTF-16 test, strict UTF-8, then uchardet. charset names what was
 * taken ("UTF-8", "CP949"...). E_INVALID if no charset fits. */
MUST_CHECK bool text_decode(struct str *out, struct str *charset, struct str bytes, struct arena *a,
                            struct err *err);

#endif
