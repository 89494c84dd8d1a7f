/* SPDX-License-Identifier: GPL-3.0-or-later */
/* desk.h - a vault with an office, a public paper and an event, to write letters from. */
#ifndef TESTS_ACT_DESK_H
#define TESTS_ACT_DESK_H

#include "act/kept.h"
#include "box.h"
#include "record/ids.h"

struct desk {
    struct box b;
    struct id paper, office, premier, holding, event;
    struct letter_order order;
    struct arena *a;
};

/* A record with one value. */
struct id make(struct desk *d, int type, const char *property, struct value v);
struct value kind(const char *term);
struct value place(struct str name);
struct value number(int64_t n, enum bound bound, struct str population);
int64_t say(struct desk *d, struct id of, const char *property, struct value v, int hedge);
struct id publish(struct desk *d, const char *title);
struct id event(struct desk *d, const char *term, int64_t n, const char *where, const char *when);
void desk_make(struct desk *d, struct test *t);
struct letter compose(struct desk *d);
struct str text_of(struct desk *d);
bool holds(struct str text, const char *words);
bool leaves_out(const struct letter *l, const char *why);

#endif
