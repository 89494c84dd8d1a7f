/* SPDX-License-Identifier: GPL-3.0-or-later */
/* letter_priv.h - what the parts of the letter composer share. */
#ifndef ACT_LETTER_PRIV_H
#define ACT_LETTER_PRIV_H

#include "act/letter.h"
#include "act/template.h"
#include "base/list.h"

struct composing {
    struct workspace *w;
    const struct law *law;
    const struct letter_order *o;
    struct letter *l;
    struct template t;
    struct reader inside;  /* what the member sees */
    struct reader outside; /* what may reach the addressee */
    struct {
        int64_t *at;
        isize n, cap;
    } uses;
    struct str state;
    struct arena *a;
};

void letter_left(struct composing *c, struct str what, const char *why);
void letter_use(struct composing *c, const struct fact *f);
/* The number of the footnote for a fact's source; 0 if it has none. */
MUST_CHECK bool letter_note(int *out, struct composing *c, const struct fact *f, struct err *err);
void letter_plain(struct composing *c, enum paper_block_kind kind, struct str text);

MUST_CHECK bool letter_address(struct composing *c, struct err *err); /* letter_address.c */
MUST_CHECK bool letter_facts(struct composing *c, struct err *err);   /* letter_facts.c */
MUST_CHECK bool letter_law(struct composing *c, struct err *err);     /* letter_law.c */

#endif
