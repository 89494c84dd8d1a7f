/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case.h - pages over the case file: what each view wants to be told.
 *
 * As in views.h: plain text, numbers and dates; the pages fill them, through the reader's gate.
 */
#ifndef WEB_VIEWS_CASE_H
#define WEB_VIEWS_CASE_H

#include "web/views/views.h"

/* ---- lists of records */
struct view_listed {
    struct str href, title, lang;
    struct str kind;                  /* "Person"; empty in a list of one kind */
    struct str note;                  /* a short line under the title */
    struct str before, marked, after; /* words that were searched for, in their sentence */
    int64_t to_check;                 /* found in it and not decided */
    bool more_to_check;               /* at least so many */
    bool unchecked;                   /* nobody has read it against its passage */
};
struct view_list {
    const struct view_listed *at;
    isize n;
    struct str more; /* address of what follows; empty: that was all */
};
void view_list(struct html *h, const struct view_list *l);
/* The same under a heading, TR() or NULL. */
void view_list_part(struct html *h, const char *title, const struct view_list *l);
/* The next step, in front of a list. */
void view_action(struct html *h, struct str href, const char *words);
void view_actions(struct html *h, struct str href, const char *words, struct str other_href,
                  const char *other);

/* ---- what does not fit on one page */
struct view_turn {
    struct str before, after; /* addresses; empty at an end */
    int64_t part, parts;      /* 1 of 1: nothing is shown */
};
void view_turn(struct html *h, const struct view_turn *t);

/* ---- choosing from a list that is known only now */
struct view_option {
    struct str value, words;
};
struct view_options {
    const struct view_option *at;
    isize n;
};
void view_select(struct html *h, const struct form *f, isize field, const struct view_options *o,
                 const char *help);

/* ---- what is due */
struct view_due {
    struct str date; /* EDTF */
    struct str what, href;
    bool overdue;
    struct str done_at; /* where the form posts to */
};
struct view_dues {
    const struct view_due *at;
    isize n;
};
void view_dues(struct html *h, const struct view_dues *l);

/* ---- families to tell */
struct view_untold {
    struct str who, href, of, of_href;
    struct str told,
        step; /* days as people say them: told on; a letter left after that; or empty */
};
struct view_families {
    const struct view_untold *at;
    isize n;
    bool more;
};
void view_families(struct html *h, const struct view_families *l);

/* ---- Home */
struct view_copied {
    struct str on; /* EDTF; empty: never */
    int64_t days;  /* since then */
    bool old;      /* never, or more than a week ago */
};
struct view_differ_count {
    int64_t open;
    bool known; /* somebody looked */
    bool stale; /* something was written since */
    struct str href;
};
void view_differ_count(struct html *h, const struct view_differ_count *v);
/* Above what is of one case only: which, and the way to all. */
void view_of_case(struct html *h, struct str title, struct str href);
struct view_home {
    bool empty; /* there is nothing in the case file yet */
    struct view_list check;
    struct view_differ_count differ;
    struct view_dues due;
    struct view_families families;
    struct view_copied copied;
};
void view_home(struct html *h, const struct view_home *v);

/* ---- a document: its words, and beside them what was found */
struct view_piece {
    struct str words;
    bool marked;
    bool open;  /* marked, and nobody has decided */
    int number; /* of the finding whose passage begins here; 0: none */
};
struct view_words {
    int64_t line;
    const struct view_piece *at;
    isize n;
};
enum found_state { FOUND_OPEN, FOUND_UNCHECKED, FOUND_CHECKED };
struct view_found {
    int number;
    enum found_state state;
    struct str name;   /* what the buttons send, and its place in the page */
    struct str kind;   /* "Event" */
    struct str says;   /* what would be, or is, recorded */
    struct str lang;   /* of 'says' if it is their words; empty: the page's */
    struct str href;   /* of the record; empty: none yet */
    const char *clear; /* how clearly the text says it, TR() */
};
struct view_block { /* a stretch of lines and what begins in it */
    const struct view_words *line;
    isize lines;
    const struct view_found *found;
    isize n;
};
struct view_document {
    struct str id, lang;
    struct str kind, date, from; /* "Document", EDTF, who handed it over */
    struct view_block *block;
    isize blocks;
    int64_t open, unchecked; /* in the whole document */
    struct str action;       /* where the buttons post to */
    struct str record;       /* its statements */
    struct str original;     /* its file; empty: none */
    struct str custody;      /* where it came from, and who had it since */
    struct view_turn turn;
    bool published;
};
void view_document(struct html *h, const struct view_document *v);

/* ---- one thing after the other */
struct view_queue_scope { /* sent again with each decision */
    struct str document, letter, kind;
    int64_t skip;
};
struct view_queue {
    struct view_queue_scope scope;
    const struct view_found *thing; /* NULL: nothing waits, or all the rest is for later */
    struct view_passage passage;    /* without lines: it is about the document as a whole */
    struct str in, document_href;   /* its document */
    int64_t left;                   /* also those for later */
    bool more;                      /* at least so many */
    struct view_options kinds;      /* addresses and words */
    struct str all_kinds;           /* address; empty: all are shown */
    struct str again, back;
    struct str undo, undo_in; /* the last decision, and its document; or empty */
    bool was_right;
};
void view_queue(struct html *h, const struct view_queue *v);

/* ---- adding documents */
void view_add(struct html *h, const struct form *f);
struct view_added {
    struct str name, href, title;
    int64_t found;
    bool known;
    bool attached;      /* to the mail above it */
    bool wordless;      /* a scan */
    struct str problem; /* instead */
};
struct view_added_list {
    struct view_added *at;
    isize n, cap;
};
void view_added(struct html *h, const struct view_added *at, isize n);

/* ---- custody of one original */
enum { CUSTODY_DID };
struct view_custody_row {
    const char *label; /* TR() */
    struct str value;
};
struct view_custody_act {
    struct str when, what, who;
};
struct view_custody {
    struct str document, title, action, text; /* addresses, but for the title */
    const struct view_custody_row *row;
    isize rows;
    const struct view_custody_act *act;
    isize acts;
};
void view_custody(struct html *h, const struct view_custody *v, const struct form *f);

/* ---- a call written down */
enum {
    NOTE_WORDS,
    NOTE_TOLD,
    NOTE_KNOWS,
    NOTE_WHEN,
    NOTE_NAMED,
    NOTE_BY,
    NOTE_CALLED,
    NOTE_SECRET
};
void view_note_form(struct html *h, const struct form *f);
struct view_noted {
    struct str document, title; /* its address, what it is called */
    bool again;                 /* it was there already */
    int64_t found;
    struct str_list hidden; /* words that stay inside */
    struct str people;      /* "10 people, 1 child: adds up."; empty */
    bool fits;
};
void view_noted(struct html *h, const struct view_noted *v);

/* ---- a record */
struct view_said { /* one statement */
    struct str value, lang;
    struct str href;   /* of the record it names; empty: it names none */
    struct str change; /* page of the statement */
    int source;
    enum sure sure;
    struct str holder;   /* who says so, if it is not the document */
    struct str as_known; /* EDTF */
    const char *state;   /* TR(); NULL: nothing to say */
    bool is_long;        /* several lines of their own */
    bool is_lines;       /* whose ends matter: an address */
};
struct view_property {
    struct str label;
    const struct view_said *at;
    isize n;
};
struct view_record {
    struct str add; /* where a value is added */
    struct str kind;
    const struct view_property *at;
    isize n;
    bool has_leave;
    enum leave leave;
    const struct view_kept *kept;
    isize kept_n;
    struct view_list near; /* records that speak of it */
    struct str history, label, consent, document;
    int64_t gone;           /* withdrawn or corrected statements */
    struct str sensitivity; /* "Restricted": what is said of the record as a whole; or empty */
    struct view_status_line status;
    struct view_turn turn;
};
void view_record_page(struct html *h, const struct view_record *v, const struct view_sources *s);

/* ---- a case */
struct view_member { /* a person or group of the case */
    struct str title, href, lang;
    enum leave leave;
    enum status status;
    bool has_status;
    struct str known; /* EDTF: as known on */
    struct str where; /* what was said of it: "detained in Tumen" */
    int source;
};
struct view_case {
    struct str number, state; /* our own number; "Open": or empty */
    const struct view_member *member;
    isize members;
    struct view_timeline events;
    struct view_list letters;
    struct view_dues due;
    struct view_families families;
    struct view_differ_count differ;
    enum leave leave;
    int64_t unchecked; /* facts of its events that nobody has read */
    struct str gather, letter, record, history;
    bool more;
};
void view_case(struct html *h, const struct view_case *v, const struct view_sources *s);
struct view_pick { /* something that can be put into a case */
    struct str id, title, lang, kind;
    bool there; /* it belongs to it */
};
struct view_gather {
    struct str action, back;
    struct view_options documents;
    struct str from; /* the document whose findings are shown; empty: the newest of all */
    const struct view_pick *at;
    isize n;
    bool more;
};
void view_gather(struct html *h, const struct view_gather *v);

/* ---- one statement */
struct view_statement {
    struct str property, record, record_href;
    struct view_said said;
    enum leave leave;
    struct str kept;    /* why it does not go further; empty */
    struct str correct; /* where it can be copied anew; empty: not by typing */
    struct str withdraw, label, consent, checked; /* addresses; checked: empty if it is */
    bool withdrawn;
    struct str rule; /* "event.verb, version 1"; empty: by a person */
};
void view_statement(struct html *h, const struct view_statement *v, const struct view_sources *s);

/* ---- changing it */
enum { CHANGE_REASON };
struct view_change {
    struct str action, back, of; /* where it posts to, where it came from, what it is about */
    const char *explain;         /* TR() */
    const char *button;          /* TR() */
};
void view_change_withdraw(struct html *h, const struct view_change *v, const struct form *f);
void view_change_label(struct html *h, const struct view_change *v, const struct form *f);
void view_change_consent(struct html *h, const struct view_change *v, const struct form *f);

/* ---- what a person signs */
struct view_sheet {
    int level;          /* of the five, from 0 */
    enum language lang; /* of the sheet, whatever the page's is */
    struct str organisation;
};
void view_sheets(struct html *h, const struct view_sheet *v);

/* ---- history and journal */
struct view_change_line {
    struct str day, clock, who; /* EDTF; "21:10" */
    struct str what;            /* "accepted", "changed": the kind of entry */
    struct str property, value, lang, about, rule;
    int source;
};
void view_history(struct html *h, const struct view_change_line *at, isize n, struct str record,
                  const struct view_turn *turn);
struct view_logged {
    struct str day, clock, who, what, entry;
    int64_t statements;
};
struct view_log {
    const struct view_logged *at;
    isize n;
    struct str newer, older;
    bool names; /* the entries' names are shown */
};
void view_journal(struct html *h, const struct view_log *v);

/* ---- a value typed by hand */
enum {
    VALUE_PROPERTY,
    VALUE_TYPED,
    VALUE_MEASURE,
    VALUE_POPULATION,
    VALUE_HEDGE,
    VALUE_SOURCE,
    VALUE_WHO,
    VALUE_AS_OF,
    VALUE_WORDS
};
struct view_value {
    struct str action, back, of;
    struct str property, type; /* sent with the form; type: of a new record */
    struct str label, hint;
    struct view_options values, measures, hedges, sources;
    bool choose, lines, date, quantity; /* how it is typed */
    bool needs_as_of;
};
void view_value_form(struct html *h, const struct view_value *v, const struct form *f);
/* What can be added: addresses and words. */
void view_value_choose(struct html *h, const struct view_options *o, struct str back,
                       struct str of);

/* ---- they differ */
struct view_decide {
    struct view_differ differ; /* without decide_at */
    struct view_options which; /* the statements, by their letters */
    struct str action;
    const char *how; /* TR(): in what way they differ */
    const char *why; /* TR(): why they stand together */
};
void view_conflict(struct html *h, const struct view_differ *d, const char *how, const char *why);
/* Below the last one: why there are no more, TR(). */
void view_conflicts_end(struct html *h, const char *words);
void view_decide(struct html *h, const struct view_decide *v, const struct form *f);

/* ---- law */
struct view_law_value {
    struct str text;
    const char *mark; /* TR(): "unverified"; NULL: verified */
    bool is_date;     /* text is EDTF */
};
struct view_bound {
    struct str state, state_href;
    const char *standing; /* TR() */
    bool unverified, stale;
    struct view_law_value from; /* since when */
    struct str how, source, as_of;
    struct view_law_value reservation;
    struct str instrument, instrument_href; /* in a list by state */
    struct str act;                         /* "Acceded, 24 September 1982"; empty: not said here */
    struct str articles; /* "33(1), 33(2)", each with its mark; empty: not said here */
};
struct view_article {
    struct str article;
    struct view_law_value obliges;
    struct str source;
};
struct view_instrument {
    struct str id;
    struct view_law_value adopted, in_force, rule;
    struct str source, as_of, note;
    const struct view_bound *bound;
    isize n;
    const struct view_article *article;
    isize articles;
};
struct view_law_item {
    struct str href, id, name, adopted;
    int64_t states;
};
void view_law(struct html *h, const struct view_law_item *at, isize n,
              const struct view_options *states);
void view_law_state(struct html *h, const struct view_bound *at, isize n, struct str day);
void view_instrument(struct html *h, const struct view_instrument *v);

/* A return and the law: on the page of the event. */
struct view_element {
    struct str says, article;
    const char *mark;  /* TR(): "unverified"; NULL: verified */
    const char *state; /* TR(): "missing"; NULL: nothing to show */
    bool missing;
    struct str value; /* what shows it */
};
struct view_element_list {
    const struct view_element *at;
    isize n;
};
struct view_duty_state {
    struct str state, href;
    bool inferred;
    const struct view_bound *bound, *only_signed;
    isize bound_n, signed_n;
};
struct view_duties {
    struct str day; /* EDTF; empty: not known, so nothing can be said of what bound a state */
    bool cut;       /* not all the people were looked at */
    bool changes;   /* the law changed within those days */
    const struct view_duty_state *state;
    isize states;
    struct view_element_list needed[3], against[3]; /* refugee, torture, custom */
};
void view_duties(struct html *h, const struct view_duties *v);

/* ---- a copy elsewhere */
struct view_place {
    struct str path, name;
};
struct view_copy {
    struct view_copied copied;
    const struct view_place *at; /* sticks and disks that are plugged in */
    isize n;
    struct str typed; /* a folder that was typed and could not be used */
    const char *wrong;
    struct str detail;
    struct str done;        /* where the copy lies; empty: none was made now */
    int64_t files, entries; /* 0: not for these eyes */
    bool unnoted;           /* ... and the case file could not note it */
};
void view_copy(struct html *h, const struct view_copy *v);

/* ---- search, more */
void view_search_page(struct html *h, struct str query, const struct view_list *found, bool more,
                      bool asked, const char *wrong);
struct view_more {
    int64_t lock_after; /* minutes */
    int sees, clearance;
    int64_t entries, statements;
    struct str member, since;
};
void view_more(struct html *h, const struct view_more *v);
struct view_check {
    bool done;
    int64_t entries, statements, erased, late, files, devices;
    struct str_list findings;
};
void view_check(struct html *h, const struct view_check *v);
struct view_term {
    struct str id, label, hint, note;
};
void view_schema(struct html *h, const struct view_term *types, isize type_n, struct str type,
                 const struct view_term *properties, isize n);
struct view_colleague {
    struct str name, role, sees, since; /* since: EDTF */
    const char *state;                  /* TR() */
    struct str remove_at; /* address; empty: not to be removed, or not by this reader */
};
void view_members(struct html *h, const struct view_colleague *at, isize n, bool may_add);
void view_member_add(struct html *h, const struct form *f, const char *wrong);
void view_member_remove(struct html *h, struct str name, struct str action, const struct form *f);
void view_begin_case(struct html *h, const struct form *f);

#endif
