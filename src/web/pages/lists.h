/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lists.h - records as lines of a list, and pages that are such a list. */
#ifndef WEB_PAGES_LISTS_H
#define WEB_PAGES_LISTS_H

#include "web/desk.h"
#include "web/views/case.h"

enum { LIST_SHOWN = 50, NOTE_SHOWN = 120 };

/* Links to the records, with their kind if 'kinds'. Those that are whole are not read again. */
const struct view_listed *list_records(struct desk *d, const struct record_refs *l, bool kinds);
/* Letters with their state and when they were kept. */
const struct view_listed *list_letters(struct desk *d, const struct record_refs *l);
/* urgent: only what is overdue or soon. */
struct view_dues list_due(struct desk *d, const struct due_list *l, bool urgent);

/* The row of the record that ?before= names, 0 if there is no such value. */
MUST_CHECK bool list_before(int64_t *out, struct desk *d, struct err *err);
/*
 * Records of a type from the one after ?before= on. *items has what to show and where more is: at
 * 'path', which ends in "before=", and the id of the last one.
 */
MUST_CHECK bool list_of_type(struct view_list *items, struct desk *d, int type, struct str path,
                             struct err *err);

struct untold_list;
/* Families to tell; with the case of each, where the page is of all cases. */
struct view_families families_view(struct desk *d, const struct untold_list *l, bool with_case);
/* When the last copy was made (copy.c). */
MUST_CHECK bool copied_view(struct view_copied *out, struct desk *d, struct err *err);

/* The states of which the law that comes with the program knows something, by name. */
struct view_options list_states(struct request *req);

#endif
