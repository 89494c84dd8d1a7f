/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * launcher.h - the only process that forks.
 *
 * launcher_start() is called first in main, before keys, database or threads: it forks a small
 * process that holds nothing. Later the program asks it to run a helper (cairn-parse): the launcher
 * forks a child, sets limits, and execs the helper, which enters the sandbox (sys/sandbox.h) itself
 * before it looks at its input. One fresh child a document, so that a hostile one cannot touch the
 * next.
 */
#ifndef SYS_LAUNCHER_H
#define SYS_LAUNCHER_H

#include "sys/sys.h"

struct launcher;

/* 'helper' is the path of the cairn-parse executable. */
MUST_CHECK bool launcher_start(struct launcher **out, struct sys *s, struct str helper,
                               struct arena *a, struct err *err);
void launcher_stop(struct launcher **l);

struct launch_limits {
    int cpu_seconds;
    int wall_seconds;
    int64_t memory; /* bytes, RLIMIT_DATA */
    int64_t output; /* bytes accepted back */
};

struct launch_job {
    const char *parser; /* the helper's one argument, under 24 bytes */
    struct str input;   /* on its standard input */
    struct launch_limits limits;
};

/*
 * Run the helper once; *out is all it wrote. E_INVALID if it says the document is bad (exit 3; its
 * last line, cleaned, is the detail), E_LIMIT if it ran into a limit, E_CORRUPT if it crashed or
 * was killed by the sandbox, E_IO if it could not start or found no sandbox. May be called from
 * several threads at once.
 */
MUST_CHECK bool launcher_run(struct str *out, struct launcher *l, const struct launch_job *job,
                             struct arena *a, struct err *err);

#endif
