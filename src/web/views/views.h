/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * views.h - the parts that pages are made of, and what each wants to be told.
 *
 * A view is NAME.view.html, compiled by tools/viewc.c. It gets plain structs of text, numbers and
 * dates (EDTF, lang/edtf.h) and knows no record and no store: pages fill the structs. An empty str
 * means 'there is none'. Everything in a struct str is shown as it is; our own words are translated
 * in the view.
 *
 * The look is assets/cairn.css; every part stands on the page /more/parts with invented data.
 */
#ifndef WEB_VIEWS_VIEWS_H
#define WEB_VIEWS_VIEWS_H

#include "web/form.h"
#include "web/html.h"
#include "web/respond.h"

/* ---- the frame around each page */
struct view_frame {
    struct str title;
    enum place place;
    bool wide, bare; /* bare: nobody is signed in, so nothing of the case file is shown */
    bool demonstration;
    bool lost, copied; /* request.h */
    int looks_as;
    struct str case_name;
    int64_t due;
    struct str search; /* what was searched for */
    struct str self;   /* the address of this page, to which a language tag is added */
};
void view_frame_begin(struct html *h, const struct view_frame *v);
void view_frame_end(struct html *h, const struct view_frame *v);

/* ---- dates and sureness */
void view_when(struct html *h, struct str edtf);     /* as people write it; <time> where HTML can */
void view_as_known(struct html *h, struct str edtf); /* "as known on ...", as a reader says it */

enum sure {
    SURE_KNOWN,
    SURE_REPORTED,
    SURE_ALLEGED,
    SURE_BELIEVED,
    SURE_ESTIMATED,
    SURE_DENIED,
    SURE_ONE,
    SURE_THIRD_HAND,
    SURE_UNSAID /* no word */
};
void view_sure(struct html *h, enum sure sure);

/* ---- value with source */
struct view_source {
    int n;              /* the number of its mark on this page */
    struct str title;   /* of the document */
    struct str href;    /* where the passage can be read */
    struct str at;      /* "page 3, line 12" */
    struct str passage; /* the words themselves */
    struct str lang;    /* of the passage: "ko" */
    struct str holder;  /* who says so, if it is not the document */
    enum sure sure;
    bool unchecked;      /* nobody has read it against the passage */
    struct str as_known; /* EDTF */
    struct str entered_by;
    struct str entered; /* EDTF */
};
struct view_sources {
    const struct view_source *at;
    isize n;
};
/* The mark alone: a value's, or a change's in a status line. */
void view_mark(struct html *h, int n);
/* A value and its mark. 'lang' is the value's own language if it is not the page's. */
void view_value(struct html *h, struct str value, struct str lang, int n);
/* The second column: "Where this comes from". */
void view_sources(struct html *h, const struct view_sources *s);

/* ---- what may leave */
enum leave { LEAVE_NOTHING, LEAVE_INSIDE, LEAVE_UN, LEAVE_BY_CODE, LEAVE_BY_NAME, LEAVE_PUBLIC };
void view_leave(struct html *h, enum leave furthest);

/* ---- they differ */
struct view_side {
    struct str holder;                /* who says so */
    struct str before, marked, after; /* the passage, the difference in the middle */
    struct str lang;
    struct str as_known; /* EDTF */
    int source;          /* its mark, or 0 */
    struct str passage;  /* where the difference does not stand in it as it is; else empty */
};
struct view_differ {
    struct str about; /* "Postal code of the Jilin border police" */
    struct view_side side[3];
    int sides;           /* 1, 2 or 3 */
    struct str decision; /* what was decided; empty: nothing yet */
    struct str decided_by;
    struct str decided;   /* EDTF */
    struct str decide_at; /* address of the page to decide on; empty: not for this reader */
    struct str question;  /* "detained or returned?"; mostly empty */
    struct str more;      /* "and 5 more": what is not shown; empty: nothing */
};
void view_differ(struct html *h, const struct view_differ *d);

/* ---- status line along time */
enum status { STATUS_UNKNOWN, STATUS_FREE, STATUS_SOUGHT, STATUS_DETAINED, STATUS_RETURNED };
struct view_status {
    enum status status;
    struct str from;   /* EDTF, when it began; a fuzzy date is drawn as a fading beginning */
    struct str detail; /* "Tumen" */
    int source;
};
struct view_status_line {
    struct str who;
    const struct view_status *at; /* in order of time */
    isize n;
    struct str until; /* EDTF: as known on */
};
void view_status_line(struct html *h, const struct view_status_line *l);
void view_status_word(struct html *h, enum status status);

/* ---- passage */
struct view_line {
    int64_t number;
    struct str before, marked, after; /* marked may be empty */
};
struct view_passage {
    struct str title, at, lang;
    const struct view_line *line;
    isize n;
};
void view_passage(struct html *h, const struct view_passage *p);

/* ---- range chart */
struct view_range {
    struct str holder;
    struct str as_known; /* EDTF */
    int64_t least, most; /* least < 0: not known; most < 0: open ("at least") */
    struct str words;    /* as written: "between 100,000 and 300,000" */
    int source;
};
struct view_ranges {
    struct str title; /* what is counted, and whom */
    const struct view_range *at;
    isize n;
};
void view_ranges(struct html *h, const struct view_ranges *r);

/* ---- timeline */
struct view_event {
    struct str when; /* EDTF */
    struct str what;
    struct str lang;
    struct str href; /* of the record, or empty */
    int source;
};
struct view_timeline {
    struct str title;
    const struct view_event *at; /* in order of time */
    isize n;
};
void view_timeline(struct html *h, const struct view_timeline *t);

/* ---- forms */
/* Above the form: nothing unless something is wrong. */
void view_form_errors(struct html *h, const struct form *f);
/* One question: label, help, what is wrong, and where to answer. help is English, TR(), or NULL. */
void view_field(struct html *h, const struct form *f, isize field, const char *help);
/* Choices with words of their own, parallel to field.choices; for FIELD_CHOICE and FIELD_MANY. */
void view_choices(struct html *h, const struct form *f, isize field, const char *const *words,
                  const char *help);
void view_passphrase(struct html *h, const char *label, const char *help);

/* ---- empty, kept back, danger */
/* what: "Letters you write stand here." href and action are the way there, or empty. */
void view_empty(struct html *h, const char *what, struct str href, const char *action);

struct view_kept {
    struct str what;    /* "name" */
    struct str because; /* "no consent" */
    struct str href;    /* where it can be changed */
};
void view_kept_back(struct html *h, const struct view_kept *kept, isize n);

struct view_danger {
    struct str title; /* "Remove for good: note of 2 March" */
    struct str_list gone;
    struct str action; /* address the form posts to */
    struct str word;   /* to be typed */
    struct str leave;  /* address of the easy way out */
    bool wrong_word;
};
void view_danger(struct html *h, const struct view_danger *d);

/* ---- states: a word with its shape, never colour alone */
enum state_word { STATE_TO_CHECK, STATE_DIFFER, STATE_KEPT_BACK, STATE_OVERDUE, STATE_NOT_CHECKED };
void view_state(struct html *h, enum state_word state);

/* ---- whole small pages */
void view_problem(struct html *h, struct str detail);
struct view_sign_in {
    struct str next;           /* where to go then */
    struct str wrong;          /* what was wrong, in the reader's words; or empty */
    struct str then;           /* address of a form that waits to be sent again; or empty */
    struct str which;          /* the case file's name, if there is a choice; or empty */
    struct str no_secret;      /* the passphrase of the example; or empty */
    const struct params *kept; /* what was typed in it */
    bool may_recover;          /* there are papers that open it */
    struct str clock;          /* this computer's, where it may be wrong; or empty */
};
void view_sign_in(struct html *h, const struct view_sign_in *v);
/* The hidden fields that carry next, then and kept through the pages of the door. */
void view_where_to(struct html *h, const struct view_sign_in *v);
/* ---- the second key: pages/sign_in.c asks for it, pages/second.c turns it on and off */
void view_code(struct html *h, const struct view_sign_in *v);
struct view_second {
    bool on, may_write;
    struct str wrong;  /* what is wrong with the digits, in the reader's words; or empty */
    struct str clock;  /* as above */
    struct str secret; /* in groups of four */
    int width;         /* of the code to photograph; 0: none */
    const uint8_t *dark;
};
void view_second(struct html *h, const struct view_second *v);
void view_second_new(struct html *h, const struct view_second *v);
/* ---- the first start, and what there is to open: pages/begin.c */
struct view_own {              /* the two fields of a new passphrase: own, again; and weak */
    const char *wrong, *again; /* what is wrong with each: English, TR(), or NULL */
    bool weak;                 /* so weak that it must be said to be wanted */
};
void view_own(struct html *h, const struct view_own *v);
struct view_begin {
    struct str words;    /* six, suggested */
    struct str paper[3]; /* the words of each recovery paper */
    int papers;
    bool is_own; /* a passphrase of one's own was chosen */
    struct view_own own;
    struct str wrong; /* what is wrong, in the reader's words; or empty */
};
void view_begin_language(struct html *h);
void view_begin_passphrase(struct html *h, const struct view_begin *v);
void view_begin_next(struct html *h, const char *strength); /* English, TR(), or NULL */
struct view_start {
    const struct str *names; /* of case files, the newest first; one at least */
    isize n;
};
void view_start(struct html *h, const struct view_start *v);
void view_start_other(struct html *h);

/* ---- the passphrase is forgotten: pages/recover.c. Nothing that was typed is shown again. */
struct view_recover {
    const struct str *names; /* of case files, where there is a choice */
    isize n;
    bool again;                /* it was sent and something is wrong */
    struct str kept[2];        /* a paper that was read, sealed; or empty */
    struct str wrong;          /* with all of it; or empty */
    struct str wrong_paper[2]; /* with one paper; or empty */
    struct view_own own;
};
void view_recover(struct html *h, const struct view_recover *v);
void view_recovered(struct html *h, const char *strength); /* English, TR() */

/* Signed in again: the form that waited, and a button to send it. */
void view_send_again(struct html *h, const struct view_sign_in *v);

/* The style guide: every part once. pages/parts.c fills it with an invented case. */
struct parts_demo {
    struct view_sources sources;
    struct str person, born, place; /* values of source 1, 2, 3 */
    struct str sentence;            /* what stands before the values */
    struct view_differ differ, decided;
    struct view_status_line status;
    struct view_passage passage;
    struct view_ranges ranges;
    struct view_timeline timeline;
    struct form form;
    struct view_kept kept[2];
    struct view_danger danger;
};
void view_parts_demo(struct html *h, const struct parts_demo *d);

/* The fields of the form on that page. */
enum { PART_TOLD, PART_HOW, PART_NAMED, PART_PEOPLE, PART_WHEN, PART_WORDS, PART_SEALED };

#endif
