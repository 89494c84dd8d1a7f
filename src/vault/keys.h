/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * keys.h - who may open a vault: the file VAULT/keys (docs/formats/vault.md).
 *
 * The data key is random and never changes; each member's passphrase, and each pair of recovery
 * shares, wraps the same data key. Changing a passphrase re-wraps 64 bytes.
 */
#ifndef VAULT_KEYS_H
#define VAULT_KEYS_H

#include "vault/stmt.h"

enum {
    SHARES = 3,
    PAIRS = 3,
    SHARE_N = 16,
    WRAPPED_N = NONCE_N + 2 * KEY_N + SEAL_N,
    MEMBERS_MAX = 64
};

struct keys_member {
    struct id id;
    uint8_t salt[SALT_N];
    struct kdf_cost cost;
    uint8_t wrapped[WRAPPED_N];
};
struct keys {
    struct hash workspace;
    struct keys_member *members;
    isize member_n;
    uint8_t pairs[PAIRS][WRAPPED_N]; /* (1,2) (1,3) (2,3) */
    bool demonstration;
};
/* What a key file guards. */
struct key_pair {
    struct secret data;     /* KEY_N */
    struct secret identity; /* KEY_N: the member's Ed25519 seed */
};
void key_pair_drop(struct key_pair *k);

/* Bytes of the file; data is needed for its keyed hash. */
struct str keys_write(const struct keys *k, const struct secret *data, struct arena *a);
/* E_NOVAULT if it is no key file, E_NEWER, E_CORRUPT if damaged. Needs no secret. */
MUST_CHECK bool keys_parse(struct keys *out, struct str bytes, struct arena *a, struct err *err);
/* Once open: was the file made by somebody who has the data key? E_CORRUPT if not. */
MUST_CHECK bool keys_check(struct str bytes, const struct secret *data, struct err *err);

/* Wrap for a member under a passphrase; m->id and m->cost are set, salt and nonce come in. */
MUST_CHECK bool keys_wrap_member(struct keys_member *m, const struct key_pair *k,
                                 const struct secret *passphrase, const uint8_t nonce[NONCE_N],
                                 struct err *err);
/* Try a passphrase on every member. E_DENIED if none fits. */
MUST_CHECK bool keys_unwrap(struct key_pair *out, struct id *member, const struct keys *k,
                            const struct secret *passphrase, struct err *err);

/* Recovery: shares is SHARES x SHARE_N bytes. */
void keys_wrap_shares(struct keys *k, const struct key_pair *pair, const uint8_t *shares,
                      const uint8_t nonces[PAIRS][NONCE_N]);
/* A share as its paper gives it; wipe it after use. */
struct recovery_share {
    int number; /* 1 to SHARES; 0: not known */
    uint8_t share[SHARE_N];
};
/* Two different shares, in either order. E_DENIED if they do not fit. */
MUST_CHECK bool keys_unwrap_shares(struct key_pair *out, const struct keys *k,
                                   const struct recovery_share two[2], struct err *err);

#endif
