/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * told.h - what records say, read to be compared: many records, little of each.
 *
 * Facts as fact_load() gives them, but where nothing was said about a statement and the reader sees
 * all, only what comparing needs is there: number, record, property, statement. Such a fact is
 * live. Where something was said about it, or the reader does not see all, it is loaded in full and
 * left out if these eyes may not see it. So what is found is the same as with full loading, at a
 * tenth of the price.
 */
#ifndef KNOW_TOLD_H
#define KNOW_TOLD_H

#include "record/fact.h"

struct told {
    struct fact *at; /* by record and property, then by number */
    isize n, cap;
    bool cut; /* there were more than TOLD_MAX */
};
enum { TOLD_MAX = 200000 };

/* Can values of this property differ at all: one value only, or parted by a key? */
bool may_conflict(const struct property *p);
/* Not taken back, not corrected, said of a record. What was rejected stays: it is shown beside. */
bool told_counts(const struct fact *f);

/* Add what a record says of properties that may conflict; of one property if 'only' is not 0. */
MUST_CHECK bool told_add(struct told *out, const struct reader *r, int64_t row, int only,
                         struct arena *a, struct err *err);
/* Add what all records of a type say of one property, by record. */
MUST_CHECK bool told_all(struct told *out, const struct reader *r, int type, int property,
                         struct arena *a, struct err *err);

/* What many records say, as small as it stands in the store: a fact takes five times the room. */
struct told_line {
    int64_t no, record;
    const struct property *p;
    const char *words; /* the statement as it stands in the store */
    int32_t n, judged;
};
struct told_lines {
    struct told_line *at;
    isize n, cap;
    bool cut; /* there were more than TOLD_MAX */
};
struct told_room { /* two arenas, so that the list of lines grows in place */
    struct arena *lines, *words;
};
/* As told_add() for all that may conflict. */
MUST_CHECK bool told_lines_add(struct told_lines *out, const struct reader *r, int64_t row,
                               struct told_room room, struct err *err);
/* By the number of the property, then of the statement. */
void told_lines_sort(struct told_lines *l);
/* As a fact. */
struct fact told_line_open(const struct told_line *l);

/* Each record that says one property twice or more, with these properties only, in the order of
 * rows; records that are not wanted are not read. The facts are there until fn returns. *stop:
 * enough. */
struct told_twice {
    bool (*wants)(void *ctx, int64_t row);
    bool (*take)(void *ctx, const struct told *t, bool *stop, struct err *err);
    void *ctx;
};
MUST_CHECK bool told_twice(const struct reader *r, const struct told_twice *x, struct err *err);

#endif
