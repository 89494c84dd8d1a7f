/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rivals.h - which values of one property rival each other, among any number of them.
 *
 * Values are sorted by what they must have in common (the schema's key) and by themselves; equal
 * ones count once; of very many different ones under one key some are compared, the least and the
 * greatest always, so that the work grows as sorting does and a difference is never missed. What
 * was not compared is counted and must be said where the rest is shown.
 *
 * Sorting strings by what they are when folded is the same question as comparing all with all:
 * being equal is transitive. Dates and figures agree when they overlap, which is not: but if the
 * one that begins last and the one that ends first overlap, all do (Helly's theorem on a line).
 */
#ifndef KNOW_RIVALS_H
#define KNOW_RIVALS_H

#include "know/conflict.h"
#include "know/told.h"

enum { RIVALS_MAX = 24 }; /* of one difference, and different values compared under one key */

struct rival_set {
    enum relation relation;
    const struct fact **at; /* each value once, then those who say the same */
    isize n;
    isize more; /* values said besides these */
};
struct rival_sets {
    struct rival_set *at;
    isize n, cap;
    isize compared; /* pairs that were compared */
};
/* Facts of one property p. */
void rivals_find(struct rival_sets *out, const struct property *p, const struct fact *const *facts,
                 isize n, struct arena *a);
/* Lines of one property; only those are opened that are compared or shown. */
void rivals_find_lines(struct rival_sets *out, const struct told_line *lines, isize n,
                       struct arena *a);

/* Can two figures both be right? Two estimates that overlap still differ as estimates; two counts
 * that overlap may be one. */
bool quantities_agree(const struct quantity *a, const struct quantity *b);
/* By number. */
int fact_order(const struct fact *a, const struct fact *b);

#endif
