/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * alike.h - records that may speak of one thing: alone, linked by people, or alike by plain rules.
 *
 * Looking alike is a reason to show two values side by side, never to merge. The rules are few and
 * said here: an office by its holder's name, or by its title; a norm by its code and line; figures
 * by measure and the words of what they count. People are never matched here.
 */
#ifndef KNOW_ALIKE_H
#define KNOW_ALIKE_H

#include "know/conflict.h"

struct alike_group {
    struct record *at;
    isize n, cap;
    struct str about; /* what they speak of */
    enum conflict_ground ground;
    int only; /* compare only this property, or 0: all */
};
/* Each group in turn; it and all in it are there only until the call returns. *stop: enough.
 * Records come one by one from the store, so that the memory this takes does not grow with their
 * texts. */
typedef bool alike_fn(void *ctx, const struct alike_group *g, bool *stop, struct err *err);
MUST_CHECK bool alike_each(const struct reader *r, alike_fn *fn, void *ctx, struct err *err);

/* Can two figures both be right? Two estimates that overlap still differ as estimates; two counts
 * that overlap may be one. */
bool quantities_agree(const struct quantity *a, const struct quantity *b);

/* Text for comparing: folded, without punctuation, words apart by one blank. */
struct str alike_text(struct str s, struct arena *a);
/* An address for comparing: as alike_text, all on one line. */
struct str alike_address(struct str s, struct arena *a);
/* Do two descriptions of people share half of the shorter one's meaningful words, or three? */
bool alike_words(struct str a, struct str b);

#endif
