/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * waiting.h - what waits to be accepted, in the form it is kept in: the statements that a proposal
 * (read/proposal.h) would make.
 *
 * It lies in this room because a name that waits may not leave either (kept_names.h).
 */
#ifndef RECORD_WAITING_H
#define RECORD_WAITING_H

#include "vault/stmt.h"

struct waiting {
    int type;        /* TYPE_* of the record it would make */
    struct str says; /* one line for a person */
    const struct stmt *stmts;
    isize n;
};

struct str waiting_write(const struct waiting *w, struct arena *a);
/* E_CORRUPT. Words are borrowed from bytes. */
MUST_CHECK bool waiting_parse(struct waiting *out, struct str bytes, struct arena *a,
                              struct err *err);

#endif
