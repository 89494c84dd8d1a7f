/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "test.h"
#include "vault/keys.h"

__attribute__((constructor)) static void start(void)
{
    crypto_init();
}

static const struct kdf_cost cheap = {8 << 20, 1};

static struct key_pair some_pair(struct test *t)
{
    struct key_pair k = {secret_new(KEY_N), secret_new(KEY_N)};
    for (int i = 0; i < KEY_N; i++) {
        k.data.p[i] = (uint8_t)test_random(t, 256);
        k.identity.p[i] = (uint8_t)test_random(t, 256);
    }
    return k;
}

static struct str some_file(struct test *t, const struct key_pair *pair, uint8_t *shares)
{
    struct keys_member m = {.cost = cheap, .salt = {1, 2, 3}};
    struct keys k = {.members = &m, .member_n = 1};
    uint8_t nonces[PAIRS][NONCE_N] = {{1}, {2}, {3}}, nonce[NONCE_N] = {9};
    struct secret pass = secret_from("open sesame", 11);
    struct err e = {0};
    m.id.b[0] = 7;
    for (int i = 0; i < SHARES * SHARE_N; i++)
        shares[i] = (uint8_t)test_random(t, 256);
    CHECK(keys_wrap_member(&m, pair, &pass, nonce, &e));
    keys_wrap_shares(&k, pair, shares, (const uint8_t(*)[NONCE_N])nonces);
    secret_drop(&pass);
    return keys_write(&k, &pair->data, t->a);
}

TEST(a_passphrase_opens_and_a_wrong_one_does_not)
{
    uint8_t shares[SHARES * SHARE_N];
    AUTO(key_pair_drop) struct key_pair pair = some_pair(t), got = {0};
    struct str file = some_file(t, &pair, shares);
    AUTO(secret_drop) struct secret good = secret_from("open sesame", 11);
    AUTO(secret_drop) struct secret bad = secret_from("open sesamf", 11);
    struct keys k;
    struct id member;
    CHECK_OK(keys_parse(&k, file, t->a, &err));
    CHECK_OK(keys_unwrap(&got, &member, &k, &good, &err));
    CHECK(secret_eq(got.data.p, pair.data.p, KEY_N));
    CHECK(secret_eq(got.identity.p, pair.identity.p, KEY_N));
    CHECK_INT(member.b[0], 7);
    CHECK_OK(keys_check(file, &got.data, &err));
    CHECK_FAILS(keys_unwrap(&got, &member, &k, &bad, &err), E_DENIED);
}

TEST(any_two_recovery_papers_open)
{
    uint8_t shares[SHARES * SHARE_N];
    AUTO(key_pair_drop) struct key_pair pair = some_pair(t);
    struct str file = some_file(t, &pair, shares);
    struct keys k;
    CHECK_OK(keys_parse(&k, file, t->a, &err));
    for (int a = 1; a <= SHARES; a++) {
        for (int b = 1; b <= SHARES; b++) {
            AUTO(key_pair_drop) struct key_pair got = {0};
            struct recovery_share two[2] = {{.number = a}, {.number = b}};
            memcpy(two[0].share, shares + (isize)(a - 1) * SHARE_N, SHARE_N);
            memcpy(two[1].share, shares + (isize)(b - 1) * SHARE_N, SHARE_N);
            if (a == b) {
                CHECK_FAILS(keys_unwrap_shares(&got, &k, two, &err), E_DENIED);
                continue;
            }
            CHECK_OK(keys_unwrap_shares(&got, &k, two, &err));
            CHECK(secret_eq(got.data.p, pair.data.p, KEY_N));
            two[0].number = b, two[1].number = a;
            CHECK_FAILS(keys_unwrap_shares(&got, &k, two, &err), E_DENIED);
            for (int known = 0; known < 3; known++) { /* of neither, of one, of the other */
                AUTO(key_pair_drop) struct key_pair found = {0};
                two[0].number = known == 1 ? a : 0, two[1].number = known == 2 ? b : 0;
                CHECK_OK(keys_unwrap_shares(&found, &k, two, &err));
                CHECK(secret_eq(found.identity.p, pair.identity.p, KEY_N));
            }
            two[1].share[3] ^= 1;
            CHECK_FAILS(keys_unwrap_shares(&got, &k, two, &err), E_DENIED);
        }
    }
}

TEST(every_flipped_bit_of_the_key_file_is_noticed)
{
    uint8_t shares[SHARES * SHARE_N];
    AUTO(key_pair_drop) struct key_pair pair = some_pair(t);
    struct str file = some_file(t, &pair, shares);
    char *p = NEWN(t->a, char, file.n);
    memcpy(p, file.p, (size_t)file.n);
    struct str changed = {p, file.n};
    for (isize i = 0; i < file.n; i++) {
        struct keys k;
        struct err e = {0};
        p[i] ^= (char)(1 << test_random(t, 8));
        bool ok = keys_parse(&k, changed, t->a, &e) && keys_check(changed, &pair.data, &e);
        CHECK(!ok);
        CHECK_INT(e.code, E_CORRUPT);
        p[i] = file.p[i];
    }
    for (isize n = 0; n < file.n; n++) {
        struct keys k;
        struct err e = {0};
        CHECK(!keys_parse(&k, str_part(file, 0, n), t->a, &e));
    }
}
