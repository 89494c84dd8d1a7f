/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * serve.h - what a program that serves needs of the system: sockets to listen on, to be told when
 * to stop, to begin again with an empty memory, and a browser.
 *
 * A locked program must hold nothing readable: pages, libraries and the heap keep pieces of text
 * that nobody can wipe one by one. So it becomes itself anew (serve_again), and only the listening
 * sockets go along; the kernel keeps who connects meanwhile waiting.
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

/* A listening socket on a port of loopback (0: any free one). E_CONFLICT if it is taken. */
MUST_CHECK bool port_listen(int *fd, struct sys *s, int wanted, struct err *err);

/* The port that a listening socket has on this computer; 0: it has none. */
int port_of(int fd);

/*
 * A program of the same person that waits at 'path' for questions, and the one that asks: it gets
 * one line. socket_ask: E_NOTFOUND if nobody is there.
 */
MUST_CHECK bool socket_ask(struct str *line, struct sys *s, struct str path, struct arena *a,
                           struct err *err);
void socket_answer(int asker, struct str line); /* and closes */

/*
 * From stop_hold() on, Ctrl-C, SIGTERM and a closed terminal no longer end the program but wait for
 * serve_wait(). Call stop_hold() before any thread is made, so that all have it.
 */
void stop_hold(void);

enum serve_event {
    SERVE_STOP,  /* one of those signals */
    SERVE_WAKE,  /* serve_wake() was called */
    SERVE_SLEEP, /* this computer is about to sleep, and waits for us */
    SERVE_ASKED, /* somebody of the same person asks at the socket: socket_answer(*asker, ...) */
    SERVE_TICK   /* nothing happened for so long */
};
/* asking: a listening socket, or -1. *sleep: what sleep_watch_start() gave; made -1 when it ended.
 */
enum serve_event serve_wait(int asking, int *sleep, int milliseconds, int *asker);
/* From any thread, at any time. */
void serve_wake(void);

/*
 * Listening sockets that were handed to this program, in systemd's manner: LISTEN_PID and
 * LISTEN_FDS, from descriptor 3 on (sd_listen_fds(3)). Returns how many; the variables are taken
 * away.
 */
int serve_given(int fd[2]);
/*
 * Become this program anew, with these arguments (the program's name is added) and these sockets,
 * -1 for none: memory, threads and other descriptors are gone. If the program was replaced
 * meanwhile, become the one that stands in its place. Returns only if that fails.
 */
MUST_CHECK bool serve_again(struct sys *s, const struct str_list *args, const int fd[2],
                            struct err *err);

/*
 * Ask the desktop to show an address. Before any thread and any key: it forks. False if there is no
 * desktop, or nothing that opens addresses; that is no error. The address can be read by others on
 * this computer for as long as the desktop takes.
 */
bool browser_open(struct sys *s, struct str address, struct arena *a);

#endif
