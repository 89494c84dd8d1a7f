/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/keys.h"

#include <string.h>

static const char keys_mark[] = "cairn.keys.v1", keys_any[] = "cairn.keys.v";
enum { KEYS_TAIL = 2 * HASH_N, BOTH_N = 2 * KEY_N, PAIR_N = 2 * SHARE_N, KEYS_MAX = 1 << 20 };
static const struct {
    int a, b;
} pair_of[PAIRS] = {{1, 2}, {1, 3}, {2, 3}};

void key_pair_drop(struct key_pair *k)
{
    secret_drop(&k->data);
    secret_drop(&k->identity);
}

static struct hash keys_mac(const struct secret *data, struct str bytes)
{
    struct secret k = key_derive(data, "keys");
    struct hash h = hash_keyed(&k, bytes);
    secret_drop(&k);
    return h;
}

struct str keys_write(const struct keys *k, const struct secret *data, struct arena *a)
{
    struct buf b = buf_in(a, KEYS_MAX);
    buf_add_bytes(&b, keys_mark, sizeof keys_mark);
    cbor_put_map(&b, 4);
    cbor_put_uint(&b, 1);
    cbor_put_bytes(&b, k->workspace.b, HASH_N);
    cbor_put_uint(&b, 2);
    cbor_put_array(&b, k->member_n);
    for (isize i = 0; i < k->member_n; i++) {
        const struct keys_member *m = &k->members[i];
        cbor_put_array(&b, 5);
        cbor_put_bytes(&b, m->id.b, sizeof m->id.b);
        cbor_put_bytes(&b, m->salt, SALT_N);
        cbor_put_uint(&b, (uint64_t)m->cost.memory);
        cbor_put_uint(&b, (uint64_t)m->cost.passes);
        cbor_put_bytes(&b, m->wrapped, WRAPPED_N);
    }
    cbor_put_uint(&b, 3);
    cbor_put_array(&b, PAIRS);
    for (int i = 0; i < PAIRS; i++)
        cbor_put_bytes(&b, k->pairs[i], WRAPPED_N);
    cbor_put_uint(&b, 4);
    cbor_put_uint(&b, k->demonstration);
    struct hash sum = hash_sha256(buf_str(&b)), mac = keys_mac(data, buf_str(&b));
    buf_add_bytes(&b, sum.b, HASH_N);
    buf_add_bytes(&b, mac.b, HASH_N);
    ASSERT(!b.full);
    return buf_str(&b);
}

static void read_into(struct cbor *c, uint8_t *out, isize n)
{
    struct str s = cbor_bytes_n(c, n);
    if (s.n)
        memcpy(out, s.p, (size_t)n);
}

static void read_members(struct cbor *c, struct keys *k, struct arena *a)
{
    k->member_n = cbor_array(c);
    if (k->member_n > MEMBERS_MAX) {
        cbor_refuse(c, "too many members");
        return;
    }
    k->members = NEWN(a, struct keys_member, k->member_n);
    for (isize i = 0; i < k->member_n && !c->fault; i++) {
        struct keys_member *m = &k->members[i];
        if (cbor_array(c) != 5)
            cbor_refuse(c, "not a member");
        read_into(c, m->id.b, sizeof m->id.b);
        read_into(c, m->salt, SALT_N);
        m->cost.memory = (int64_t)(cbor_uint(c) & INT64_MAX);
        m->cost.passes = (int64_t)(cbor_uint(c) & INT64_MAX);
        read_into(c, m->wrapped, WRAPPED_N);
    }
}

/* Is the checksum that of these bytes behind the mark of this version? */
static bool sum_fits(struct str bytes)
{
    struct str mark = {keys_mark, sizeof keys_mark};
    struct str body = str_part(bytes, mark.n, bytes.n - KEYS_TAIL);
    struct hash sum = hash_sha256_2(mark, body);
    return str_eq(HASH_STR(&sum), str_part(bytes, bytes.n - KEYS_TAIL, bytes.n - HASH_N));
}

bool keys_parse(struct keys *out, struct str bytes, struct arena *a, struct err *err)
{
    struct str mark = {keys_mark, sizeof keys_mark};
    struct keys k = {0};
    int64_t last = -1;
    struct str signed_part = str_part(bytes, 0, bytes.n - KEYS_TAIL);
    bool whole = bytes.n >= mark.n + KEYS_TAIL && sum_fits(bytes);
    /* A sum that fits the mark of this version: it was ours, and the mark is damaged. */
    if (!str_starts(bytes, mark) && !whole && !str_starts(bytes, str_from_c(keys_any)))
        return err_set(err, E_NOVAULT, "no key file of ours");
    if (!str_starts(bytes, mark) && !whole && bytes.n > mark.n &&
        bytes.p[sizeof keys_any - 1] > '1')
        return err_set(err, E_NEWER, "key file of a later version");
    if (bytes.n < mark.n + KEYS_TAIL)
        return err_set(err, E_CORRUPT, "key file cut short");
    if (!whole || !str_starts(bytes, mark))
        return err_set(err, E_CORRUPT, "key file damaged: its checksum differs");
    struct cbor c = cbor_of(str_part(signed_part, mark.n, signed_part.n));
    if (cbor_map(&c) != 4)
        cbor_refuse(&c, "not a key file");
    for (int i = 1; i <= 4 && !c.fault; i++) {
        if (cbor_key(&c, &last) != i)
            cbor_refuse(&c, "a part of the key file is missing");
        else if (i == 1)
            read_into(&c, k.workspace.b, HASH_N);
        else if (i == 2)
            read_members(&c, &k, a);
        else if (i == 4)
            k.demonstration = cbor_uint(&c) == 1;
        else if (cbor_array(&c) != PAIRS)
            cbor_refuse(&c, "not three pairs");
        for (int p = 0; i == 3 && p < PAIRS; p++)
            read_into(&c, k.pairs[p], WRAPPED_N);
    }
    if (!cbor_done(&c, err))
        return err_in(err, "key file");
    *out = k;
    return true;
}

bool keys_check(struct str bytes, const struct secret *data, struct err *err)
{
    ASSERT(bytes.n > KEYS_TAIL);
    struct hash mac = keys_mac(data, str_part(bytes, 0, bytes.n - KEYS_TAIL));
    if (!secret_eq(mac.b, bytes.p + bytes.n - HASH_N, HASH_N))
        return err_set(err, E_CORRUPT, "key file was changed by somebody without the key");
    return true;
}

static struct str about_member(const struct keys_member *m, struct arena *a)
{
    static const char mark[] = "cairn.wrap.v1";
    struct buf b = buf_in(a, 128);
    buf_add_bytes(&b, mark, sizeof mark);
    buf_add(&b, ID_STR(&m->id));
    cbor_put_uint(&b, (uint64_t)m->cost.memory);
    cbor_put_uint(&b, (uint64_t)m->cost.passes);
    return buf_str(&b);
}

static struct str about_pair(int pair, struct arena *a)
{
    static const char mark[] = "cairn.wrap.v1";
    struct buf b = buf_in(a, 32);
    buf_add_bytes(&b, mark, sizeof mark);
    buf_add_c(&b, (char)pair);
    return buf_str(&b);
}

/* The two keys side by side: what is wrapped. */
static struct secret both_of(const struct key_pair *k)
{
    struct secret both = secret_new(BOTH_N);
    memcpy(both.p, k->data.p, KEY_N);
    memcpy(both.p + KEY_N, k->identity.p, KEY_N);
    return both;
}

static void wrap(uint8_t out[WRAPPED_N], const struct secret *kek, const uint8_t nonce[NONCE_N],
                 struct str about, const struct key_pair *k)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    AUTO(secret_drop) struct secret both = both_of(k);
    struct str w = seal(kek, nonce, about, (struct str){(char *)both.p, both.n}, tmp.arena);
    ASSERT(w.n == WRAPPED_N);
    memcpy(out, w.p, WRAPPED_N);
}

static bool unwrap(struct key_pair *out, const struct secret *kek, struct str about,
                   const uint8_t wrapped[WRAPPED_N])
{
    struct err e = {0};
    AUTO(secret_drop) struct secret both = {0};
    struct str w = {(const char *)wrapped, WRAPPED_N};
    if (!seal_open_secret(&both, kek, about, w, &e))
        return false;
    ASSERT(both.n == BOTH_N);
    *out = (struct key_pair){secret_from(both.p, KEY_N), secret_from(both.p + KEY_N, KEY_N)};
    return true;
}

bool keys_wrap_member(struct keys_member *m, const struct key_pair *k,
                      const struct secret *passphrase, const uint8_t nonce[NONCE_N],
                      struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    AUTO(secret_drop) struct secret kek = {0};
    if (!kdf_passphrase(&kek, passphrase, m->salt, m->cost, err))
        return false;
    wrap(m->wrapped, &kek, nonce, about_member(m, tmp.arena), k);
    return true;
}

bool keys_unwrap(struct key_pair *out, struct id *member, const struct keys *k,
                 const struct secret *passphrase, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    for (isize i = 0; i < k->member_n; i++) {
        const struct keys_member *m = &k->members[i];
        AUTO(secret_drop) struct secret kek = {0};
        if (!kdf_passphrase(&kek, passphrase, m->salt, m->cost, err))
            return false;
        if (unwrap(out, &kek, about_member(m, tmp.arena), m->wrapped)) {
            *member = m->id;
            return true;
        }
    }
    return err_set(err, E_DENIED, "no member has this passphrase");
}

static struct secret pair_key(const uint8_t *low, const uint8_t *high)
{
    static const char mark[] = "cairn.pair.v1";
    AUTO(secret_drop) struct secret both = secret_new(PAIR_N);
    memcpy(both.p, low, SHARE_N);
    memcpy(both.p + SHARE_N, high, SHARE_N);
    struct hash h =
        hash_sha256_2((struct str){mark, sizeof mark}, (struct str){(char *)both.p, both.n});
    struct secret key = secret_from(h.b, HASH_N);
    secret_wipe(h.b, HASH_N);
    return key;
}

void keys_wrap_shares(struct keys *k, const struct key_pair *pair, const uint8_t *shares,
                      const uint8_t nonces[PAIRS][NONCE_N])
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    for (int i = 0; i < PAIRS; i++) {
        isize low = pair_of[i].a - 1, high = pair_of[i].b - 1;
        AUTO(secret_drop)
        struct secret kek = pair_key(shares + low * SHARE_N, shares + high * SHARE_N);
        wrap(k->pairs[i], &kek, nonces[i], about_pair(i, tmp.arena), pair);
    }
}

static bool may_be(const struct recovery_share *s, int number)
{
    return s->number == 0 || s->number == number;
}

bool keys_unwrap_shares(struct key_pair *out, const struct keys *k,
                        const struct recovery_share two[2], struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    for (int i = 0; i < 2 * PAIRS; i++) {
        int pair = i / 2, low = i % 2;
        if (!may_be(&two[low], pair_of[pair].a) || !may_be(&two[!low], pair_of[pair].b))
            continue;
        AUTO(secret_drop) struct secret kek = pair_key(two[low].share, two[!low].share);
        if (unwrap(out, &kek, about_pair(pair, tmp.arena), k->pairs[pair]))
            return true;
    }
    return err_set(err, E_DENIED, "these two recovery papers do not open this vault");
}
