/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * note.h - a call, or anything else that somebody told us, written down.
 *
 * A note is a document like any other: its words are kept byte for byte, encrypted, with their
 * SHA-256, and read by the same rules. Beside it stands a source, a record of its own that is
 * secret: who told us. The statement that the note is from that source carries how they know, when,
 * and how they may be called outside; statements made from the note inherit it (read/origin.h).
 * Note, source and consent are written together or not at all.
 */
#ifndef READ_NOTE_H
#define READ_NOTE_H

#include "read/intake.h"
#include "read/reading.h"

enum { NOTE_MAX = 256 << 10, NOTE_LINE_MAX = 300 };

enum note_knows { KNOWS_UNSAID, KNOWS_SAW, KNOWS_TOLD, KNOWS_THIRD_HAND };
/* May the people be named? Unsaid: no consent is recorded, so nothing leaves. */
enum note_naming { NAMING_UNSAID, NAMING_NO, NAMING_YES, NAMING_CANNOT_BE_ASKED };

struct note {
    struct str words;
    struct str told_by; /* seen by who is cleared for all */
    struct str called;  /* how they may be called outside; empty: "a source known to us" */
    struct str when;    /* EDTF: the day they told it */
    enum note_knows knows;
    enum note_naming naming;
    struct str named_by; /* who agreed that they be named */
    bool secret;         /* the note as a whole is only for who is cleared for all */
};
struct noted {
    struct id document;
    bool known; /* the same words of the same source and day were there: nothing was added */
    isize found;
};
/* E_INVALID if there are no words, or no text, or "yes" without who agreed; E_LIMIT past NOTE_MAX.
 * err.detail is a message id. */
MUST_CHECK bool note_add(struct noted *out, struct workspace *w, const struct note *n,
                         struct arena *a, struct err *err);

/* What to tell the person who wrote it, as far as these eyes may see. */
struct note_said {
    isize found;             /* waiting to be checked */
    struct str_list hidden;  /* words that start as inside only */
    struct read_parts parts; /* the people it counts */
};
MUST_CHECK bool note_said(struct note_said *out, struct workspace *w, const struct id *document,
                          struct arena *a, struct err *err);
/* "10 people, 1 child: adds up."; empty if there is nothing to compare. */
struct str note_parts_say(const struct read_parts *p, enum language lang, struct arena *a);

#endif
