/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/crypto.h"

#include <sodium.h>

_Static_assert(SALT_N == crypto_pwhash_argon2id_SALTBYTES, "Argon2id");

static const int64_t mib = 1 << 20;

const struct kdf_cost kdf_cost_unlock = {256 << 20, 3};
const struct kdf_cost kdf_cost_floor = {64 << 20, 3};

bool kdf_passphrase(struct secret *out, const struct secret *passphrase, const uint8_t salt[SALT_N],
                    struct kdf_cost cost, struct err *err)
{
    if (cost.memory < KDF_MEMORY_MIN_MB * mib || cost.memory > KDF_MEMORY_MAX_MB * mib ||
        cost.passes < 1 || cost.passes > KDF_PASSES_MAX)
        return err_set(err, E_LIMIT,
                       "a passphrase cost of %" PRId64 " bytes and %" PRId64 " passes", cost.memory,
                       cost.passes);
    struct secret key = secret_new(KEY_N);
    if (crypto_pwhash_argon2id(key.p, KEY_N, (const char *)passphrase->p,
                               (unsigned long long)passphrase->n, salt,
                               (unsigned long long)cost.passes, (size_t)cost.memory,
                               crypto_pwhash_argon2id_ALG_ARGON2ID13)) {
        secret_drop(&key);
        return err_set(err, E_LIMIT, "%" PRId64 " MiB of memory for the passphrase cannot be had",
                       cost.memory / mib);
    }
    *out = key;
    return true;
}
