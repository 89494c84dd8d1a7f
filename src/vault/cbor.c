/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/cbor.h"

#include "base/utf8.h"

static void put_head(struct buf *b, int major, uint64_t n)
{
    uint8_t h[9];
    int more = n < 24 ? 0 : n <= 0xff ? 1 : n <= 0xffff ? 2 : n <= 0xffffffff ? 4 : 8;
    int info = more == 0 ? (int)n : more == 1 ? 24 : more == 2 ? 25 : more == 4 ? 26 : 27;
    h[0] = (uint8_t)(major << 5 | info);
    for (int i = 0; i < more; i++)
        h[1 + i] = (uint8_t)(n >> (8 * (more - 1 - i)));
    buf_add_bytes(b, h, 1 + more);
}

void cbor_put_uint(struct buf *b, uint64_t n)
{
    put_head(b, CBOR_UINT, n);
}

void cbor_put_int(struct buf *b, int64_t n)
{
    put_head(b, n < 0 ? CBOR_NEGATIVE : CBOR_UINT, n < 0 ? ~(uint64_t)n : (uint64_t)n);
}

void cbor_put_bytes(struct buf *b, const void *p, isize n)
{
    put_head(b, CBOR_BYTES, (uint64_t)n);
    buf_add_bytes(b, p, n);
}

void cbor_put_text(struct buf *b, struct str s)
{
    put_head(b, CBOR_TEXT, (uint64_t)s.n);
    buf_add(b, s);
}

void cbor_put_array(struct buf *b, isize n)
{
    put_head(b, CBOR_ARRAY, (uint64_t)n);
}

void cbor_put_map(struct buf *b, isize n)
{
    put_head(b, CBOR_MAP, (uint64_t)n);
}

struct cbor cbor_of(struct str in)
{
    return (struct cbor){.in = in};
}

void cbor_refuse(struct cbor *c, const char *fault)
{
    if (!c->fault)
        c->fault = fault;
}

int cbor_peek(const struct cbor *c)
{
    if (c->fault || c->at >= c->in.n)
        return CBOR_NONE;
    int major = (unsigned char)c->in.p[c->at] >> 5;
    return major < CBOR_NONE ? major : CBOR_NONE;
}

/* The number in an item's head; any major type. */
static uint64_t get_head(struct cbor *c, int *major)
{
    *major = CBOR_NONE;
    if (c->fault)
        return 0;
    if (c->at >= c->in.n) {
        cbor_refuse(c, "ends too early");
        return 0;
    }
    const unsigned char *p = (const unsigned char *)c->in.p + c->at;
    int info = p[0] & 31;
    isize more = info < 24 ? 0 : info < 28 ? (isize)1 << (info - 24) : -1;
    if (more < 0 || p[0] >> 5 >= CBOR_NONE) {
        cbor_refuse(c, "a type that is not used");
        return 0;
    }
    if (c->in.n - c->at - 1 < more) {
        cbor_refuse(c, "ends too early");
        return 0;
    }
    uint64_t n = more ? 0 : (uint64_t)info;
    for (isize i = 0; i < more; i++)
        n = n << 8 | p[1 + i];
    if (more && n < (more == 1 ? 24 : (uint64_t)1 << (4 * more))) {
        cbor_refuse(c, "a number not in its shortest form");
        return 0;
    }
    c->at += 1 + more;
    *major = p[0] >> 5;
    return n;
}

static uint64_t get(struct cbor *c, int major)
{
    int got;
    uint64_t n = get_head(c, &got);
    if (!c->fault && got != major)
        cbor_refuse(c, "another type than expected");
    return c->fault ? 0 : n;
}

uint64_t cbor_uint(struct cbor *c)
{
    return get(c, CBOR_UINT);
}

int64_t cbor_int(struct cbor *c)
{
    int major;
    uint64_t n = get_head(c, &major);
    if (!c->fault && ((major != CBOR_UINT && major != CBOR_NEGATIVE) || n > INT64_MAX))
        cbor_refuse(c, "not a number in range");
    if (c->fault)
        return 0;
    return major == CBOR_NEGATIVE ? -1 - (int64_t)n : (int64_t)n;
}

static struct str get_string(struct cbor *c, int major)
{
    uint64_t n = get(c, major);
    if (!c->fault && n > (uint64_t)(c->in.n - c->at))
        cbor_refuse(c, "ends too early");
    if (c->fault)
        return (struct str){0};
    struct str s = {c->in.p + c->at, (isize)n};
    c->at += s.n;
    return s;
}

struct str cbor_bytes(struct cbor *c)
{
    return get_string(c, CBOR_BYTES);
}

struct str cbor_bytes_n(struct cbor *c, isize n)
{
    struct str s = get_string(c, CBOR_BYTES);
    if (!c->fault && s.n != n)
        cbor_refuse(c, "a byte string of another length");
    return c->fault ? (struct str){0} : s;
}

struct str cbor_text(struct cbor *c)
{
    struct str s = get_string(c, CBOR_TEXT);
    if (!c->fault && !utf8_is_valid(s))
        cbor_refuse(c, "text that is not UTF-8");
    return c->fault ? (struct str){0} : s;
}

/* A count is believed only as far as the bytes that are there could hold it. */
static isize get_count(struct cbor *c, int major, isize each)
{
    uint64_t n = get(c, major);
    if (!c->fault && n > (uint64_t)((c->in.n - c->at) / each))
        cbor_refuse(c, "ends too early");
    return c->fault ? 0 : (isize)n;
}

isize cbor_array(struct cbor *c)
{
    return get_count(c, CBOR_ARRAY, 1);
}

isize cbor_map(struct cbor *c)
{
    return get_count(c, CBOR_MAP, 2);
}

int64_t cbor_key(struct cbor *c, int64_t *last)
{
    uint64_t k = get(c, CBOR_UINT);
    if (!c->fault && (k > INT32_MAX || (int64_t)k <= *last))
        cbor_refuse(c, "map keys not ascending");
    if (c->fault)
        return -1;
    *last = (int64_t)k;
    return *last;
}

bool cbor_done(struct cbor *c, struct err *err)
{
    if (!c->fault && c->at != c->in.n)
        cbor_refuse(c, "bytes left over");
    if (c->fault)
        return err_set(err, E_CORRUPT, "cbor at byte %td of %td: %s", c->at, c->in.n, c->fault);
    return true;
}

void cbor_skip(struct cbor *c, int depth)
{
    if (depth >= CBOR_DEPTH) {
        cbor_refuse(c, "nested too deep");
        return;
    }
    int64_t last = -1;
    switch (cbor_peek(c)) {
    case CBOR_UINT:
    case CBOR_NEGATIVE: (void)cbor_int(c); return;
    case CBOR_BYTES: (void)cbor_bytes(c); return;
    case CBOR_TEXT: (void)cbor_text(c); return;
    case CBOR_ARRAY:
        for (isize n = cbor_array(c); n > 0 && !c->fault; n--)
            cbor_skip(c, depth + 1);
        return;
    case CBOR_MAP:
        for (isize n = cbor_map(c); n > 0 && !c->fault; n--) {
            (void)cbor_key(c, &last);
            cbor_skip(c, depth + 1);
        }
        return;
    default: cbor_refuse(c, "ends too early, or a type that is not used");
    }
}
