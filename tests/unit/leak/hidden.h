/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hidden.h - pairs of case files, of which one has something more that the second member may not
 * see: before all else is written, or after it.
 *
 * Both are made of the same seeds, so whatever is in both has the same ids and times.
 */
#ifndef TESTS_LEAK_HIDDEN_H
#define TESTS_LEAK_HIDDEN_H

#include "../web/case_test.h"

struct hidden {        /* what is only in one of the two */
    struct id record;  /* zero: none */
    int64_t statement; /* 0: none */
};
struct hiding {
    const char *what;
    bool needs_rest; /* it speaks of what is in both: it can only come last */
    struct hidden (*add)(struct case_test *c, struct test *t);
};
extern const struct hiding hidings[]; /* ends with a NULL name */

struct pair {
    struct case_test with, without;
    struct hidden hidden;
    const struct hiding *hiding;
    bool first;
};
/* Not served yet. */
void pair_make(struct pair *p, struct test *t, const struct hiding *h, bool first);
/* The words that stand in what is hidden, and nowhere else. */
extern const char *const hidden_words[];

/* The bytes of a file that the hidden document was read from. */
extern const char hidden_paper[];

/* Tokens of sessions, and names of statements, which are hashes and ciphers of their entries: they
 * say nothing, but they are not the same letters in another vault. */
struct str without_names(struct str s, struct test *t);
/* Fails, showing both sides, unless they are the same. */
void check_same(struct str with, struct str without, struct pair *p, struct str asked);

#endif
