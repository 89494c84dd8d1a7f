/* SPDX-License-Identifier: GPL-3.0-or-later */
/* web_test.h - a web room with a fixed clock and an invented owner, and requests made by hand. */
#ifndef WEB_TEST_H
#define WEB_TEST_H

#include "sys/fake.h"
#include "test.h"
#include "web/route.h"

struct web_test {
    struct sys_fake fake;
    struct sessions sessions;
    struct web web;
    struct str cookie; /* "cairn=..." of a session with RIGHT_WRITE */
    struct session session;
};

enum { CLOCK = 1700000000 };

/* *w must not move. */
void web_test_open(struct web_test *w, struct test *t, const struct route *routes);
void web_test_close(struct web_test *w);

/* A request as it stands before web_admit. Signed in; change ->head to taste. */
struct request *request_get(struct web_test *w, struct test *t, struct str target);
/* A form with body text; the token is added. */
struct request *request_post(struct web_test *w, struct test *t, struct str path, struct str body);
/* Admit and answer, as http.c does. */
void request_run(struct request *req);

/* The value of a header of the answer, or empty. */
struct str response_header(const struct request *req, const char *name);
isize count_of(struct str text, char c);

#endif
