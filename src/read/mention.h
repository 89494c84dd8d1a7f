/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mention.h - a person whom a document names twice becomes one record with two passages.
 *
 * Only within one document, only by the name as it is written there (case and width apart), and
 * only a name of two parts or two characters at least: "Kim" is nobody's alone. Where both places
 * give an age, a sex, a nationality or a day of birth, and not the same, they are two people. What
 * these eyes may not see is not there. Across documents nothing becomes one without a person
 * (core:same).
 */
#ifndef READ_MENTION_H
#define READ_MENTION_H

#include "base/map.h"
#include "record/fact.h"

struct mention { /* a person that statements name, who has an id by now */
    struct id id;
    const struct stmt *stmts; /* of one proposal */
    isize n;
    int stand_in;
    int64_t before; /* of the same name: index + 1, 0 ends */
};
struct mentions { /* those that are about to be written */
    const struct reader *r;
    struct arena *a;
    struct map names; /* document and name -> index + 1 of the last */
    struct mention *at;
    isize n, cap;
};
struct mentions mentions_in(const struct reader *r, struct arena *a);

/* The record that stand-in i of these statements speaks of, if the document named that person
 * before; else *out stays. */
MUST_CHECK bool mention_find(struct id *out, struct mentions *m, const struct id *document,
                             struct mention x, struct err *err);
/* From now on it has named that one, with the id in x. */
void mention_add(struct mentions *m, const struct id *document, struct mention x);

#endif
