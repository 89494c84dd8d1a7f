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

/* s must be valid UTF-8 (E_INVALID) of at most 64 MB (E_LIMIT). A character with more than 128
 * marks on it, which is no writing, stays as it is and counts as composed. */
MUST_CHECK bool text_nfc(struct str *out, struct str s, struct arena *a, struct err *err);
bool text_is_nfc(struct str s);

/* Never fails: malformed bytes become U+FFFD. White space runs become one space, ends trimmed. */
struct str text_fold(struct str s, struct arena *a);

/*
 * Make bytes of unknown encoding UTF-8: byte order mark and UTF-16 test, strict UTF-8, then what
 * the letters say (uchardet; for a few bytes, such as a file name, how common the characters would
 * be). charset names what was taken ("UTF-8", "CP949", "GB18030", "Big5"...). A byte order mark is
 * left out, and so are a few stray zero bytes in UTF-8; nothing else changes, but a few damaged
 * bytes in UTF-8 become U+FFFD. E_INVALID if no charset fits or this is no text; E_LIMIT past 64
 * MB. A guess can be wrong: keep the bytes.
 */
MUST_CHECK bool text_decode(struct str *out, struct str *charset, struct str bytes, struct arena *a,
                            struct err *err);

/*
 * The same where somebody declared the charset: a page's <meta>, a mail's header ("euc-kr",
 * "gb2312", "ks_c_5601-1987"). What the bytes say for certain (a byte order mark, UTF-8 with other
 * than ASCII) goes before; then the declared one; a guess only if the bytes are clearly not in it,
 * or if it is Latin, which programs say of anything. An unknown name or none is no declaration.
 */
MUST_CHECK bool text_decode_as(struct str *out, struct str *charset, struct str bytes,
                               struct str declared, struct arena *a, struct err *err);

#endif
