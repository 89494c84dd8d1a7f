/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * labels.h - what the labels around a statement say: on its passage, its document, its record.
 *
 * Labels are statements, so they can change; the newest in the order of the journal counts. Of
 * several that reach one statement the highest sensitivity counts; for consent the nearest does
 * (passage, record, document). Looked up once a record and reading, kept in a cache.
 */
#ifndef RECORD_LABELS_H
#define RECORD_LABELS_H

#include "record/fact.h"

struct label {
    enum sensitivity sensitivity; /* 0: none */
    bool open;                    /* said to be open (a published paper) */
    int consent;                  /* TERM_CONSENT_*, 0: none */
    bool in_office, signatory;
};

struct label_cache {
    struct arena *a;
    struct label_known *known;
};
struct label_cache label_cache_in(struct arena *a);

/* The number of the term that a statement gives as value of a property; 0 if it is none. */
int label_term(const struct schema *s, int property, const struct stmt *st);

/* Labels that reach this fact from around it, its own left out. */
MUST_CHECK bool label_around(struct label *out, struct label_cache *c, const struct reader *r,
                             const struct fact *f, struct err *err);
/* Labels on a record (a document too) as a whole. */
MUST_CHECK bool label_record(struct label *out, struct label_cache *c, const struct reader *r,
                             int64_t row, struct err *err);
MUST_CHECK bool label_type(int *out, struct label_cache *c, const struct reader *r, int64_t row,
                           struct err *err);

struct label_passage {
    int64_t start, end;
    enum sensitivity sensitivity;
    int consent;
};
struct label_passages {
    struct label_passage *at;
    isize n, cap;
};
/* Labels on passages of a document, in the order of the journal. */
MUST_CHECK bool label_passages(struct label_passages *out, struct label_cache *c,
                               const struct reader *r, int64_t document, struct err *err);

#endif
