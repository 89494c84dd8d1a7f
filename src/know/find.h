/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * find.h - where words stand: in documents and in what is recorded.
 *
 * Full text over the search view (db/fts.h), through the reader's gate: a hit whose words these
 * eyes may not see is no hit. Who is cleared for all gets the best first; others get the newest
 * first, since a rank tells of texts they may not see.
 */
#ifndef KNOW_FIND_H
#define KNOW_FIND_H

#include "record/fact.h"

struct found {
    int64_t row; /* the record */
    struct id id;
    int type;
    struct str title;
    struct str words;           /* a piece of the text around the first match */
    isize mark_start, mark_end; /* the match in words */
    int64_t start, end;         /* of a document: bytes of the whole text; else both 0 */
    int64_t no;                 /* the statement that holds the words */
};
struct found_list {
    struct found *at;
    isize n, cap;
    bool more; /* there were more than max */
};
/* E_INVALID if the query has no word. */
MUST_CHECK bool find_words(struct found_list *out, const struct reader *r, struct str query,
                           isize max, struct arena *a, struct err *err);

#endif
