/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csrf.h - proof that a form came from a page that we gave to this session.
 *
 * A token is a keyed hash of (session, address the form posts to). It is good for that session and
 * that address only, needs no memory on our side, and ends with the session. It is the second of
 * two checks; the first is where the browser says the request came from (route.h).
 */
#ifndef WEB_CSRF_H
#define WEB_CSRF_H

#include "crypto/crypto.h"

enum { CSRF_HEX = 2 * HASH_N };

struct csrf {
    const struct secret *key; /* of this running program; never stored */
    struct hash session;      /* all zero for somebody who has not signed in */
};

/* The token for a form whose action is this path (without what follows a '?'). */
struct str csrf_token(const struct csrf *c, struct str path, struct arena *a);
/* Compares in constant time. */
bool csrf_is_good(const struct csrf *c, struct str path, struct str token);

#endif
