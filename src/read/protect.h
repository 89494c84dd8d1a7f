/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * protect.h - words of a document that can betray people start as restricted.
 *
 * Each becomes a label on its passage, with the rule that put it there: restricted, and inside only
 * unless the document is published. A passage that carries a label already is left as it is, so
 * what a person decided stays decided when a document is read again.
 */
#ifndef READ_PROTECT_H
#define READ_PROTECT_H

#include "read/reading.h"
#include "record/workspace.h"

/* One entry of the journal, or none if there is nothing to label. */
MUST_CHECK bool protect_document(struct workspace *w, const struct id *document,
                                 const struct reading *r, struct err *err);

/* The words that stand protected in a document, each once, as far as the reader may see it. */
MUST_CHECK bool protect_words(struct str_list *out, const struct reader *r, int64_t document,
                              struct arena *a, struct err *err);

#endif
