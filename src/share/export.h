/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export.h - records as JSON for other programs, through the gate.
 *
 * One object: {"cairn": version of this form, "for": audience, "records": [...]}. Each statement
 * says its property, value, source, hedge and as-of date; documents come without their text and
 * file. What the gate keeps back is not there, nor texts in which a name stands that may not leave
 * (record/kept_names.h), nor references to records of which nothing leaves; ids are names of the
 * export then, which say nothing of when a record was made. A person who may only leave as a code
 * has none of the naming words. Members also get what no longer counts, with its state.
 */
#ifndef SHARE_EXPORT_H
#define SHARE_EXPORT_H

#include "record/workspace.h"

enum { EXPORT_FORM = 1 };

struct export_report {
    int64_t records, statements, kept_back;
    enum audience audience;
};
MUST_CHECK bool export_json(struct str *out, struct export_report *report, const struct reader *r,
                            struct arena *a, struct err *err);
/* The journal says that something left, how much and for whom. */
MUST_CHECK bool export_note(struct workspace *w, const struct export_report *report,
                            struct err *err);

#endif
