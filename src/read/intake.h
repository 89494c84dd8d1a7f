/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake.h - documents come in.
 *
 * The original is kept byte for byte, encrypted, with its SHA-256; its text is made in the sandbox
 * and kept in pieces; what the rules find becomes proposals. One document is one entry of the
 * journal: it is wholly there or not at all. What is attached to a mail becomes documents of its
 * own after it, each saying which mail it came with; one that cannot be read stays in the mail. The
 * clock of this computer at that moment, and its distance from UTC, stand with each; who collected
 * it is the member who wrote the entry.
 */
#ifndef READ_INTAKE_H
#define READ_INTAKE_H

#include "record/workspace.h"

/* Where it came from: what is not asked on the first day is lost. Empty: not said. */
struct custody {
    struct str from;      /* a person, a page: whose it was */
    struct str handed_by; /* who handed it over */
    struct str how;       /* by post, copied from a telephone... */
    struct str got_on;    /* EDTF */
    struct str drift;     /* how far this computer's clock is said to be off */
};
struct intake {
    struct str bytes;
    struct str name; /* file name as it came, without folders */
    struct custody custody;
    bool published; /* a paper that anybody can read: open, may leave under a code */
    struct batch batch;
};
struct taken_file { /* an attachment of a mail */
    struct str name;
    struct id document;
    bool known;
    isize proposals;
    struct str title;
    struct str problem; /* why it was not added: a sentence that is a message id; else empty */
};
struct taken_files {
    struct taken_file *at;
    isize n, cap;
};
struct taken_in {
    struct id document;
    bool known;    /* these very bytes were there already: nothing was added */
    bool wordless; /* pages, but no words in them: a scan */
    isize proposals;
    struct str title;            /* for the person; lives in a */
    struct taken_files attached; /* mails inside mails too, in order */
};
/* E_INVALID, E_LIMIT, E_CORRUPT as parse_document(); then nothing was added. A failure of the store
 * while attachments are added ends it: the mail is there then, and what was added before. */
MUST_CHECK bool intake_add(struct taken_in *out, struct workspace *w, const struct intake *in,
                           struct arena *a, struct err *err);

#endif
