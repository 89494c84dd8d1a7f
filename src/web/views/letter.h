/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * letter.h - pages over letters: what each view wants to be told.
 *
 * As in views.h: plain text, numbers and dates; the pages fill them, through the reader's gate.
 */
#ifndef WEB_VIEWS_LETTER_H
#define WEB_VIEWS_LETTER_H

#include "web/views/case.h"

/* ---- the paper, and where each fact comes from */
struct view_run {
    struct str text, lang;
    bool fact, checked, own;
    int note;
};
struct view_para {
    enum para_kind { PARA_PLAIN, PARA_ASK, PARA_QUOTE, PARA_HEADING, PARA_PAGE } kind;
    int number;
    struct str lang;
    const struct view_run *run;
    isize n;
};
struct view_note {
    int number;
    struct str text;    /* as the letter prints it */
    struct str href;    /* where the passage can be read; empty: nowhere */
    struct str passage; /* the words themselves: for us, not for the letter */
    struct str lang;
    bool unchecked;
};
struct view_left {
    struct str what, why;
    struct str href;   /* where something can be done about it; empty: nowhere */
    const char *solve; /* message id */
};
struct view_letter {
    struct str lang, organisation, number, place_date, subject, salutation, closing, addressee;
    struct str_list letterhead, to, signatures;
    bool draft, address_unsure;
    struct str address_on; /* confirmed on */
    const struct view_para *para;
    isize n;
    const struct view_note *note;
    isize notes;
    const struct view_left *left;
    isize lefts;
    int64_t facts, unchecked;
    const struct param *order; /* what was asked for: sent again with the forms */
    isize orders;
    struct str change; /* address of the form, filled */
    struct str origin; /* where to say which state they come from, if nobody did; else empty */
};
void view_letter(struct html *h, const struct view_letter *v);
/* Its parts, for pages that show more beside it. */
void view_letter_paper(struct html *h, const struct view_letter *v);
void view_letter_notes(struct html *h, const struct view_letter *v);
void view_letter_form(struct html *h, const struct form *f, const struct view_options *offices,
                      const struct view_options *cases, const struct view_options *states);
enum {
    LETTER_TO,
    LETTER_CASE,
    LETTER_LANG,
    LETTER_FROM,
    LETTER_HEAD,
    LETTER_SIGNED,
    LETTER_PLACE,
    LETTER_STATE,
    LETTER_ORIGIN
};

/* ---- a kept letter */
struct view_basis {        /* a statement that a sentence rests on */
    struct str what, says; /* "Place", "Dandong" */
    enum sure sure;
    struct str source, source_href, passage, lang;
    struct str href;         /* of the statement */
    struct str name, record; /* its letters and those of its record, for a form */
    bool unchecked;
};
struct view_kept_letter {
    struct str id, state, record, history; /* state: in the reader's words */
    bool draft;
    struct str edit, ready, pdf, text; /* addresses */
    const char *barred;                /* why it may not leave at all; TR(), NULL */
    isize out;                         /* sentences that are kept back */
    /* of one that is final: */
    struct str text_is, sha256; /* its exact words; of the PDF */
    struct str final_on, reply_by;
    struct str sent, reply, returned, approve; /* addresses; empty: not now */
    struct view_list papers;                   /* sendings and replies */
    bool alone;                                /* nobody else has looked at it yet */
};
void view_kept_letter(struct html *h, const struct view_letter *v,
                      const struct view_kept_letter *k);
void view_final_letter(struct html *h, const struct view_letter *v,
                       const struct view_kept_letter *k);

/* ---- changing the words */
struct view_part {
    struct str id, base, text, lang;
    int number;           /* as people count them on the page */
    const char *kind;     /* TR() */
    bool fixed;           /* subject, salutation, closing: it does not move */
    bool own, gone, back; /* back: was taken out meanwhile, the form puts it back */
    const struct view_basis *basis;
    isize basis_n;
    const char *kept_back; /* TR() */
    const char *wrong;     /* TR() */
    struct str theirs;     /* what stands there now; with wrong */
    struct str theirs_by, theirs_on;
    int rows; /* of the box, so that the words fit */
    bool add; /* a new sentence is being written after it */
    struct str added;
    const char *added_wrong; /* TR() */
};
struct view_edit {
    struct str action, letter;
    const struct view_part *at;
    isize n;
    const struct view_part *gone;
    isize gone_n;
    isize wrong;        /* sentences that need another look */
    const char *barred; /* it is no draft any more; TR() */
    struct view_turn turn;
    int64_t part; /* of the turn, sent with the form */
};
void view_edit(struct html *h, const struct view_edit *v);

/* ---- before you send */
struct view_point {
    bool red;
    const char *say; /* TR() */
    struct str which;
    struct view_basis *fact; /* of the sentence, to be read against their passages */
    isize facts;
    struct str href; /* where it is solved; with solve, TR() */
    const char *solve;
};
struct view_ready {
    struct str letter, addressee, action, read;
    const struct view_point *at;
    isize n, reds, yellows;
    bool may; /* only reasons are missing: the form is there */
    bool needs_address, needs_late, alone;
    struct str wrong;
};
enum { FINAL_ADDRESS, FINAL_LATE, FINAL_ALONE };
void view_ready(struct html *h, const struct view_ready *v, const struct form *f);

/* ---- address, sent, what came back */
struct view_send {
    struct str letter, of, action, address;
    const char *explain; /* TR() or NULL */
};
enum { ADDRESS_FIELD_HOW, ADDRESS_FIELD_BY, ADDRESS_FIELD_ON, ADDRESS_FIELD_MORE };
enum { SENT_BY, SENT_NUMBER, SENT_ON, SENT_REPLY_BY, SENT_PROOF };
enum { REPLY_SAYS, REPLY_ON, REPLY_FILE };
enum { RETURNED_REASON, RETURNED_ON };
void view_address(struct html *h, const struct view_send *v, const struct form *f);
void view_sent_form(struct html *h, const struct view_send *v, const struct form *f);
void view_reply_form(struct html *h, const struct view_send *v, const struct form *f);
void view_returned_form(struct html *h, const struct view_send *v, const struct form *f);

/* ---- the board: a row for each letter, a column for each step */
struct view_board_line {
    struct str href, addressee, subject, number;
    struct str step[8]; /* EDTF days */
    bool overdue, second_look;
};
struct view_board {
    const char *const *steps; /* TR(), 'columns' of them */
    int columns, due;         /* due: the column whose day can be past */
    const struct view_board_line *at;
    isize n;
    struct str more;
};
void view_board(struct html *h, const struct view_board *v);

#endif
