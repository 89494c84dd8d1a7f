/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/worker.h"

/* The next job, waiting for one; NULL when the queue is empty and closing. */
static struct job *job_take(struct worker *w)
{
    pthread_mutex_lock(&w->mutex);
    while (!w->first && !w->stop)
        pthread_cond_wait(&w->wake, &w->mutex);
    struct job *job = w->first;
    if (job) {
        w->first = job->next;
        w->waiting--;
    }
    if (!w->first)
        w->last = NULL;
    pthread_mutex_unlock(&w->mutex);
    return job;
}

static void *worker_run(void *p)
{
    struct worker *w = p;
    for (struct job *job; (job = job_take(w));)
        w->work(w->ctx, job);
    return NULL;
}

bool worker_open(struct worker *w, void (*work)(void *ctx, struct job *job), void *ctx, int most,
                 struct err *err)
{
    *w = (struct worker){.work = work, .ctx = ctx, .most = most};
    ASSERT(pthread_mutex_init(&w->mutex, NULL) == 0 && pthread_cond_init(&w->wake, NULL) == 0);
    if (pthread_create(&w->thread, NULL, worker_run, w) != 0) {
        pthread_mutex_destroy(&w->mutex);
        pthread_cond_destroy(&w->wake);
        return err_set(err, E_IO, "cannot start a thread");
    }
    w->running = true;
    return true;
}

bool worker_give(struct worker *w, struct job *job)
{
    pthread_mutex_lock(&w->mutex);
    bool good = !w->stop && w->waiting < w->most;
    if (good) {
        job->next = NULL;
        if (w->last)
            w->last->next = job;
        else
            w->first = job;
        w->last = job;
        w->waiting++;
        pthread_cond_signal(&w->wake);
    }
    pthread_mutex_unlock(&w->mutex);
    return good;
}

void worker_close(struct worker *w)
{
    if (!w->running)
        return;
    pthread_mutex_lock(&w->mutex);
    w->stop = true;
    pthread_cond_signal(&w->wake);
    pthread_mutex_unlock(&w->mutex);
    pthread_join(w->thread, NULL);
    pthread_mutex_destroy(&w->mutex);
    pthread_cond_destroy(&w->wake);
    w->running = false;
}
