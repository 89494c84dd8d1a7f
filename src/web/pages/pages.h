/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pages.h - the functions that routes.c names, by file. */
#ifndef WEB_PAGES_PAGES_H
#define WEB_PAGES_PAGES_H

#include "web/request.h"

/* style.c */
page_fn page_style, page_icon;

/* sign_in.c: the way in and out */
page_fn page_sign_in, page_sign_in_link, post_sign_in, post_sign_in_code, post_lock;
/* What to say of digits that second_check() refused: English, TR(); NULL: it is another failure. */
const char *code_wrong(int *status, const struct err *why);
/* What the clock of this computer says, to be compared with a telephone: day, hour, minute, UTC. */
struct str clock_said(const struct request *req);
/* A new session in this answer, in place of the one that asked. */
void session_enter(struct request *req, struct session_who who);
/* A passphrase of a form: it came through a socket buffer and the request's arena; here it goes to
 * guarded memory and is wiped there. One that is too long or not there is a secret of one NUL. */
struct secret passphrase_take(struct request *req, struct str field);

/* second.c: six digits from a telephone */
page_fn page_second, page_second_new, post_second_new, post_second_off;

/* more.c: how long until it locks by itself */
page_fn post_lock_after;

/* begin.c: the first start, and what there is to open */
page_fn page_start, page_begin_language, page_begin_passphrase, page_begin_next;
page_fn post_begin_passphrase, post_begin_papers, post_begin_example;
/* A passphrase of one's own, in the fields own, again and weak: says in *v what is wrong with it.
 */
struct view_own;
bool own_is_fit(struct view_own *v, const struct request *req, const struct secret *own,
                const struct secret *again);
/* How strong it is: English, TR(). */
const char *own_strength(const struct secret *own);

/* recover.c: the passphrase is forgotten */
page_fn page_recover, post_recover;

/* A form that came after its session had ended: sign in, and what was typed is still there. */
page_fn page_lapsed;

/* home.c */
page_fn page_home, page_due, post_due_done;

/* case.c, copy.c */
page_fn page_case, page_gather, post_gather;
page_fn page_copy, post_copy;

/* documents.c, document.c */
extern const struct upload_sink document_sink;
page_fn page_documents, page_add, post_add, page_original;
page_fn page_document, post_found;

/* check.c: one thing after the other */
page_fn page_check_found, post_check_found, post_check_undo;
/* value.c */
page_fn page_value_add, post_value_add, page_record_new, post_record_new;

/* custody.c */
page_fn page_custody, page_custody_text, post_custody;

/* notes.c */
page_fn page_note_new, post_note, page_noted;

/* sheets.c: what a person signs */
page_fn page_sheets;

/* lists.c */
page_fn page_people, page_offices, page_events, page_cases, page_case_begin, post_case_begin;

/* record.c, change.c, journal.c */
page_fn page_record, page_said;
page_fn page_label, post_label, page_consent, post_consent, page_withdraw, post_withdraw;
page_fn post_checked;
page_fn page_history, page_journal;

/* differ.c, letters.c, letter.c, letter_edit.c, law.c */
page_fn page_differ, page_decide, post_decide;
page_fn page_letters, page_letter_new, page_letter_preview;
page_fn post_letter_keep, post_letter_pdf, post_letter_text;
page_fn page_letter, page_letter_history, post_kept_pdf, post_kept_text;
page_fn page_letter_edit, post_letter_edit;
page_fn page_letter_ready, post_letter_read, post_letter_final, post_letter_approve;
page_fn page_letter_address, post_letter_address;
extern const struct upload_sink letter_sink;
page_fn page_letter_sent, post_letter_sent, page_letter_reply, post_letter_reply;
page_fn page_letter_returned, post_letter_returned;
page_fn page_law, page_instrument;

/* more.c */
page_fn page_search, page_more, post_look, page_check, post_check, page_schema;

/* members.c */
page_fn page_members, page_member_add, post_member_add, page_member_remove, post_member_remove;

/* parts.c: every part of the look, with an invented case */
page_fn page_parts, post_parts;

#endif
