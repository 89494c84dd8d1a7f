/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/csrf.h"

struct str csrf_token(const struct csrf *c, struct str path, struct arena *a)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct buf b = buf_in(tmp.arena, HASH_N + path.n);
    buf_add(&b, HASH_STR(&c->session)); /* of fixed length, so the two cannot run together */
    buf_add(&b, path);
    struct hash h = hash_keyed(c->key, buf_str(&b));
    return str_hex(a, h.b, HASH_N);
}

bool csrf_is_good(const struct csrf *c, struct str path, struct str token)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str good = csrf_token(c, path, tmp.arena);
    return token.n == good.n && secret_eq(token.p, good.p, good.n);
}
