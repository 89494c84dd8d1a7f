/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * proposal.h - what the rules found in a document, waiting for a person.
 *
 * A proposal is one thing found (an addressee, a figure, an ask...): a small group of statements
 * about one new record, with the passage, rule, version and score. Proposals are a cache, not
 * journal: named by a hash of text, passage, rule, version and value, so reading again finds the
 * same names, and what was decided stays decided. An acceptance is statements that carry the rule;
 * a refusal is a statement about the passage.
 */
#ifndef READ_PROPOSAL_H
#define READ_PROPOSAL_H

#include "read/reading.h"
#include "record/workspace.h"

struct proposal {
    int64_t row;
    struct str id; /* ten letters and digits */
    struct id document;
    int64_t start, end; /* bytes of the document's text; equal: the document as a whole */
    struct str kind;    /* "recipient", "figure", "ask"... */
    struct str rule;
    int version, score;
    int state; /* PROPOSAL_* */
    int type;  /* TYPE_* of the record it would make; TYPE_DOCUMENT: about the document */
    const struct stmt *stmts; /* subject: empty for the new record */
    isize n;
    struct str says; /* one line for a person, in the words of the text */
};
enum { PROPOSAL_OPEN, PROPOSAL_ACCEPTED, PROPOSAL_REFUSED };
struct proposal_list {
    struct proposal *at;
    isize n, cap;
};

/* Make proposals of a reading of a document's whole text. Words borrow the text and a. */
void proposals_of(struct proposal_list *out, const struct reading *r, struct str text,
                  struct id document, const struct schema *s, struct arena *a);
/* Read a document's stored text and keep what was found; what is known already stays as it is. */
MUST_CHECK bool proposals_find(isize *found, struct workspace *w, struct id document,
                               struct err *err);
struct proposals_wanted {
    const struct id *document; /* NULL: of all */
    int state;                 /* PROPOSAL_*, -1: any */
    isize max;
};
/* Stored proposals, each in turn, by document and place, in memory that does not grow with them;
 * all in it is there until fn returns. max 0: all there are. */
typedef bool proposal_fn(void *ctx, const struct proposal *p, struct err *err);
MUST_CHECK bool proposals_each(struct workspace *w, struct proposals_wanted x, proposal_fn *fn,
                               void *ctx, struct err *err);
/* The same as a list. */
MUST_CHECK bool proposals_list(struct proposal_list *out, struct workspace *w,
                               struct proposals_wanted x, struct arena *a, struct err *err);
MUST_CHECK bool proposal_load(struct proposal *out, struct workspace *w, struct str id,
                              struct arena *a, struct err *err);

struct acceptance {
    struct proposal_list proposals; /* open, or refused before if not bulk */
    bool bulk;                      /* by a rule or a policy: then they stay "not checked" */
};
/* All in one transaction. *made: the new record of the last one (zero if about the document). */
MUST_CHECK bool proposals_accept(struct id *made, struct workspace *w, const struct acceptance *x,
                                 struct err *err);
MUST_CHECK bool proposal_refuse(struct workspace *w, const struct proposal *p, struct str reason,
                                struct err *err);

#endif
