/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/crypto.h"

#include <string.h>

#include "test.h"

TEST(a_new_secret_is_zeroed_and_may_be_dropped_twice)
{
    crypto_init();
    crypto_init();
    struct secret s = secret_new(100);
    CHECK_INT(s.n, 100);
    for (isize i = 0; i < s.n; i++)
        CHECK_INT(s.p[i], 0);
    secret_drop(&s);
    CHECK(s.p == NULL && s.n == 0);
    secret_drop(&s);
}

TEST(secrets_compare_by_all_their_bytes)
{
    crypto_init();
    struct secret s = secret_from("0123456789", 10);
    CHECK(secret_eq(s.p, "0123456789", 10));
    CHECK(!secret_eq(s.p, "0123456788", 10));
    CHECK(!secret_eq(s.p, "1123456789", 10));
    secret_drop(&s);
}

TEST(wiping_leaves_zeroes)
{
    char word[8] = "secret!";
    secret_wipe(word, sizeof word);
    CHECK(!memcmp(word, (char[8]){0}, sizeof word));
}
