/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * request.h - one request and its answer, without sockets.
 *
 * http.c makes a struct request from what came over the wire, route.c finds who may have what, a
 * function in pages/ fills req->response through respond.h, http.c sends it. Everything lives in
 * req->a and dies when the answer is sent. Tests make requests by hand.
 */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include "web/form.h"
#include "web/gate.h"
#include "web/html.h"
#include "web/session.h"

struct site;    /* the open case file and all that belongs to it: made and owned by the program */
struct request; /* below */
struct recovery_share;

enum { ROUTE_IDS_MAX = 4, RESPONSE_HEADERS_MAX = 24, PAGE_MAX = 4 << 20, FORM_BYTES = 1 << 19 };

/* ---- routes */

/*
 * Answers a request by filling req->response. On false the reader sees the error's sentence and
 * detail, and the response is thrown away.
 */
typedef bool page_fn(struct request *req, struct err *err);

/*
 * Where files go that come with a form, piece by piece, never whole in memory. A file is offered
 * only after the form's token was found good. 'drop' is called for every file begun, at the end of
 * the request, whether or not it was finished or the page wanted it.
 */
struct upload_sink {
    bool (*begin)(void **file, struct request *req, struct str field, struct str name,
                  struct err *err);
    bool (*add)(void *file, const char *bytes, isize n, struct err *err);
    bool (*finish)(void *file, struct err *err);
    void (*drop)(void *file);
};

struct upload {
    struct str field, name; /* name: as the browser gave it, checked to be text */
    void *file;             /* the sink's */
    int64_t bytes;
    bool finished;
};

struct upload_list {
    struct upload *at;
    isize n, cap;
};

struct route {
    enum method method;
    const char *path; /* ":id" stands for one segment of [a-z0-9-] */
    page_fn *page;
    enum right needs;
    int64_t body_max; /* 0: FORM_BYTES */
    const struct upload_sink *upload;
    bool slow; /* runs on the one worker thread, not in the pool: Argon2id, PDF, verify */
};

/* ---- the program's side */

/* What stands in the frame around every page. */
struct frame {
    struct str case_name;
    int64_t due; /* how many things are due */
    bool demonstration;
    bool copied;  /* a copy on this computer holds entries that this case file does not */
    bool lost;    /* entries that were acknowledged are not there: nothing can be written */
    int looks_as; /* the lower clearance that somebody looks with on purpose, or 0 */
};

/* What one running web server is about; never written to while it runs, but for *sessions. */
struct web {
    struct site *site;
    struct sys *sys;
    struct sessions *sessions;
    const struct route *routes; /* ended by a zero entry */
    struct gate_rules gate;
    bool tls;
    struct str cookie_name; /* "cairn-8123": cookies are shared between ports of one host */
    enum language lang;     /* when the reader asks for none that we have */
    /* A connection to the store for each thread; may be NULL. */
    bool (*thread_open)(void **thread, struct site *site, struct err *err);
    void (*thread_close)(void *thread);
    void (*frame)(struct frame *out, struct request *req);
    /* Who opens with this passphrase. E_DENIED if nobody. Called on the worker. */
    bool (*sign_in)(struct session_who *who, struct request *req, const struct secret *passphrase,
                    struct err *err);
    /* The second key of who is half-way in: errors as second_check() has them. Called on the
     * worker. NULL: nobody has one. */
    bool (*second)(struct session_who *who, struct request *req, struct str code, struct err *err);
    /* Set a new passphrase with these two recovery papers; on the worker. NULL: this site has none.
     */
    bool (*recover)(struct session_who *who, struct request *req, const struct recovery_share *two,
                    const struct secret *passphrase, struct err *err);
    /* Is the session's member still one, with these rights? It may lower them. NULL: always. */
    bool (*stands)(struct request *req);
    void (*lock)(struct site *site);
    void (*sent)(struct site *site); /* an answer is out; may be NULL */
    bool (*ends)(struct site *site); /* it is about to begin anew: nothing is answered; or NULL */
    /* One line for the log: numbers and codes only. May be NULL. */
    void (*note)(struct site *site, int http_status, enum err_code code);
};

/* ---- the answer */

struct response_header {
    const char *name;
    struct str value;
};

/* A body that is made while it is sent; read gives *n = 0 at its end. */
struct body_source {
    bool (*read)(void *ctx, char *p, isize max, isize *n);
    void (*close)(void *ctx);
    void *ctx;
    int64_t bytes; /* -1: not known */
};

struct response {
    int status; /* 0: nothing yet */
    struct str body;
    struct body_source source; /* instead of body, if it has a read */
    struct response_header header[RESPONSE_HEADERS_MAX];
    isize headers;
    enum err_code error; /* for the log */
};

struct request {
    const struct web *web;
    struct site *site;
    struct sys *sys;
    void *thread; /* from web->thread_open */
    struct arena *a;
    struct gate_pass head;
    const struct route *route;
    struct str ids[ROUTE_IDS_MAX]; /* of each :id in the path, in order */
    isize ids_n;
    struct params query, form;
    struct upload_list uploads;
    bool lapsed;         /* a form sent after the session had ended: see pages/sign_in.c */
    bool token_good;     /* the form's token was checked */
    struct str set_lang; /* the tag to remember, if ?lang= was given */
    enum language lang;
    struct session session;
    struct csrf csrf;
    struct response response;
};

#endif
