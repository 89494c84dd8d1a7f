/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kept_names.h - names that may not leave, looked for in words that may.
 *
 * A description, a title, "according to": free text can name a person who may be named only by a
 * code. Every way out asks here for each text, beside the gate. Names are compared by their words,
 * folded, whatever stands between them and whichever comes first ("KIM Chol-su", "Chol Su Kim"). A
 * text is held back rather than changed: words are never edited. A single short word ("Kim") is no
 * name here: it would hold back half of what is said.
 *
 * A name that was found in the paper of the text, and that nobody has accepted or refused yet, is
 * kept as well, unless it is known as one that may leave: a person who is not recorded has
 * consented to nothing.
 */
#ifndef RECORD_KEPT_NAMES_H
#define RECORD_KEPT_NAMES_H

#include "base/map.h"
#include "record/fact.h"

enum { KEPT_NAME_MAX = 128 }; /* bytes of a name, folded, without blanks */

struct kept_names {
    struct reader outside;
    struct map places; /* of a folded name in 'at' */
    struct kept_name {
        int64_t no;  /* the statement that says it; 0: it waits to be accepted */
        isize next;  /* of the same name, of another person; -1 */
        int verdict; /* 0: not asked yet */
        isize paper; /* in which it waits, by place in 'papers' */
    } * at;
    isize n, cap;
    struct map papers; /* whose waiting names are known: the id, to a number from 1 */
    isize papers_n;
    bool lengths[KEPT_NAME_MAX + 1];
    struct arena *a;
};

/* Those of all persons, also above the reader's clearance: what is not seen must not leave either.
 */
MUST_CHECK bool kept_names_load(struct kept_names *out, const struct reader *outside,
                                struct arena *a, struct err *err);
/* Does the text hold a name that may not leave? paper: in which it stands, or NULL. */
MUST_CHECK bool kept_names_in(bool *out, struct kept_names *k, struct str text,
                              const struct id *paper, struct err *err);

struct kept_standing {
    const struct reader *inside; /* whose eyes */
    int64_t *at;                 /* room for max statements */
    isize n, max;
};
/* The statements that give names which stand in the text, of those that these eyes may see. What
 * more than max people are called names nobody. */
MUST_CHECK bool kept_names_standing(struct kept_standing *s, struct kept_names *k, struct str text,
                                    struct err *err);

/* May this fact leave with all the words that go with it: value, people counted? */
MUST_CHECK bool kept_names_let(bool *out, struct kept_names *k, const struct fact *f,
                               struct err *err);

/* Who holds the view that a fact gives, if that name may leave: a paper that is public names its
 * own sources, and a consent to a name is one to this. Empty if not. */
MUST_CHECK bool kept_names_holder(struct str *out, struct kept_names *k, const struct fact *f,
                                  struct err *err);

#endif
