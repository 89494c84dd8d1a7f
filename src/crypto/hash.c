/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SHA-256 is libcrypto's, which uses the processor's SHA instructions. Its context lives on the
 * stack through the older calls: the newer EVP ones allocate at each message (bench/bench_hash.c).
 */
#define OPENSSL_API_COMPAT 10100

#include "crypto/crypto.h"

#include <string.h>

#include <openssl/sha.h>
#include <sodium.h>

_Static_assert(HASH_N == SHA256_DIGEST_LENGTH, "SHA-256");
_Static_assert(HASH_N == crypto_generichash_BYTES, "BLAKE2b-256");
_Static_assert(sizeof(SHA256_CTX) == sizeof(struct hasher), "a hasher holds libcrypto's context");
_Static_assert(_Alignof(SHA256_CTX) <= _Alignof(struct hasher), "and is as aligned");

static SHA256_CTX *ctx_of(struct hasher *h)
{
    return (SHA256_CTX *)(void *)h->ctx;
}

void hasher_open(struct hasher *h)
{
    int ok = SHA256_Init(ctx_of(h));
    ASSERT(ok == 1);
}

void hasher_add(struct hasher *h, const void *p, isize n)
{
    ASSERT(n >= 0);
    int ok = n == 0 || SHA256_Update(ctx_of(h), p, (size_t)n) == 1;
    ASSERT(ok);
}

struct hash hasher_close(struct hasher *h)
{
    struct hash out;
    int ok = SHA256_Final(out.b, ctx_of(h));
    ASSERT(ok == 1);
    hasher_drop(h);
    return out;
}

void hasher_drop(struct hasher *h)
{
    memset(h, 0, sizeof *h);
}

struct hash hash_sha256(struct str a)
{
    return hash_sha256_3(a, S(""), S(""));
}

struct hash hash_sha256_2(struct str a, struct str b)
{
    return hash_sha256_3(a, b, S(""));
}

struct hash hash_sha256_3(struct str a, struct str b, struct str c)
{
    struct hasher h;
    hasher_open(&h);
    hasher_add(&h, a.p, a.n);
    hasher_add(&h, b.p, b.n);
    hasher_add(&h, c.p, c.n);
    return hasher_close(&h);
}

bool hash_eq(const struct hash *a, const struct hash *b)
{
    return memcmp(a->b, b->b, HASH_N) == 0;
}

struct hash hash_keyed(const struct secret *key, struct str bytes)
{
    ASSERT(key->n == KEY_N && bytes.n >= 0);
    struct hash out;
    int failed = crypto_generichash(out.b, HASH_N, (const uint8_t *)bytes.p,
                                    (unsigned long long)bytes.n, key->p, KEY_N);
    ASSERT(!failed);
    return out;
}

struct secret key_derive(const struct secret *key, const char *use)
{
    char context[crypto_kdf_CONTEXTBYTES] = {0};
    struct str name = str_from_c(use);
    ASSERT(key->n == KEY_N && name.n > 0 && name.n <= (isize)sizeof context);
    memcpy(context, name.p, (size_t)name.n);
    struct secret out = secret_new(KEY_N);
    int failed = crypto_kdf_derive_from_key(out.p, KEY_N, 1, context, key->p);
    ASSERT(!failed);
    return out;
}
