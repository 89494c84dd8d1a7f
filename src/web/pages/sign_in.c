/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/pages/pages.h"

#include "web/respond.h"
#include "web/views/views.h"

enum { PASSPHRASE_MAX = 1024 };

static bool show(struct request *req, struct str next, const struct err *wrong, struct err *err)
{
    struct page page = {.title = TR("Open the case file"),
                        .no_frame = true,
                        .status = wrong ? err_meaning(wrong->code)->http_status : 0};
    struct html *h = page_begin(req, &page);
    const char *say =
        !wrong || !wrong->detail[0] ? TR("This is not the passphrase.") : wrong->detail;
    view_sign_in(h, next, wrong != NULL, msg_str(req->lang, str_from_c(say)));
    return page_end(req, h, err);
}

bool page_sign_in(struct request *req, struct err *err)
{
    if (req->session.live)
        return respond_redirect(req, S("/"));
    return show(req, params_get(&req->query, S("next")), NULL, err);
}

static bool enter(struct request *req, struct session_who who, struct str next)
{
    struct str cookie = session_begin(req->web->sessions, who, &req->session, req->a);
    respond_session(req, cookie);
    return respond_redirect(req, next);
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
    return enter(req, who, S("/"));
}

/* The passphrase came through a socket buffer and this arena; here it goes to guarded memory. */
static struct secret take_passphrase(struct request *req)
{
    const struct param *p = params_find(&req->form, S("passphrase"));
    if (!p || p->value.n > PASSPHRASE_MAX)
        return secret_new(1); /* never right: a passphrase holds no NUL */
    struct secret s = p->value.n ? secret_from(p->value.p, p->value.n) : secret_new(1);
    param_wipe(p);
    return s;
}

bool post_sign_in(struct request *req, struct err *err)
{
    AUTO(secret_drop) struct secret passphrase = take_passphrase(req);
    struct str next = params_get(&req->form, S("next"));
    struct session_who who;
    struct err why = {0};
    if (!session_may_try(req->web->sessions, &why)) {
        err_detail(&why, "%s", TR("Too many wrong passphrases. Wait ten seconds, then try again."));
        return show(req, next, &why, err);
    }
    bool good = req->web->sign_in(&who, req, &passphrase, &why);
    if (good || why.code == E_DENIED)
        session_tried(req->web->sessions, good);
    if (!good && why.code != E_DENIED)
        return err_copy(err, &why);
    return good ? enter(req, who, next) : show(req, next, &why, err);
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
    return respond_redirect(req, S("/sign-in"));
}
