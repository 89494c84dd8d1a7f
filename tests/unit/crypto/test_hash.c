/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/crypto.h"

#include <string.h>

#include "test.h"

static struct str hex_of(struct test *t, struct hash h)
{
    return str_hex(t->a, h.b, HASH_N);
}

/* FIPS 180-2, appendix B, and the empty message from NIST's examples. */
TEST(sha256_gives_the_published_digests)
{
    CHECK_STR(hex_of(t, hash_sha256(S(""))),
              S("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    CHECK_STR(hex_of(t, hash_sha256(S("abc"))),
              S("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    CHECK_STR(hex_of(t, hash_sha256(S("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))),
              S("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
    struct hasher h;
    hasher_open(&h);
    for (int i = 0; i < 1000000; i += 1000) {
        char a[1000];
        memset(a, 'a', sizeof a);
        hasher_add(&h, a, sizeof a);
    }
    CHECK_STR(hex_of(t, hasher_close(&h)),
              S("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
}

TEST(a_hash_in_pieces_is_the_hash_of_the_whole)
{
    for (int i = 0; i < 300; i++) {
        struct str s = test_random_text(t, 400);
        isize cut = (isize)test_random(t, (uint64_t)s.n + 1);
        isize cut2 = cut + (isize)test_random(t, (uint64_t)(s.n - cut) + 1);
        struct str a = str_part(s, 0, cut), b = str_part(s, cut, cut2), c = str_part(s, cut2, s.n);
        struct hash whole = hash_sha256(s);
        struct hash three = hash_sha256_3(a, b, c);
        struct hash two = hash_sha256_2(a, str_part(s, cut, s.n));
        CHECK(hash_eq(&whole, &three));
        CHECK(hash_eq(&whole, &two));
    }
}

TEST(a_hasher_may_be_copied_and_dropped)
{
    struct hasher h;
    hasher_open(&h);
    hasher_add(&h, "a", 1);
    struct hasher twin = h;
    hasher_add(&h, "bc", 2);
    hasher_add(&twin, "bc", 2);
    struct hash one = hasher_close(&h), two = hasher_close(&twin);
    CHECK(hash_eq(&one, &two));
    hasher_open(&h);
    hasher_drop(&h);
    hasher_drop(&h);
}

TEST(different_bytes_have_different_hashes)
{
    struct hash a = hash_sha256(S("a")), b = hash_sha256(S("b"));
    CHECK(!hash_eq(&a, &b));
    a.b[31] ^= 1;
    struct hash again = hash_sha256(S("a"));
    CHECK(!hash_eq(&a, &again));
}

TEST(a_keyed_hash_depends_on_key_and_bytes)
{
    crypto_init();
    uint8_t raw[KEY_N] = {1};
    struct secret k1 = secret_from(raw, KEY_N);
    raw[31] = 1;
    struct secret k2 = secret_from(raw, KEY_N);
    struct hash a = hash_keyed(&k1, S("file")), b = hash_keyed(&k2, S("file")),
                c = hash_keyed(&k1, S("filf")), d = hash_keyed(&k1, S("file"));
    CHECK(!hash_eq(&a, &b));
    CHECK(!hash_eq(&a, &c));
    CHECK(hash_eq(&a, &d));
    secret_drop(&k1);
    secret_drop(&k2);
}

/* The first line of BLAKE2's own test vectors for keyed BLAKE2b is for 64-byte digests; a 32-byte
 * digest under a key of 0, 1, ... 31 was computed with Python's hashlib. */
TEST(a_keyed_hash_is_blake2b)
{
    crypto_init();
    uint8_t raw[KEY_N];
    for (int i = 0; i < KEY_N; i++)
        raw[i] = (uint8_t)i;
    struct secret k = secret_from(raw, KEY_N);
    CHECK_STR(hex_of(t, hash_keyed(&k, S("cairn"))),
              S("669b83f2db24d43d9accb4aef1d6c86f723a5eb768d6b29effe9177ddaab4b63"));
    secret_drop(&k);
}

TEST(derived_keys_differ_by_use_and_repeat)
{
    crypto_init();
    uint8_t raw[KEY_N] = {7};
    struct secret k = secret_from(raw, KEY_N);
    struct secret a = key_derive(&k, "files"), b = key_derive(&k, "heads"),
                  c = key_derive(&k, "files");
    CHECK(!secret_eq(a.p, b.p, KEY_N));
    CHECK(!secret_eq(a.p, k.p, KEY_N));
    CHECK(secret_eq(a.p, c.p, KEY_N));
    secret_drop(&a);
    secret_drop(&b);
    secret_drop(&c);
    secret_drop(&k);
}
