/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * site.h - an open case file as a web site for its own people, on this computer only.
 *
 * A site listens on loopback or on a Unix socket, never on a network address. Somebody comes in
 * with the one-time link that the program prints, or with the passphrase. Each thread of the pool
 * has a connection to the store of its own; what is slow (Argon2id, documents, PDF, verify) runs on
 * the one worker.
 *
 * Lock ends all sessions. The keys stay in the program's memory until the program ends, since the
 * case file stays open for the next one who signs in; the sign-in page says so.
 */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "record/law.h"
#include "record/member.h"
#include "web/http.h"

enum { SITE_CACHE_MB = 16 }; /* of pages of the store, shared out between the threads */

struct site_options {
    uint16_t port;      /* of loopback; 0: any free one */
    int listen_fd;      /* a listening Unix socket, ours from now on; -1: loopback */
    int threads;        /* of the pool; 0: two */
    enum language lang; /* when a reader asks for none that we have */
};

/* What was counted when somebody last looked where sources differ. */
struct site_differ {
    int64_t open, decided;
    int64_t mark; /* of the store (know/due.h) then; 0: nobody looked since the program started */
};

/* How many things are due, as every page says: counted once a day and after each writing. */
struct site_due {
    int64_t mark, day, count; /* mark 0: not yet */
};

/*
 * Whoever signed in since the program started has a seat: what is written in a session is signed
 * with the keys of its member. Seats are only added. The first is that of who opened the case file.
 */
struct site_seats {
    struct vault_seat at[MEMBERS_MAX];
    isize n;
};

struct site {
    struct workspace *w; /* of the thread that opened it: only its keys and rules are used */
    struct arena *a;
    int threads; /* with a connection each: the pool and the worker */
    struct sessions sessions;
    struct web web;
    struct http http;
    struct gate_rules gate;
    struct str case_name;
    const struct law *law;
    enum right owner_right; /* of who opened it, and how far they look */
    enum sensitivity owner_sees;
    pthread_mutex_t mutex;                             /* guards what follows */
    struct site_differ differ[SENSITIVITY_SECRET + 1]; /* by clearance */
    struct site_due due[SENSITIVITY_SECRET + 1];
    struct site_seats seats;
};

/* What one thread works with. */
struct site_thread {
    struct workspace w;
    struct arena *a;
};

/*
 * Listens and answers from now on. *w must stay open until site_close. E_CONFLICT if the port is
 * taken.
 */
MUST_CHECK bool site_open(struct site **out, struct workspace *w, const struct site_options *o,
                          struct arena *a, struct err *err);
/* The same, without a server: for tests, which hand requests to web_admit() and web_answer(). */
MUST_CHECK bool site_open_quiet(struct site **out, struct workspace *w, struct arena *a,
                                struct err *err);
void site_close(struct site **s);

/* An address that signs in whoever opens it first, within five minutes. */
struct str site_link(struct site *s, struct arena *a);
/* A session like the one that the link gives, for tests: what its cookie holds. */
struct str site_session(struct site *s, struct arena *a);

/* Made by the pool for each thread, and by tests. */
MUST_CHECK bool site_thread_open(void **thread, struct site *s, struct err *err);
void site_thread_close(void *thread);
/* Another connection in place of one that failed (db/db.h: it is spent). The old one if none can be
 * had. */
void site_thread_renew(struct site_thread *t, struct site *s);

/* Work as the member whose session this is, on this thread. */
void site_sit(struct site *s, struct site_thread *t, const struct session_who *who);

void site_differ_note(struct site *s, enum sensitivity clearance, const struct site_differ *d);
struct site_differ site_differ_known(struct site *s, enum sensitivity clearance);

#endif
