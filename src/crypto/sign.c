/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/crypto.h"

#include <sodium.h>

_Static_assert(KEY_N == crypto_sign_PUBLICKEYBYTES, "Ed25519");
_Static_assert(KEY_N == crypto_sign_SEEDBYTES, "Ed25519");
_Static_assert(SIGNATURE_N == crypto_sign_BYTES, "Ed25519");

struct sign_key sign_key_from_seed(const struct secret *seed)
{
    ASSERT(seed->n == KEY_N);
    struct sign_key k = {.secret = secret_new(crypto_sign_SECRETKEYBYTES)};
    int failed = crypto_sign_seed_keypair(k.public, k.secret.p, seed->p);
    ASSERT(!failed);
    return k;
}

void sign_key_drop(struct sign_key *k)
{
    secret_drop(&k->secret);
    *k = (struct sign_key){0};
}

void sign_make(uint8_t out[SIGNATURE_N], const struct sign_key *k, struct str message)
{
    ASSERT(k->secret.n == crypto_sign_SECRETKEYBYTES && message.n >= 0);
    int failed = crypto_sign_detached(out, NULL, (const uint8_t *)message.p,
                                      (unsigned long long)message.n, k->secret.p);
    ASSERT(!failed);
}

bool sign_is_good(const uint8_t sig[SIGNATURE_N], const uint8_t public[KEY_N], struct str message)
{
    ASSERT(message.n >= 0);
    return crypto_sign_verify_detached(sig, (const uint8_t *)message.p,
                                       (unsigned long long)message.n, public) == 0;
}
