/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * recover.h - the passphrase is forgotten: two of the three recovery papers set a new one.
 *
 * The papers open the case file as who began it, and only that member's passphrase is set anew.
 * They stay good. What was done stands in the journal, in the transaction that changes the key
 * file: a pressed keeper of a paper cannot do it unseen.
 */
#ifndef VAULT_RECOVER_H
#define VAULT_RECOVER_H

#include "vault/journal.h"

/*
 * A paper as somebody types it: its words; in front of them may stand its number, or what its code
 * says (CAIRN1-2-). E_INVALID as words_parse() has it, with *wrong; the detail holds letters of a
 * secret. Wipe what was typed, and the share.
 */
MUST_CHECK bool recovery_paper_parse(struct recovery_share *out, isize *wrong, struct str typed,
                                     struct err *err);

/* What the papers guard. E_DENIED if these two do not open it. */
MUST_CHECK bool recovery_keys(struct key_pair *out, struct id *member, struct sys *s,
                              struct str path, const struct recovery_share two[2], struct err *err);
/* The same, and otherwise as vault_open(). */
MUST_CHECK bool vault_open_recovered(struct vault **out, const struct vault_options *o,
                                     const struct recovery_share two[2], struct arena *a,
                                     struct err *err);

/*
 * A new passphrase for this vault's member, whose second key (vault/second.h) is turned off: the
 * telephone may be lost too. And the entry that says that papers did it. While
 * entries are missing nothing can be written (vault.h): then it is set without a word in the
 * journal, else nobody could open the file to see what is missing.
 */
MUST_CHECK bool vault_recover(struct vault *v, const struct secret *passphrase,
                              struct kdf_cost cost, struct err *err);

#endif
