/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * address.h - somebody made sure that an address is right: who, when and how.
 *
 * Addresses rot. A letter is printed with the day on which its address was confirmed, and is not
 * made final to one that nobody confirmed unless a reason is kept for it.
 */
#ifndef ACT_ADDRESS_H
#define ACT_ADDRESS_H

#include "record/workspace.h"

enum address_how { ADDRESS_TELEPHONED, ADDRESS_OFFICIAL_PAGE, ADDRESS_RETURNED_RECEIPT };

struct address_confirmation {
    int64_t no;    /* the statement that gives the address */
    struct str by; /* who made sure; empty: this member */
    struct str on; /* EDTF day; empty: today */
    enum address_how how;
    struct str more; /* the number that was called, the page; may be empty */
};
/* E_INVALID for a day that no calendar has or that has not come; E_NOTFOUND if it is no address. */
MUST_CHECK bool address_confirm(struct workspace *w, const struct address_confirmation *c,
                                struct err *err);
/* "telephoned"...: TR() */
const char *address_how_say(enum address_how how);
/* A single day, as somebody typed it. E_INVALID with a sentence. */
MUST_CHECK bool day_typed(int64_t *out, struct str typed, struct err *err);
/* A day that has come, as somebody typed it; empty gives today. E_INVALID with a sentence. */
MUST_CHECK bool day_check(struct str *out, struct workspace *w, struct str typed, struct arena *a,
                          struct err *err);

#endif
