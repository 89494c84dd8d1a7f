/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * charset.h - in which old encoding these bytes were written. For lang/ alone: text_decode asks.
 *
 * Bytes that are neither UTF-8 nor UTF-16 are asked of uchardet if there are enough of them; a file
 * name or a subject line is too short for it, so few bytes are judged by how common the characters
 * would be that each encoding makes of them.
 */
#ifndef LANG_CHARSET_H
#define LANG_CHARSET_H

#include "base/str.h"

struct charset {
    const char *name; /* what we call it: "CP949" */
    const char *icu;  /* the converter */
};

/* NULL if nothing can be said. */
const struct charset *charset_by_uchardet(struct str bytes);
/* The encodings of our region, most likely first. Their number is at most CHARSETS_LIKELY. */
enum { CHARSETS_LIKELY = 6 };
isize charset_likely(const struct charset *out[CHARSETS_LIKELY], struct str bytes);

/* By the name that a page or mail declares; NULL if it is none of ours. "UTF-8" too. */
const struct charset *charset_by_label(struct str label);

/* Strictly: false if the bytes are not in that encoding. The text is added to b. */
bool charset_convert(struct buf *b, const struct charset *c, struct str bytes);
/* What is not in that encoding becomes U+FFFD. */
void charset_mend(struct buf *b, const struct charset *c, struct str bytes);

#endif
