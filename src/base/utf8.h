/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * utf8.h - code points of UTF-8 text, strictly (RFC 3629: no surrogates, no overlong forms).
 *
 * What text means (case, width, script, normal form) is lang/; this is only bytes to numbers.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

enum { UTF8_BAD = -1 };

/*
 * The code point at byte *i of s, advancing *i. A malformed byte gives UTF8_BAD and advances by
 * one. *i must be < s.n.
 */
int32_t utf8_next(struct str s, isize *i);

/* The code point before byte *i (> 0), moving *i to its start. */
int32_t utf8_prev(struct str s, isize *i);

bool utf8_is_valid(struct str s);
void utf8_add(struct buf *b, int32_t cp);
isize utf8_count(struct str s); /* code points; a malformed byte counts as one */

/* The beginning of s, at most max bytes, that does not end inside a character. */
struct str utf8_cut(struct str s, isize max);

/* The byte offset of the cp-th code point, or s.n if there are fewer. */
isize utf8_offset(struct str s, isize cp);

#endif
