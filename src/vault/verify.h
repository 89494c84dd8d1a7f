/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * verify.h - is everything still as it was entered?
 *
 * Checks the page store, every signature, chain, depth, digest and stored file, the heads known
 * outside, and every view against the journal, row by row; 'rebuild' derives the views anew beside
 * the store and compares them line by line. It names what is wrong and changes nothing.
 */
#ifndef VAULT_VERIFY_H
#define VAULT_VERIFY_H

#include "vault/journal.h"

struct finding {
    struct str what; /* one line for a person; holds numbers and names of parts, never content */
};
struct verify_report {
    struct {
        struct finding *at;
        isize n, cap;
    } findings;
    int64_t entries, statements, erased, late, files, devices;
    struct arena *a;
};
struct verify_options {
    bool rebuild;
    bool skip_files; /* do not read the stored files */
    /* Called now and then with how far it is; may be NULL. */
    void (*progress)(void *ctx, int64_t done, int64_t all);
    void *ctx;
};
enum { FINDINGS_MAX = 100 };

/* False only if it could not be carried through; findings are in the report. */
MUST_CHECK bool vault_verify(struct verify_report *out, struct vault *v, struct verify_options o,
                             struct arena *a, struct err *err);
/* Throw the views away and derive them anew, in one transaction. */
MUST_CHECK bool vault_rebuild(struct vault *v, struct err *err);

#endif
