/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/member.h"

#include <string.h>

#include "base/list.h"
#include "lang/normal.h"
#include "record/ids.h"

enum { NAME_MAX_BYTES = 200 };

/* 44: a member's key, in the first entry or one of kind 3 by who wrote the first. */
SQL(Q_MEMBERS, ROOM_RECORD,
    "SELECT r.id, e.time FROM stmt s JOIN entry e ON e.row = s.no / 4096"
    " JOIN device d ON d.row = e.device JOIN record r ON r.row = s.subject"
    " WHERE s.property = 44 AND s.flags < 32 AND e.kind IN (1, 3) AND d.member = ?1"
    " ORDER BY e.depth, e.id, s.no");
SQL(Q_SAID, ROOM_RECORD,
    "SELECT s.value FROM record r JOIN stmt s ON s.subject = r.row"
    " JOIN entry e ON e.row = s.no / 4096 JOIN device d ON d.row = e.device"
    " WHERE r.id = ?1 AND s.property = ?2 AND s.flags < 32 AND e.kind = 3 AND d.member = ?3"
    " ORDER BY e.depth DESC, e.id DESC, s.no DESC LIMIT 1");

static bool said(int64_t *out, const struct workspace *w, const struct id *member, int property,
                 const struct id *founder, struct err *err)
{
    bool found;
    *out = 0;
    return db_int(out, &found, w->v->db, &Q_SAID,
                  VALS(vb(member->b, 16), vi(property), vb(founder->b, 16)), err);
}

/* What is not said, or not known to this program, is the least. */
static bool stand(struct member *m, const struct workspace *w, const struct id *founder,
                  struct err *err)
{
    int64_t role, level;
    m->began = id_eq(&m->id, founder);
    m->role = TERM_ROLE_ADMINISTRATOR;
    m->clearance = SENSITIVITY_SECRET;
    if (m->began)
        return true;
    if (!said(&role, w, &m->id, P_MEMBER_ROLE, founder, err) ||
        !said(&level, w, &m->id, P_MEMBER_CLEARANCE, founder, err))
        return false;
    m->role = role == TERM_ROLE_EDITOR || role == TERM_ROLE_REMOVED ? (int)role : TERM_ROLE_READER;
    m->clearance = level == TERM_SENSITIVITY_RESTRICTED ? SENSITIVITY_RESTRICTED
                   : level == TERM_SENSITIVITY_SECRET   ? SENSITIVITY_SECRET
                                                        : SENSITIVITY_OPEN;
    return true;
}

bool member_may_write(const struct member *m)
{
    return m->role == TERM_ROLE_ADMINISTRATOR || m->role == TERM_ROLE_EDITOR;
}

struct str member_say(const struct reader *r, const struct id *member, const struct id *reading,
                      struct arena *a)
{
    struct record rec;
    struct err none = {0};
    if (record_load_id(&rec, r, member, a, &none)) {
        const struct fact *f = record_fact(&rec, P_MEMBER_PSEUDONYM);
        if (f)
            return f->s.value.text;
    }
    if (reading && id_eq(member, reading))
        return msg(r->lang, TR("you"));
    struct str code = str_format(a, "%02x%02x", member->b[14], member->b[15]);
    return msg_fill(a, msg(r->lang, TR("member {code}")), "code", code, NULL);
}

const char *member_state_say(const struct member *m)
{
    if (m->role == TERM_ROLE_REMOVED)
        return m->has_key ? TR("removed, still has a key: remove again") : TR("removed");
    return m->has_key ? TR("may open") : TR("has no key: remove and add again");
}

struct known { /* members, each once, as their keys came */
    struct member *at;
    isize n, cap;
};

static bool is_in(const struct known *k, const struct id *id)
{
    for (isize i = 0; i < k->n; i++)
        if (id_eq(&k->at[i].id, id))
            return true;
    return false;
}

static bool members_known(struct known *out, struct id *founder, const struct workspace *w,
                          struct arena *a, struct err *err)
{
    struct known k = {0};
    if (!vault_founder(founder, w->v->db, err))
        return false;
    AUTO(rows_drop) struct rows r = db_rows(w->v->db, &Q_MEMBERS, VALS(vb(founder->b, 16)));
    while (rows_next(&r)) {
        struct member m = {.since = rows_int(&r, 1)};
        if (rows_borrow(&r, 0).n != sizeof m.id.b)
            continue;
        memcpy(m.id.b, rows_borrow(&r, 0).p, sizeof m.id.b);
        if (!is_in(&k, &m.id))
            *LIST_ADD(&k, a) = m;
    }
    if (!rows_done(&r, err))
        return false;
    for (isize i = 0; i < k.n; i++)
        if (!stand(&k.at[i], w, founder, err))
            return false;
    *out = k;
    return true;
}

static bool has_key(const struct keys *k, const struct id *member)
{
    for (isize i = 0; i < k->member_n; i++)
        if (id_eq(&k->members[i].id, member))
            return true;
    return false;
}

static struct str name_of(const struct reader *r, const struct id *member, struct arena *a)
{
    struct record rec;
    struct err none = {0};
    if (!record_load_id(&rec, r, member, a, &none))
        return (struct str){0};
    const struct fact *f = record_fact(&rec, P_MEMBER_PSEUDONYM);
    return f ? f->s.value.text : (struct str){0};
}

bool member_list(struct member_list *out, const struct workspace *w, struct arena *a,
                 struct err *err)
{
    struct known all;
    struct id founder;
    struct keys k = {0};
    struct str bytes = {0};
    if (!vault_keys(&k, &bytes, w->sys, w->v->path, a, err) ||
        !members_known(&all, &founder, w, a, err))
        return false;
    for (isize i = 0; i < all.n; i++) {
        all.at[i].has_key = has_key(&k, &all.at[i].id);
        all.at[i].name = name_of(&w->reader, &all.at[i].id, a);
    }
    *out = (struct member_list){all.at, all.n, all.cap};
    return true;
}

bool member_standing(struct member *out, const struct workspace *w, const struct id *member,
                     struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct known all;
    struct id founder;
    if (!members_known(&all, &founder, w, tmp.arena, err))
        return false;
    for (isize i = 0; i < all.n; i++) {
        if (!id_eq(&all.at[i].id, member) || all.at[i].role == TERM_ROLE_REMOVED)
            continue;
        *out = all.at[i];
        return true;
    }
    return err_set(err, E_DENIED, "no member of this case file, or no more") ||
           err_detail(err, "Ask who began this case file.");
}

bool member_enter(struct workspace *w, struct err *err)
{
    struct member m = {0};
    if (!member_standing(&m, w, &w->v->member, err))
        return false;
    if (w->reader.gate.clearance > m.clearance)
        w->reader.gate.clearance = m.clearance;
    w->v->read_only |= !member_may_write(&m);
    return true;
}

/* ---- changing */

static bool is_administrator(const struct workspace *w, struct id *founder, struct err *err)
{
    if (!vault_founder(founder, w->v->db, err))
        return false;
    return id_eq(founder, &w->v->member) || err_set(err, E_DENIED, "not the administrator") ||
           err_detail(err, "Only who began the case file brings in members and removes them.");
}

/* Those who keep their keys. */
static struct id *keeping(isize *n, const struct known *all, const struct id *but, struct arena *a)
{
    struct id *keep = NEWN(a, struct id, all->n + 1);
    *n = 0;
    for (isize i = 0; i < all->n; i++)
        if (all->at[i].role != TERM_ROLE_REMOVED && !(but && id_eq(but, &all->at[i].id)))
            keep[(*n)++] = all->at[i].id;
    return keep;
}

static bool name_is_new(const struct workspace *w, const struct known *all, struct str name,
                        struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str wanted = text_fold(name, tmp.arena);
    for (isize i = 0; i < all->n; i++)
        if (all->at[i].role != TERM_ROLE_REMOVED &&
            str_eq(wanted, text_fold(name_of(&w->reader, &all->at[i].id, tmp.arena), tmp.arena)))
            return err_set(err, E_CONFLICT, "a member's name") ||
                   err_detail(err, "A member has this name already. Choose another one.");
    return true;
}

bool member_add(struct id *out, struct workspace *w, const struct member_wanted *m, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct known all;
    struct id founder;
    struct member_new fresh = {.passphrase = m->passphrase, .cost = m->cost};
    ASSERT(m->role == TERM_ROLE_EDITOR || m->role == TERM_ROLE_READER);
    if (!is_administrator(w, &founder, err) || !members_known(&all, &founder, w, tmp.arena, err))
        return false;
    fresh.name = str_trim(m->name);
    if (!fresh.name.n || fresh.name.n > NAME_MAX_BYTES)
        return err_set(err, E_INVALID, "name of %td bytes", fresh.name.n) ||
               err_detail(err, "A member needs a name of at most %d bytes.", NAME_MAX_BYTES);
    if (!name_is_new(w, &all, fresh.name, err))
        return false;
    struct str role = vocabulary_term_text(w->schema, V_ROLE, m->role, tmp.arena);
    struct str level = vocabulary_term_text(w->schema, V_SENSITIVITY, (int)m->clearance, tmp.arena);
    const struct stmt say[] = {
        STMT(.property = S("core:member_role"), .value = value_term(role)),
        STMT(.property = S("core:member_clearance"), .value = value_term(level)),
    };
    fresh.said = say;
    fresh.n = COUNTOF(say);
    fresh.keep = keeping(&fresh.keep_n, &all, NULL, tmp.arena);
    return vault_member_add(out, w->v, &fresh, err);
}

struct saying {
    struct stmt *at;
    isize n, cap;
};

/* What one of a removed member's devices writes after this is not accepted. */
static void pin(struct saying *l, const struct head *h, const struct id *member, struct arena *a)
{
    struct ref device = ref_record(device_record(&h->device));
    *LIST_ADD(l, a) =
        STMT(.subject = device, .property = S("core:type"), .value = value_term(S("type:device")));
    *LIST_ADD(l, a) =
        STMT(.subject = device, .property = S("core:device_of"), .value = value_record(*member));
    *LIST_ADD(l, a) = STMT(.subject = device, .property = S("core:device_last_entry"),
                           .value = value_text(str_hex(a, h->entry.b, HASH_N)));
}

bool member_remove(struct workspace *w, const struct id *member, struct str reason, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct known all;
    struct id founder;
    struct device_heads devices;
    struct saying l = {0};
    isize keep_n;
    if (!is_administrator(w, &founder, err) || !members_known(&all, &founder, w, tmp.arena, err))
        return false;
    if (id_eq(member, &founder))
        return err_set(err, E_CONFLICT, "the administrator") ||
               err_detail(err, "Who began the case file cannot be removed: nobody could bring in "
                               "members any more. A successor takes over with two recovery "
                               "papers.");
    if (!is_in(&all, member))
        return err_set(err, E_NOTFOUND, "no such member");
    if (!vault_member_devices(&devices, w->v->db, member, tmp.arena, err))
        return false;
    *LIST_ADD(&l, tmp.arena) =
        STMT(.subject = ref_record(*member), .property = S("core:member_role"),
             .value = value_term(S("role:removed")));
    if (reason.n)
        *LIST_ADD(&l, tmp.arena) = STMT(.subject = ref_record(*member),
                                        .property = S("core:reason"), .value = value_text(reason));
    for (isize i = 0; i < devices.n; i++)
        pin(&l, &devices.at[i], member, tmp.arena);
    const struct id *keep = keeping(&keep_n, &all, member, tmp.arena);
    return vault_members_keep(w->v, l.at, l.n, keep, keep_n, err);
}

bool member_find(struct member *out, const struct member_list *l, struct str word, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str wanted = text_fold(word, tmp.arena);
    const struct member *hit = NULL;
    for (isize i = 0; i < l->n; i++) {
        const struct member *m = &l->at[i];
        bool named = m->name.n && str_eq(text_fold(m->name, tmp.arena), wanted);
        /* A name may have been another's before: who is a member comes first. */
        if ((named || str_eq(id_write(tmp.arena, &m->id), word)) &&
            (!hit || hit->role == TERM_ROLE_REMOVED))
            hit = m;
    }
    if (!hit)
        return err_set(err, E_NOTFOUND, "no such member") ||
               err_detail(err, "No member has this name; 'cairn member list' shows them.");
    *out = *hit;
    return true;
}
