/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fact.h - a statement together with what is said about it, and the records they make.
 *
 * A record is nothing but the statements about it. Loading one reads its live statements, what has
 * been said about each of these (labels, withdrawals, corrections, judgements), and drops what the
 * reader's gate keeps: whoever is not cleared gets what a vault without the item would give.
 * Nothing is merged here: rival values stand side by side, oldest entry first.
 */
#ifndef RECORD_FACT_H
#define RECORD_FACT_H

#include "record/gate.h"
#include "vault/journal.h"

/* Whose eyes read, and where. Passed by pointer through everything that reads. */
struct reader {
    struct db *db;
    const struct schema *schema;
    struct gate gate;
    enum language lang;
    struct sys *sys; /* its clock ends consents; NULL: one with an end has ended */
};

struct fact {
    int64_t no; /* the statement's number in the store */
    struct stmt s;
    const struct property *p; /* NULL: a property this program does not know */
    int64_t record;           /* row of the record it speaks of */
    int64_t time, depth;
    struct id author; /* the member */
    struct hash entry;
    bool retracted;
    int64_t corrected_by;   /* number of the statement that corrects it, or 0 */
    int judged;             /* TERM_JUDGEMENT_*, or 0 */
    bool checked;           /* a person wrote it, or read it one by one against its passage */
    struct str verified_on; /* EDTF, newest; empty: never */
    struct gate_item item;
    struct gate_verdict verdict; /* for the reader's gate */
};
struct fact_list {
    struct fact *at;
    isize n, cap;
};

struct record {
    int64_t row;
    struct id id;
    int type;                       /* TYPE_*, 0: not said */
    const struct record_type *meta; /* NULL if type is 0 or unknown */
    struct fact_list facts;         /* by property, then in the order of the journal */
};

/* E_NOTFOUND also for what this reader may not see. Retracted facts are there, marked. */
MUST_CHECK bool record_load(struct record *out, const struct reader *r, int64_t row,
                            struct arena *a, struct err *err);
MUST_CHECK bool record_load_id(struct record *out, const struct reader *r, const struct id *id,
                               struct arena *a, struct err *err);
/* The row of an id; E_NOTFOUND. */
MUST_CHECK bool record_row_of(int64_t *out, struct db *db, const struct id *id, struct err *err);
MUST_CHECK bool record_id_of(struct id *out, struct db *db, int64_t row, struct err *err);

/* Facts that count now: not retracted, not corrected away, not rejected. NULL when there is none.
 */
bool fact_is_live(const struct fact *f);
const struct fact *record_fact(const struct record *rec, int property);
/* The next live one after f, of the same property. */
const struct fact *record_next(const struct record *rec, const struct fact *f);
/* The last one: what counts of a state or a day that changes. */
const struct fact *record_newest(const struct record *rec, int property);

struct record_ref { /* a record in a list */
    int64_t row;
    struct id id;
    int type;
    struct str title;           /* what to call it, within the gate; never empty */
    const struct record *whole; /* NULL unless asked for */
};
struct record_refs {
    struct record_ref *at;
    isize n, cap;
};
struct records_wanted {
    int type;       /* 0: of all */
    int64_t before; /* only older ones than this row; 0: from the newest */
    isize max;
    bool whole; /* with what is said of each, which was read for its title anyway */
};
/* Each in turn, newest first, in memory that does not grow with them; all in it is there until fn
 * returns. max 0: all there are. *stop: enough. */
typedef bool record_fn(void *ctx, const struct record_ref *x, bool *stop, struct err *err);
MUST_CHECK bool record_each(const struct reader *r, struct records_wanted x, record_fn *fn,
                            void *ctx, struct err *err);
/* Newest first. */
MUST_CHECK bool record_list(struct record_refs *out, const struct reader *r,
                            struct records_wanted x, struct arena *a, struct err *err);
/* What to call a record: its name or title in the reader's language, its code, else its type and
 * the first letters of its id. */
struct str record_title(const struct reader *r, const struct record *rec, struct arena *a);
MUST_CHECK bool record_title_of(struct str *out, const struct reader *r, int64_t row,
                                struct arena *a, struct err *err);
/* Rows of records of which a property has this record as value (documents' figures, an office's
 * holders...), and of the facts: statement numbers. */
MUST_CHECK bool facts_naming(struct fact_list *out, const struct reader *r, int property,
                             int64_t value_row, struct arena *a, struct err *err);
/* The records that say so, each once, as far as they may be seen. */
struct records {
    struct record *at;
    isize n, cap;
};
MUST_CHECK bool records_naming(struct records *out, const struct reader *r, int property,
                               int64_t value_row, struct arena *a, struct err *err);
/* All facts grounded in a document, in the order of its text. */
MUST_CHECK bool facts_from(struct fact_list *out, const struct reader *r, int64_t document,
                           struct arena *a, struct err *err);
/* One fact by number. E_NOTFOUND also for what this reader may not see. */
MUST_CHECK bool fact_load(struct fact *out, const struct reader *r, int64_t no, struct arena *a,
                          struct err *err);

/* A value as people read it, in the reader's language: "at least 1,170 held at one time". */
struct str fact_say(const struct reader *r, const struct fact *f, struct arena *a);

#endif
