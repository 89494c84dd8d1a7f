/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * refusal.h - why cairn-parse refuses a document: one word, in err.detail and as its last line.
 *
 * The program shows its own sentence for each word (format/parse.c), so that a child in a
 * stranger's hand cannot speak to the person.
 */
#ifndef READ_FORMAT_REFUSAL_H
#define READ_FORMAT_REFUSAL_H

#include "base/err.h"

#define REFUSAL_ARCHIVE "archive"     /* a ZIP that is no document */
#define REFUSAL_CHARSET "charset"     /* no character set fits */
#define REFUSAL_CUT "cut"             /* its end is missing */
#define REFUSAL_DAMAGED "damaged"     /* it breaks the rules of its format */
#define REFUSAL_ENCRYPTED "encrypted" /* locked with a password */
#define REFUSAL_JUNK "junk"           /* bytes that are no text */
#define REFUSAL_MAILBOX "mailbox"     /* several mails in one file */
#define REFUSAL_SHEET "sheet"         /* a spreadsheet */
#define REFUSAL_SLIDES "slides"       /* a presentation */

/* E_INVALID with that word. Returns false. */
bool refused(struct err *err, const char *word);

#endif
