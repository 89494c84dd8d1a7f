/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/crypto.h"

#include <string.h>

#include <sodium.h>

_Static_assert(KEY_N == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "key");
_Static_assert(NONCE_N == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "nonce");
_Static_assert(SEAL_N == crypto_aead_xchacha20poly1305_ietf_ABYTES, "tag");

struct str seal(const struct secret *key, const uint8_t nonce[NONCE_N], struct str about,
                struct str plain, struct arena *a)
{
    ASSERT(key->n == KEY_N && plain.n >= 0 && about.n >= 0);
    isize n = NONCE_N + plain.n + SEAL_N;
    uint8_t *out = NEWN(a, uint8_t, n);
    memcpy(out, nonce, NONCE_N);
    int failed = crypto_aead_xchacha20poly1305_ietf_encrypt(
        out + NONCE_N, NULL, (const uint8_t *)plain.p, (unsigned long long)plain.n,
        (const uint8_t *)about.p, (unsigned long long)about.n, NULL, nonce, key->p);
    ASSERT(!failed);
    return (struct str){(const char *)out, n};
}

/* out has room for sealed.n - NONCE_N - SEAL_N bytes; libsodium leaves zeroes there on failure. */
static bool open_into(uint8_t *out, const struct secret *key, struct str about, struct str sealed,
                      struct err *err)
{
    const uint8_t *p = (const uint8_t *)sealed.p;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            out, NULL, NULL, p + NONCE_N, (unsigned long long)(sealed.n - NONCE_N),
            (const uint8_t *)about.p, (unsigned long long)about.n, p, key->p))
        return err_set(err, E_CORRUPT, "%td sealed bytes do not open under this key", sealed.n);
    return true;
}

static bool plain_size(isize *n, const struct secret *key, struct str sealed, struct err *err)
{
    ASSERT(key->n == KEY_N);
    if (sealed.n < NONCE_N + SEAL_N)
        return err_set(err, E_CORRUPT, "%td bytes are too few for a seal", sealed.n);
    *n = sealed.n - NONCE_N - SEAL_N;
    return true;
}

bool seal_open_secret(struct secret *out, const struct secret *key, struct str about,
                      struct str sealed, struct err *err)
{
    isize n = 0;
    if (!plain_size(&n, key, sealed, err))
        return false;
    if (n == 0)
        return err_set(err, E_CORRUPT, "an empty secret was sealed");
    struct secret s = secret_new(n);
    if (!open_into(s.p, key, about, sealed, err)) {
        secret_drop(&s);
        return false;
    }
    *out = s;
    return true;
}

bool seal_open(struct str *out, const struct secret *key, struct str about, struct str sealed,
               struct arena *a, struct err *err)
{
    isize n = 0;
    if (!plain_size(&n, key, sealed, err))
        return false;
    uint8_t *p = NEWN(a, uint8_t, n + 1);
    if (!open_into(p, key, about, sealed, err))
        return false;
    *out = (struct str){(const char *)p, n};
    return true;
}
