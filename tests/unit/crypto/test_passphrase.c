/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/crypto.h"

#include "test.h"

#define MIB ((int64_t)1 << 20)

static const uint8_t salt[SALT_N] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

/* Computed with the reference program: echo -n "open sesame" | argon2 ... -id -t 2 -k 8192 -p 1 */
TEST(the_key_of_a_passphrase_is_argon2id)
{
    crypto_init();
    struct secret pass = secret_from("open sesame", 11);
    struct secret key = {0};
    CHECK_OK(kdf_passphrase(&key, &pass, salt, (struct kdf_cost){8 * MIB, 2}, &err));
    CHECK_STR(str_hex(t->a, key.p, key.n),
              S("0a5864f01e001b0541b6a297bb4ec75c8c2cd3555ec959a82932f0b1d6b068e2"));
    secret_drop(&key);
    secret_drop(&pass);
}

TEST(passphrase_salt_and_cost_all_change_the_key)
{
    crypto_init();
    struct secret pass = secret_from("open sesame", 11), other = secret_from("open sesamd", 11);
    struct secret k[4] = {{0}};
    uint8_t salt2[SALT_N] = {0};
    struct kdf_cost low = {8 * MIB, 1}, more = {9 * MIB, 1};
    CHECK_OK(kdf_passphrase(&k[0], &pass, salt, low, &err));
    CHECK_OK(kdf_passphrase(&k[1], &other, salt, low, &err));
    CHECK_OK(kdf_passphrase(&k[2], &pass, salt2, low, &err));
    CHECK_OK(kdf_passphrase(&k[3], &pass, salt, more, &err));
    for (int i = 1; i < 4; i++)
        CHECK(!secret_eq(k[0].p, k[i].p, KEY_N));
    for (int i = 0; i < 4; i++)
        secret_drop(&k[i]);
    secret_drop(&pass);
    secret_drop(&other);
}

TEST(a_hostile_cost_is_refused_before_memory_is_taken)
{
    crypto_init();
    struct secret pass = secret_from("x", 1);
    struct secret key = {0};
    static const struct kdf_cost bad[] = {
        {0, 3},         {1, 3},       {8 * MIB - 1, 3}, {4096 * MIB, 3}, {INT64_MAX, 3},
        {INT64_MIN, 3}, {8 * MIB, 0}, {8 * MIB, -1},    {8 * MIB, 33},   {8 * MIB, INT64_MAX},
    };
    for (isize i = 0; i < COUNTOF(bad); i++)
        CHECK_FAILS(kdf_passphrase(&key, &pass, salt, bad[i], &err), E_LIMIT);
    CHECK(key.p == NULL);
    secret_drop(&pass);
}
