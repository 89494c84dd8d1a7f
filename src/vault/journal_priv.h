/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_priv.h - what journal.c, erase.c and verify.c share; nobody outside vault/ includes it.
 */
#ifndef VAULT_JOURNAL_PRIV_H
#define VAULT_JOURNAL_PRIV_H

#include "vault/journal.h"

/* Inside a transaction: store an entry and move its device's head; sets in->row. */
MUST_CHECK bool entry_store(struct vault *v, struct view_entry *in, struct str bytes,
                            const uint8_t sig[SIGNATURE_N], int64_t device_row, struct err *err);
/* Inside a transaction: store a body, let the views learn it, honour it if it erases another. */
MUST_CHECK bool body_store(struct vault *v, const struct view_item *i, const uint8_t salt[SALT_N],
                           struct err *err);

/* Around each transaction that may erase: forget what an earlier attempt dropped; then, after the
 * commit, remove the files of what was dropped and empty the write-ahead log. */
void erasure_begin(struct vault *v);
MUST_CHECK bool erasure_end(struct vault *v, struct err *err);

/* If i erases another statement, with the right to: drop that one's body and tell the views. */
MUST_CHECK bool erasure_honour(struct vault *v, const struct view_item *i, struct err *err);
/* Keys and certificates cannot be erased: without them the rest could not be checked. */
bool erasure_is_barred(const struct stmt *s);

#endif
