/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * blob.h - files kept whole: originals, renditions, frozen letters.
 *
 * Each is sealed under its own random key, which stands in its (erasable) file statement: without
 * the statement nobody can open it. On disk it is VAULT/files/ab/..., named by a keyed hash, so the
 * folder tells nothing. Originals are never altered; the SHA-256 in the statement is of the
 * original bytes.
 */
#ifndef VAULT_BLOB_H
#define VAULT_BLOB_H

#include "vault/vault.h"

/* Store bytes; *out is a V_FILE value for the statement. The file is durable when this returns. */
MUST_CHECK bool blob_add(struct value *out, struct vault *v, struct str bytes, struct str media,
                         struct err *err);
/* The bytes of a V_FILE value. E_CORRUPT if a bit differs, E_NOTFOUND if the file is not there. */
MUST_CHECK bool blob_load(struct str *out, const struct vault *v, const struct value *file,
                          struct arena *a, struct err *err);
/* Remove the stored file of a value whose statement is gone. Fine if it is not there. */
MUST_CHECK bool blob_remove(struct vault *v, const struct value *file, struct err *err);
/* Where a value's file stands, for backup and custody. */
struct str blob_path(const struct vault *v, const struct value *file, struct arena *a);

enum { BLOB_MAX = 1 << 28 }; /* 256 MiB */

#endif
