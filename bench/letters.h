/* SPDX-License-Identifier: GPL-3.0-or-later */
/* letters.h - letters in a vault that is measured: an office, events of a public paper, drafts of a
 * case, and a few that were made final and sent. */
#ifndef BENCH_LETTERS_H
#define BENCH_LETTERS_H

#include "act/letter.h"
#include "bench.h"

struct letters {
    struct letter_order order;
    struct id draft, final; /* the newest of each */
};
/* Of a vault where there are letters already: those. */
void letters_make(struct letters *out, struct bench *b, struct workspace *w);

#endif
