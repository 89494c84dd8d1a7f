/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * proposal_open.h - in which documents something waits to be checked, and how much.
 *
 * Counts hint as lists do: who is not cleared for all gets the number of what these eyes may see.
 */
#ifndef READ_PROPOSAL_OPEN_H
#define READ_PROPOSAL_OPEN_H

#include "read/proposal.h"

enum { OPEN_COUNT_MAX = 200 }; /* counted one by one up to here, where the gate must be asked */

struct open_document {
    struct id document;
    int64_t n;
    bool more; /* there are at least n */
};
struct open_documents {
    struct open_document *at;
    isize n, cap;
};
/* The newest documents first, at most max of them. */
MUST_CHECK bool proposals_open(struct open_documents *out, struct workspace *w, isize max,
                               struct arena *a, struct err *err);
/* The same for one document. */
MUST_CHECK bool proposals_open_in(struct open_document *out, struct workspace *w,
                                  const struct id *document, struct err *err);

#endif
