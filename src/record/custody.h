/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * custody.h - the chain of custody of one original: where it came from, and each time since that
 * somebody opened, copied or printed it through this program.
 *
 * Each such act is one statement (core:handled); who did it and when are its entry's. Reading the
 * words that were made from an original is no act of custody and writes nothing. What these eyes
 * may not see is not there. The SHA-256 is that of the bytes as they came, so that anybody can
 * compute it from the original.
 */
#ifndef RECORD_CUSTODY_H
#define RECORD_CUSTODY_H

#include "record/workspace.h"

struct custody_row {
    const char *key;   /* for programs */
    const char *label; /* TR() */
    struct str value;
};
struct custody_act {
    struct str when;  /* "2026-03-02T19:35:25Z", or a date that somebody typed */
    struct str who;   /* as the member is named here */
    struct str what;  /* "Copied out", in the reader's language */
    const char *term; /* for programs: "copied"; NULL: typed by hand */
};
struct custody_of {
    struct str title;
    struct {
        struct custody_row *at;
        isize n, cap;
    } rows;
    struct {
        struct custody_act *at;
        isize n, cap;
    } acts; /* in the order of the journal */
};
/* E_NOTFOUND also for what this reader may not see, E_INVALID if it is no document. */
MUST_CHECK bool custody_load(struct custody_of *out, const struct reader *r, const struct id *id,
                             struct arena *a, struct err *err);
/* All of it as plain text, to be given to a court. */
void custody_write(struct buf *b, const struct custody_of *c, enum language lang);

/* An act: TERM_HANDLING_*. Where nothing can be written, or not by this member, nothing is, and
 * the act is not held up. */
MUST_CHECK bool custody_note(struct workspace *w, const struct id *document, int handling,
                             struct err *err);

#endif
