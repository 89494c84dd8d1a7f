/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key file is read before any secret is there: any bytes give an answer, and nothing else. */
#include <string.h>

#include "vault/keys.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { TAIL = 2 * HASH_N };
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct err err = {0};
    struct keys k;
    struct str in = {(const char *)data, (isize)size};
    if (size > 1 << 20)
        return 0;
    if (size > TAIL) { /* a right checksum, so that what is behind it is reached */
        char *p = NEWN(tmp.arena, char, in.n);
        memcpy(p, data, size);
        struct hash sum = hash_sha256(str_part(in, 0, in.n - TAIL));
        memcpy(p + in.n - TAIL, sum.b, HASH_N);
        in.p = p;
    }
    if (keys_parse(&k, in, tmp.arena, &err))
        ASSERT(k.member_n >= 0 && k.member_n <= MEMBERS_MAX);
    else
        ASSERT(err.code == E_NOVAULT || err.code == E_NEWER || err.code == E_CORRUPT);
    return 0;
}
