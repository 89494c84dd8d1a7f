/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * card.h - the text format of data/schema and data/vocab.
 *
 * A file is a row of cards; a card is a block of lines "key: value", ended by an empty line. Lines
 * that begin with '#' are for the reader. A line that begins with a digit starts a card of its own
 * whose first field has the key "term" and the whole line as value; the indented lines below it
 * belong to it. A key stands once in a card.
 *
 * Every field knows its line, so that a person is told where the mistake is. What keys mean is the
 * business of schema_parse.c.
 */
#ifndef RECORD_CARD_H
#define RECORD_CARD_H

#include "base/embed.h"
#include "base/list.h"

enum { CARD_FIELDS_MAX = 40, CARDS_MAX = 20000, CARD_FILE_MAX = 4 << 20 };

struct card_field {
    struct str key, value;
    int line;
    bool used; /* some code asked for it */
};
struct card {
    struct str file;
    int line; /* of its first field */
    struct card_field *at;
    isize n, cap;
};
struct card_list {
    struct card *at;
    isize n, cap;
};

/* Add the cards of one file. Their text borrows file->bytes. E_INVALID "file:line: ...". */
MUST_CHECK bool cards_read(struct card_list *out, const struct embedded *file, struct arena *a,
                           struct err *err);

/* The value of a field, or the empty str; marks it used. A field is never empty. */
struct str card_get(struct card *c, struct str key);
bool card_has(const struct card *c, struct str key);
/* E_INVALID if a field was never asked for: a misspelt key is not passed over in silence. */
MUST_CHECK bool card_all_used(const struct card *c, struct err *err);
/* E_INVALID with "file:line: " of that field (of the card if there is none) in front. */
bool card_fail(const struct card *c, struct str key, struct err *err, const char *fmt, ...)
    PRINTF(4, 5);

#endif
