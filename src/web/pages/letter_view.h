/* SPDX-License-Identifier: GPL-3.0-or-later */
/* letter_view.h - a letter as pages show it, and what the pages about one kept letter share. */
#ifndef WEB_PAGES_LETTER_VIEW_H
#define WEB_PAGES_LETTER_VIEW_H

#include "act/kept.h"
#include "web/desk.h"
#include "web/views/letter.h"

/* The words of the letter, and beside each footnote the passage it rests on. */
struct view_letter letter_view(struct desk *d, const struct letter *l);
/* "2026-11-21 Premier of....pdf" */
struct str letter_file_name(struct desk *d, struct str addressee, const char *end);

/* The letter that the address names: /letters/:id... E_NOTFOUND also for what is not to be seen. */
MUST_CHECK bool letter_asked(struct kept *out, struct desk *d, struct err *err);
/* "/letters/:id" and what follows. */
struct str letter_href(struct desk *d, const struct id *id, const char *rest);
/* What a sentence rests on, with its passage and the way to read it against it. */
struct view_basis letter_fact_view(struct desk *d, const struct fact *f);
struct view_basis *letter_basis_view(struct desk *d, const struct kept_part *p, isize *n);

#endif
