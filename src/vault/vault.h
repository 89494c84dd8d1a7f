/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vault.h - a case file on disk: made, opened, locked.
 *
 * One directory (docs/formats/vault.md). An open vault holds the data key, this device's signing
 * key and a connection to the store. What others see of it is vault/journal.h (write and read
 * entries) and vault/blob.h (encrypted files). A thread that needs its own connection makes it with
 * vault_share(): it shares the keys of the vault it came from and must be closed before it.
 */
#ifndef VAULT_VAULT_H
#define VAULT_VAULT_H

#include "vault/heads.h"
#include "vault/keys.h"
#include "vault/view.h"

struct lost { /* a device's entries that were acknowledged and are not in the journal */
    struct device_key device;
    int64_t have; /* newest seq that is there */
    int64_t want; /* newest seq known outside */
};
struct known_device;
struct dropped;
struct lost_list {
    struct lost *at;
    isize n, cap;
};

struct vault {
    struct sys *sys;
    struct db *db;
    struct arena *a; /* lives as long as the vault is open */
    struct str path;
    struct str state; /* STATE/WORKSPACE */
    struct secret data_key;
    struct hash workspace;
    struct id member;
    bool demonstration;
    bool read_only;
    bool fixed;             /* ... since it stands where nobody can write */
    bool shared;            /* made by vault_share(): the keys belong to another */
    struct secret identity; /* the member's Ed25519 seed */
    struct sign_key device; /* valid after the first write, or if device_known */
    bool device_known;
    const struct view *const *views;    /* ends with NULL */
    struct known_device *known_devices; /* vault/member.h */
    struct dropped *dropped;            /* vault/erase.c: bodies that this transaction drops */
    bool here;                          /* this copy was written where it stands */
    struct lost_list lost; /* acknowledged and not there: nothing is written while there is any */
    struct lost_list elsewhere; /* what only other copies on this computer hold */
    isize notes_damaged;        /* lines of the heads outside that say nothing any more */
};

/* Which vault, and how it is opened. */
struct vault_options {
    struct sys *sys;
    struct str path;
    bool read_only;
    int64_t cache_mb; /* 0: 16 */
    const struct view *const *views;
};

struct vault_new {
    struct str path; /* must not exist, or be an empty directory */
    const struct secret *passphrase;
    struct kdf_cost cost;
    bool demonstration;
    struct str member_name; /* as the member wants to be named in this case file; may be "" */
    const uint8_t *drawn;   /* recovery shares that were printed already; NULL: draw new ones */
    uint8_t shares[SHARES * SHARE_N]; /* out: the recovery shares, to be printed and wiped */
};
/* Make a vault. On failure nothing of it remains. If the program is ended meanwhile, a folder
 * PATH.making remains; vault_init_clear() takes it away. */
MUST_CHECK bool vault_init(struct vault_new *n, struct sys *s, struct arena *a, struct err *err);
MUST_CHECK bool vault_init_clear(struct sys *s, struct str path, struct err *err);

/*
 * E_NOTFOUND, E_NOVAULT, E_NEWER, E_CORRUPT, E_DENIED (wrong passphrase). What stands on a disc, or
 * on a stick whose lock is on, is opened for reading; E_READONLY if it cannot be read as it is.
 * Views that another version of the program made are rebuilt.
 */
MUST_CHECK bool vault_open(struct vault **out, const struct vault_options *o,
                           const struct secret *passphrase, struct arena *a, struct err *err);
/* With the keys themselves: after recovery, and for tests that must not pay for Argon2. */
MUST_CHECK bool vault_open_keys(struct vault **out, const struct vault_options *o,
                                const struct key_pair *keys, struct id member, struct arena *a,
                                struct err *err);
/* Another connection to the same store. cache_mb: its own; 0: 16. */
MUST_CHECK bool vault_share(struct vault **out, const struct vault *v, int64_t cache_mb,
                            struct arena *a, struct err *err);
void vault_close(struct vault **v);

/* Is this directory a vault of ours, and what does its key file say? Needs no secret. */
MUST_CHECK bool vault_keys(struct keys *out, struct str *bytes, struct sys *s, struct str path,
                           struct arena *a, struct err *err);

/* Set a new passphrase for this vault's member. */
MUST_CHECK bool vault_passphrase(struct vault *v, const struct secret *passphrase,
                                 struct kdf_cost cost, struct err *err);

/* The journal's store, its path. */
struct str vault_journal_path(struct str vault_path, struct arena *a);

/* A new record id: now, and 80 random bits. */
struct id id_new(struct sys *s);

#endif
