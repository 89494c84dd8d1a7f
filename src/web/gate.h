/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gate.h - which requests are read at all.
 *
 * A pure function over what stands in the head of a request, before any route, session or body is
 * looked at. It lets through what browsers send and refuses what is only seen in attacks: a request
 * whose length two readers would count differently (smuggling), a host name that is not ours (DNS
 * rebinding), control bytes, other methods, oversized parts.
 */
#ifndef WEB_GATE_H
#define WEB_GATE_H

#include "base/str.h"

enum { GATE_TARGET_MAX = 4096, GATE_HEADERS_MAX = 64, GATE_VALUE_MAX = 8192 };

enum method { GET = 1, POST };

struct gate_header {
    struct str name, value;
};

struct gate_request {
    struct str method, target, version;
    const struct gate_header *headers;
    isize n;
    /*
     * Length of the whole head as it came over the wire, or 0 if it is not known. libmicrohttpd
     * ends each value at a NUL byte; a head longer than its parts shows that one was there.
     */
    isize head_bytes;
};

struct gate_rules {
    const struct str *hosts; /* "127.0.0.1", "[::1]", "x.onion": without port and case */
    isize hosts_n;
    int64_t body_max; /* of any route; each route may take less */
};

enum gate_fault {
    GATE_PASS,
    GATE_METHOD,
    GATE_TARGET,  /* not a plain path of our own */
    GATE_VERSION, /* not HTTP/1.0 or 1.1 */
    GATE_HEADER,  /* malformed, too many, too long, a control byte or NUL somewhere */
    GATE_HOST,    /* none, several, or not ours */
    GATE_LENGTH,  /* no length, several, both kinds, or a body where none belongs */
    GATE_SIZE,    /* body larger than anything here takes */
    GATE__COUNT
};

enum body_kind { BODY_NONE, BODY_FORM, BODY_MULTIPART, BODY_OTHER };

/* What the head says, once it has passed. */
struct gate_pass {
    enum method method;
    bool head_only; /* HEAD: as GET, without the body */
    struct str path, query, host;
    int64_t body_bytes;
    enum body_kind body;
    struct str cookie, origin, fetch_site, fetch_mode, accept_language; /* empty if absent */
};

/* GATE_PASS and *out, or why not. */
enum gate_fault gate_check(struct gate_pass *out, const struct gate_request *r,
                           const struct gate_rules *rules);

struct gate_meaning {
    int http_status;
    const char *say; /* English sentence for the person, also the message id */
};
const struct gate_meaning *gate_meaning(enum gate_fault fault);

#endif
