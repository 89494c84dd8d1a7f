/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * conflict.h - where sources differ, side by side, never resolved here.
 *
 * Values of one property rival each other when they speak of one record, or of records that people
 * linked or that look alike (the same office by its holder or title, the same treaty, figures of
 * the same measure and people), have the same conflict key in the schema, and do not agree. What
 * kind of difference it is is said where it can be told; nothing is merged, and a judgement is
 * shown, not applied.
 */
#ifndef KNOW_CONFLICT_H
#define KNOW_CONFLICT_H

#include "record/fact.h"

enum relation {
    RELATION_RIVAL,    /* they cannot both be right */
    RELATION_PART,     /* the smaller may be part of the larger */
    RELATION_LATER,    /* known on different days */
    RELATION_MEASURE,  /* they count different things */
    RELATION_VERSIONS, /* versions of one line of law */
    RELATION_STOPPED,  /* one says it had stopped, the other tells of one after that */
    RELATION_COUNTED,  /* one number, and the words leave open what it counts */
    RELATION__COUNT
};
enum conflict_ground { GROUND_RECORD, GROUND_LINKED, GROUND_ALIKE };

struct rival {
    struct fact fact;  /* before conflict_fill() only what it takes to find it: no, entry, record */
    struct str value;  /* as people read it */
    struct str record; /* what its record is called */
    struct id record_id;
    struct str source; /* title of the document; empty: none */
    struct id document;
    struct str words; /* the passage; empty if there is none */
    struct str date;  /* of the document, EDTF; empty: not known */
};
struct conflict {
    const struct property *p;
    struct str about;    /* what they speak of */
    struct str question; /* "Held at one time, or returned over a period?"; mostly empty */
    enum relation relation;
    enum conflict_ground ground;
    struct {
        struct rival *at;
        isize n, cap;
    } rivals;   /* at most RIVALS_MAX, in the order of the journal */
    isize more; /* besides these, so many more say something of it */
    int judged; /* TERM_JUDGEMENT_* that a person gave to one of them; 0: open */
};
struct conflict_list {
    struct conflict *at;
    isize n, cap;
    bool more; /* there were more than asked for */
    bool cut;  /* so much looks alike that not all of it was compared */
};
enum { CONFLICTS_MAX = 1000 };

/* At most CONFLICTS_MAX, or max: those of one record first, then of linked and of alike ones. The
 * time this takes grows with the case file as sorting does. */
MUST_CHECK bool conflicts_find(struct conflict_list *out, const struct reader *r, struct arena *a,
                               struct err *err);
MUST_CHECK bool conflicts_first(struct conflict_list *out, const struct reader *r, isize max,
                                struct arena *a, struct err *err);
/* The same without the rivals' values, sources and passages, for lists of which few are shown. */
MUST_CHECK bool conflicts_look(struct conflict_list *out, const struct reader *r, isize max,
                               struct arena *a, struct err *err);
MUST_CHECK bool conflict_fill(struct conflict *c, const struct reader *r, struct arena *a,
                              struct err *err);
/* "They differ", "the smaller may be part of the larger"...: message ids. */
const char *relation_say(enum relation k);
const char *ground_say(enum conflict_ground g);
/* "rival", "part"...; "record", "linked", "alike": for programs, they never change. */
const char *relation_code(enum relation k);
const char *ground_code(enum conflict_ground g);

#endif
