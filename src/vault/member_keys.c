/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/member_keys.h"

#include <string.h>

#include "base/list.h"
#include "vault/outside.h"
#include "vault/vault_priv.h"

enum { OWN_STATEMENTS = 3 };

SQL(Q_DEVICES_OF, ROOM_JOURNAL,
    "SELECT key, seq, head FROM device WHERE member = ?1 AND seq > 0 ORDER BY key");

bool vault_founder(struct id *out, struct db *db, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct entry_info first;
    if (!journal_entry(&first, db, 1, tmp.arena, err))
        return false;
    *out = first.e.member;
    return true;
}

/* ---- whom the key file lets in */

struct changing { /* inside the writing transaction */
    const struct id *keep;
    isize keep_n;
    const struct keys_member *fresh; /* NULL: none */
};

static bool is_kept(const struct changing *c, const struct id *member)
{
    for (isize i = 0; i < c->keep_n; i++)
        if (id_eq(&c->keep[i], member))
            return true;
    return false;
}

/* A key that was left by a kill, of nobody in the journal, is none. */
static void drop_others(struct keys *k, const struct changing *c, struct arena *a)
{
    struct keys_member *all = NEWN(a, struct keys_member, k->member_n + 1);
    isize n = 0;
    for (isize i = 0; i < k->member_n; i++)
        if (is_kept(c, &k->members[i].id))
            all[n++] = k->members[i];
    if (c->fresh)
        all[n++] = *c->fresh;
    k->members = all;
    k->member_n = n;
}

static bool change_keys(struct vault *v, void *ctx, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    const struct changing *c = ctx;
    struct keys k = {0};
    struct str bytes = {0};
    if (!vault_keys(&k, &bytes, v->sys, v->path, tmp.arena, err) ||
        !keys_check(bytes, &v->data_key, err))
        return false;
    drop_others(&k, c, tmp.arena);
    if (k.member_n > MEMBERS_MAX)
        return err_set(err, E_LIMIT, "more than %d members", MEMBERS_MAX);
    return keys_save(v->sys, v->path, &k, &v->data_key, err);
}

bool vault_members_keep(struct vault *v, const struct stmt *said, isize n, const struct id *keep,
                        isize keep_n, struct err *err)
{
    struct changing c = {keep, keep_n, NULL};
    struct draft d = {.kind = ENTRY_MEMBER, .stmts = said, .n = n};
    return journal_write_and(v, NULL, &d, 1, (struct journal_also){change_keys, &c}, err);
}

bool vault_passphrase_is_new(const struct vault *v, const struct keys *k,
                             const struct secret *passphrase, struct err *err)
{
    AUTO(key_pair_drop) struct key_pair pair = {0};
    struct id member;
    struct err none = {0};
    if (!keys_unwrap(&pair, &member, k, passphrase, &none))
        return none.code == E_DENIED || err_copy(err, &none);
    return id_eq(&member, &v->member) || err_set(err, E_CONFLICT, "another member's passphrase") ||
           err_detail(err, "This passphrase cannot be used here. Choose another one.");
}

/* For somebody new, one's own is another's too. */
static bool is_free(struct vault *v, const struct member_new *m, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct vault as = *v;
    struct keys k = {0};
    struct str bytes = {0};
    struct changing there = {m->keep, m->keep_n, NULL};
    memset(&as.member, 0, sizeof as.member);
    if (!vault_keys(&k, &bytes, v->sys, v->path, tmp.arena, err))
        return false;
    drop_others(&k, &there, tmp.arena);
    return vault_passphrase_is_new(&as, &k, m->passphrase, err);
}

bool vault_member_add(struct id *out, struct vault *v, const struct member_new *m, struct err *err)
{
    AUTO(key_pair_drop)
    struct key_pair pair = {secret_from(v->data_key.p, KEY_N), secret_new(KEY_N)};
    struct keys_member fresh = {.id = id_new(v->sys), .cost = m->cost};
    struct stmt s[OWN_STATEMENTS + MEMBER_SAID_MAX];
    uint8_t nonce[NONCE_N];
    isize n = 0;
    ASSERT(m->n <= MEMBER_SAID_MAX);
    if (m->keep_n >= MEMBERS_MAX)
        return err_set(err, E_LIMIT, "more than %d members", MEMBERS_MAX);
    if (!is_free(v, m, err))
        return false;
    sys_random(v->sys, pair.identity.p, KEY_N);
    sys_random(v->sys, fresh.salt, SALT_N);
    sys_random(v->sys, nonce, NONCE_N);
    if (!keys_wrap_member(&fresh, &pair, m->passphrase, nonce, err))
        return false;
    AUTO(sign_key_drop) struct sign_key key = sign_key_from_seed(&pair.identity);
    s[n++] = STMT(.property = S("core:type"), .value = value_term(S("type:member")));
    s[n++] = STMT(.property = S("core:member_key"), .value = value_bytes(key.public, KEY_N));
    if (m->name.n)
        s[n++] = STMT(.property = S("core:member_pseudonym"), .value = value_text(m->name));
    for (isize i = 0; i < m->n; i++)
        s[n++] = m->said[i];
    for (isize i = 0; i < n; i++)
        s[i].subject = ref_record(fresh.id);
    struct changing c = {m->keep, m->keep_n, &fresh};
    struct draft d = {.kind = ENTRY_MEMBER, .stmts = s, .n = n};
    if (!journal_write_and(v, NULL, &d, 1, (struct journal_also){change_keys, &c}, err))
        return false;
    *out = fresh.id;
    return true;
}

bool vault_member_devices(struct device_heads *out, struct db *db, const struct id *member,
                          struct arena *a, struct err *err)
{
    struct device_heads l = {0};
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_DEVICES_OF, VALS(vb(member->b, 16)));
    while (rows_next(&r)) {
        struct str key = rows_borrow(&r, 0), head = rows_borrow(&r, 2);
        if (key.n != KEY_N || head.n != HASH_N)
            continue;
        struct head *h = LIST_ADD(&l, a);
        memcpy(h->device.b, key.p, KEY_N);
        memcpy(h->entry.b, head.p, HASH_N);
        h->seq = rows_int(&r, 1);
    }
    if (!rows_done(&r, err))
        return false;
    *out = l;
    return true;
}

/* ---- seats */

bool vault_seat_open(struct vault_seat *out, const struct vault *v, const struct id *member,
                     const struct secret *identity, struct err *err)
{
    struct vault as = *v; /* to look for the device as this member */
    as.member = *member;
    as.device_known = false;
    if (!outside_find(&as, err))
        return false;
    struct vault_seat s = {.member = *member,
                           .identity = secret_from(identity->p, identity->n),
                           .device_known = as.device_known};
    if (s.device_known)
        s.device = as.device;
    *out = s;
    return true;
}

void vault_seat_drop(struct vault_seat *s)
{
    secret_drop(&s->identity);
    if (s->device_known)
        sign_key_drop(&s->device);
    s->device_known = false;
}

void vault_sit(struct vault *v, const struct vault_seat *s)
{
    ASSERT(v->shared);
    v->member = s->member;
    v->identity = s->identity;
    v->device = s->device;
    v->device_known = s->device_known;
}

void vault_seat_learn(struct vault_seat *s, const struct vault *v)
{
    ASSERT(id_eq(&s->member, &v->member));
    s->device = v->device;
    s->device_known = v->device_known;
}
