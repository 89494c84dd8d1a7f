/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/crypto.h"

#include <sodium.h>

_Static_assert(STREAM_HEADER == crypto_secretstream_xchacha20poly1305_HEADERBYTES, "header");
_Static_assert(STREAM_EXTRA == crypto_secretstream_xchacha20poly1305_ABYTES, "tag");
_Static_assert(KEY_N == crypto_secretstream_xchacha20poly1305_KEYBYTES, "key");

typedef crypto_secretstream_xchacha20poly1305_state sodium_stream;

static sodium_stream *state_of(struct stream *s)
{
    ASSERT(s->state.n == (isize)sizeof(sodium_stream));
    return (sodium_stream *)(void *)s->state.p;
}

/*
 * libsodium's init_push draws the header itself, then does exactly what init_pull does with one
 * that is given. Taking the second for both leaves all randomness with the caller.
 */
static bool begin(struct stream *s, const uint8_t *header, const struct secret *key)
{
    ASSERT(key->n == KEY_N);
    *s = (struct stream){.state = secret_new(sizeof(sodium_stream))};
    return crypto_secretstream_xchacha20poly1305_init_pull(state_of(s), header, key->p) == 0;
}

void stream_seal_begin(struct stream *s, const uint8_t header[STREAM_HEADER],
                       const struct secret *key)
{
    bool ok = begin(s, header, key);
    ASSERT(ok);
}

void stream_seal(struct stream *s, uint8_t *out, const uint8_t *in, isize n, bool last)
{
    ASSERT(n >= 0 && n <= STREAM_PIECE && !s->ended);
    uint8_t tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                       : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    int failed = crypto_secretstream_xchacha20poly1305_push(state_of(s), out, NULL, in,
                                                            (unsigned long long)n, NULL, 0, tag);
    ASSERT(!failed);
    s->ended = last;
}

bool stream_open_begin(struct stream *s, const uint8_t header[STREAM_HEADER],
                       const struct secret *key, struct err *err)
{
    if (!begin(s, header, key)) {
        stream_drop(s);
        return err_set(err, E_CORRUPT, "the header of a sealed file does not open");
    }
    return true;
}

bool stream_open(struct stream *s, uint8_t *out, const uint8_t *in, isize n, bool *last,
                 struct err *err)
{
    if (s->ended)
        return err_set(err, E_CORRUPT, "%td bytes after the last piece of a sealed file", n);
    if (n < STREAM_EXTRA || n > STREAM_PIECE + STREAM_EXTRA)
        return err_set(err, E_CORRUPT, "a piece of %td bytes in a sealed file", n);
    uint8_t tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(state_of(s), out, NULL, &tag, in,
                                                   (unsigned long long)n, NULL, 0))
        return err_set(err, E_CORRUPT, "a piece of a sealed file does not open under this key");
    if (tag != crypto_secretstream_xchacha20poly1305_TAG_MESSAGE &&
        tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL)
        return err_set(err, E_CORRUPT, "a piece of unknown kind in a sealed file");
    s->ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    *last = s->ended;
    return true;
}

void stream_drop(struct stream *s)
{
    secret_drop(&s->state);
    *s = (struct stream){0};
}
