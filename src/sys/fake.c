/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/fake.h"

#include <errno.h>

static int64_t fake_now(struct sys *s)
{
    const struct sys_fake *f = s->ctx;
    return f->clock;
}

/* splitmix64, Sebastiano Vigna, public domain: repeatable, and not for secrets. */
static uint64_t next(struct sys_fake *f)
{
    uint64_t z = (f->rng += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static void fake_random(struct sys *s, void *p, isize n)
{
    struct sys_fake *f = s->ctx;
    uint8_t *at = p;
    uint64_t word = 0;
    for (isize i = 0; i < n; i++) {
        if (i % 8 == 0)
            word = next(f);
        at[i] = (uint8_t)(word >> (8 * (i % 8)));
    }
}

static int fake_fail(struct sys *s, UNUSED const char *call)
{
    struct sys_fake *f = s->ctx;
    f->calls++;
    bool hit =
        f->fail_at > 0 && (f->calls == f->fail_at || (f->fail_for_ever && f->calls > f->fail_at));
    return hit ? f->fail_errno : 0;
}

static int64_t fake_slept(struct sys *s)
{
    const struct sys_fake *f = s->ctx;
    return f->slept;
}

void sys_fake_init(struct sys_fake *f, int64_t clock, uint64_t seed)
{
    *f = (struct sys_fake){.clock = clock, .rng = seed, .fail_errno = EIO};
    f->sys = (struct sys){
        .now = fake_now, .random = fake_random, .fail = fake_fail, .slept = fake_slept, .ctx = f};
}
