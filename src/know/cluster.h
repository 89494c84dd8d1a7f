/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cluster.h - the records that people linked as one: the component of live 'same' statements.
 *
 * Nothing is merged: callers read the records side by side. Taking a link back loses nothing.
 */
#ifndef KNOW_CLUSTER_H
#define KNOW_CLUSTER_H

#include "record/fact.h"

struct cluster {
    int64_t *at; /* rows, the record that was asked for first */
    isize n, cap;
};
enum { CLUSTER_MAX = 500 };

/* Linked records that this reader may see; the record itself when there is no link. */
MUST_CHECK bool cluster_of(struct cluster *out, const struct reader *r, int64_t row,
                           struct arena *a, struct err *err);

#endif
