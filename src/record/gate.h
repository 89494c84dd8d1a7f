/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gate.h - the one question every way out asks: may this leave, for these eyes?
 *
 * Pages, search, counts, letters, exports, prints and error texts all come through gate_ask(), for
 * statements, passages and whole documents alike. It is a pure function of what is recorded about
 * the item, so it can be tested by table.
 *
 * Inside (members), clearance governs: what is above it is not there, and not hinted at. Outward,
 * consent governs, and the default is nothing: a person leaves only as a code or a count. Without
 * any consent only what is public by its nature leaves: law, state bodies and their offices, and
 * the names of officials in office and of signatories who signed. A label that says otherwise, and
 * "inside only", hold those back too; so does a paper that is not public, as long as what a machine
 * found in it was read by nobody. And so do free words of such a paper as long as no person has
 * read them, unless the consent is one to names: they can name somebody.
 */
#ifndef RECORD_GATE_H
#define RECORD_GATE_H

#include "record/schema.h"

enum audience {
    AUDIENCE_MEMBERS,       /* pages and commands inside the case file */
    AUDIENCE_UN,            /* to the UN in confidence */
    AUDIENCE_UN_GOVERNMENT, /* the UN passes it to the government concerned */
    AUDIENCE_PUBLIC         /* letters to officials, the press, anybody */
};

struct gate {
    enum audience audience;
    enum sensitivity clearance; /* of the member; for outward audiences what the sender may see */
};

/* What the gate needs to know of a thing; record/fact.h fills it. */
struct gate_item {
    int type; /* number of the type of the record it speaks of; 0: none known */
    const struct property *property; /* NULL for a passage or a document as a whole */
    enum sensitivity sensitivity;    /* effective: labels, else the schema's default */
    bool labelled;                   /* a person has said so; else it is the default */
    int consent;                     /* TERM_CONSENT_*; 0: nothing is recorded */
    bool in_office;  /* speaks of a person known to hold an office, and not known to be at risk */
    bool signatory;  /* ... or of one who signed and has not withdrawn */
    bool restrained; /* a label on it or around it says that it is not open */
    bool unread;     /* a machine found it in a paper that is not public; no person has read it */
    bool words; /* free words, of a paper that was not published, that no person has read: they can
                   name anybody */
    bool withdrawn;  /* retracted, corrected away, or marked as not for use outside */
    bool incomplete; /* a quantity without measure, holder or as-of */
};

enum gate_answer {
    GATE_SHOW,
    GATE_CODE, /* the person leaves, but only as a code or a count */
    GATE_KEEP
};
enum gate_reason {
    GATE_FINE,
    GATE_NO_CONSENT, /* nothing recorded, or not for these eyes */
    GATE_UNREAD,     /* free words that no person has read: who is named in them? */
    GATE_REFUSED,    /* inside only, said so */
    GATE_SENSITIVE,  /* secret, or restricted and no consent reaches it */
    GATE_WITHDRAWN,
    GATE_INCOMPLETE,
    GATE_WORKING_NOTE, /* filing words, file names, notes: never leave */
    GATE_CLEARANCE     /* inside: above this member's clearance */
};
struct gate_verdict {
    enum gate_answer answer;
    enum gate_reason reason;
};
struct gate_verdict gate_ask(const struct gate *g, const struct gate_item *i);

/* A short English sentence (message id) for a reason: "no consent is recorded". */
const char *gate_reason_say(enum gate_reason r);

#endif
