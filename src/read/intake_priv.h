/* SPDX-License-Identifier: GPL-3.0-or-later */
/* intake_priv.h - what intake.c and note.c share: a document on its way into the journal. */
#ifndef READ_INTAKE_PRIV_H
#define READ_INTAKE_PRIV_H

#include "read/intake.h"
#include "read/parse.h"

struct ids {
    struct id *at;
    isize n, cap;
};
/* Every document with these very bytes that these eyes may see, oldest first. */
MUST_CHECK bool documents_with(struct ids *out, struct workspace *w, struct str sha256,
                               struct arena *a, struct err *err);

enum { DRAFT_MORE_MAX = 8 };
struct brought {
    const struct intake *in;
    const struct id *mail; /* that it came attached to, or NULL */
    struct parsed parsed;
    struct str title;
};
struct document_draft {
    struct id document;
    struct stmt *at; /* with room for DRAFT_MORE_MAX more */
    isize n;
    struct value file;
};
/* Keeps the file and says what is said of every document. Nothing is in the journal yet. */
MUST_CHECK bool document_draft(struct document_draft *out, struct workspace *w,
                               const struct brought *b, struct arena *a, struct err *err);
/* All drafts, one of them the document's. If they cannot be written the file is taken away. */
MUST_CHECK bool document_draft_write(struct workspace *w, const struct draft *d, isize n,
                                     const struct document_draft *x, struct err *err);

#endif
