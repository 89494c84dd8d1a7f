/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cbor.h - the strict, deterministic CBOR of docs/formats/journal.md section 1.
 *
 * The reader allocates nothing and accepts one spelling of each value: shortest integers, ascending
 * map keys, valid UTF-8, nothing indefinite, no tags, floats or simple values. It is sticky: after
 * the first fault every call returns zero values and cbor_done() reports it, so a caller reads
 * straight through and checks once. (Debian's libcbor allocates gigabytes on five bytes and accepts
 * what is not deterministic.)
 */
#ifndef VAULT_CBOR_H
#define VAULT_CBOR_H

#include "base/str.h"

enum { CBOR_UINT, CBOR_NEGATIVE, CBOR_BYTES, CBOR_TEXT, CBOR_ARRAY, CBOR_MAP, CBOR_NONE };
enum { CBOR_DEPTH = 8 };

/* ---- writing: bytes go to a buf, whose maximum bounds them */
void cbor_put_uint(struct buf *b, uint64_t n);
void cbor_put_int(struct buf *b, int64_t n);
void cbor_put_bytes(struct buf *b, const void *p, isize n);
void cbor_put_text(struct buf *b, struct str s);
void cbor_put_array(struct buf *b, isize n); /* followed by n items */
void cbor_put_map(struct buf *b, isize n);   /* followed by n keys and values, keys ascending */

/* ---- reading */
struct cbor {
    struct str in;
    isize at;
    const char *fault; /* the first thing that was wrong, or NULL */
};
struct cbor cbor_of(struct str in);
int cbor_peek(
    const struct cbor *c); /* type of the next item; CBOR_NONE at the end or after a fault */
uint64_t cbor_uint(struct cbor *c);
int64_t cbor_int(struct cbor *c); /* either sign */
struct str cbor_bytes(struct cbor *c);
struct str cbor_bytes_n(struct cbor *c, isize n); /* exactly n, else a fault */
struct str cbor_text(struct cbor *c);
isize cbor_array(struct cbor *c); /* number of items that follow */
isize cbor_map(struct cbor *c);   /* number of pairs that follow */
/* The next key of a map; *last is the key before (start with -1). Not ascending: a fault. */
int64_t cbor_key(struct cbor *c, int64_t *last);
/* Declare the input bad, for what the grammar above CBOR forbids. */
void cbor_refuse(struct cbor *c, const char *fault);
/* E_CORRUPT with the fault, or if bytes are left over. */
MUST_CHECK bool cbor_done(struct cbor *c, struct err *err);

/* Walk over one whole item of any type, checking it: for fuzzing and for unknown fields. */
void cbor_skip(struct cbor *c, int depth);

#endif
