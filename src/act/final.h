/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * final.h - a letter is finished: its exact pages are kept, under a number of our own.
 *
 * The PDF and the text that anybody will ever send are made once and kept as encrypted files, with
 * their SHA-256 in the journal. They never change, whatever is corrected later; what may not leave
 * any more since then is said beside them. Whoever else is a member is asked to look at it.
 *
 * The exact pages stand together: who may not see one sentence of them does not see the letter, nor
 * that it was sent or answered. One thing tells of it: numbers of our own count on over every
 * letter and action, seen or not, because two letters must never bear one number.
 */
#ifndef ACT_FINAL_H
#define ACT_FINAL_H

#include "act/ready.h"

struct final_order { /* reasons, where one is needed; empty: none is given */
    struct str address, late, alone;
};
/* *number: "2026-01". E_DENIED, with what is missing, while something stands in the way. */
MUST_CHECK bool letter_final(struct str *number, struct workspace *w, const struct id *letter,
                             const struct final_order *o, struct arena *a, struct err *err);

struct frozen {
    struct str pdf, text;
    struct hash pdf_sha256, text_sha256;
};
/* E_NOTFOUND if it is not final. */
MUST_CHECK bool letter_frozen(struct frozen *out, struct workspace *w, const struct kept *k,
                              struct arena *a, struct err *err);
/* *out: sentences that stand in the final letter and may not leave any more. */
MUST_CHECK bool letter_outdated(isize *out, struct workspace *w, struct kept *k, struct arena *a,
                                struct err *err);

/* The second look: TERM_APPROVAL_*; 0: it is not final. */
int letter_approval(const struct workspace *w, const struct kept *k);
/* Another member than the one who made it final. E_DENIED for the same one. */
MUST_CHECK bool letter_approve(struct workspace *w, const struct kept *k, struct err *err);

/* The letter with this number of our own; E_NOTFOUND. */
MUST_CHECK bool letter_numbered(struct id *out, struct workspace *w, struct str number,
                                struct err *err);

#endif
