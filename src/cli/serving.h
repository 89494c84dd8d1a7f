/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * serving.h - what 'cairn serve' and 'cairn start' share: to run the server, and what follows when
 * it is locked.
 *
 * A locked server is this program begun anew (sys/serve.h): its keys are wiped, its memory is gone,
 * and its sockets go along, so that the browser meets it again at the same address. What it then
 * runs is 'cairn start', which opens a case file with the passphrase that is typed in the browser.
 */
#ifndef CLI_SERVING_H
#define CLI_SERVING_H

#include "cli/app.h"

/* Minutes without anybody until it locks. */
enum { LOCK_AFTER_USUAL = 10, LOCK_AFTER_MAX = 240 };

/* The help of --lock-after, which both have. */
#define SERVING_LOCK_HELP                                                                          \
    N_("lock after so many minutes without anybody (10, or what was set on the page More)")

/*
 * Serve until the person stops it or it locks; then nothing of this process is left. o->idle is
 * filled from the option, else from what was set, else 10 minutes. *w NULL: locked from the start.
 */
MUST_CHECK bool serving_run(struct run *r, struct workspace *w, struct serve_order *o,
                            const struct opt_value *lock_after, struct err *err);

#endif
