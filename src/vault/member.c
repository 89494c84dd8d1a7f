/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/member.h"

#include <string.h>

#include "vault/member_keys.h"

SQL(Q_CERTIFICATES, ROOM_JOURNAL,
    "SELECT b.statement FROM device d, entry e, body b WHERE d.key = ?1 AND e.device = d.row"
    " AND e.seq = 1 AND b.no >= e.row * 4096 AND b.no < (e.row + 1) * 4096 ORDER BY b.no");
SQL(Q_FIRST_BODIES, ROOM_JOURNAL,
    "SELECT statement FROM body WHERE no >= 4096 AND no < 8192 ORDER BY no");
SQL(Q_MEMBER_BODIES, ROOM_JOURNAL,
    "SELECT b.statement, d.key, d.member FROM entry e, device d, body b WHERE e.kind = 3"
    " AND d.row = e.device AND b.no >= e.row * 4096 AND b.no < (e.row + 1) * 4096 ORDER BY b.no");
SQL(Q_SEQ_OF, ROOM_JOURNAL, "SELECT seq FROM entry WHERE id = ?1");

struct known_device { /* certified: looked up once */
    struct device_key device;
    struct known_device *next;
};

bool stmt_is_key(const struct stmt *s)
{
    return str_eq(s->property, S("core:member_key")) ||
           str_eq(s->property, S("core:device_certificate"));
}

bool certificate_is_good(struct str certificate, const struct device_key *device,
                         const struct id *member, const uint8_t key[KEY_N])
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    if (certificate.n != KEY_N + SIGNATURE_N || memcmp(certificate.p, device->b, KEY_N) != 0)
        return false;
    return sign_is_good((const uint8_t *)certificate.p + KEY_N, key,
                        device_certificate_text(member, device, tmp.arena));
}

/* Does one of the certificates of the device's first entry fit the member's key? */
static bool is_certified(bool *yes, struct db *db, const struct device_key *device,
                         const struct id *member, const uint8_t key[KEY_N], struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_CERTIFICATES, VALS(vb(device->b, KEY_N)));
    *yes = false;
    while (!*yes && rows_next(&r)) {
        struct stmt s;
        if (!stmt_parse(&s, rows_borrow(&r, 0), err))
            return false;
        *yes = str_eq(s.property, S("core:device_certificate")) && s.value.type == V_BYTES &&
               certificate_is_good(s.value.text, device, member, key);
    }
    return rows_done(&r, err);
}

/* The key that a statement gives a member, if it is about that member. */
static bool key_of(uint8_t key[KEY_N], const struct stmt *s, const struct id *member)
{
    if (!str_eq(s->property, S("core:member_key")) || s->value.type != V_BYTES ||
        s->value.text.n != KEY_N || s->subject.kind != REF_RECORD || !id_eq(&s->subject.id, member))
        return false;
    memcpy(key, s->value.text.p, KEY_N);
    return true;
}

struct administrator {
    bool known;
    struct id member;
    uint8_t key[KEY_N];
};

static bool administrator_find(struct administrator *out, struct db *db, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct administrator a = {0};
    struct entry_info first;
    if (!journal_entry(&first, db, 1, tmp.arena, err))
        return false;
    a.member = first.e.member;
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_FIRST_BODIES, NOVALS);
    while (!a.known && rows_next(&r)) {
        struct stmt s;
        if (!stmt_parse(&s, rows_borrow(&r, 0), err))
            return false;
        a.known = key_of(a.key, &s, &a.member);
    }
    if (!rows_done(&r, err))
        return false;
    *out = a;
    return true;
}

/* By a key that the administrator has said to be the member's. */
static bool is_introduced(bool *yes, struct db *db, const struct entry *e,
                          const struct administrator *a, struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_MEMBER_BODIES, NOVALS);
    *yes = false;
    while (!*yes && rows_next(&r)) {
        struct stmt s;
        struct device_key by;
        uint8_t key[KEY_N];
        bool good;
        if (!stmt_parse(&s, rows_borrow(&r, 0), err))
            return false;
        if (!key_of(key, &s, &e->member) || rows_borrow(&r, 1).n != KEY_N ||
            !str_eq(rows_borrow(&r, 2), ID_STR(&a->member)))
            continue;
        memcpy(by.b, rows_borrow(&r, 1).p, KEY_N);
        if (!is_certified(&good, db, &by, &a->member, a->key, err) ||
            (good && !is_certified(yes, db, &e->device, &e->member, key, err)))
            return false;
    }
    return rows_done(&r, err);
}

bool device_check(struct vault *v, const struct entry *e, struct err *err)
{
    struct administrator a;
    bool yes = false;
    for (const struct known_device *k = v->known_devices; k; k = k->next)
        if (memcmp(k->device.b, e->device.b, KEY_N) == 0)
            return true;
    if (!administrator_find(&a, v->db, err))
        return false;
    if (a.known && id_eq(&e->member, &a.member) &&
        !is_certified(&yes, v->db, &e->device, &a.member, a.key, err))
        return false;
    if (!yes && a.known && !is_introduced(&yes, v->db, e, &a, err))
        return false;
    if (!yes)
        return err_set(err, E_NOTFOUND, "the certificate of the entry's device is not here yet");
    struct known_device *k = NEW(v->a, struct known_device);
    *k = (struct known_device){e->device, v->known_devices};
    v->known_devices = k;
    return true;
}

struct id device_record(const struct device_key *device)
{
    struct id id;
    memcpy(id.b, device->b, sizeof id.b);
    return id;
}

/* The last accepted entry of a device, if this statement pins one. */
static bool pin_of(struct hash *out, const struct stmt *s, const struct device_key *device)
{
    struct id record = device_record(device);
    struct err none = {0};
    return str_eq(s->property, S("core:device_last_entry")) && s->subject.kind == REF_RECORD &&
           id_eq(&s->subject.id, &record) && s->value.type == V_TEXT &&
           str_from_hex(out->b, HASH_N, s->value.text, &none);
}

/* A pin that is not here yet comes before what is accepted now, or is it. */
static bool pin_passed(bool *out, struct db *db, const struct hash *pin, const struct entry *e,
                       const struct hash *id, struct err *err)
{
    int64_t seq = 0;
    bool found;
    if (!db_int(&seq, &found, db, &Q_SEQ_OF, VALS(vb(pin->b, HASH_N)), err))
        return false;
    *out = found && !hash_eq(pin, id) && e->seq > seq;
    return true;
}

bool device_pin_check(struct vault *v, const struct entry *e, const struct hash *id,
                      struct err *err)
{
    struct administrator a;
    if (!administrator_find(&a, v->db, err))
        return false;
    AUTO(rows_drop) struct rows r = db_rows(v->db, &Q_MEMBER_BODIES, NOVALS);
    while (a.known && rows_next(&r)) {
        struct stmt s;
        struct hash pin;
        struct device_key by;
        bool good, passed;
        if (!stmt_parse(&s, rows_borrow(&r, 0), err))
            return false;
        if (!pin_of(&pin, &s, &e->device) || rows_borrow(&r, 1).n != KEY_N ||
            !str_eq(rows_borrow(&r, 2), ID_STR(&a.member)))
            continue;
        memcpy(by.b, rows_borrow(&r, 1).p, KEY_N);
        if (!is_certified(&good, v->db, &by, &a.member, a.key, err) ||
            !pin_passed(&passed, v->db, &pin, e, id, err))
            return false;
        if (good && passed)
            return err_set(err, E_DENIED, "an entry of a device whose member was removed");
    }
    return rows_done(&r, err);
}
