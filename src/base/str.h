/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * str.h - text is a pointer and a length.
 *
 * A struct str borrows bytes: UTF-8 unless said otherwise, not terminated, never freed. It is
 * passed by value. Only code at the edge (SQLite, libc, libraries) sees char *.
 * A struct buf builds text in an arena, up to a stated maximum; past it the buf is 'full', further
 * appends are ignored, and buf_done() says so once.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/arena.h"
#include "base/err.h"

struct str {
    const char *p;
    isize n;
};

#define S(literal) ((struct str){"" literal "", sizeof(literal) - 1})
#define FS(s) (int)(s).n, (s).p /* for "%.*s" */

struct str str_from_c(const char *z); /* NULL gives the empty str */
const char *str_to_c(struct arena *a, struct str s);
struct str str_copy(struct arena *a, struct str s);
struct str str_format(struct arena *a, const char *fmt, ...) PRINTF(2, 3);

bool str_eq(struct str a, struct str b);
int str_cmp(struct str a, struct str b); /* by bytes: UTF-8 order is code point order */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
bool str_eq_ascii_nocase(struct str a, struct str b);
isize str_find(struct str s, struct str needle); /* byte offset of the first, or -1 */

/* The part [from, to); both are clamped to s. */
struct str str_part(struct str s, isize from, isize to);
struct str str_base_name(struct str path); /* what follows the last '/' */
struct str str_trim(struct str s);         /* without ASCII white space at both ends */

/* Split s at the first sep: *head before it, *tail after. False, with all in *head, if none. */
bool str_cut(struct str s, char sep, struct str *head, struct str *tail);
bool str_cut_str(struct str s, struct str sep, struct str *head, struct str *tail);

/* The next line of *rest, without "\n" or "\r\n". False when *rest is empty. */
bool str_line(struct str *rest, struct str *line);

/* Decimal, optional '-', nothing else around it. E_INVALID, or E_LIMIT outside [min, max]. */
MUST_CHECK bool str_to_int(int64_t *out, struct str s, int64_t min, int64_t max, struct err *err);

/* Lower-case hexadecimal, exactly 2 * n digits for n bytes. */
MUST_CHECK bool str_from_hex(uint8_t *out, isize n, struct str hex, struct err *err);
struct str str_hex(struct arena *a, const void *bytes, isize n);

struct buf {
    struct arena *a;
    char *p;
    isize n, cap, max;
    bool full;
};

struct buf buf_in(struct arena *a, isize max);
void buf_add(struct buf *b, struct str s);
void buf_add_c(struct buf *b, char c);
void buf_add_bytes(struct buf *b, const void *p, isize n);
void buf_add_int(struct buf *b, int64_t i);
void buf_addf(struct buf *b, const char *fmt, ...) PRINTF(2, 3);
struct str buf_str(const struct buf *b); /* what is there so far; dies at the next append */
void buf_clear(struct buf *b);
/* E_LIMIT if it grew past its maximum. */
MUST_CHECK bool buf_done(struct buf *b, struct str *out, struct err *err);

struct str_list {
    struct str *at;
    isize n, cap;
};
void str_list_add(struct str_list *l, struct str s, struct arena *a);

#endif
