/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * happened.h - what the events of a case file say, read once: kind, day, place, figure, the words.
 *
 * For rules that compare events with each other (events.c, stops.c, counts.c).
 */
#ifndef KNOW_HAPPENED_H
#define KNOW_HAPPENED_H

#include "base/map.h"
#include "know/alike.h"
#include "lang/edtf.h"

enum { STATES_MAX = 8 };

struct happened { /* one event; what it does not say is NULL or empty */
    int64_t record;
    const struct fact *kind, *date, *figure, *words;
    const struct fact *place;      /* where, else whereto */
    int kind_term;                 /* TERM_EVENT_*, its parent where it has one; 0 */
    bool has_day;                  /* the date can be understood */
    struct edtf_range days;        /* then */
    struct str states[STATES_MAX]; /* named in the words, sorted; filled by happened_states() */
    int states_n;                  /* -1: not looked for yet */
};
struct happened_list {
    struct happened *at;
    isize n, cap;
    bool cut;
    struct told kinds, dates, figures, places, ends, words; /* what at[] points into */
    struct country_finder *finder;
    struct map rows;
};
MUST_CHECK bool happened_read(struct happened_list *out, const struct reader *r, struct arena *a,
                              struct err *err);
/* Which states its words name: each once, sorted. */
void happened_states(struct happened_list *l, struct happened *h, struct arena *a);
/* How many they share. */
int states_shared(const struct happened *x, const struct happened *y);
/* What happened, in the words of the paper, folded. */
struct str happened_words(const struct happened *h, struct arena *a);

/* The rules over them, in this order. */
MUST_CHECK bool alike_counts(struct alike_walk *w, struct happened_list *l, struct err *err);
MUST_CHECK bool alike_stops(struct alike_walk *w, struct happened_list *l, struct err *err);

#endif
