/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * workspace.h - an open case file: its vault, its schema, its views, and whose eyes read it.
 *
 * Commands and pages get one of these. Everything they read goes through ws->reader, whose gate
 * knows the member's clearance; everything they write goes through vault/journal.h or the helpers
 * here. A thread of the server makes its own with workspace_share().
 */
#ifndef RECORD_WORKSPACE_H
#define RECORD_WORKSPACE_H

#include "record/fact.h"
#include "vault/vault.h"

struct launcher;

struct workspace {
    struct sys *sys;
    struct vault *v;
    struct launcher *launcher; /* NULL where no documents are read */
    const struct schema *schema;
    struct reader reader;
};

/* The table of views that every vault of this program has; lives in *a. */
const struct view *const *workspace_views(const struct schema *s, struct arena *a);

/* The workspace as a record, for statements about it (policies, packs). */
struct id workspace_id(const struct vault *v);

/* Around an open vault. */
MUST_CHECK bool workspace_open(struct workspace *out, struct vault *v, const struct schema *s,
                               struct launcher *l, enum language lang, struct err *err);
/* For another thread: own connection, same keys. Close its vault with vault_close(). */
MUST_CHECK bool workspace_share(struct workspace *out, const struct workspace *w, int64_t cache_mb,
                                struct arena *a, struct err *err);

/* Have a key for this device, so that threads that share it write in one chain: if there is none
 * yet, the device begins by naming the shipped packs. Nothing where nothing can be written. */
MUST_CHECK bool workspace_device(struct workspace *w, struct err *err);

/* ---- saying things */

/* One statement about a record, written at once. kind says what the entry is for the log. */
MUST_CHECK bool workspace_say(struct workspace *w, enum entry_kind kind, const struct stmt *s,
                              isize n, struct written *out, struct err *err);
/* Check a value against the schema before it is written: the property is on that type, the value is
 * of its kind, a date is EDTF, a term exists. E_INVALID says which and what is allowed. */
MUST_CHECK bool stmt_check(const struct schema *s, int type, const struct stmt *st,
                           struct err *err);
/* A value from what a person typed, for a property: "2017-11-04", "10", "measure:detained"... The
 * text lives as long as 'typed'. E_INVALID says how to write it. */
MUST_CHECK bool value_from_text(struct value *out, const struct schema *s, const struct property *p,
                                struct str typed, struct arena *a, struct err *err);

/* Note that a whole copy of the case file was made today. */
MUST_CHECK bool workspace_copied(struct workspace *w, struct err *err);

/* Take back, or take back the taking back. */
MUST_CHECK bool fact_retract(struct workspace *w, int64_t no, bool retract, struct str reason,
                             struct err *err);
/* judgement: TERM_JUDGEMENT_*; against: the rival, or 0. */
MUST_CHECK bool fact_judge(struct workspace *w, int64_t no, int judgement, int64_t against,
                           struct str reason, struct err *err);
/* A label on a record, statement or passage. property: P_SENSITIVITY or P_MAY_LEAVE. */
MUST_CHECK bool label_set(struct workspace *w, const struct ref *what, int property, int term,
                          struct str reason, struct err *err);
/* Both records speak of one. linked false: take it back. */
MUST_CHECK bool record_link(struct workspace *w, const struct id *a, const struct id *b,
                            bool linked, struct str reason, struct err *err);
/* A new record with its type statement in front of those of the draft, of which it is the subject.
 */
MUST_CHECK bool record_new(struct id *out, struct workspace *w, int type, struct draft d,
                           struct err *err);
/* "type:person" of TYPE_PERSON; "hedge:reported" of (V_HEDGE, TERM_HEDGE_REPORTED). */
struct str type_term(const struct schema *s, int type, struct arena *a);
struct str vocabulary_term_text(const struct schema *s, int vocabulary, int term, struct arena *a);

#endif
