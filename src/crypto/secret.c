/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/crypto.h"

#include <string.h>

#include <liboath/oath.h>
#include <sodium.h>

void crypto_init(void)
{
    int started = sodium_init(); /* 1: it was started before */
    ASSERT(started >= 0);
    started = oath_init();
    ASSERT(started == OATH_OK);
}

struct secret secret_new(isize n)
{
    ASSERT(n > 0);
    uint8_t *p = sodium_malloc((size_t)n);
    if (!p)
        memory_out(n);
    memset(p, 0, (size_t)n);
    return (struct secret){p, n};
}

struct secret secret_from(const void *p, isize n)
{
    struct secret s = secret_new(n);
    memcpy(s.p, p, (size_t)n);
    return s;
}

void secret_drop(struct secret *s)
{
    sodium_free(s->p); /* wipes; NULL is fine */
    *s = (struct secret){0};
}

bool secret_eq(const void *a, const void *b, isize n)
{
    return sodium_memcmp(a, b, (size_t)n) == 0;
}

void secret_wipe(void *p, isize n)
{
    sodium_memzero(p, (size_t)n);
}
