/* SPDX-License-Identifier: GPL-3.0-or-later */
/* letter_priv.h - what the parts of the letter composer share. */
#ifndef ACT_LETTER_PRIV_H
#define ACT_LETTER_PRIV_H

#include "act/letter.h"
#include "act/template.h"
#include "base/list.h"
#include "record/kept_names.h"

struct composing {
    struct workspace *w;
    const struct law *law;
    const struct letter_order *o;
    struct letter *l;
    struct template t;
    struct reader inside;  /* what the member sees */
    struct reader outside; /* what may reach the addressee */
    struct kept_names names;
    struct {
        int64_t *at;
        isize n, cap;
    } uses;
    struct str state;
    struct arena *a;
};

/* One more of that kind, for that reason; f: the statement, or NULL. advice: message id, or NULL.
 */
void letter_left(struct composing *c, struct str kind, const char *why, const char *advice,
                 const struct fact *f);
/* "Event: Figure": what is left out, in the language of the member. */
struct str letter_kind_of(struct composing *c, const struct fact *f);
void letter_use(struct composing *c, const struct fact *f);
struct facts_used {
    struct fact *at;
    isize n, cap;
};
/* The number of the footnote that names the sources of 'facts' (at least one) and, as what says no
 * more than they do, those of 'also'; made if it is new. */
MUST_CHECK bool letter_note(int *out, struct composing *c, const struct facts_used *facts,
                            const struct facts_used *also, struct err *err);
void letter_plain(struct composing *c, enum paper_block_kind kind, struct str text);
/* A block of the body, and on which facts it rests. */
struct paper_block *letter_block(struct composing *c, enum paper_block_kind kind,
                                 const struct facts_used *uses, const struct facts_used *also);

/* What a letter is composed with: words, who reads; and with the names that may not leave, which
 * are those of every person: whoever only asks to whom it goes does without. */
MUST_CHECK bool letter_open(struct composing *c, struct workspace *w, const struct letter_order *o,
                            struct letter *l, struct arena *a, struct err *err);
MUST_CHECK bool letter_begin(struct composing *c, struct workspace *w, const struct letter_order *o,
                             struct letter *l, struct arena *a, struct err *err);
/* Who writes, when and where, who signs; marked as a draft. */
void letter_frame(struct composing *c);

MUST_CHECK bool letter_address(struct composing *c, struct err *err); /* letter_address.c */
MUST_CHECK bool letter_state(struct composing *c, const struct record *office, struct str address,
                             struct err *err);                      /* letter_state.c */
MUST_CHECK bool letter_facts(struct composing *c, struct err *err); /* letter_facts.c */
MUST_CHECK bool letter_law(struct composing *c, struct err *err);   /* letter_law.c */

#endif
