/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements and entries: what is accepted has one spelling, and no entry holds a text. */
#include "vault/entry.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void one_spelling(struct str in, struct buf *out)
{
    ASSERT(!out->full && str_eq(in, buf_str(out)));
}

static void try_statement(struct str in, struct arena *a)
{
    struct err err = {0};
    struct stmt s;
    if (!stmt_parse(&s, in, &err))
        return;
    struct buf out = buf_in(a, STMT_MAX);
    stmt_write(&out, &s);
    one_spelling(in, &out);
}

static void try_entry(struct str in, struct arena *a)
{
    struct err err = {0};
    struct entry e;
    if (!entry_parse(&e, in, a, &err))
        return;
    struct buf out = buf_in(a, ENTRY_MAX);
    entry_write(&out, &e);
    one_spelling(in, &out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char mark[] = "cairn.entry.v1"; /* its NUL is part of it */
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    if (size == 0 || size > STMT_MAX)
        return 0;
    struct str in = {(const char *)data + 1, (isize)size - 1};
    if (data[0] & 1) {
        try_statement(in, tmp.arena);
    } else {
        struct buf entry = buf_in(tmp.arena, ENTRY_MAX);
        buf_add_bytes(&entry, mark, sizeof mark);
        buf_add(&entry, in);
        try_entry(buf_str(&entry), tmp.arena);
    }
    struct cbor c = cbor_of(in);
    cbor_skip(&c, 0);
    ASSERT(c.at <= in.n);
    return 0;
}
