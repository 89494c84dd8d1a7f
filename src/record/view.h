/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * view.h - the two views that every vault has: records and full text.
 *
 * The record view keeps a narrow row for each live statement (table stmt): who it is about, which
 * property, a number to look its value up by, and where it is written. The words stay in the
 * journal's bodies, so nothing is stored twice and an erasure has one place to empty.
 * The search view indexes the words of text values and of documents (db/fts.h), by statement
 * number.
 */
#ifndef RECORD_VIEW_H
#define RECORD_VIEW_H

#include "record/schema.h"
#include "vault/view.h"

/* stmt.flags */
enum {
    STMT_TYPE = 15,    /* enum value_type */
    STMT_PASSAGE = 16, /* the subject is a passage of the document in 'subject' */
    STMT_HIDDEN = 32   /* its batch is not closed yet */
};

/* ctx of both is the schema. They live in *a. */
struct view view_record(const struct schema *s);
struct view view_search(const struct schema *s);

/* The number a value is looked up by: a date's first day, a quantity's least, a record's row, else
 * a hash of what the value says (folded). 'row' is the row of the record in it, or 0. */
int64_t value_key(const struct value *v, int64_t row);

#endif
