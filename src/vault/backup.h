/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * backup.h - a second copy that is known to be good.
 *
 * A backup is a vault: the key file, an encrypted copy of the journal's store consistent at one
 * moment, and the encrypted files. It is opened and verified before the call returns true. It
 * carries a list of the SHA-256 of each of its files (CONTENTS), so that it can be checked without
 * a key. Restoring is copying it back; the first write there takes a new device key
 * (vault/heads.h).
 */
#ifndef VAULT_BACKUP_H
#define VAULT_BACKUP_H

#include "vault/verify.h"

struct backup_report {
    int64_t files, bytes;
    struct verify_report verified;
};
/* dir must not exist, or be empty. On failure nothing of it remains. o: how the copy is verified.
 */
MUST_CHECK bool vault_backup(struct backup_report *out, struct vault *v, struct str dir,
                             struct verify_options o, struct arena *a, struct err *err);
/* Are the files of a backup what CONTENTS says? Needs no key. E_CORRUPT names the first that is
 * not. */
MUST_CHECK bool backup_check(struct sys *s, struct str dir, struct err *err);
/* Copy a backup to a new vault folder, after backup_check(). */
MUST_CHECK bool backup_restore(struct sys *s, struct str dir, struct str to, struct err *err);

#endif
