/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * found.h - everything that points at a passage of a document: proposals that wait, and statements
 * that are recorded, several of one record from one passage taken together as one thing.
 */
#ifndef WEB_PAGES_FOUND_H
#define WEB_PAGES_FOUND_H

#include "read/proposal.h"
#include "web/desk.h"
#include "web/views/case.h"

enum { FOUND_MAX = 4000 };

struct found_thing {
    isize start, end; /* bytes of the text that these eyes see; both 0: the document as a whole */
    const struct proposal *proposal; /* open; NULL: it is recorded */
    const struct fact **facts;       /* the statements, if it is recorded */
    isize fact_n;
    struct view_found shown;
};
struct found_things {
    struct found_thing *at;
    isize n, cap;
    int64_t open, unchecked;
};

/* In the order of the text. 'text' is the document's, as these eyes see it. */
MUST_CHECK bool found_in(struct found_things *out, struct desk *d, const struct record *document,
                         const struct document_text *text, struct err *err);

/* A person has read it: a proposal is accepted, a recorded thing is marked as checked. */
MUST_CHECK bool found_right(struct desk *d, const struct found_thing *t, struct err *err);
/* The text does not say so: a proposal is refused, a recorded thing is withdrawn. */
MUST_CHECK bool found_not_said(struct desk *d, const struct found_thing *t, struct err *err);

/* Taken back for a recorded thing, by the name it had: it is unchecked again, or said again. */
MUST_CHECK bool found_undo(struct desk *d, const struct record *document, struct str name,
                           bool was_right, struct err *err);

#endif
