/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * origin.h - what a document's source lends to every statement made from it.
 *
 * Where a document comes from is a statement about it (core:from_source). How sure that source was,
 * at how many hands it knew, as of which day, how close it stood to what happened and how it may be
 * called outside stand with that statement; whatever is made from the document has them too, unless
 * its own words say otherwise. Sensitivity and consent need no lending: labels on the document
 * reach what is grounded in it (record/labels.h).
 */
#ifndef READ_ORIGIN_H
#define READ_ORIGIN_H

#include "record/workspace.h"

struct origin {
    bool known; /* the document says from whom it is */
    int hedge, hearsay, reliability, closeness;
    struct str as_of, holder;
};
/* Of the newest source that counts; all-unsaid if there is none. */
MUST_CHECK bool origin_of(struct origin *out, struct workspace *w, const struct id *document,
                          struct arena *a, struct err *err);
/* Fill what the statement leaves open. */
void origin_lend(const struct origin *o, struct stmt *s);

#endif
