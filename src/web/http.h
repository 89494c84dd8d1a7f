/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * http.h - the server: libmicrohttpd in poll mode with a small pool of threads.
 *
 * Poll, never epoll: with TLS, libmicrohttpd 0.9.75's epoll mode spins on a client that stalls in
 * its handshake. Strict parsing, then our own gate (gate.h). Three ways to listen: loopback TCP
 * (the desktop), a socket handed in (an onion service or a proxy over a Unix socket), TLS on an
 * address.
 *
 * Pages run on the pool's threads, those of slow routes on one worker thread; each thread has its
 * own context from web->thread_open, made when first needed and closed with the thread. At most
 * CONNECTIONS_MAX connections, 30 s without a byte, 32 KB of head.
 */
#ifndef WEB_HTTP_H
#define WEB_HTTP_H

#include "web/request.h"

enum { CONNECTIONS_MAX = 200, IDLE_SECONDS = 30, HEAD_MAX = 32 << 10, THREADS_MAX = 4 };
enum { LISTEN_LOOPBACK = -1, LISTEN_NOT = -2 };
enum { WORK_MAX = 16 }; /* slow requests that may wait; further ones are told to come back */

struct http_options {
    const struct web *web;
    int threads;   /* of the pool: the number of cores; at most THREADS_MAX are made */
    int listen_fd; /* a listening socket, ours from now on; or LISTEN_LOOPBACK, LISTEN_NOT */
    uint16_t port; /* of loopback TCP; 0: any free one */
    const char *tls_key, *tls_certificate; /* PEM text, both or none */
};

struct http {
    struct http_inside *inside;
};

/* E_CONFLICT if the port is taken. *web must live until http_close. */
MUST_CHECK bool http_open(struct http *out, const struct http_options *options, struct arena *a,
                          struct err *err);
uint16_t http_port(const struct http *h);
/* Serve a socket that is connected already; it is ours from now on, also on failure. */
MUST_CHECK bool http_give(struct http *h, int fd, struct err *err);
/* No new connections; who comes waits at the listening socket, which is the caller's again. -1:
 * there was none. */
int http_stop_listening(struct http *h);
/* Finishes what is being answered. Fine on a zeroed struct. */
void http_close(struct http *h);

#endif
