/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * consent.h - how far something may go, who said so, and until when.
 *
 * A consent is a record with a history; what the gate asks is the label (core:may_leave) on what it
 * is for, whose source is that record. So a label goes no further than its consent does now: not
 * after the day the consent ends, not once it is withdrawn, and not beyond the level that its
 * record has come to say. Whoever refused, withdrew, or was not asked, consents to nothing. Who
 * cannot be asked (the detained) may be spoken of after a best-interest decision: it says why, and
 * the day on which it is looked at again.
 */
#ifndef RECORD_CONSENT_H
#define RECORD_CONSENT_H

#include "record/workspace.h"

struct consent_given {
    struct ref what;  /* a record, a statement or a passage */
    int level;        /* TERM_CONSENT_* */
    int how;          /* TERM_CONSENT_HOW_*; 0: not said */
    struct id by;     /* who gave it: a person's record; zero: not said */
    struct str who;   /* ... or how they are called, if they have no record; or empty */
    struct str until; /* EDTF: it ends after that day; empty: no end */
    struct str limits, reason;
};
/* Who refused or was not asked agrees to nothing, who cannot be asked not to be named. */
bool consent_fits(int how, int level);
/* What would be written, for who writes it together with more: the record, and the label on what it
 * is for, in an entry each. */
struct consent_made {
    struct id id;
    struct stmt said[8], label[2];
    isize n, labels;
};
MUST_CHECK bool consent_make(struct consent_made *out, struct workspace *w,
                             const struct consent_given *c, struct arena *a, struct err *err);
/* *out is the record of the consent. E_INVALID where how and level contradict each other, and for
 * who cannot be asked without a reason and a day. */
MUST_CHECK bool consent_give(struct id *out, struct workspace *w, const struct consent_given *c,
                             struct err *err);

/* What a label of P_MAY_LEAVE allows now: its term, or less; TERM_CONSENT_INSIDE once its consent
 * has ended. */
MUST_CHECK bool consent_of_label(int *out, const struct reader *r, const struct stmt *label,
                                 struct err *err);

#endif
