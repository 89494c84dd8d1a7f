/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/statement_name.h"

enum { ROUNDS = 4, LETTERS = 13, DIGITS_MAX = 18, BITS = 5 };

static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

static uint32_t round_of(const struct secret *key, int round, uint32_t half)
{
    char bytes[5] = {(char)round, (char)(half >> 24), (char)(half >> 16), (char)(half >> 8),
                     (char)half};
    struct hash h = hash_keyed(key, (struct str){bytes, sizeof bytes});
    return (uint32_t)h.b[0] << 24 | (uint32_t)h.b[1] << 16 | (uint32_t)h.b[2] << 8 | h.b[3];
}

/* A Feistel network of four rounds over a keyed hash: a permutation that looks random (Luby and
 * Rackoff, SIAM J. Comput. 17, 1988). */
static uint64_t encipher(const struct secret *key, uint64_t n)
{
    uint32_t left = (uint32_t)(n >> 32), right = (uint32_t)n;
    for (int i = 0; i < ROUNDS; i++) {
        uint32_t next = left ^ round_of(key, i, right);
        left = right;
        right = next;
    }
    return (uint64_t)left << 32 | right;
}

static uint64_t decipher(const struct secret *key, uint64_t n)
{
    uint32_t left = (uint32_t)(n >> 32), right = (uint32_t)n;
    for (int i = ROUNDS - 1; i >= 0; i--) {
        uint32_t before = right ^ round_of(key, i, left);
        right = left;
        left = before;
    }
    return (uint64_t)left << 32 | right;
}

static bool sees_all(const struct workspace *w)
{
    return w->reader.gate.clearance >= SENSITIVITY_SECRET;
}

struct str statement_name(const struct workspace *w, int64_t no, struct arena *a)
{
    char name[LETTERS + 1] = {'s'};
    if (sees_all(w))
        return str_format(a, "s%" PRId64, no);
    AUTO(secret_drop) struct secret key = key_derive(&w->v->data_key, "numbers");
    uint64_t n = encipher(&key, (uint64_t)no);
    for (int i = LETTERS; i > 0; i--) {
        name[i] = digits[n & 31];
        n >>= BITS;
    }
    return str_copy(a, (struct str){name, sizeof name});
}

static bool letters_read(uint64_t *out, struct str word)
{
    uint64_t n = 0;
    for (isize i = 0; i < word.n; i++) {
        isize k = str_find(S("0123456789abcdefghjkmnpqrstvwxyz"), str_part(word, i, i + 1));
        if (k < 0 || n >> (64 - BITS))
            return false;
        n = n << BITS | (uint64_t)k;
    }
    *out = n;
    return true;
}

bool statement_number(int64_t *no, const struct workspace *w, struct str word)
{
    struct err none = {0};
    struct str rest = str_part(word, 1, word.n);
    int64_t plain;
    uint64_t n;
    if (word.n < 2 || word.p[0] != 's')
        return false;
    *no = 0;
    if (rest.n == LETTERS && letters_read(&n, rest)) {
        AUTO(secret_drop) struct secret key = key_derive(&w->v->data_key, "numbers");
        n = decipher(&key, n);
        /* So few numbers are taken that digits alone are hardly ever an enciphered one. */
        if (n && n < (uint64_t)1 << 52) {
            *no = (int64_t)n;
            return true;
        }
    }
    if (rest.n > DIGITS_MAX || !str_to_int(&plain, rest, 1, INT64_MAX, &none))
        return rest.n == LETTERS && letters_read(&n, rest);
    *no = sees_all(w) ? plain : 0;
    return true;
}
