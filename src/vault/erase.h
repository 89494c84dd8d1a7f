/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * erase.h - taking words away for good.
 *
 * An erasure is itself an entry (who, when, which statements). The views get the old statement
 * before its body goes, so that nothing derived from it stays; files lose their key and are
 * removed; then the write-ahead log is emptied. The digest stays, and all else still verifies. What
 * an erasure cannot reach (older backups, copies given away) is said in the manual. Finding every
 * place that holds the words is record/places.h.
 */
#ifndef VAULT_ERASE_H
#define VAULT_ERASE_H

#include "vault/vault.h"

/*
 * Erase the bodies of n statements (numbers of live statements), with the reason as a statement of
 * its own (may be empty). All or none. E_DENIED if one of them is a key or a certificate, or was
 * said by another member and this one did not begin the workspace.
 */
MUST_CHECK bool erase_statements(struct vault *v, const int64_t *no, isize n, struct str reason,
                                 struct err *err);

#endif
