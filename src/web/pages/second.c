/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A member's second key, turned on and off by that member alone.
 *
 * The secret that is shown belongs to this session and this running program: a keyed hash of the
 * session, so it is the same when a page comes back, and stands nowhere until it counts. Each
 * change begins another session, so the next secret is another.
 */
#include "vault/second.h"

#include "paper/qr.h"
#include "web/desk.h"
#include "web/pages/pages.h"
#include "web/respond.h"
#include "web/views/views.h"

enum { GROUP = 4 };

static struct secret secret_of(const struct request *req)
{
    AUTO(secret_drop) struct secret key = key_derive(&req->web->sessions->key, "second");
    struct hash h = hash_keyed(&key, HASH_STR(&req->session.id));
    struct secret s = secret_from(h.b, TOTP_SECRET_N);
    secret_wipe(&h, sizeof h);
    return s;
}

/* Says in *v what is wrong with the digits. False: it is another failure. */
static bool wrong_say(struct view_second *v, int *status, const struct request *req,
                      const struct err *why)
{
    const char *say = code_wrong(status, why);
    if (!say)
        return false;
    v->wrong = msg(req->lang, say);
    if (why->code != E_INVALID)
        v->clock = clock_said(req);
    return true;
}

static bool show(struct request *req, struct view_second *v, int status, struct err *err)
{
    struct page page = {.title = TR("A second key"), .place = PLACE_MORE, .status = status};
    v->may_write = req->session.who.right >= RIGHT_WRITE;
    if (!second_is_on(&v->on, desk_workspace(req)->v, err))
        return false;
    struct html *h = page_begin(req, &page);
    view_second(h, v);
    return page_end(req, h, err);
}

bool page_second(struct request *req, struct err *err)
{
    struct view_second v = {0};
    return show(req, &v, 0, err);
}

/* ---- on */

static struct str in_groups(struct str letters, struct arena *a)
{
    struct buf b = buf_in(a, 2 * letters.n + 1);
    for (isize i = 0; i < letters.n; i++) {
        if (i && i % GROUP == 0)
            buf_add_c(&b, ' ');
        buf_add_c(&b, letters.p[i]);
    }
    return buf_str(&b);
}

/* The name is what the telephone shows to whoever picks it up, so it tells of nothing. */
static bool show_new(struct request *req, struct view_second *v, int status, struct err *err)
{
    AUTO(secret_drop) struct secret secret = secret_of(req);
    struct page page = {.title = TR("Turn on a second key"), .place = PLACE_MORE, .status = status};
    struct str letters = base32_write(req->a, secret.p, secret.n);
    struct qr qr;
    if (!qr_make(&qr, str_format(req->a, "otpauth://totp/laptop?secret=%.*s", FS(letters)), req->a,
                 err))
        return false;
    v->secret = in_groups(letters, req->a);
    v->width = qr.width;
    v->dark = qr.dark;
    struct html *h = page_begin(req, &page);
    view_second_new(h, v);
    return page_end(req, h, err);
}

bool page_second_new(struct request *req, struct err *err)
{
    struct view_second v = {0};
    bool on;
    if (!second_is_on(&on, desk_workspace(req)->v, err))
        return false;
    return on ? respond_redirect(req, S("/more/second-key")) : show_new(req, &v, 0, err);
}

static bool changed(struct request *req)
{
    session_enter(req, req->session.who);
    return respond_redirect(req, S("/more/second-key"));
}

bool post_second_new(struct request *req, struct err *err)
{
    AUTO(secret_drop) struct secret secret = secret_of(req);
    struct view_second v = {0};
    struct err why = {0};
    struct vault *vault = desk_workspace(req)->v;
    int status;
    bool on;
    if (!second_is_on(&on, vault, err))
        return false;
    if (on)
        return respond_redirect(req, S("/more/second-key"));
    if (second_set(vault, &secret, params_get(&req->form, S("code")), &why))
        return changed(req);
    return wrong_say(&v, &status, req, &why) ? show_new(req, &v, status, err) : err_copy(err, &why);
}

/* ---- off */

bool post_second_off(struct request *req, struct err *err)
{
    struct view_second v = {0};
    struct err why = {0};
    int status;
    if (second_remove(desk_workspace(req)->v, params_get(&req->form, S("code")), &why))
        return changed(req);
    return wrong_say(&v, &status, req, &why) ? show(req, &v, status, err) : err_copy(err, &why);
}
