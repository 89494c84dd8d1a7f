/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema_parse.h - what the parser and the look-ups of a schema share; nobody else's business. */
#ifndef RECORD_SCHEMA_PARSE_H
#define RECORD_SCHEMA_PARSE_H

#include "record/schema.h"

/* Add files to a schema. On failure *s is half made: throw it away. */
MUST_CHECK bool schema_add(struct schema *s, const struct embedded *files, struct str prefix,
                           struct arena *a, struct err *err);

/* The indexes: number to place in a list. -1 if it is not there. */
isize number_find(const struct number_index *x, int number);
void number_add(struct number_index *x, int number, isize at, struct arena *a);

#endif
