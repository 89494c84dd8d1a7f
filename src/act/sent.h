/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sent.h - a letter went out; what came back.
 *
 * Sending is one record (type dispatch): how, on which day, under which number, with a photograph
 * of the receipt, to the address that stood on it. The day a reply is expected is a deadline that
 * waits on Home until a reply, or the letter itself, comes back.
 */
#ifndef ACT_SENT_H
#define ACT_SENT_H

#include "act/kept.h"

enum { PROOF_MAX = 40 << 20 };

struct sending {
    int channel;         /* TERM_CHANNEL_* */
    struct str number;   /* of the post office, the fax report; may be empty */
    struct str on;       /* EDTF day; empty: today */
    struct str reply_by; /* EDTF day; empty: none is expected */
    struct str proof;    /* bytes of a picture or PDF; empty: none */
};
/* E_DENIED for a draft; E_INVALID for a day that cannot be, or a receipt that is no picture and no
 * PDF; E_LIMIT for one of more than PROOF_MAX bytes. */
MUST_CHECK bool letter_sent(struct workspace *w, const struct kept *k, const struct sending *s,
                            struct arena *a, struct err *err);

struct reply {
    struct str on;         /* EDTF day; empty: today */
    struct str says;       /* what it says, in our words */
    struct str name, file; /* the paper itself; may be empty */
};
/* The paper becomes a document of the case file, read if it can be. */
MUST_CHECK bool letter_replied(struct workspace *w, const struct kept *k, const struct reply *r,
                               struct arena *a, struct err *err);
/* It came back unopened. E_INVALID without a reason. */
MUST_CHECK bool letter_returned(struct workspace *w, const struct kept *k, struct str on,
                                struct str reason, struct arena *a, struct err *err);

/* What a file is by its first bytes, of those that a receipt can be: "image/jpeg"; else empty. */
struct str proof_media(struct str bytes);

#endif
