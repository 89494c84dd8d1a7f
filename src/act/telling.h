/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * telling.h - collecting the statements that an action writes as one entry.
 */
#ifndef ACT_TELLING_H
#define ACT_TELLING_H

#include "record/workspace.h"

struct telling {
    struct workspace *w;
    struct arena *a;
    struct stmt *at;
    isize n, cap;
};

/* One statement more, to be filled in further until the next one is told. */
struct stmt *tell(struct telling *t, struct id of, const char *property, struct value v);
/* A new record: its type, and the id to say more of it by. */
struct id tell_new(struct telling *t, int type);
/* A term of a vocabulary, by their numbers. */
struct stmt *tell_term(struct telling *t, struct id of, const char *property, int vocabulary,
                       int term);

#endif
