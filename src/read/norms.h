/* SPDX-License-Identifier: GPL-3.0-or-later */
/* norms.h - where a text names treaties and laws, and where it names articles. For read_norm.c. */
#ifndef READ_NORMS_H
#define READ_NORMS_H

#include "read/page.h"

struct mention {
    isize from, to;
    struct str canonical;
    const char *rule;
    int score;
    bool treaty; /* one that "the Convention" can mean */
    bool tied;   /* an article stands with this mention */
};
struct mentions { /* in reading order, not overlapping */
    struct mention *at;
    isize n, cap;
};

struct article_ref {
    isize from, to;
    struct str article; /* "33(1)", "1A(2)" */
    int group;          /* references under one word "articles" */
};
struct article_refs {
    struct article_ref *at;
    isize n, cap;
};

void mentions_find(struct mentions *out, struct page *p);
void article_refs_find(struct article_refs *out, struct page *p);

#endif
