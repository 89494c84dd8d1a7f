/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rules.h - the reading rules, one function for each kind of thing. For reading.c alone.
 *
 * They run in the order given here: later ones use what earlier ones found and the zones that they
 * set. Each works on the page and adds to the reading; none removes what another found.
 */
#ifndef READ_RULES_H
#define READ_RULES_H

#include "read/page.h"

/* read_language.c: the language, and which lines are the second half of a bilingual text. */
void read_language(struct reading *r, struct page *p);
/* read_date.c: the document's own date (dates of the page are then found again with it as base). */
void read_doc_date(struct reading *r, struct page *p);
/* read_symbol.c: document references, and the earlier action that this one continues. */
void read_symbols(struct reading *r, struct page *p);
/* read_party.c, read_sign.c, read_sender.c. These set the zones of lines. */
void read_recipients(struct reading *r, struct page *p);
void read_signatories(struct reading *r, struct page *p);
void read_senders(struct reading *r, struct page *p);
/* read_norm.c, read_body.c */
void read_norms(struct reading *r, struct page *p);
void read_bodies(struct reading *r, struct page *p);
/* read_place.c, read_person.c */
void read_places(struct reading *r, struct page *p);
void read_persons(struct reading *r, struct page *p);
/* read_figure.c, read_ask.c */
void read_figures(struct reading *r, struct page *p);
void read_asks(struct reading *r, struct page *p);
/* read_date.c: the last day for appeals. */
void read_deadline(struct reading *r, struct page *p);
/* read_event.c: events use the figures and pass over what is asked and the deadline. */
void read_events(struct reading *r, struct page *p);
/* read_protect.c: what can betray people. read_parts.c: the number of people and its parts. */
void read_protect(struct reading *r, struct page *p);
void read_parts(struct reading *r, struct page *p);

#endif
