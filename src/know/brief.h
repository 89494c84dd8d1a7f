/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * brief.h - the state of a case file on one page: what there is, what waits, what differs, which
 * law binds the states it speaks of, and whom a letter can reach.
 */
#ifndef KNOW_BRIEF_H
#define KNOW_BRIEF_H

#include "know/conflict.h"
#include "record/law.h"

struct brief_count {
    int type;
    int64_t n; /* records that these eyes may see; counted to BRIEF_COUNT_MAX */
};
enum { BRIEF_COUNT_MAX = 10000, BRIEF_LINES_MAX = 12 };
struct brief_state { /* a state that the records name */
    struct str code;
    struct law_status_list law; /* what bound it, or that it only signed, about returns */
};
struct brief_event {
    struct id id;
    struct str what;  /* its kind, in the reader's language */
    struct str count; /* how many people, as it was said; empty: nobody says */
    struct str place;
    struct str date;   /* EDTF */
    struct str source; /* who says so: the title of the paper; empty: written by hand */
    isize unchecked;   /* facts of it that nobody has read one by one */
};
struct brief_office {
    struct id id;
    struct str title, holder;
    bool has_address;
    struct str verified_on; /* of its address, EDTF; empty: never */
};
struct brief {
    struct {
        struct brief_count *at;
        isize n, cap;
    } counts; /* types that have records, in the order of the schema */
    struct {
        struct brief_event *at;
        isize n, cap;
    } events; /* what was done to people, the latest first; no summits and sessions */
    struct {
        struct brief_office *at;
        isize n, cap;
    } offices;                      /* entered last */
    struct conflict_list conflicts; /* the first few */
    struct {
        struct brief_state *at;
        isize n, cap;
    } states;
    int64_t unchecked; /* facts of these events that nobody has read one by one */
};
MUST_CHECK bool brief_make(struct brief *out, const struct reader *r, const struct law *law,
                           int64_t today, struct arena *a, struct err *err);

#endif
