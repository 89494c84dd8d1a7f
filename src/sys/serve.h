/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * serve.h - what a program that serves needs of the system: a socket in the file system, and to be
 * told when to stop.
 */
#ifndef SYS_SERVE_H
#define SYS_SERVE_H

#include "sys/sys.h"

/*
 * A listening Unix socket at 'path', for its owner only. A socket that a program left there is
 * removed if nobody answers on it; E_CONFLICT if somebody does, or if something else stands there.
 */
MUST_CHECK bool socket_listen(int *fd, struct sys *s, struct str path, struct err *err);
void socket_remove(struct sys *s, struct str path);

/*
 * From stop_hold() on, Ctrl-C, SIGTERM and a closed terminal no longer end the program but wait for
 * stop_wait(), which returns at the first of them. Call stop_hold() before any thread is made, so
 * that all have it.
 */
void stop_hold(void);
void stop_wait(void);

#endif
