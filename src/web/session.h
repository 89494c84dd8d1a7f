/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session.h - who is signed in, in this running program only.
 *
 * A session is 256 random bits in a cookie; here only its SHA-256 is kept, so a look at this memory
 * gives nobody a session. Sessions end when idle too long, after a longest time, when the case file
 * is locked, when the computer has slept (its lid was closed), and with the program. Signing in, or
 * a change of rights, always makes a new one and ends the old (no fixation). Everything is guarded
 * by one mutex: the web's threads share it.
 *
 * On a desktop the first session comes from a link with a one-time token, which the program gives
 * to the browser it starts; the next from the passphrase. Checking a passphrase is the caller's.
 */
#ifndef WEB_SESSION_H
#define WEB_SESSION_H

#include <pthread.h>

#include "sys/sys.h"
#include "web/csrf.h"

enum { SESSIONS_MAX = 64, SESSION_ID_HEX = 2 * HASH_N };

/*
 * What somebody may do here. Each includes the ones before. RIGHT_START is of who came with the
 * link of a program that has no open case file: to see which there are, open one or make one.
 */
enum right { RIGHT_NONE, RIGHT_START, RIGHT_READ, RIGHT_WRITE, RIGHT_ADMIN };

struct session_who {
    int64_t member; /* the seat, from 1 (web/site.h) */
    enum right right;
    int clearance; /* enum sensitivity (record/schema.h): what this member is cleared for */
    int sees;      /* at most that: who is cleared may look as somebody who is not */
    bool half;     /* the passphrase was right, the second key is still asked for: no right yet */
};

struct session_rules {
    int64_t idle;    /* seconds */
    int64_t longest; /* seconds */
    int64_t link;    /* seconds a one-time link is good for */
    int64_t half;    /* seconds for the second key */
    int wrong_tries; /* passphrases in a row before a pause */
    int64_t pause;   /* seconds */
};
extern const struct session_rules
    session_rules_usual; /* 10 min, 12 h, 5 min, 5 min, 5 tries, 10 s */

struct session_slot {
    struct hash id; /* SHA-256 of what the cookie holds */
    int64_t began, used;
    int64_t slept; /* sys_slept_ms() when it began */
    struct session_who who;
    bool live;
};

struct sessions {
    pthread_mutex_t mutex;
    struct sys *sys;
    struct secret key; /* of CSRF tokens */
    struct session_rules rules;
    struct session_slot slot[SESSIONS_MAX];
    struct hash link;
    struct session_who link_who;
    int64_t link_until; /* 0: none is out */
    int wrong;
    int64_t wrong_at;
    int64_t half_at; /* when somebody came half-way; 0: somebody was in since */
};

/* A copy of what a request needs; the slot may end meanwhile. */
struct session {
    bool live;
    struct hash id;
    struct session_who who;
};

/* Somebody who may see the case file. */
bool session_is_inside(const struct session *s);

void sessions_open(struct sessions *s, struct sys *sys, const struct session_rules *rules);
void sessions_close(struct sessions *s);

/* A new token for a one-time link; an earlier one that was not used is void. */
struct str session_link(struct sessions *s, struct session_who who, struct arena *a);
/* E_DENIED if the token was used, is too old, or was never given out. */
MUST_CHECK bool session_from_link(struct session_who *who, struct sessions *s, struct str token,
                                  struct err *err);

/* Call before a passphrase is checked: E_DENIED during the pause after too many wrong ones. */
MUST_CHECK bool session_may_try(struct sessions *s, struct err *err);
void session_tried(struct sessions *s, bool good);

/*
 * Begin a session and return what its cookie holds. 'old' is ended if it lives. If all places are
 * taken, the one idle longest is ended.
 */
struct str session_begin(struct sessions *s, struct session_who who, const struct session *old,
                         struct arena *a);
/* The session a cookie names, and note that it was used. False if it does not live. */
bool session_find(struct session *out, struct sessions *s, struct str cookie);
void session_end(struct sessions *s, const struct session *one);
void session_end_all(struct sessions *s); /* lock; also takes back a link that is out */
isize session_count(struct sessions *s);
/* The longest idle time, in seconds: may be changed while they live. */
int64_t session_idle(struct sessions *s);
void session_idle_set(struct sessions *s, int64_t seconds);
/* Somebody came half-way, did not go on in time, and nobody is in. */
bool session_half_left(struct sessions *s);
/* Nobody has used any session with this right since 'since', nor for the longest idle time. */
bool session_all_idle(struct sessions *s, enum right right, int64_t since);

#endif
