/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * proposal_undo.h - a decision on what was found is taken back, and it waits to be checked again.
 *
 * Nothing is deleted: what an acceptance said is withdrawn by statements of its own, and so is a
 * refusal. The journal keeps the decision, its end, and who did each.
 */
#ifndef READ_PROPOSAL_UNDO_H
#define READ_PROPOSAL_UNDO_H

#include "read/proposal.h"

/* E_INVALID if it was not decided. */
MUST_CHECK bool proposal_reopen(struct workspace *w, const struct proposal *p, struct err *err);

#endif
