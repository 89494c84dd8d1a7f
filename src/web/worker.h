/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * worker.h - one thread for slow work, with a short queue.
 *
 * Argon2id takes a quarter of a gigabyte and half a second; two of them at once on the pool would
 * stop the program for everybody. So slow work is done one after the other, here.
 */
#ifndef WEB_WORKER_H
#define WEB_WORKER_H

#include <pthread.h>

#include "base/err.h"

struct job { /* stands inside what it is about; zeroed before it is given */
    struct job *next;
};

struct worker {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t wake;
    struct job *first, *last;
    int waiting, most;
    bool stop, running;
    void (*work)(void *ctx, struct job *job);
    void *ctx;
};

/* work is called on the thread, for each job in order. The struct must not move. */
MUST_CHECK bool worker_open(struct worker *w, void (*work)(void *ctx, struct job *job), void *ctx,
                            int most, struct err *err);
/* False if the queue is full or closing. */
bool worker_give(struct worker *w, struct job *job);
/* Does what is in the queue, then ends the thread. */
void worker_close(struct worker *w);

#endif
