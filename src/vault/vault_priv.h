/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vault_priv.h - what vault.c, member_keys.c and recover.c share; nobody outside vault/ includes
 * it.
 */
#ifndef VAULT_VAULT_PRIV_H
#define VAULT_VAULT_PRIV_H

#include "vault/vault.h"

/* Write VAULT/keys anew, whole or not at all. */
MUST_CHECK bool keys_save(struct sys *s, struct str path, const struct keys *k,
                          const struct secret *data, struct err *err);

/* A passphrase tells who signs in, so no two members have the same: E_CONFLICT. */
MUST_CHECK bool vault_passphrase_is_new(const struct vault *v, const struct keys *k,
                                        const struct secret *passphrase, struct err *err);

/* In two steps, since the first takes seconds: wrap this vault's member anew, then put that into
 * the key file as it is by now. */
MUST_CHECK bool passphrase_wrap(struct keys_member *out, const struct vault *v,
                                const struct secret *passphrase, struct kdf_cost cost,
                                struct err *err);
MUST_CHECK bool passphrase_keep(const struct vault *v, const struct keys_member *fresh,
                                struct err *err);

#endif
