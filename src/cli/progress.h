/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * progress.h - how far a long command is: a bar on the terminal, silence anywhere else.
 *
 *     struct progress p = progress_begin(r, TR("Verifying"), entries);
 *     for (...)
 *         progress_at(&p, i);
 *     progress_end(&p);
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "cli/cmd.h"

struct progress {
    struct run *run;
    const char *what; /* translated where it is drawn */
    int64_t total;    /* 0: unknown, only the count is shown */
    int64_t drawn;    /* when, in milliseconds */
    bool shown;       /* something is on the line */
};

struct progress progress_begin(struct run *r, const char *what, int64_t total);
/* Cheap: draws at most ten times a second. */
void progress_at(struct progress *p, int64_t done);
/* Empties the line. */
void progress_end(struct progress *p);

#endif
