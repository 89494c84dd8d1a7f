/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * member.h - whose word is it? Only vault/ uses it.
 *
 * A device speaks for a member when its first entry holds a certificate signed by the member's key.
 * That key is known from the first entry of the workspace (the first administrator's), or from an
 * entry of kind 3 by a device of the first administrator. Neither can be erased, so what is found
 * once stays so.
 */
#ifndef VAULT_MEMBER_H
#define VAULT_MEMBER_H

#include "vault/journal.h"

/* A member's key or a device's certificate. */
bool stmt_is_key(const struct stmt *s);
/* Does a certificate (device key and signature) say that this device is the member's? */
bool certificate_is_good(struct str certificate, const struct device_key *device,
                         const struct id *member, const uint8_t key[KEY_N]);

/* E_NOTFOUND while the certificate, or the key that signed it, is not here. */
MUST_CHECK bool device_check(struct vault *v, const struct entry *e, struct err *err);

/* Its member was removed, and the entry follows the last one that was accepted: E_DENIED. */
MUST_CHECK bool device_pin_check(struct vault *v, const struct entry *e, const struct hash *id,
                                 struct err *err);

#endif
