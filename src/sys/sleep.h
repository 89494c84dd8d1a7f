/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sleep.h - to be told before this computer sleeps, as when its lid is closed, and to hold it awake
 * for the moment that wiping takes.
 *
 * A helper (src/sleep_main.c) asks systemd-logind on the system bus and holds its "delay" lock;
 * five seconds, as logind is shipped. It is a process of its own so that what speaks to the bus,
 * and the libraries that come with it, never stand beside the keys. It and this program talk over
 * one socket: the helper says that sleep comes; an answer, or the end of the socket, lets it come.
 * The socket closes with exec(), so a program that begins itself anew (sys/serve.h) lets the
 * computer sleep when its memory is gone, not before.
 *
 * Where nobody tells (no bus, no logind), a sleep is noticed at waking only (sys_slept_ms).
 */
#ifndef SYS_SLEEP_H
#define SYS_SLEEP_H

#include "sys/sys.h"

/* Before any thread and any key, since it forks. The socket; -1 if the helper cannot be started,
 * which is no failure. */
int sleep_watch_start(struct sys *s, struct str helper, struct arena *a);
/* What the socket holds: true if sleep comes. Closes *fd and makes it -1 if the helper has ended.
 */
bool sleep_watch_read(int *fd);
/* There is nothing to wipe: let it sleep. */
void sleep_watch_let(int fd);

#endif
