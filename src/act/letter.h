/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * letter.h - an appeal to one official, composed from statements.
 *
 * Every fact in it comes through the gate for the public (a letter to a government is public to
 * it), keeps its hedge, and has a footnote to its source: public papers by title and date, all else
 * as "testimony on file". Free text in which a name stands that may not leave is left out
 * (record/kept_names.h). What was left out is listed with the reason. What no person has checked
 * one by one is marked; such a letter is a draft on every page.
 *
 * The state that people would be sent back to must not learn of them from a letter: an office of
 * such a state is refused unless the order says so, as is an address in another state than the one
 * that is written to. What is kept of a letter, and what becomes of it, is act/kept.h.
 */
#ifndef ACT_LETTER_H
#define ACT_LETTER_H

#include "paper/paper.h"
#include "record/law.h"
#include "record/workspace.h"

struct letter_order {
    struct id office; /* the addressee */
    bool has_case;
    struct id case_id; /* an action; else all events of the case file */
    enum language lang;
    struct str organisation; /* who writes */
    struct str_list letterhead;
    struct str signatory;
    struct str place; /* "Seoul" */
    struct str state; /* ISO 3166 alpha-3 of the state addressed; empty: of the office */
    bool to_origin;   /* the state that people fled may read it: a person decided that */
};

struct left_out {       /* of one kind, for one reason */
    struct str what;    /* "Group: Figure (27)" */
    const char *why;    /* message id */
    const char *advice; /* message id: what to do about it; NULL */
    struct str which;   /* "s28672, s28701...": the statements; empty if there are none */
    struct str kind;    /* what without the number */
    int64_t first;      /* the first statement of them; 0: none */
    int64_t n;
};
struct left_outs {
    struct left_out *at;
    isize n, cap;
};
struct letter_basis {     /* of one block of the body: numbers of the statements it rests on */
    int64_t *uses, *also; /* also: what says less of the same thing */
    isize use_n, also_n;
};
struct letter {
    struct paper_letter paper;
    struct left_outs left;
    isize unchecked;
    struct {
        struct letter_basis *at;
        isize n, cap;
    } basis; /* one for each block of paper.body */
    struct {
        int64_t *at;
        isize n, cap;
    } note_facts;  /* footnote by footnote: the statement whose source it names */
    int64_t *uses; /* numbers of the statements it rests on */
    isize use_n;
    isize frame_n;        /* of these, the first: address, who holds the office, salutation */
    int64_t address_no;   /* the statement that gives the address; 0: none is known */
    struct str addressee; /* "Premier Zhu Rongji": for lists */
    bool origin_unknown;  /* nobody has said from which state they come: nothing stops it there */
};

MUST_CHECK bool letter_compose(struct letter *out, struct workspace *w, const struct law *law,
                               const struct letter_order *o, struct arena *a, struct err *err);
/* Offices of the case file that a letter can go to. */
MUST_CHECK bool letter_offices(struct record_refs *out, struct workspace *w, struct arena *a,
                               struct err *err);
/* Is it of this state (CHN): as is recorded of it or of its body, else as one of its addresses
 * ends? */
MUST_CHECK bool letter_office_is_of(bool *out, struct workspace *w, const struct record *office,
                                    struct str state, struct arena *a, struct err *err);

#endif
