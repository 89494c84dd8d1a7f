/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * heads.h - what a vault must not lose without a word: kept outside its folder.
 *
 * No page cipher notices an older copy of the whole file, and a damaged write-ahead log makes
 * SQLite drop commits silently. So after each commit the new head goes to STATE/WORKSPACE/heads,
 * and at unlock the journal must contain all of them. The device's key lives there too, so that a
 * copied or restored vault, which comes without it, takes a new one instead of forking the chain.
 */
#ifndef VAULT_HEADS_H
#define VAULT_HEADS_H

#include "sys/file.h"
#include "vault/entry.h"

struct head_list {
    struct head *at;
    isize n, cap;
};

/* STATE/WORKSPACE, made if absent. */
MUST_CHECK bool heads_dir(struct str *out, struct sys *s, const struct hash *workspace,
                          struct arena *a, struct err *err);
MUST_CHECK bool heads_append(struct sys *s, struct str dir, const struct head *h, struct err *err);
/* The newest known head of each device; a torn last line (power loss) is left out. */
MUST_CHECK bool heads_load(struct head_list *out, struct sys *s, struct str dir, struct arena *a,
                           struct err *err);
/* Accept that what is missing is lost: the old file is kept under another name. The device's key
 * goes: what is lost here may be known elsewhere, and its chain must not go on twice. */
MUST_CHECK bool heads_forgive(struct sys *s, struct str dir, struct err *err);

struct device_place {
    struct str dir;            /* STATE/WORKSPACE */
    struct str journal;        /* path of the journal it is for */
    const struct secret *data; /* the data key */
};
/* The device's seed. *found false: none, or made for another place (a copy): take a new one. */
MUST_CHECK bool device_load(struct secret *seed, bool *found, struct sys *s,
                            const struct device_place *at, struct err *err);
MUST_CHECK bool device_save(struct sys *s, const struct device_place *at, const struct secret *seed,
                            struct err *err);

#endif
