/* SPDX-License-Identifier: GPL-3.0-or-later */
/* events.h - verbs of events in a sentence, and when and where they happened. For read_event.c. */
#ifndef READ_EVENTS_H
#define READ_EVENTS_H

#include "read/page.h"

enum { TRIGGERS = 24 };

struct trigger {
    isize from, to;
    enum read_event_type type;
    bool derived; /* a return that is only possible: a threat by what stands around it */
};

/* The verbs of a sentence that say something happened, or that a return threatens; at most
 * TRIGGERS. */
isize triggers_find(struct trigger out[TRIGGERS], const struct page *p, const struct sentence *s);

/*
 * Its date as EDTF: the one nearest to the verb in [from, to), else in the sentence. A state that
 * goes on is of the day of writing. first_date is the first of p->dates that may be in the
 * sentence.
 */
struct str trigger_date(struct page *p, const struct sentence *s, const struct trigger *t,
                        struct read_span window, isize first_date, struct str doc_date);

/* The clause of the verb: between commas in Korean and Chinese, else the sentence. In lexemes. */
struct read_span clause_of(const struct page *p, const struct sentence *s, const struct trigger *t);

/* Its place as printed, or empty. */
struct str trigger_place(bool *toward, const struct page *p, const struct sentence *s,
                         const struct trigger *t);

#endif
