/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/pages/pages.h"

#include "lang/edtf.h"
#include "web/door.h"
#include "web/respond.h"
#include "web/views/views.h"

enum { PASSPHRASE_MAX = 1024, HOUR_MINUTE = 5 };

static bool show(struct request *req, struct view_sign_in *v, const struct err *wrong,
                 struct err *err)
{
    struct page page = {.title = TR("Open the case file"),
                        .no_frame = true,
                        .status = wrong ? err_meaning(wrong->code)->http_status : 0};
    if (wrong) {
        v->wrong = wrong->detail[0] ? msg_err(req->lang, wrong, req->a)
                                    : msg(req->lang, TR("This is not the passphrase."));
    }
    const struct site *s = req->site; /* NULL where the pages are tried alone */
    if (s && s->demonstration && s->door.unlock && !v->which.n && !wrong)
        v->no_secret = door_example_passphrase();
    v->may_recover = req->web->recover;
    struct html *h = page_begin(req, &page);
    view_sign_in(h, v);
    return page_end(req, h, err);
}

/* ---- the second key */

/* What is wrong with a code, in the reader's words. Clocks are told plainly, since they are what
 * goes wrong; whether a code would be right at another time is not told, as that would help who
 * guesses. */
const char *code_wrong(int *status, const struct err *why)
{
    *status = err_meaning(why->code == E_LIMIT ? E_DENIED : why->code)->http_status;
    switch (why->code) {
    case E_INVALID: return TR("Please type the six digits that the telephone shows now.");
    case E_DENIED:
        return TR(
            "These are not the digits of now. If the telephone shows them, its clock and that "
            "of this computer differ: set the wrong one right.");
    case E_CONFLICT:
        return TR("These digits were used already, or the clock of this computer was set back. "
                  "Wait for the next ones.");
    case E_LIMIT:
        return TR("Too many wrong digits. Wait before you try again: each further mistake makes "
                  "the pause longer, up to an hour.");
    default: return NULL;
    }
}

struct str clock_said(const struct request *req)
{
    struct str now = time_text(sys_now(req->sys), req->a), day, rest;
    str_cut(now, 'T', &day, &rest);
    return str_format(req->a, "%.*s %.*s", FS(day), FS(str_part(rest, 0, HOUR_MINUTE)));
}

static bool show_code(struct request *req, struct view_sign_in *v, const struct err *wrong,
                      struct err *err)
{
    int status = 0;
    const char *say = wrong ? code_wrong(&status, wrong) : NULL;
    struct page page = {.title = TR("The second key"), .no_frame = true, .status = status};
    if (wrong && !say)
        return err_copy(err, wrong);
    if (say)
        v->wrong = msg(req->lang, say);
    if (wrong && wrong->code != E_INVALID)
        v->clock = clock_said(req);
    struct html *h = page_begin(req, &page);
    view_code(h, v);
    return page_end(req, h, err);
}

bool page_sign_in(struct request *req, struct err *err)
{
    if (session_is_inside(&req->session))
        return respond_redirect(req, S("/"));
    struct params none = {0};
    struct view_sign_in v = {.next = params_get(&req->query, S("next")), .kept = &none};
    if (req->session.live && req->session.who.half)
        return show_code(req, &v, NULL, err);
    return show(req, &v, NULL, err);
}

void session_enter(struct request *req, struct session_who who)
{
    struct str cookie = session_begin(req->web->sessions, who, &req->session, req->a);
    respond_session(req, cookie);
    req->csrf.session = hash_sha256(cookie); /* tokens in this answer are the new session's */
}

/* A HEAD request, such as a program that looks links over makes, does not use the token up. */
bool page_sign_in_link(struct request *req, struct err *err)
{
    struct session_who who;
    if (req->head.head_only)
        return respond_redirect(req, S("/sign-in"));
    if (!session_from_link(&who, req->web->sessions, req->ids[0], err))
        return err_detail(
            err, "%s", TR("This link was used already or is too old. Open with the passphrase."));
    session_enter(req, who);
    return respond_redirect(req, S("/"));
}

/* ---- what was typed in a form whose session had ended */

static bool is_ours(struct str name)
{
    return str_eq(name, S("csrf")) || str_starts(name, S("passphrase"));
}

bool page_lapsed(struct request *req, struct err *err)
{
    struct params kept = {0};
    for (isize i = 0; i < req->form.n; i++)
        if (!is_ours(req->form.at[i].name))
            *LIST_ADD(&kept, req->a) = req->form.at[i];
    struct view_sign_in v = {.then = req->head.path, .kept = &kept};
    return show(req, &v, NULL, err);
}

/* The fields of a sign-in form that were kept for another. */
static void kept_read(struct view_sign_in *v, struct params *kept, struct request *req)
{
    struct str prefix = S("kept.");
    for (isize i = 0; i < req->form.n; i++) {
        struct param *p = &req->form.at[i];
        if (str_starts(p->name, prefix) && p->name.n > prefix.n)
            *LIST_ADD(kept, req->a) =
                (struct param){str_part(p->name, prefix.n, p->name.n), p->value};
    }
    v->next = params_get(&req->form, S("next"));
    v->then = params_get(&req->form, S("then"));
    v->which = params_get(&req->form, S("case"));
    v->kept = kept;
}

static bool send_again(struct request *req, const struct view_sign_in *v, struct err *err)
{
    struct page page = {.title = TR("Send what you had typed?"), .no_frame = true};
    struct html *h = page_begin(req, &page);
    view_send_again(h, v);
    return page_end(req, h, err);
}

/* To the page that was asked for, or with what was typed. */
static bool enter(struct request *req, const struct view_sign_in *v, struct err *err)
{
    return v->then.n ? send_again(req, v, err) : respond_redirect(req, v->next);
}

/* ---- the passphrase */

struct secret passphrase_take(struct request *req, struct str field)
{
    const struct param *p = params_find(&req->form, field);
    if (!p || !p->value.n || p->value.n > PASSPHRASE_MAX)
        return secret_new(1); /* never right: a passphrase holds no NUL */
    struct secret s = secret_from(p->value.p, p->value.n);
    param_wipe(p);
    return s;
}

bool post_sign_in(struct request *req, struct err *err)
{
    AUTO(secret_drop) struct secret passphrase = passphrase_take(req, S("passphrase"));
    struct params kept = {0};
    struct view_sign_in v = {0};
    struct session_who who;
    struct err why = {0};
    kept_read(&v, &kept, req);
    if (!session_may_try(req->web->sessions, &why)) {
        err_detail(&why, "%s", TR("Too many wrong passphrases. Wait ten seconds, then try again."));
        return show(req, &v, &why, err);
    }
    bool good = req->web->sign_in(&who, req, &passphrase, &why);
    if (good || why.code == E_DENIED)
        session_tried(req->web->sessions, good);
    if (!good)
        return why.code == E_DENIED ? show(req, &v, &why, err) : err_copy(err, &why);
    session_enter(req, who);
    return who.half ? show_code(req, &v, NULL, err) : enter(req, &v, err);
}

bool post_sign_in_code(struct request *req, struct err *err)
{
    struct params kept = {0};
    struct view_sign_in v = {0};
    struct session_who who;
    struct err why = {0};
    kept_read(&v, &kept, req);
    if (!req->session.live || !req->session.who.half || !req->web->second)
        return respond_redirect(req, S("/sign-in"));
    if (!req->web->second(&who, req, params_get(&req->form, S("code")), &why))
        return show_code(req, &v, &why, err);
    session_enter(req, who);
    return enter(req, &v, err);
}

/* All sessions end, not only this one: somebody may be at the door. */
bool post_lock(struct request *req, struct err *err)
{
    (void)err;
    session_end_all(req->web->sessions);
    req->session = (struct session){0};
    if (req->web->lock)
        req->web->lock(req->site);
    respond_session(req, S(""));
    respond_redirect(req, S("/sign-in"));
    respond_header(req, "Clear-Site-Data", S("\"cache\", \"storage\""));
    return true;
}
