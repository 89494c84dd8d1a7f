/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/outside.h"

#include <string.h>

#include "base/list.h"

SQL(Q_HEAD_HERE, ROOM_JOURNAL,
    "SELECT e.id FROM entry e, device d WHERE d.key = ?1 AND e.device = d.row AND e.seq = ?2");
SQL(Q_DEVICE_SEQ, ROOM_JOURNAL, "SELECT seq FROM device WHERE key = ?1");
SQL(Q_DEVICES_HELD, ROOM_JOURNAL, "SELECT key, seq, head FROM device ORDER BY row");

static struct device_place place_of(const struct vault *v, struct arena *a)
{
    return (struct device_place){v->state, vault_journal_path(v->path, a), &v->data_key,
                                 &v->member};
}

static bool is_held(bool *held, struct db *db, const struct head *h, struct err *err)
{
    AUTO(rows_drop)
    struct rows r = db_rows(db, &Q_HEAD_HERE, VALS(vb(h->device.b, KEY_N), vi(h->seq)));
    *held = rows_next(&r) && str_eq(rows_borrow(&r, 0), HASH_STR(&h->entry));
    return rows_done(&r, err);
}

/* Which of these heads are not in the journal? */
static bool missing(struct lost_list *out, struct vault *v, const struct head_list *known,
                    struct err *err)
{
    struct lost_list l = {0};
    for (isize i = 0; i < known->n; i++) {
        const struct head *h = &known->at[i];
        int64_t have = 0;
        bool found, held;
        if (!is_held(&held, v->db, h, err))
            return false;
        if (held)
            continue;
        if (!db_int(&have, &found, v->db, &Q_DEVICE_SEQ, VALS(vb(h->device.b, KEY_N)), err))
            return false;
        *LIST_ADD(&l, v->a) = (struct lost){h->device, have < h->seq ? have : h->seq - 1, h->seq};
    }
    *out = l;
    return true;
}

bool outside_find(struct vault *v, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    AUTO(secret_drop) struct secret seed = {0};
    struct device_place place = place_of(v, tmp.arena);
    if (!device_load(&seed, &v->device_known, v->sys, &place, err))
        return false;
    if (v->device_known)
        v->device = sign_key_from_seed(&seed);
    return true;
}

/* The heads of the copy that stands here. */
static bool own_heads(struct head_list *out, struct str *name, struct vault *v, struct arena *a,
                      struct err *err)
{
    struct device_place place = place_of(v, a);
    return heads_place(name, v->sys, &place, a, err) &&
           heads_load(out, v->sys, v->state, *name, a, err);
}

bool outside_check(struct vault *v, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(v->a);
    struct head_list own = {0}, all = {0};
    struct str name;
    if (!outside_find(v, err) || !own_heads(&own, &name, v, tmp.arena, err) ||
        !heads_load(&all, v->sys, v->state, S(""), tmp.arena, err))
        return false;
    v->notes_damaged = all.damaged;
    v->here = own.n > 0;
    return missing(&v->lost, v, v->here ? &own : &all, err) &&
           (!v->here || v->lost.n || missing(&v->elsewhere, v, &all, err));
}

static bool heads_held(struct head_list *out, struct db *db, struct arena *a, struct err *err)
{
    struct head_list held = {0};
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_DEVICES_HELD, NOVALS);
    while (rows_next(&r)) {
        struct str device = rows_borrow(&r, 0), entry = rows_borrow(&r, 2);
        if (device.n != KEY_N || entry.n != HASH_N)
            return err_set(err, E_CORRUPT, "a device without a key or a newest entry");
        struct head *h = LIST_ADD(&held, a);
        memcpy(h->device.b, device.p, KEY_N);
        memcpy(h->entry.b, entry.p, HASH_N);
        h->seq = rows_int(&r, 1);
    }
    if (!rows_done(&r, err))
        return false;
    *out = held;
    return true;
}

bool outside_device(struct vault *v, struct err *err)
{
    if (v->device_known)
        return true;
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    AUTO(secret_drop) struct secret seed = secret_new(KEY_N);
    struct head_list own = {0}, held = {0};
    struct str name;
    if (!own_heads(&own, &name, v, tmp.arena, err) || !heads_held(&held, v->db, tmp.arena, err))
        return false;
    sys_random(v->sys, seed.p, seed.n);
    struct device_place place = place_of(v, tmp.arena);
    /* Another member may write here at this moment: a file that is there is only added to. */
    if ((own.n == 0 && !heads_begin(v->sys, v->state, name, &held, err)) ||
        !device_save(v->sys, &place, &seed, err))
        return err_in(err, "device key");
    v->device = sign_key_from_seed(&seed);
    v->device_known = true;
    return true;
}

bool outside_note(struct vault *v, const struct head *h, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct device_place place = place_of(v, tmp.arena);
    struct str name;
    return heads_place(&name, v->sys, &place, tmp.arena, err) &&
           heads_append(v->sys, v->state, name, h, err);
}

bool vault_accept_loss(struct vault *v, struct err *err)
{
    if (v->read_only)
        return err_set(err, E_READONLY, "the vault is open for reading only");
    if (!heads_set_aside(v->sys, v->state, err))
        return false;
    if (v->device_known)
        sign_key_drop(&v->device);
    v->device_known = false;
    v->lost.n = v->elsewhere.n = v->notes_damaged = 0;
    return outside_device(v, err);
}
