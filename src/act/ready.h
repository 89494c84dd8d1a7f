/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ready.h - before a letter is sent: what stands in the way, and what to think about.
 *
 * A red point bars the letter from being made final. Three of them can be overcome by a reason that
 * is kept with the letter: an address that was never confirmed, an action that is over, and that
 * nobody else looks at it. All others are solved, one by one: above all, every fact in the letter
 * was read against its passage by a person. What was taken over in bulk counts as read by nobody,
 * because only reading one by one leaves a mark of its own (core:checked).
 */
#ifndef ACT_READY_H
#define ACT_READY_H

#include "act/kept.h"
#include "know/conflict.h"

enum point_about {
    POINT_FACT,     /* nobody read it against its passage */
    POINT_SENTENCE, /* kept back, or it says more than its source */
    POINT_DIFFER,   /* sources differ and nobody decided */
    POINT_ADDRESS,
    POINT_OVER, /* the action is over, or the letter is past its day */
    POINT_ORIGIN,
    POINT_SIGNER,
    POINT_EMPTY,
};
struct point {
    enum point_about about;
    bool red;
    const char *say;               /* TR() */
    struct str which;              /* the words it is about */
    isize part;                    /* in kept.parts, or -1 */
    struct fact fact;              /* FACT, DIFFER: the statement; no is 0 if there is none */
    int64_t rival;                 /* DIFFER: the other statement */
    const struct conflict *differ; /* DIFFER */
};
struct points {
    struct point *at;
    isize n, cap;
};
struct ready {
    struct points points;
    isize reds;         /* that no reason overcomes */
    bool needs_address; /* a reason, or a confirmed address */
    bool needs_late;    /* a reason: the action is over */
    bool alone;         /* one member only: a reason why nobody else looked at it */
    struct id office;   /* whose address it is */
    int64_t address_no; /* the statement with the address; 0: none is known */
};
/* l is what kept_paper() gave for k. It goes over the whole case file for what differs. */
MUST_CHECK bool letter_ready(struct ready *out, struct workspace *w, const struct kept *k,
                             const struct letter *l, struct arena *a, struct err *err);

/* How many other members can look at it: those who may write and whom the case file lets in. */
MUST_CHECK bool members_other(int64_t *out, struct workspace *w, struct err *err);

#endif
