/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * places.h - every place that holds certain words, before they are erased.
 *
 * For a statement: itself, whatever else in the case file holds its words (statements of any
 * record, what was written beside them, texts of documents and their files, proposals), and what
 * was said of the same passage. For a document: all that is said of it and by it; for a person,
 * also where the names stand. A person decides each; nothing here erases by itself. What cannot be
 * reached from here (older backups, copies given away, frozen letters already sent) the manual
 * says.
 */
#ifndef RECORD_PLACES_H
#define RECORD_PLACES_H

#include "record/workspace.h"

enum place_kind { PLACE_STATEMENT, PLACE_FILE, PLACE_TEXT, PLACE_SAME_WORDS, PLACE_PROPOSAL };

struct place {
    enum place_kind kind;
    int64_t no;      /* the statement to erase; of a proposal its row */
    struct str says; /* for the person who decides */
};
struct place_list {
    struct place *at;
    isize n, cap;
};

/* For a statement (no), or all of a record (its row; no = 0). E_DENIED for who is not cleared for
 * all: the list would not be whole. */
MUST_CHECK bool places_of(struct place_list *out, struct workspace *w, int64_t no, int64_t row,
                          struct arena *a, struct err *err);
/* Erase the chosen ones for good, with the reason kept in the journal. */
MUST_CHECK bool places_erase(struct workspace *w, const struct place_list *chosen,
                             struct str reason, struct err *err);
const char *place_kind_say(enum place_kind k);

#endif
