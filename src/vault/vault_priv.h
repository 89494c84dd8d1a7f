/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vault_priv.h - what vault.c and member_keys.c share; nobody outside vault/ includes it.
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

#endif
