/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/enter.h"

#include "vault/recover.h"
#include "vault/second.h"
#include "web/door.h"

/* ---- into a case file that is open */

struct came { /* whose keys somebody brought */
    struct key_pair pair;
    struct id member;
};

static void came_drop(struct came *c)
{
    key_pair_drop(&c->pair);
}

static struct session_who who_of(struct site *s, const struct member *m, int64_t seat)
{
    if (seat == SEAT_OWNER)
        return site_owner(s);
    return (struct session_who){.member = seat,
                                .right = site_right(site_workspace(s), m),
                                .clearance = (int)m->clearance,
                                .sees = (int)m->clearance};
}

/* With a second key nobody is in yet. *v is this member's. */
static bool ask_second(struct session_who *who, const struct vault *v, struct err *err)
{
    bool on;
    if (!second_is_on(&on, v, err))
        return false;
    if (on)
        *who = (struct session_who){.member = who->member, .half = true};
    return true;
}

/* The key file is read anew, so it could be another one's. */
static bool seat(struct session_who *who, struct request *req, const struct came *c,
                 struct err *err)
{
    struct site *s = req->site;
    struct site_thread *t = req->thread;
    const struct workspace *w = site_workspace(s);
    struct member m;
    int64_t seat;
    if (!secret_eq(c->pair.data.p, w->v->data_key.p, KEY_N))
        return err_set(err, E_DENIED, "the key file is of another case file");
    if (!member_standing(&m, &t->w, &c->member, err) ||
        !site_seat_take(&seat, s, t, &m, &c->pair.identity, err))
        return false;
    *who = who_of(s, &m, seat);
    site_sit(s, t, who);
    return true;
}

/* The passphrase is tried on the key file alone; the data key that comes out is wiped at once. */
static bool sign_in_open(struct session_who *who, struct request *req,
                         const struct secret *passphrase, struct err *err)
{
    struct keys k;
    struct str bytes;
    AUTO(came_drop) struct came c = {0};
    return vault_keys(&k, &bytes, req->sys, site_workspace(req->site)->v->path, req->a, err) &&
           keys_unwrap(&c.pair, &c.member, &k, passphrase, err) && seat(who, req, &c, err) &&
           ask_second(who, ((struct site_thread *)req->thread)->w.v, err);
}

bool site_sign_in(struct session_who *who, struct request *req, const struct secret *passphrase,
                  struct err *err)
{
    struct str path;
    if (site_workspace(req->site))
        return sign_in_open(who, req, passphrase, err);
    if (!door_chosen(&path, req, err) || !site_unlock(req->site, path, passphrase, err))
        return false;
    *who = site_owner(req->site);
    return ask_second(who, site_workspace(req->site)->v, err); /* nobody else is at it yet */
}

bool site_second(struct session_who *who, struct request *req, struct str code, struct err *err)
{
    struct site *s = req->site;
    struct site_thread *t = req->thread;
    struct member m;
    ASSERT(req->session.live && req->session.who.half);
    site_sit(s, t, &req->session.who);
    if (!second_check(t->w.v, code, err) || !member_standing(&m, &t->w, &t->w.v->member, err))
        return false;
    *who = who_of(s, &m, req->session.who.member);
    return true;
}

/* ---- with recovery papers */

static struct kdf_cost cost_of(const struct site *s)
{
    return s->door.weak ? kdf_cost_floor : kdf_cost_unlock;
}

static bool recover_open(struct session_who *who, struct request *req,
                         const struct recovery_share *two, const struct secret *passphrase,
                         struct err *err)
{
    struct site *s = req->site;
    struct site_thread *t = req->thread;
    AUTO(came_drop) struct came c = {0};
    if (!recovery_keys(&c.pair, &c.member, req->sys, site_workspace(s)->v->path, two, err) ||
        !seat(who, req, &c, err))
        return false;
    return vault_recover(t->w.v, passphrase, cost_of(s), err);
}

/* Bare, and closed again: how a case file is opened for pages is the program's. */
static bool recover_locked(struct request *req, struct str path, const struct recovery_share *two,
                           const struct secret *passphrase, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    AUTO(vault_close) struct vault *v = NULL;
    const struct vault_options o = {
        .sys = req->sys, .path = path, .views = workspace_views(schema_builtin(a), a)};
    return vault_open_recovered(&v, &o, two, a, err) &&
           vault_recover(v, passphrase, cost_of(req->site), err);
}

bool site_recover(struct session_who *who, struct request *req, const struct recovery_share *two,
                  const struct secret *passphrase, struct err *err)
{
    struct str path;
    if (site_workspace(req->site)) {
        if (!recover_open(who, req, two, passphrase, err))
            return false;
    } else {
        if (!door_chosen(&path, req, err) || !recover_locked(req, path, two, passphrase, err) ||
            !site_unlock(req->site, path, passphrase, err))
            return false;
        *who = site_owner(req->site);
    }
    session_end_all(&req->site->sessions);
    return true;
}
