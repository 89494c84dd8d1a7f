/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * statement_name.h - what a statement is called on the command line.
 *
 * A statement's number is its place in the journal. Who is cleared for all reads it as it is:
 * "s4097". For everybody else a gap between two numbers would tell that something stands there
 * which they may not see, so they get the number enciphered under the case file's key: s and
 * thirteen letters and digits, the same at each time, of which neighbours say nothing.
 */
#ifndef RECORD_STATEMENT_NAME_H
#define RECORD_STATEMENT_NAME_H

#include "record/workspace.h"

enum { STATEMENT_LETTERS = 14 }; /* of the enciphered form, its s too */

struct str statement_name(const struct workspace *w, int64_t no, struct arena *a);
/* Either form; of who is not cleared for all only the second names anything. False: it is of
 * neither form. *no is 0 for what can name nothing. */
bool statement_number(int64_t *no, const struct workspace *w, struct str word);

#endif
