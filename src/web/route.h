/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * route.h - which function answers which address, and who may have the answer.
 *
 * web_routes[] in routes.c is the whole map of the web side: to add a page, add a line there, a
 * function in pages/ and a view in views/. tests/unit/web holds every line to the rules.
 *
 * A request is handled in two steps, so that nobody without a right can make us read a file:
 * web_admit looks at the head alone; web_answer has the body too, checks the form's token and calls
 * the page. Neither fails: what goes wrong becomes an error page in req->response.
 * A form (not a file) sent after the session has ended is read all the same, so that what was typed
 * can be given back after signing in; nothing else is done with it.
 */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "web/request.h"

enum { SEGMENT_MAX = 64 };

extern const struct route web_routes[]; /* ends with a NULL path */

/* NULL if no route answers; then *other_method says whether one would with the other method. */
const struct route *route_find(struct request *req, const struct route *routes, enum method method,
                               struct str path, bool *other_method);

/*
 * req->web, ->a, ->head and ->thread are set. Fills the rest. True if the body may now be read and
 * web_answer called; false if req->response is the answer already.
 */
bool web_admit(struct request *req);
void web_answer(struct request *req);

/* How many bytes of a body the route takes. A route with files takes a form without files, too, of
 * ordinary size. */
int64_t route_body_max(const struct route *r, enum body_kind body);

/* Has the token of this form, good for this session and address. Remembered in the request. */
bool web_token_check(struct request *req, struct err *err);

/* Refuse what did not pass the gate; no session is looked at. */
void web_refuse(struct request *req, enum gate_fault fault);

/* The value of a cookie, or empty. */
struct str cookie_get(struct str header, struct str name);

#endif
