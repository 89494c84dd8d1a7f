/* SPDX-License-Identifier: GPL-3.0-or-later */
/* said.h - the record or the one statement that an address names. */
#ifndef WEB_PAGES_SAID_H
#define WEB_PAGES_SAID_H

#include "web/desk.h"
#include "web/views/case.h"

struct said {
    struct record rec;
    const struct fact *f;   /* NULL: the record as a whole */
    struct str path, title; /* of what is named */
    struct str record, record_title;
};
/* /records/:id, and /records/:id/said/:id. E_NOTFOUND also for what these eyes may not see. */
MUST_CHECK bool said_load(struct said *out, struct desk *d, struct err *err);
/* A value with its mark, and the way to its own page. */
struct view_said said_view(struct desk *d, const struct record *rec, const struct fact *f);

/* What was known last of their custody, with its day; false: nothing is known of any day. */
bool said_status(struct view_status *out, struct desk *d, const struct record *rec);

/* What the law says of an event that is a return (law.c); NULL of another. */
MUST_CHECK bool law_of_event(struct view_duties **out, struct desk *d, const struct record *rec,
                             struct err *err);

/* The name of a difference in its address: /differ/:id. */
struct str differ_name(const struct conflict *c, struct arena *a);

/* Of the differences that were found when somebody last looked: those of this case. */
struct casework;
MUST_CHECK bool differ_of_case(struct view_differ_count *out, struct desk *d,
                               const struct casework *c, struct err *err);

#endif
