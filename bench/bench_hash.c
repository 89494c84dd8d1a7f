/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_hash - SHA-256 of many small inputs: ours, and libcrypto's newer calls for comparison.
 *
 * A statement's digest is over a salt and about 150 bytes, and a check of a whole journal computes
 * millions of them. Prints CPU nanoseconds a digest.
 */
#include "crypto/crypto.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include <openssl/evp.h>

enum { INPUT = 150, ROUNDS = 1000000 };

static uint8_t input[INPUT];

static void ours(EVP_MD_CTX *ctx, uint8_t *out)
{
    (void)ctx;
    struct hash h = hash_sha256((struct str){(const char *)input, INPUT});
    memcpy(out, h.b, HASH_N);
}

static void evp_reused(EVP_MD_CTX *ctx, uint8_t *out)
{
    EVP_DigestInit_ex(ctx, NULL, NULL);
    EVP_DigestUpdate(ctx, input, INPUT);
    EVP_DigestFinal_ex(ctx, out, NULL);
}

static void evp_at_once(EVP_MD_CTX *ctx, uint8_t *out)
{
    (void)ctx;
    EVP_Digest(input, INPUT, out, NULL, EVP_sha256(), NULL);
}

static void measure(const char *name, void (*digest)(EVP_MD_CTX *, uint8_t *), EVP_MD_CTX *ctx)
{
    clock_t from = clock();
    for (int i = 0; i < ROUNDS; i++)
        digest(ctx, input); /* each over the one before, so that none can be left out */
    double s = (double)(clock() - from) / CLOCKS_PER_SEC;
    printf("%-12s %6.0f ns a digest of %d bytes\n", name, s * 1e9 / ROUNDS, INPUT);
}

int main(void)
{
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    if (!ctx || !EVP_DigestInit_ex(ctx, EVP_sha256(), NULL))
        return 1;
    measure("ours", ours, ctx);
    measure("evp reused", evp_reused, ctx);
    measure("evp at once", evp_at_once, ctx);
    EVP_MD_CTX_free(ctx);
    return 0;
}
