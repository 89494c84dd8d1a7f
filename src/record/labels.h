/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * labels.h - what the labels around a statement say: on its passage, its document, its record.
 *
 * Labels are statements, so they can change; the newest in the order of the journal counts, unless
 * it was taken back. Of several that reach one statement the highest sensitivity counts; for
 * consent the nearest does (passage, record, document). A statement about a statement, or about a
 * passage, is at least as sensitive as that; one that names a record at least as that record; a
 * reason at least as the change that it stands beside; a sentence of a letter at least as all that
 * it rests on, and as the names in it; a final letter at least as each sentence on its paper; what
 * belongs to a letter, a consent, and a day by which something is due, at least as what it is of.
 * Looked up once a record and reading, kept in a cache.
 */
#ifndef RECORD_LABELS_H
#define RECORD_LABELS_H

#include "record/fact.h"

struct label {
    enum sensitivity sensitivity; /* 0: none */
    bool open;                    /* said to be open (a published paper) */
    int consent;                  /* TERM_CONSENT_*, 0: none */
    bool excluded;                /* not for use outside */
    bool in_office;               /* holds an office of a state or of an intergovernmental body, is
                                   * not known to have left it, nor to be a person at risk */
    bool signatory;               /* signed, has not withdrawn, and is no person at risk */
};

struct label_cache {
    struct arena *a;
    struct label_known *known;
    int depth; /* of statements about statements */
};
struct label_cache label_cache_in(struct arena *a);

/* The number of the term that a statement gives as value of a property; 0 if it is none. */
int label_term(const struct schema *s, int property, const struct stmt *st);
/* That of the newest live fact. */
int record_term(const struct schema *s, const struct record *rec, int property);

/* The newest statement of a property about a record (or about a statement: minus its number) that
 * was not taken back; no is 0 if there is none. value is what stmt.value keeps (view.h). */
struct newest {
    int64_t no, value;
};
MUST_CHECK bool newest_of(struct newest *out, struct db *db, int64_t row, int property,
                          struct err *err);

/* The level that a label of P_SENSITIVITY gives; SECRET if it is none that we know. */
enum sensitivity label_level(const struct schema *s, const struct stmt *st);

/* Labels that reach this fact from around it, its own left out. */
MUST_CHECK bool label_around(struct label *out, struct label_cache *c, const struct reader *r,
                             const struct fact *f, struct err *err);
/* What counts in the end: its own label (0: none), what the schema says, what is around it. */
enum sensitivity label_effective(enum sensitivity own, const struct property *p, int type,
                                 const struct label *around, const struct schema *s);
/* That of a statement by number; SECRET if there is no such statement. */
MUST_CHECK bool label_statement(enum sensitivity *out, struct label_cache *c,
                                const struct reader *r, int64_t no, struct err *err);
/* Labels on a record (a document too) as a whole. */
MUST_CHECK bool label_record(struct label *out, struct label_cache *c, const struct reader *r,
                             int64_t row, struct err *err);
MUST_CHECK bool label_type(int *out, struct label_cache *c, const struct reader *r, int64_t row,
                           struct err *err);

/* Was something done to this person, asked for him, or is he held? As far as the reader may see. */
MUST_CHECK bool label_at_risk(bool *out, struct label_cache *c, const struct reader *r, int64_t row,
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
