/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * journal_log.h - the journal as people read it, and the history of one record.
 *
 * Entries within the reader's clearance: one of which all statements are above it is not there, and
 * the names of entries (hashes that build on each other) are shown only to who is cleared for all.
 */
#ifndef RECORD_JOURNAL_LOG_H
#define RECORD_JOURNAL_LOG_H

#include "record/fact.h"

struct log_line {
    int64_t row, time;
    struct id member;
    int64_t kind;
    int64_t statements; /* that these eyes may see */
    struct str entry;   /* hexadecimal; empty for who is not cleared for all */
};
struct log_lines {
    struct log_line *at;
    isize n, cap;
};
/* Newest first, in the order of the journal; those before the entry in row 'before' (0: all). */
MUST_CHECK bool log_list(struct log_lines *out, const struct reader *r, int64_t before, isize max,
                         struct arena *a, struct err *err);

struct change { /* one line of a record's history */
    int64_t time;
    struct id member;
    int64_t kind; /* of the entry */
    struct fact fact;
    const struct fact *about; /* what was said about it, or NULL: the statement itself */
};
struct change_list {
    struct change *at;
    isize n, cap;
};
/* Everything said of a record, in the order of the journal: who, when, why, from which passage. */
MUST_CHECK bool history_of(struct change_list *out, const struct reader *r, int64_t row,
                           struct arena *a, struct err *err);

#endif
