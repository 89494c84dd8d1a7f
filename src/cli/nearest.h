/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nearest.h - which word was probably meant. */
#ifndef CLI_NEAREST_H
#define CLI_NEAREST_H

#include "base/str.h"

/*
 * How many insertions, deletions, changes and swaps of neighbours lie between two words (optimal
 * string alignment), counted in bytes; words longer than 40 are never near anything.
 */
int word_distance(struct str a, struct str b);

/* The best guess so far; begin with {.typed = word}. */
struct nearest {
    struct str typed;
    struct str word; /* empty: nothing is near enough */
    int distance;
};

/* Keep word if it is nearer: a third of its letters may differ, or it begins as typed. */
void nearest_try(struct nearest *n, struct str word);

#endif
