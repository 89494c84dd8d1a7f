/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/crypto.h"

#include <string.h>

#include "test.h"

static struct secret some_key(void)
{
    crypto_init();
    return secret_from("an entirely unremarkable 32 byte", KEY_N);
}

static void random_bytes(struct test *t, uint8_t *p, isize n)
{
    for (isize i = 0; i < n; i++)
        p[i] = (uint8_t)test_random(t, 256);
}

TEST(opening_inverts_sealing)
{
    struct secret key = some_key();
    for (int i = 0; i < 200; i++) {
        struct str plain = test_random_text(t, 300), about = test_random_text(t, 20);
        uint8_t nonce[NONCE_N];
        random_bytes(t, nonce, NONCE_N);
        struct str sealed = seal(&key, nonce, about, plain, t->a), got;
        CHECK_INT(sealed.n, NONCE_N + plain.n + SEAL_N);
        CHECK_OK(seal_open(&got, &key, about, sealed, t->a, &err));
        CHECK_STR(got, plain);
        if (plain.n == 0)
            continue;
        struct secret kept = {0};
        CHECK_OK(seal_open_secret(&kept, &key, about, sealed, &err));
        CHECK(kept.n == plain.n && secret_eq(kept.p, plain.p, plain.n));
        secret_drop(&kept);
    }
    secret_drop(&key);
}

/* draft-irtf-cfrg-xchacha-03, appendix A.3.1 */
TEST(sealing_gives_the_published_ciphertext)
{
    crypto_init();
    uint8_t raw[KEY_N], nonce[NONCE_N];
    for (int i = 0; i < KEY_N; i++)
        raw[i] = (uint8_t)(0x80 + i);
    for (int i = 0; i < NONCE_N; i++)
        nonce[i] = (uint8_t)(0x40 + i);
    struct secret key = secret_from(raw, KEY_N);
    static const char about[] = "\x50\x51\x52\x53\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7";
    struct str sealed =
        seal(&key, nonce, (struct str){about, 12},
             S("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for "
               "the future, sunscreen would be it."),
             t->a);
    CHECK_STR(str_hex(t->a, sealed.p + NONCE_N, 16), S("bd6d179d3e83d43b9576579493c0e939"));
    CHECK_STR(str_hex(t->a, sealed.p + sealed.n - SEAL_N, SEAL_N),
              S("c0875924c1c7987947deafd8780acf49"));
    secret_drop(&key);
}

TEST(any_flipped_bit_is_refused)
{
    struct secret key = some_key();
    uint8_t nonce[NONCE_N] = {9};
    struct str plain = S("who was sent back"), got = S("untouched");
    struct str sealed = seal(&key, nonce, S("about"), plain, t->a);
    char *bytes = NEWN(t->a, char, sealed.n);
    for (isize bit = 0; bit < sealed.n * 8; bit++) {
        memcpy(bytes, sealed.p, (size_t)sealed.n);
        bytes[bit / 8] ^= (char)(1 << bit % 8);
        struct str bad = {bytes, sealed.n};
        CHECK_FAILS(seal_open(&got, &key, S("about"), bad, t->a, &err), E_CORRUPT);
    }
    CHECK_STR(got, S("untouched"));
    secret_drop(&key);
}

TEST(a_cut_seal_another_key_or_another_use_is_refused)
{
    struct secret key = some_key();
    uint8_t nonce[NONCE_N] = {9};
    struct str sealed = seal(&key, nonce, S("about"), S("words"), t->a), got;
    struct secret kept = {0};
    for (isize n = 0; n < sealed.n; n++)
        CHECK_FAILS(seal_open(&got, &key, S("about"), str_part(sealed, 0, n), t->a, &err),
                    E_CORRUPT);
    CHECK_FAILS(seal_open(&got, &key, S("abouT"), sealed, t->a, &err), E_CORRUPT);
    CHECK_FAILS(seal_open_secret(&kept, &key, S(""), sealed, &err), E_CORRUPT);
    key.p[0] ^= 1;
    CHECK_FAILS(seal_open_secret(&kept, &key, S("about"), sealed, &err), E_CORRUPT);
    struct str empty = seal(&key, nonce, S("about"), S(""), t->a);
    CHECK_FAILS(seal_open_secret(&kept, &key, S("about"), empty, &err), E_CORRUPT);
    CHECK(kept.p == NULL);
    secret_drop(&key);
}

enum { PIECES = 4, SMALL = 100, SEALED = SMALL + STREAM_EXTRA };

struct sealed_file {
    uint8_t header[STREAM_HEADER];
    uint8_t pieces[PIECES][SEALED];
};

static void file_seal(struct test *t, struct sealed_file *f, const struct secret *key)
{
    struct stream s;
    random_bytes(t, f->header, STREAM_HEADER);
    stream_seal_begin(&s, f->header, key);
    for (int i = 0; i < PIECES; i++) {
        uint8_t plain[SMALL];
        memset(plain, 'a' + i, SMALL);
        stream_seal(&s, f->pieces[i], plain, SMALL, i == PIECES - 1);
    }
    stream_drop(&s);
}

/* Open pieces as a reader does, to the last or to n of them: is it whole? */
static bool file_open_all(const struct sealed_file *f, int n, const struct secret *key,
                          struct err *err)
{
    struct stream s;
    if (!stream_open_begin(&s, f->header, key, err))
        return false;
    bool last = false, ok = true;
    for (int i = 0; ok && i < n; i++) {
        uint8_t plain[SMALL];
        ok = stream_open(&s, plain, f->pieces[i], SEALED, &last, err);
        for (int j = 0; ok && j < SMALL; j++)
            CHECK_INT(plain[j], 'a' + i);
    }
    stream_drop(&s);
    return ok && (last || err_set(err, E_CORRUPT, "cut"));
}

TEST(a_stream_opens_again)
{
    struct secret key = some_key();
    struct sealed_file f;
    file_seal(t, &f, &key);
    CHECK_OK(file_open_all(&f, PIECES, &key, &err));
    secret_drop(&key);
}

TEST(a_stream_of_full_pieces_and_of_an_empty_one_opens)
{
    struct secret key = some_key();
    uint8_t header[STREAM_HEADER] = {3};
    uint8_t *plain = NEWN(t->a, uint8_t, STREAM_PIECE);
    uint8_t *out = NEWN(t->a, uint8_t, STREAM_PIECE + STREAM_EXTRA);
    uint8_t *got = NEWN(t->a, uint8_t, STREAM_PIECE), end[STREAM_EXTRA];
    random_bytes(t, plain, STREAM_PIECE);
    struct stream s, o;
    stream_seal_begin(&s, header, &key);
    CHECK_OK(stream_open_begin(&o, header, &key, &err));
    stream_seal(&s, out, plain, STREAM_PIECE, false);
    stream_seal(&s, end, NULL, 0, true);
    bool last = true;
    CHECK_OK(stream_open(&o, got, out, STREAM_PIECE + STREAM_EXTRA, &last, &err));
    CHECK(!last && !memcmp(got, plain, STREAM_PIECE));
    CHECK_OK(stream_open(&o, got, end, STREAM_EXTRA, &last, &err));
    CHECK(last);
    CHECK_FAILS(stream_open(&o, got, end, STREAM_EXTRA, &last, &err), E_CORRUPT);
    stream_drop(&s);
    stream_drop(&o);
    secret_drop(&key);
}

TEST(a_stream_cut_at_any_piece_border_is_refused)
{
    struct secret key = some_key();
    struct sealed_file f;
    file_seal(t, &f, &key);
    for (int n = 0; n < PIECES; n++)
        CHECK_FAILS(file_open_all(&f, n, &key, &err), E_CORRUPT);
    secret_drop(&key);
}

TEST(a_stream_with_pieces_swapped_repeated_or_left_out_is_refused)
{
    struct secret key = some_key();
    struct sealed_file f, g;
    file_seal(t, &f, &key);
    for (int i = 0; i < PIECES; i++) {
        for (int j = 0; j < PIECES; j++) {
            g = f;
            memcpy(g.pieces[i], f.pieces[j], SEALED);
            if (i != j)
                CHECK_FAILS(file_open_all(&g, PIECES, &key, &err), E_CORRUPT);
        }
    }
    g = f;
    memmove(g.pieces[1], g.pieces[2], (size_t)SEALED * (PIECES - 2));
    CHECK_FAILS(file_open_all(&g, PIECES - 1, &key, &err), E_CORRUPT);
    secret_drop(&key);
}

TEST(a_stream_with_any_flipped_bit_is_refused)
{
    struct secret key = some_key();
    struct sealed_file f, g;
    file_seal(t, &f, &key);
    for (int i = 0; i < 500; i++) {
        g = f;
        ((uint8_t *)&g)[test_random(t, sizeof g)] ^= (uint8_t)(1 << test_random(t, 8));
        CHECK_FAILS(file_open_all(&g, PIECES, &key, &err), E_CORRUPT);
    }
    key.p[31] ^= 0x80;
    CHECK_FAILS(file_open_all(&f, PIECES, &key, &err), E_CORRUPT);
    secret_drop(&key);
}

TEST(a_piece_of_impossible_size_is_refused)
{
    struct secret key = some_key();
    uint8_t header[STREAM_HEADER] = {0}, in[STREAM_EXTRA] = {0}, out[1];
    struct stream s;
    CHECK_OK(stream_open_begin(&s, header, &key, &err));
    bool last = false;
    CHECK_FAILS(stream_open(&s, out, in, STREAM_EXTRA - 1, &last, &err), E_CORRUPT);
    CHECK_FAILS(stream_open(&s, out, in, STREAM_PIECE + STREAM_EXTRA + 1, &last, &err), E_CORRUPT);
    CHECK_FAILS(stream_open(&s, out, in, STREAM_EXTRA, &last, &err), E_CORRUPT);
    stream_drop(&s);
    secret_drop(&key);
}
