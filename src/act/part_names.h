/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * part_names.h - which names of persons stand in the words of a letter.
 *
 * Words that a person types are grounded in nothing; the names in them are. Each sentence says
 * which statements give the names that stand in it (core:part_names), so that it is at least as
 * sensitive as these, also when one of them is labelled later (record/labels.h).
 */
#ifndef ACT_PART_NAMES_H
#define ACT_PART_NAMES_H

#include "act/telling.h"
#include "record/kept_names.h"

/* rec: the sentence as it is recorded, or NULL: what it says of its names is not said again. */
MUST_CHECK bool part_names_tell(struct telling *t, struct id part, const struct record *rec,
                                struct kept_names *names, struct str words, struct err *err);

#endif
