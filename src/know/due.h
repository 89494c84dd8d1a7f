/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * due.h - what is due, and by when.
 *
 * A deadline is a record with a day (core:due), of something (core:deadline_of), until it is done
 * (core:done). A letter that was made final waits for a second look (core:approval) until somebody
 * else has looked at it. One that stands in a paper of somebody else ("please write before 12
 * January") is shown while its day has not passed; one of our own stays until a person says that it
 * is done. A consent ends on a day (core:consent_expires), and a decision for somebody who cannot
 * be asked is looked at again on it: both are shown for CONSENT_DAYS before and after, until it was
 * withdrawn or given anew.
 */
#ifndef KNOW_DUE_H
#define KNOW_DUE_H

#include "record/fact.h"

enum { DUE_AHEAD_DAYS = 14, DUE_MAX = 200, CONSENT_DAYS = 90 };

struct due {
    struct id id;    /* of the deadline */
    struct str date; /* EDTF */
    int64_t day;     /* the last day it can mean, since 1970-01-01 */
    struct str of;   /* what it is about; empty: not said */
    struct id of_id;
    int of_type;
    bool overdue;
    bool soon;    /* within DUE_AHEAD_DAYS */
    bool look;    /* a second look at the letter 'of', which was made final on that day */
    bool reply;   /* a reply to the letter 'of' */
    bool consent; /* the end of a consent for 'of'; id is the consent's */
    bool review;  /* ... that somebody else decided: it is looked at again */
};
struct due_list {
    struct due *at;
    isize n, cap;
};

/* The earliest first, at most DUE_MAX. now: seconds since 1970. */
MUST_CHECK bool due_list(struct due_list *out, const struct reader *r, int64_t now, struct arena *a,
                         struct err *err);
/* How many are overdue or soon. */
MUST_CHECK bool due_count(int64_t *out, const struct reader *r, int64_t now, struct err *err);

struct copy_last {
    struct str on; /* the newest day (core:copied), EDTF; empty: there is no copy */
    int64_t days;  /* since then */
};
/* The last copy of the case file that was made, opened and checked. workspace: its record. */
MUST_CHECK bool copy_last(struct copy_last *out, const struct reader *r, const struct id *workspace,
                          int64_t now, struct arena *a, struct err *err);

/* A number that grows with everything that is written: what was counted before is still so while it
 * is the same. */
MUST_CHECK bool store_mark(int64_t *out, struct db *db, struct err *err);

#endif
