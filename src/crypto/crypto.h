/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * crypto.h - keys, hashes, signatures, sealing: the only caller of libsodium, libcrypto, liboath.
 *
 * Secrets live in struct secret (guarded, locked memory, wiped when dropped), never in a struct str
 * and never formatted. Randomness comes in from the caller (sys_random), so that tests can repeat.
 * Algorithms and why: docs/decisions/004-cryptography.md.
 */
#ifndef CRYPTO_CRYPTO_H
#define CRYPTO_CRYPTO_H

#include "base/str.h"

enum {
    HASH_N = 32, /* SHA-256, and keyed BLAKE2b-256 */
    KEY_N = 32,  /* symmetric keys, Ed25519 seeds and public keys */
    SIGNATURE_N = 64,
    NONCE_N = 24, /* XChaCha20-Poly1305 */
    SEAL_N = 16,  /* what sealing adds to the plaintext, beside the nonce */
    SALT_N = 16
};

/* Call once, first. Aborts if libsodium cannot start. */
void crypto_init(void);

/* ---- secrets: crypto/secret.c */
struct secret {
    uint8_t *p;
    isize n;
};
struct secret secret_new(isize n); /* zeroed; never fails (the process ends with 70) */
struct secret secret_from(const void *p, isize n);
void secret_drop(struct secret *s);
bool secret_eq(const void *a, const void *b, isize n); /* constant time */
void secret_wipe(void *p, isize n);

/* ---- hashes: crypto/hash.c */
struct hash {
    uint8_t b[HASH_N];
};
struct hash hash_sha256(struct str a);
struct hash hash_sha256_2(struct str a, struct str b); /* of the bytes of a, then b */
struct hash hash_sha256_3(struct str a, struct str b, struct str c);
bool hash_eq(const struct hash *a, const struct hash *b);
#define HASH_STR(h) ((struct str){(const char *)(h)->b, HASH_N})

/* A SHA-256 fed in pieces. Takes no resource: it may be copied, and hasher_drop only wipes it. */
struct hasher {
    uint32_t ctx[28];
};
void hasher_open(struct hasher *h);
void hasher_add(struct hasher *h, const void *p, isize n);
struct hash hasher_close(struct hasher *h);
void hasher_drop(struct hasher *h);

/* BLAKE2b-256 under a key: names and checks that outsiders cannot compute. */
struct hash hash_keyed(const struct secret *key, struct str bytes);
/* A new key from a key, for one stated use of 1 to 8 letters ("files", "heads"...): libsodium's
 * crypto_kdf. Keys are KEY_N bytes. */
struct secret key_derive(const struct secret *key, const char *use);

/* ---- signatures: crypto/sign.c (Ed25519) */
struct sign_key {
    struct secret secret; /* 64 bytes: libsodium's expanded form */
    uint8_t public[KEY_N];
};
struct sign_key sign_key_from_seed(const struct secret *seed); /* seed: KEY_N bytes */
void sign_key_drop(struct sign_key *k);
void sign_make(uint8_t out[SIGNATURE_N], const struct sign_key *k, struct str message);
bool sign_is_good(const uint8_t sig[SIGNATURE_N], const uint8_t public[KEY_N], struct str message);

/* ---- sealing: crypto/seal.c (XChaCha20-Poly1305, nonce in front) */
/* out = nonce || ciphertext || tag. 'about' is authenticated, not stored. */
struct str seal(const struct secret *key, const uint8_t nonce[NONCE_N], struct str about,
                struct str plain, struct arena *a);
/* E_CORRUPT if the key is wrong or a bit differs. The plaintext is secret memory. */
MUST_CHECK bool seal_open_secret(struct secret *out, const struct secret *key, struct str about,
                                 struct str sealed, struct err *err);
MUST_CHECK bool seal_open(struct str *out, const struct secret *key, struct str about,
                          struct str sealed, struct arena *a, struct err *err);

/*
 * Long files, piece by piece (libsodium secretstream): a header, then pieces of STREAM_PIECE
 * plaintext bytes, each STREAM_EXTRA longer when sealed; the last is marked. A file that was cut at
 * a piece border ends without a piece that sets *last: the reader must refuse it (E_CORRUPT).
 * Pieces that are changed, missing or in another order, and any after the last, are refused here.
 */
enum { STREAM_HEADER = 24, STREAM_EXTRA = 17, STREAM_PIECE = 65536 };
struct stream {
    struct secret state;
    bool ended; /* the last piece went through */
};
/* header: random bytes of the caller, written before the pieces. */
void stream_seal_begin(struct stream *s, const uint8_t header[STREAM_HEADER],
                       const struct secret *key);
/* n plaintext bytes; out has room for n + STREAM_EXTRA. */
void stream_seal(struct stream *s, uint8_t *out, const uint8_t *in, isize n, bool last);
MUST_CHECK bool stream_open_begin(struct stream *s, const uint8_t header[STREAM_HEADER],
                                  const struct secret *key, struct err *err);
/* n sealed bytes; out has room for n - STREAM_EXTRA and holds nothing of use on failure. */
MUST_CHECK bool stream_open(struct stream *s, uint8_t *out, const uint8_t *in, isize n, bool *last,
                            struct err *err);
void stream_drop(struct stream *s);

/* ---- passphrases: crypto/passphrase.c */
struct kdf_cost {
    int64_t memory; /* bytes */
    int64_t passes;
};
/* A stored cost is outside input: these bound what a hostile one can take. */
enum { KDF_MEMORY_MIN_MB = 8, KDF_MEMORY_MAX_MB = 2048, KDF_PASSES_MAX = 32 };
/* 256 MiB and 3 passes; Cairn's floor for weak laptops is 64 MiB and 3. */
extern const struct kdf_cost kdf_cost_unlock, kdf_cost_floor;
/* Argon2id. E_LIMIT if the memory cannot be had or the cost is outside what we accept. */
MUST_CHECK bool kdf_passphrase(struct secret *out, const struct secret *passphrase,
                               const uint8_t salt[SALT_N], struct kdf_cost cost, struct err *err);

/* ---- six digits that a telephone shows: crypto/totp.c (RFC 6238: SHA-1, 30 seconds) */
enum { TOTP_SECRET_N = 20, TOTP_DIGITS = 6, TOTP_SECONDS = 30 };
/*
 * Is this the code of now, or of the 30 seconds before or after? *step is then the number of its 30
 * seconds since 1970: remember it. Blanks in the code are passed over. E_INVALID if it is not six
 * digits, E_DENIED if it is another's, E_CONFLICT if its step is not after 'last': it was used.
 */
MUST_CHECK bool totp_check(int64_t *step, const struct secret *secret, int64_t now, int64_t last,
                           struct str code, struct err *err);
/* Bytes in the letters and digits that telephones take (RFC 4648 section 6, without '='). */
struct str base32_write(struct arena *a, const uint8_t *bytes, isize n);

/* ---- words for people: crypto/words.c */
/*
 * Bytes as pronounceable words of five letters (proquints, arXiv:0901.4016), 16 bits each, with one
 * more word as check: 16 bytes are "lusab-babad-...", nine words.
 */
struct str words_write(struct arena *a, const uint8_t *bytes, isize n);
/*
 * Forgives case, spaces, dashes and line breaks. E_INVALID says which word is wrong, by number in
 * msg and by its letters in detail; where all are well formed but the check is not met, it names
 * the word that one other letter would mend, if there is but one. *wrong, set also on failure: the
 * number of that word, from 1; 0 if no single one is to blame. n is even, at most 64.
 */
MUST_CHECK bool words_parse(uint8_t *bytes, isize n, isize *wrong, struct str words,
                            struct err *err);

#endif
