/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * words.h - what a letter says about itself, on the page and in plain text alike.
 */
#ifndef PAPER_WORDS_H
#define PAPER_WORDS_H

#include "lang/msg.h"
#include "paper/paper.h"

/* The limits of paper.h, and that footnotes and references to them fit together. */
MUST_CHECK bool letter_check(const struct paper_letter *l, struct err *err);

/* The footnote with that number, or -1. */
isize note_index(const struct paper_letter *l, int number);

/* The program's language for a tag; that of 'otherwise' if it speaks no such language. */
enum language words_language(struct str tag, enum language otherwise);

/* The first of the two that is not empty. */
struct str either(struct str a, struct str b);

/* The lines that stand on every page, or empty. */
struct str draft_line(const struct paper_letter *l, struct arena *a);
struct str demonstration_line(const struct paper_letter *l);
/* About the addressee's address; empty if there is nothing to say. */
struct str address_line(const struct paper_letter *l, struct arena *a);
/* What follows a run; empty if nothing does. It begins with a space. */
struct str not_checked(const struct paper_run *r, enum language ui, struct arena *a);

#endif
