/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * casework.h - what belongs to a case, and which families still have to be told.
 *
 * A case is a record of type action. To it belong the events it is about (core:about_event), the
 * persons and groups to whom these were done (core:victim) or who were put into it
 * (core:case_people), and the letters written for it (core:letter_of). Nothing is stored here: it
 * is read anew from the statements, through the reader's gate.
 */
#ifndef KNOW_CASEWORK_H
#define KNOW_CASEWORK_H

#include "record/fact.h"

/* What a page or a command shows of one case; beyond it the lists end and 'more' is set. */
enum { CASE_PARTS_MAX = 300, UNTOLD_MAX = 50 };

struct casework {
    struct record rec;
    struct record_refs events;  /* by the first day they can mean; those without a day last */
    struct record_refs people;  /* each once, in the order of the journal */
    struct record_refs letters; /* the newest first */
    bool more;                  /* there is more than CASE_PARTS_MAX of something */
};
/* Was it stopped or closed? By what was said last. */
bool case_is_over(const struct schema *s, const struct record *rec);
/* E_NOTFOUND if it is no case, or not for these eyes. */
MUST_CHECK bool casework_load(struct casework *out, const struct reader *r, const struct id *id,
                              struct arena *a, struct err *err);

/* Does it belong to the case: itself, its events, its people? */
bool casework_has(const struct casework *c, int64_t row);

/* A family that nobody told, or not since the last letter of the case left. */
struct untold {
    struct record_ref who, of; /* the person or group; the case */
    struct str told;           /* EDTF, the newest; empty: never */
    struct str step;           /* EDTF: the day a letter left after that; empty: none left yet */
};
struct untold_list {
    struct untold *at;
    isize n, cap;
    bool more;
};
/* Of open cases, the newest case first; at most UNTOLD_MAX. Of one case: casework_untold(). */
MUST_CHECK bool untold_find(struct untold_list *out, const struct reader *r, struct arena *a,
                            struct err *err);
MUST_CHECK bool casework_untold(struct untold_list *out, const struct reader *r,
                                const struct casework *c, struct arena *a, struct err *err);

#endif
