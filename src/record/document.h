/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document.h - a document's words as these eyes may see them.
 *
 * The text stands in the journal in pieces (core:text), each saying at which byte of the whole it
 * begins. Passages are bytes of the whole. A passage above the reader's clearance is cut out, so
 * that its text reads as if it had never been there; visible_* say where what is left stood.
 */
#ifndef RECORD_DOCUMENT_H
#define RECORD_DOCUMENT_H

#include "record/fact.h"

enum { PIECE_MAX = 32768, DOCUMENT_TEXT_MAX = 16 << 20 };

struct cut { /* bytes [start, end) of the whole text that these eyes do not get */
    int64_t start, end;
};
struct document_text {
    struct str text; /* what is left, joined */
    struct cut *cuts;
    isize cut_n;
    int64_t whole; /* bytes of the whole text */
};
/* E_NOTFOUND if the document as a whole may not be seen. A document without text has empty text. */
MUST_CHECK bool document_text(struct document_text *out, const struct reader *r, int64_t document,
                              struct arena *a, struct err *err);
/* Is anything of it kept from these eyes? Then its file and the pieces of its text are, too:
 * record/fact.h leaves them out. */
MUST_CHECK bool document_is_cut(bool *out, const struct reader *r, int64_t document,
                                struct err *err);
/* The words of a passage of the whole text; empty if any of it may not be seen. */
struct str document_words(const struct document_text *t, int64_t start, int64_t end);
/* Where a byte of the whole text is in the visible one; -1 if it was cut out. */
isize document_visible(const struct document_text *t, int64_t at);

/* Text in pieces of at most PIECE_MAX bytes that end at a line, or a character: core:text
 * statements about 'document'. Values borrow text. */
isize document_pieces(struct stmt **out, struct id document, struct str text, struct str language,
                      struct arena *a);

#endif
