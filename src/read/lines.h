/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lines.h - what kind of line a line of a letter is. */
#ifndef READ_LINES_H
#define READ_LINES_H

#include "read/page.h"

/*
 * The label that a line begins with ("Fax:", "COPIES TO:", "抄送："), or an empty str. *after is
 * the lexeme behind it and its colon. A label stands before a colon, or alone, or is written in
 * capitals.
 */
struct str line_label(const struct page *p, isize line, isize *after);
bool line_is_label(const struct page *p, isize line, struct str value);

/* "Dear ...,", "尊敬的...：", "존경하는 ...": where the person addressed begins, or 0. */
isize line_salutation(const struct page *p, isize line);

/* "Sincerely," and its like. */
bool line_is_closing(const struct page *p, isize line);
/* A line that reads as prose: long, or a sentence with its point. */
bool line_is_prose(const struct page *p, isize line);
/* Only a date, with a place or weekday perhaps. */
bool line_is_date(const struct page *p, isize line);
/* A line of a postal address: a number and a street, or a postal code at its end. */
bool line_is_postal(const struct page *p, isize line);
/* A line with a telephone number that says it is one. */
bool line_has_contact(const struct page *p, isize line);
/* Nothing but marks: a rule between parts. */
bool line_is_rule(const struct page *p, isize line);
isize line_words(const struct page *p, isize line);
/* The text of a line without list signs and markup. */
struct str line_text(const struct page *p, isize line);
void lines_zone(struct page *p, isize from, isize to, enum zone zone); /* only over ZONE_BODY */

#endif
