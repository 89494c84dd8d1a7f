/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attack.h - a launcher whose helper is hostile (attack.c). ATTACK_PROGRAM comes from the build. */
#ifndef TRUST_ATTACK_H
#define TRUST_ATTACK_H

#include "sys/file.h"
#include "sys/launcher.h"
#include "test.h"

static const struct launch_limits attack_limits = {
    .cpu_seconds = 5, .wall_seconds = 10, .memory = 256 << 20, .output = 8 << 20};

#define JOB(what, in) (&(struct launch_job){(what), (in), attack_limits})

static inline struct launcher *attack_launcher(struct test *t)
{
    struct launcher *l = NULL;
    CHECK_OK(launcher_start(&l, sys_real(), str_from_c(ATTACK_PROGRAM), t->a, &err));
    return l;
}

#endif
