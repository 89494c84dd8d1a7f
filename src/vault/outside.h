/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * outside.h - an open vault held against what this computer knows of it (vault/heads.h).
 *
 * Of a copy that was written where it stands, the heads that it acknowledged must be in its
 * journal: what is not there is lost. What only other copies on this computer acknowledged is told,
 * and hinders nothing. A copy that is new to its place (restored, copied, moved) must hold all that
 * this computer knows, else it is an older one.
 */
#ifndef VAULT_OUTSIDE_H
#define VAULT_OUTSIDE_H

#include "vault/vault.h"

/* At opening: the member's device key here, if any; v->here, lost, elsewhere, notes_damaged. */
MUST_CHECK bool outside_check(struct vault *v, struct err *err);
/* Has this vault's member a device here? Sets v->device. */
MUST_CHECK bool outside_find(struct vault *v, struct err *err);
/* A key for this copy, made once; its heads begin with what it holds. */
MUST_CHECK bool outside_device(struct vault *v, struct err *err);
/* This copy has acknowledged h. */
MUST_CHECK bool outside_note(struct vault *v, const struct head *h, struct err *err);
/* The person says: what is missing is lost, and what other copies hold does not count. The copy
 * takes a new key, since its chain may be known elsewhere and must not go on twice. */
MUST_CHECK bool vault_accept_loss(struct vault *v, struct err *err);

#endif
