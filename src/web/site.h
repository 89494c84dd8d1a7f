/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * site.h - a case file as a web site for its own people, on this computer only.
 *
 * A site listens on loopback or on a Unix socket, never on a network address. It begins with an
 * open case file, or locked: then it holds no key, and opens one with the passphrase that is typed
 * in the browser, or makes the first one (web/door.h). Somebody comes in with the one-time link
 * that the program prints, or with the passphrase. Each thread of the pool has a connection to the
 * store of its own; what is slow (Argon2id, documents, PDF, verify) runs on the one worker.
 *
 * Locked again: by the button, when nobody was there for a while, when the computer has slept.
 * All sessions end, site_serve() returns with *again, the caller closes the site, which wipes the
 * keys, and begins the program anew (sys/serve.h), so that nothing readable stays in memory.
 */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "record/law.h"
#include "record/member.h"
#include "web/http.h"

enum { SITE_CACHE_MB = 16 }; /* of pages of the store, shared out between the threads */

/* How a locked site comes by its case file. */
struct site_door {
    struct str vault; /* the case file to open; empty: the newest in 'home' */
    struct str home;  /* where this person's case files stand and new ones are made; or empty */
    bool weak;        /* new ones unlock with less memory */
    bool (*unlock)(void *ctx, struct workspace *out, struct str path, const struct secret *pass,
                   struct arena *a, struct err *err);
    void *ctx;
};

struct site_options {
    int listen_fd;      /* a listening socket, ours from now on; -1: any free port of loopback */
    int port;           /* its port; 0: it has none */
    int threads;        /* of the pool; 0: two */
    int64_t idle;       /* seconds without anybody until it locks; 0: as sessions usually do */
    enum language lang; /* when a reader asks for none that we have */
    struct site_door door;
};

/* What was counted when somebody last looked where sources differ. */
enum { DIFFER_ROWS_MAX = 4000 };
struct site_differ {
    int64_t open, decided;
    int64_t mark; /* of the store (know/due.h) then; 0: nobody looked since the program started */
    /* Of those that are open, by difference: the records of which they speak. */
    struct {
        int32_t differ;
        int64_t row;
    } rows[DIFFER_ROWS_MAX];
    isize rows_n;
    bool rows_cut; /* there were more */
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

/* The passphrase words and recovery papers of a case file that is being made: web/door.c. */
struct site_begin {
    bool live;
    struct hash session; /* of who makes it */
    int64_t since;
    struct secret words, shares;
};

struct site {
    /* Of the thread that opened it: only its keys and rules are used. NULL while locked; set once,
     * before any session with a right to read begins. Read it with site_workspace(). */
    struct workspace *w;
    struct workspace own; /* what w points to if this site opened it */
    struct arena *own_a;
    struct sys *sys;
    struct arena *a;
    int threads; /* with a connection each: the pool and the worker */
    struct site_door door;
    int64_t opened, slept; /* sys_now(), sys_slept_ms() when it was */
    struct sessions sessions;
    struct web web;
    struct http http;
    struct gate_rules gate;
    struct str path, case_name; /* of the case file that is open, or would be; may be empty */
    bool demonstration;
    const struct law *law;
    enum right owner_right; /* of who opened it, and how far they look */
    enum sensitivity owner_sees;
    pthread_mutex_t mutex; /* guards what follows, and w */
    struct site_begin begin;
    bool again;                                        /* somebody locked: begin anew */
    struct str again_with;                             /* ... with this case file */
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
 * Listens and answers from now on. *w must stay open until site_close; NULL: locked. E_CONFLICT if
 * the port is taken.
 */
MUST_CHECK bool site_open(struct site **out, struct sys *sys, struct workspace *w,
                          const struct site_options *o, struct arena *a, struct err *err);
/* The same, without a server: for tests, which hand requests to web_admit() and web_answer(). */
MUST_CHECK bool site_open_quiet(struct site **out, struct workspace *w, struct arena *a,
                                struct err *err);
/* The same, locked. */
MUST_CHECK bool site_open_locked(struct site **out, struct sys *sys, const struct site_door *door,
                                 struct arena *a, struct err *err);
/* Ends all sessions, finishes what is being answered, wipes the keys of what it opened itself. */
void site_close(struct site **s);

/* How it ended. */
struct site_end {
    bool again;       /* locked: begin anew */
    struct str vault; /* with this case file, if any */
    int listen_fd;    /* the listening socket, the caller's again; -1 if it is not to begin anew */
};
/* Who else is listened to; -1: nobody. */
struct site_ears {
    int asking; /* where 'cairn start' asks for the address */
    int sleep;  /* who tells that the computer is about to sleep (sys/sleep.h) */
};
/* Until the person stops it, or it locks. Afterwards nothing is accepted any more; call
 * site_close(). */
void site_serve(struct site_end *out, struct site *s, const struct site_ears *ears,
                struct arena *a);
/* End it soon, to begin anew with this case file; after the present answer is out. */
void site_begin_anew(struct site *s, struct str vault);

/* The open case file; NULL while locked. */
struct workspace *site_workspace(struct site *s);
/* Open the case file at this path for good. On the worker. E_DENIED: not its passphrase. E_CONFLICT
 * if one is open. */
MUST_CHECK bool site_unlock(struct site *s, struct str path, const struct secret *passphrase,
                            struct err *err);
/* Who opens it here. */
struct session_who site_owner(struct site *s);

/* An address that signs in whoever opens it first, within five minutes: to the case file; while
 * locked only so far that one can be chosen or made. */
struct str site_link(struct site *s, struct arena *a);
/* A session like the one that the link gives, for tests: what its cookie holds. */
struct str site_session(struct site *s, struct arena *a);

/* Made by the pool for each thread, and by tests. */
MUST_CHECK bool site_thread_open(void **thread, struct site *s, struct err *err);
void site_thread_close(void *thread);
/* Another connection in place of one that failed (db/db.h: it is spent). The old one if none can be
 * had. */
void site_thread_renew(struct site_thread *t, struct site *s);

/* The seat of this member, taken now if need be; on the worker. */
enum { SEAT_OWNER = 1 };
MUST_CHECK bool site_seat_take(int64_t *out, struct site *s, struct site_thread *t,
                               const struct member *m, const struct secret *identity,
                               struct err *err);
/* What a member may do here. */
enum right site_right(const struct workspace *w, const struct member *m);
/* Work as the member whose session this is, on this thread. */
void site_sit(struct site *s, struct site_thread *t, const struct session_who *who);

void site_differ_note(struct site *s, enum sensitivity clearance, const struct site_differ *d);
void site_differ_known(struct site_differ *out, struct site *s, enum sensitivity clearance);

#endif
