/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fake.h - a struct sys for tests: fixed clock, seeded randomness, the n-th call fails.
 *
 * It lives beside the real one so that both change together; no program but the tests makes one.
 */
#ifndef SYS_FAKE_H
#define SYS_FAKE_H

#include "sys/sys.h"

struct sys_fake {
    struct sys sys; /* pass &fake.sys */
    int64_t clock;  /* what now() says; a test may move it */
    int64_t slept;  /* milliseconds that the computer was suspended */
    uint64_t rng;
    int64_t calls;      /* how many calls could have failed so far */
    int64_t fail_at;    /* fail the call with this number (1-based); 0: none */
    bool fail_for_ever; /* ... and all later ones */
    int fail_errno;
};

void sys_fake_init(struct sys_fake *f, int64_t clock, uint64_t seed);

#endif
