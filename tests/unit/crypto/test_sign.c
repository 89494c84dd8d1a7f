/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/crypto.h"

#include <string.h>

#include "test.h"

/* RFC 8032, section 7.1: tests 1, 2, 3 and SHA(abc). */
static const struct {
    const char *seed, *public, *message, *signature;
} published[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
     "b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f1"
     "1d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984d"
     "c6594a7c15e9716ed28dc027beceea1ec40a"},
    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
     "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3fe"
     "ebbd454d4423643ce80e2a9ac94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431"
     "e0303dca179c138ac17ad9bef1177331a704"},
};

static struct str from_hex(struct test *t, const char *hex)
{
    struct str h = str_from_c(hex);
    uint8_t *p = NEWN(t->a, uint8_t, h.n / 2 + 1);
    CHECK_OK(str_from_hex(p, h.n / 2, h, &err));
    return (struct str){(const char *)p, h.n / 2};
}

TEST(ed25519_gives_the_published_signatures)
{
    crypto_init();
    for (isize i = 0; i < COUNTOF(published); i++) {
        struct secret seed = secret_from(from_hex(t, published[i].seed).p, KEY_N);
        struct sign_key k = sign_key_from_seed(&seed);
        struct str message = from_hex(t, published[i].message);
        uint8_t sig[SIGNATURE_N];
        sign_make(sig, &k, message);
        CHECK_STR(str_hex(t->a, k.public, KEY_N), str_from_c(published[i].public));
        CHECK_STR(str_hex(t->a, sig, SIGNATURE_N), str_from_c(published[i].signature));
        CHECK(sign_is_good(sig, k.public, message));
        sign_key_drop(&k);
        secret_drop(&seed);
    }
}

TEST(a_changed_bit_anywhere_spoils_a_signature)
{
    crypto_init();
    struct secret seed = secret_from("0123456789abcdef0123456789abcdef", KEY_N);
    struct sign_key k = sign_key_from_seed(&seed);
    for (int i = 0; i < 60; i++) {
        struct str s = test_random_text(t, 100);
        char message[101] = {0};
        memcpy(message, s.p, (size_t)s.n);
        struct str m = {message, s.n + 1};
        uint8_t sig[SIGNATURE_N], public[KEY_N];
        sign_make(sig, &k, m);
        memcpy(public, k.public, KEY_N);
        CHECK(sign_is_good(sig, public, m));
        uint8_t bit = (uint8_t)(1 << test_random(t, 8));
        sig[test_random(t, SIGNATURE_N)] ^= bit;
        CHECK(!sign_is_good(sig, public, m));
        sign_make(sig, &k, m);
        message[test_random(t, (uint64_t)m.n)] ^= (char)bit;
        CHECK(!sign_is_good(sig, public, m));
        sign_make(sig, &k, m);
        public[test_random(t, KEY_N)] ^= bit;
        CHECK(!sign_is_good(sig, public, m));
    }
    sign_key_drop(&k);
    secret_drop(&seed);
}
