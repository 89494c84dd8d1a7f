/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * heads.h - what a vault must not lose without a word: kept outside its folder.
 *
 * No page cipher notices an older copy of the whole file, and a damaged write-ahead log makes
 * SQLite drop commits silently. So after each commit the new head goes to STATE/WORKSPACE, and at
 * unlock the journal must contain it (vault/outside.h). The device's key lives there too, so that a
 * copied or restored vault, which comes without it, takes a new one instead of forking the chain.
 *
 * Two copies of one case file on one computer share the folder: so there is a file of heads for
 * each place, with what was acknowledged by the copy that stands there, whichever member wrote.
 */
#ifndef VAULT_HEADS_H
#define VAULT_HEADS_H

#include "sys/file.h"
#include "vault/entry.h"

struct head_list { /* the newest known head of each device */
    struct head *at;
    isize n, cap;
    isize damaged; /* lines that say nothing, beside those that a power loss cut short */
};

/* STATE/WORKSPACE, made if absent. */
MUST_CHECK bool heads_dir(struct str *out, struct sys *s, const struct hash *workspace,
                          struct arena *a, struct err *err);
/* Note that the copy at a place (heads_place) has acknowledged h. */
MUST_CHECK bool heads_append(struct sys *s, struct str dir, struct str place, const struct head *h,
                             struct err *err);
/* Begin the file of a copy that has none with all that it holds. */
MUST_CHECK bool heads_begin(struct sys *s, struct str dir, struct str place,
                            const struct head_list *held, struct err *err);
/* Of the copy at a place; none if it has no file. place empty: of all copies together. */
MUST_CHECK bool heads_load(struct head_list *out, struct sys *s, struct str dir, struct str place,
                           struct arena *a, struct err *err);
/* Count none of them any more; the files are kept under other names. The devices' keys go: what is
 * lost here may be known elsewhere, and their chains must not go on twice. */
MUST_CHECK bool heads_set_aside(struct sys *s, struct str dir, struct err *err);

struct device_place {
    struct str dir;            /* STATE/WORKSPACE */
    struct str journal;        /* path of the journal it is for */
    const struct secret *data; /* the data key */
    const struct id *member;   /* one chain belongs to one member */
};
/* What the place is called in the name of its file of heads. */
MUST_CHECK bool heads_place(struct str *out, struct sys *s, const struct device_place *at,
                            struct arena *a, struct err *err);
/* The device's seed. *found false: none was made for this place (a copy): take a new one. */
MUST_CHECK bool device_load(struct secret *seed, bool *found, struct sys *s,
                            const struct device_place *at, struct err *err);
MUST_CHECK bool device_save(struct sys *s, const struct device_place *at, const struct secret *seed,
                            struct err *err);

#endif
