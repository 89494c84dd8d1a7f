/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/entry.h"

#include <string.h>

static const char entry_mark[] = "cairn.entry.v1"; /* its NUL is part of it */

struct str entry_kind_name(int64_t kind)
{
    static const char *const names[ENTRY__COUNT] = {
        "?",      "begin",  "device", "member", "record", "add",    "accept", "label",
        "change", "import", "erase",  "policy", "pack",   "letter", "custody"};
    return str_from_c(names[kind > 0 && kind < ENTRY__COUNT ? kind : 0]);
}

void entry_write(struct buf *b, const struct entry *e)
{
    buf_add_bytes(b, entry_mark, sizeof entry_mark);
    cbor_put_map(b, 7 + e->has_workspace + e->has_prev + e->batch.some + (e->head_n > 0));
    if (e->has_workspace) {
        cbor_put_uint(b, 1);
        cbor_put_bytes(b, e->workspace.b, HASH_N);
    }
    cbor_put_uint(b, 2);
    cbor_put_bytes(b, e->device.b, KEY_N);
    cbor_put_uint(b, 3);
    cbor_put_bytes(b, e->member.b, sizeof e->member.b);
    cbor_put_uint(b, 4);
    cbor_put_uint(b, (uint64_t)e->seq);
    if (e->has_prev) {
        cbor_put_uint(b, 5);
        cbor_put_bytes(b, e->prev.b, HASH_N);
    }
    cbor_put_uint(b, 6);
    cbor_put_uint(b, (uint64_t)e->depth);
    cbor_put_uint(b, 7);
    cbor_put_int(b, e->time);
    cbor_put_uint(b, 8);
    cbor_put_uint(b, (uint64_t)e->kind);
    if (e->batch.some) {
        cbor_put_uint(b, 9);
        cbor_put_array(b, 3);
        cbor_put_bytes(b, e->batch.id.b, sizeof e->batch.id.b);
        cbor_put_uint(b, (uint64_t)e->batch.part);
        cbor_put_uint(b, e->batch.closed);
    }
    cbor_put_uint(b, 10);
    cbor_put_array(b, e->digest_n);
    for (isize i = 0; i < e->digest_n; i++)
        cbor_put_bytes(b, e->digests[i].b, HASH_N);
    if (e->head_n) {
        cbor_put_uint(b, 11);
        cbor_put_array(b, e->head_n);
        for (isize i = 0; i < e->head_n; i++) {
            cbor_put_array(b, 3);
            cbor_put_bytes(b, e->heads[i].device.b, KEY_N);
            cbor_put_uint(b, (uint64_t)e->heads[i].seq);
            cbor_put_bytes(b, e->heads[i].entry.b, HASH_N);
        }
    }
}

static void read_into(struct cbor *c, uint8_t *out, isize n)
{
    struct str s = cbor_bytes_n(c, n);
    if (s.n)
        memcpy(out, s.p, (size_t)n);
}

static int64_t read_positive(struct cbor *c)
{
    uint64_t n = cbor_uint(c);
    if (n == 0 || n > INT64_MAX)
        cbor_refuse(c, "a number out of range");
    return c->fault ? 0 : (int64_t)n;
}

static void read_batch(struct cbor *c, struct batch *b)
{
    if (cbor_array(c) != 3)
        cbor_refuse(c, "not a batch");
    b->some = true;
    read_into(c, b->id.b, sizeof b->id.b);
    uint64_t part = cbor_uint(c), closed = cbor_uint(c);
    if (part > INT32_MAX || closed > 1)
        cbor_refuse(c, "not a batch");
    b->part = (int64_t)(part & INT32_MAX);
    b->closed = closed == 1;
}

static void read_digests(struct cbor *c, struct entry *e, struct arena *a)
{
    isize n = cbor_array(c);
    if (n > STMTS_PER_ENTRY) {
        cbor_refuse(c, "too many digests");
        return;
    }
    struct hash *at = NEWN(a, struct hash, n);
    for (isize i = 0; i < n && !c->fault; i++)
        read_into(c, at[i].b, HASH_N);
    e->digests = at;
    e->digest_n = n;
}

static void read_heads(struct cbor *c, struct entry *e, struct arena *a)
{
    isize n = cbor_array(c);
    if (n == 0 || n > HEADS_MAX) {
        cbor_refuse(c, "no heads, or too many");
        return;
    }
    struct head *at = NEWN(a, struct head, n);
    for (isize i = 0; i < n && !c->fault; i++) {
        if (cbor_array(c) != 3)
            cbor_refuse(c, "not a head");
        read_into(c, at[i].device.b, KEY_N);
        at[i].seq = read_positive(c);
        read_into(c, at[i].entry.b, HASH_N);
        if (i && memcmp(at[i - 1].device.b, at[i].device.b, KEY_N) >= 0)
            cbor_refuse(c, "heads not ascending");
        if (memcmp(e->device.b, at[i].device.b, KEY_N) == 0)
            cbor_refuse(c, "a head of the entry's own device");
    }
    e->heads = at;
    e->head_n = n;
}

static void read_field(struct cbor *c, struct entry *e, int64_t key, struct arena *a)
{
    switch (key) {
    case 1:
        e->has_workspace = true;
        read_into(c, e->workspace.b, HASH_N);
        return;
    case 2: read_into(c, e->device.b, KEY_N); return;
    case 3: read_into(c, e->member.b, sizeof e->member.b); return;
    case 4: e->seq = read_positive(c); return;
    case 5:
        e->has_prev = true;
        read_into(c, e->prev.b, HASH_N);
        return;
    case 6: e->depth = read_positive(c); return;
    case 7: e->time = cbor_int(c); return;
    case 8: e->kind = read_positive(c); return;
    case 9: read_batch(c, &e->batch); return;
    case 10: read_digests(c, e, a); return;
    case 11: read_heads(c, e, a); return;
    default: cbor_refuse(c, "an unknown part of an entry");
    }
}

bool entry_parse(struct entry *out, struct str bytes, struct arena *a, struct err *err)
{
    struct entry e = {0};
    struct str mark = {entry_mark, sizeof entry_mark};
    unsigned seen = 0;
    int64_t last = 0;
    if (bytes.n > ENTRY_MAX)
        return err_set(err, E_LIMIT, "entry of %td bytes", bytes.n);
    if (!str_starts(bytes, mark))
        return err_set(err, E_CORRUPT, "not an entry");
    struct cbor c = cbor_of(str_part(bytes, mark.n, bytes.n));
    for (isize n = cbor_map(&c); n > 0 && !c.fault; n--) {
        int64_t key = cbor_key(&c, &last);
        if (key >= 0 && key < 16)
            seen |= 1u << key;
        if (!c.fault)
            read_field(&c, &e, key, a);
    }
    enum { ALWAYS = 1 << 2 | 1 << 3 | 1 << 4 | 1 << 6 | 1 << 7 | 1 << 8 | 1 << 10 };
    if ((seen & ALWAYS) != ALWAYS)
        cbor_refuse(&c, "a part of the entry is missing");
    if (e.has_prev != (e.seq > 1))
        cbor_refuse(&c, "prev does not fit seq");
    if (e.has_workspace == (e.kind == ENTRY_BEGIN))
        cbor_refuse(&c, "workspace does not fit kind");
    if (!cbor_done(&c, err))
        return err_in(err, "entry");
    *out = e;
    return true;
}

struct hash entry_id(struct str bytes)
{
    return hash_sha256(bytes);
}

struct str device_certificate_text(const struct id *member, const struct device_key *device,
                                   struct arena *a)
{
    static const char mark[] = "cairn.device.v1"; /* its NUL is part of it */
    struct buf b = buf_in(a, 128);
    buf_add_bytes(&b, mark, sizeof mark);
    buf_add(&b, ID_STR(member));
    buf_add_bytes(&b, device->b, KEY_N);
    return buf_str(&b);
}
