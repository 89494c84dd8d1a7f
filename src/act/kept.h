/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kept.h - a letter that was kept, sentence by sentence.
 *
 * Each sentence, request and line is a record of its own (type letter_part) with its words, its
 * place and the statements that it rests on. Changing it says something new of that record: what
 * stood there before stays in its history, and two people can change two sentences at once. Words
 * that a rule made carry its name; words that a person wrote carry none: those are marked as own
 * words on every draft.
 *
 * Only a draft changes. Once it is final its pages are files of their own (act/final.h).
 */
#ifndef ACT_KEPT_H
#define ACT_KEPT_H

#include "act/letter.h"

enum { KEPT_PARTS_MAX = 2000, PART_WORDS_MAX = 16384, KEPT_VERSIONS_MAX = 400 };

struct kept_facts {
    struct fact *at;
    isize n, cap;
};
struct kept_part {
    struct id id;
    struct record rec;
    int kind; /* TERM_PART_KIND_* */
    struct str text;
    struct str place;        /* order_key.h */
    const struct fact *said; /* the statement that gives the text: who wrote it and when */
    bool own;                /* a person wrote these words */
    bool gone;               /* taken out */
    bool lost;               /* something that it rested on was removed for good */
    struct kept_facts uses, also;
    /* set by kept_paper(): */
    const char *kept_back; /* why it is not on paper, message id; NULL: it is */
    int64_t kept_fact;     /* the statement that may not leave; 0: the words themselves */
};
struct kept_parts {
    struct kept_part *at;
    isize n, cap;
};
struct kept {
    struct id id;
    struct record rec;
    int state; /* TERM_LETTER_STATE_* */
    struct letter_order order;
    struct id addressee;     /* the record that joins letter and office */
    struct kept_parts parts; /* in the order of the letter, those taken out too */
    struct str number;       /* own number; empty before it is final */
};

/* Keep a composed letter as a draft. */
MUST_CHECK bool letter_keep(struct id *out, struct workspace *w, const struct letter *l,
                            const struct letter_order *o, struct err *err);
/* E_NOTFOUND if it is no letter that these eyes may see. */
MUST_CHECK bool kept_load(struct kept *out, struct workspace *w, const struct id *letter,
                          struct arena *a, struct err *err);
/*
 * As it would leave now: every sentence asks the gate again, and one that may not leave is not on
 * the paper (part.kept_back, and in out->left). A draft always comes out, whatever is missing.
 * Who would read it is looked at by kept_origin(), not here: nothing may leave before that.
 */
MUST_CHECK bool kept_paper(struct letter *out, struct workspace *w, struct kept *k, struct arena *a,
                           struct err *err);
/* E_DENIED with a sentence for the person where people come from the state that would read it. */
MUST_CHECK bool kept_origin(struct workspace *w, const struct kept *k, struct arena *a,
                            struct err *err);

/* Why it may not leave at all, message id; NULL: it may. What kept_origin() says, for a page. */
MUST_CHECK bool kept_barred(const char **out, struct workspace *w, const struct kept *k,
                            struct arena *a, struct err *err);
/* How many sentences are not on the paper that kept_paper() made. */
isize kept_held(const struct kept *k);
/* Subject, salutation, closing: always there, and where they are. */
bool kept_is_fixed(const struct kept_part *p);

/* ---- changing a draft */

enum edit_kind {
    EDIT_WORDS, /* the words of a sentence; as own words from then on */
    EDIT_ADD,   /* a new sentence after this one, of the same kind; of own words */
    EDIT_OUT,   /* take it out */
    EDIT_BACK,  /* ... and put it back */
    EDIT_UP,
    EDIT_DOWN,
};
struct kept_edit {
    enum edit_kind kind;
    isize part;       /* in kept.parts */
    struct str words; /* WORDS, ADD */
};
struct kept_edits {
    struct kept_edit *at;
    isize n, cap;
};
/*
 * All at once, as one entry, or nothing. E_CONFLICT if one of these sentences was changed since k
 * was loaded: load it again. E_DENIED if it is no draft. E_INVALID, E_LIMIT for words that are
 * empty or too long.
 */
MUST_CHECK bool kept_edit(struct workspace *w, const struct kept *k, const struct kept_edits *l,
                          struct err *err);

/* The journal says that copies left as files: which (SHA-256), by whom and when. */
MUST_CHECK bool letter_note_left(struct workspace *w, const struct id *letter,
                                 const struct hash *files, isize n, struct err *err);

#endif
