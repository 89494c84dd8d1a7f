/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * typed.h - a statement from what a person typed, in a form or on a command line.
 *
 * Dates may be written as people write them; terms by their ids. Nothing is written here: the
 * statement has no subject yet.
 */
#ifndef RECORD_TYPED_H
#define RECORD_TYPED_H

#include "record/workspace.h"

struct typed {
    const struct property *property;
    struct str value, as_written, as_of, holder;
    struct str hedge;               /* a term's id, or empty */
    struct str measure, population; /* of a figure */
    const struct id *source;        /* the document or source that says it; NULL: none */
};
/* Which answer is at fault when it fails. */
enum typed_part { TYPED_VALUE, TYPED_AS_OF, TYPED_HEDGE, TYPED_MEASURE };

/* E_INVALID says in err.detail how to write it, *wrong where. E_NOTFOUND for a value that names a
 * record which is not there for this reader. */
MUST_CHECK bool typed_stmt(struct stmt *out, enum typed_part *wrong, struct workspace *w,
                           const struct typed *t, struct arena *a, struct err *err);

/* The statement just written alone in an entry corrects that one, which was copied wrongly. */
MUST_CHECK bool typed_corrects(struct workspace *w, const struct written *fresh, int64_t old,
                               struct err *err);

/* Can values of this property be typed, and are they offered? */
bool property_is_typed(const struct property *p);

#endif
