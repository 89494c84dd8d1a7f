/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * minder.h - the launcher's side of sys/launcher.c: what runs in the process that forks.
 *
 * The launcher waits for requests on one socket; for each it forks a minder, and the minder forks
 * the helper, watches the clock, and says how the helper ended. So the launcher never waits for
 * anybody and many runs can go on at once. All three die with the program that started them. What
 * they hold is three descriptors and the path of the helper: no keys, no case.
 *
 * Only sys/launcher.c includes this.
 */
#ifndef SYS_MINDER_H
#define SYS_MINDER_H

#include <signal.h>
#include <sys/types.h>

#include "sys/sys.h"

enum {
    MINDER_NAME = 24,
    MINDER_EXIT_MEMORY = 70,   /* base/arena.h: an arena was full */
    MINDER_EXIT_NOT_RUN = 127, /* exec failed */
};

struct minder_request {
    char parser[MINDER_NAME]; /* ends in a NUL */
    int cpu_seconds;
    int wall_seconds;
    int64_t memory;
};

enum minder_how { MINDER_NONE, MINDER_EXIT, MINDER_SIGNAL, MINDER_TIME };
struct minder_verdict {
    enum minder_how how;
    int value; /* exit status or signal */
};

/* Ask for a run: the helper gets 'data' as its input and output, the verdict is written to
 * 'verdict'. Both stay open here. False, with errno, if the launcher is gone. */
MUST_CHECK bool minder_send(int sock, const struct minder_request *r, int data, int verdict);

/* The launcher's life. 'parent' is the process that it must not outlive. */
NORETURN void minder_serve(int sock, pid_t parent, const char *helper);

#endif
