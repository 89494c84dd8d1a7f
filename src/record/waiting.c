/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/waiting.h"

#include "vault/cbor.h"

enum { BODY_MAX = 1 << 20, SAYS_MAX = 400 };

struct str waiting_write(const struct waiting *w, struct arena *a)
{
    struct buf b = buf_in(a, BODY_MAX);
    cbor_put_array(&b, w->n + 2);
    cbor_put_uint(&b, (uint64_t)w->type);
    cbor_put_text(&b, w->says.n > SAYS_MAX ? S("...") : w->says);
    for (isize i = 0; i < w->n; i++) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
        struct buf s = buf_in(tmp.arena, STMT_MAX);
        stmt_write(&s, &w->stmts[i]);
        cbor_put_bytes(&b, s.p, s.n);
    }
    ASSERT(!b.full);
    return buf_str(&b);
}

bool waiting_parse(struct waiting *out, struct str bytes, struct arena *a, struct err *err)
{
    struct cbor c = cbor_of(bytes);
    isize n = cbor_array(&c) - 2;
    struct waiting w = {.type = (int)(cbor_uint(&c) & INT32_MAX), .says = cbor_text(&c), .n = n};
    if (n < 1 || c.fault)
        return err_set(err, E_CORRUPT, "a proposal is damaged");
    struct stmt *s = NEWN(a, struct stmt, n);
    for (isize i = 0; i < n; i++)
        if (!stmt_parse(&s[i], cbor_bytes(&c), err))
            return err_in(err, "proposal");
    w.stmts = s;
    *out = w;
    return cbor_done(&c, err);
}
