/* SPDX-License-Identifier: GPL-3.0-or-later */
/* proposal_priv.h - what proposal_make.c and proposal.c share. */
#ifndef READ_PROPOSAL_PRIV_H
#define READ_PROPOSAL_PRIV_H

#include "read/proposal.h"

enum { ABOUT_DOCUMENT = -1, STAND_INS_MAX = 16 };

/* A record that a proposal would make, until it has an id: no real id begins with fifteen zeros. */
struct id stand_in(int i);
int stand_in_index(const struct id *id); /* -1: a real id */

/* Ten letters and digits from a hash of text, passage, rule, version and value. */
struct str proposal_name(const struct proposal *p, struct str text, struct arena *a);

/* TERM_MEASURE_* that the counted words themselves name ("members", "signatories"); else 0. */
int measure_of_words(struct str words);

#endif
