/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first start: a language, a passphrase with its papers, and what to do first. */
#include "web/door.h"
#include "web/pages/pages.h"
#include "web/respond.h"
#include "web/views/views.h"

enum { OWN_MIN = 12 }; /* bytes, as 'cairn init' asks */

/* What is for a locked site is not for an open one. True if the answer is given. */
static bool is_open(struct request *req)
{
    if (!site_workspace(req->site))
        return false;
    return respond_redirect(req,
                            session_is_inside(&req->session) ? S("/begin/next") : S("/sign-in"));
}

bool page_start(struct request *req, struct err *err)
{
    struct door_case_list l;
    if (is_open(req))
        return true;
    if (!door_cases(&l, req->site, req->a, err))
        return false;
    if (!req->site->path.n)
        return respond_redirect(req, S("/begin"));
    struct str *names = NEWN(req->a, struct str, l.n + 1);
    for (isize i = 0; i < l.n; i++)
        names[i] = l.at[i].name;
    struct view_start v = {names, l.n};
    if (!l.n) /* one that stands elsewhere */
        return respond_redirect(req, S("/sign-in"));
    struct page page = {.title = TR("Open the case file"), .no_frame = true};
    struct html *h = page_begin(req, &page);
    view_start(h, &v);
    view_start_other(h);
    return page_end(req, h, err);
}

bool page_begin_language(struct request *req, struct err *err)
{
    if (is_open(req))
        return true;
    struct page page = {.title = TR("Which language?"), .no_frame = true};
    struct html *h = page_begin(req, &page);
    view_begin_language(h);
    return page_end(req, h, err);
}

/* ---- the passphrase and the papers */

static bool show(struct request *req, struct view_begin *v, struct err *err)
{
    struct door_drawn drawn;
    if (!door_draw(&drawn, req, err))
        return err->code == E_CONFLICT
                   ? err_detail(err, "%s",
                                TR("Another window is making a case file just now. Go on there, or "
                                   "wait half an hour."))
                   : false;
    v->words = drawn.words;
    v->papers = SHARES;
    for (int i = 0; i < SHARES; i++)
        v->paper[i] = drawn.papers[i];
    bool again = v->wrong.n > 0;
    struct page page = {
        .title = TR("Your passphrase"), .no_frame = true, .status = again ? 422 : 0};
    struct html *h = page_begin(req, &page);
    view_begin_passphrase(h, v);
    return page_end(req, h, err);
}

bool page_begin_passphrase(struct request *req, struct err *err)
{
    struct view_begin v = {0};
    return is_open(req) || show(req, &v, err);
}

static bool is_given(const struct request *req, struct str field, struct str value)
{
    return str_eq(params_get(&req->form, field), value);
}

static struct str text_of(const struct secret *s)
{
    return (struct str){(const char *)s->p, s->n};
}

bool own_is_fit(struct view_own *v, const struct request *req, const struct secret *own,
                const struct secret *again)
{
    if (own->n < OWN_MIN)
        v->wrong = TR("Please use at least twelve letters.");
    else if (own->n != again->n || !secret_eq(own->p, again->p, own->n))
        v->again = TR("The two are not the same.");
    else if (passphrase_strength(text_of(own)) == STRENGTH_WEAK &&
             !is_given(req, S("weak"), S("yes")))
        v->wrong = TR("This is weak: somebody with many computers finds it out within days. "
                      "Two more words make it strong.");
    v->weak = v->wrong && own->n >= OWN_MIN;
    return !v->wrong && !v->again;
}

const char *own_strength(const struct secret *own)
{
    switch (passphrase_strength(text_of(own))) {
    case STRENGTH_STRONG: return TR("Your passphrase is strong.");
    case STRENGTH_FAIR:
        return TR("Your passphrase is fair: it holds against most. Two more words would make it "
                  "strong.");
    default: return TR("Your passphrase is weak. Change it soon: cairn passphrase");
    }
}

static bool show_next(struct request *req, const char *strength, struct err *err)
{
    struct page page = {.title = TR("What comes first?"), .no_frame = true};
    struct html *h = page_begin(req, &page);
    view_begin_next(h, strength);
    return page_end(req, h, err);
}

static bool make(struct request *req, const struct secret *own, struct err *err)
{
    if (!door_make(req, own, err)) {
        if (err->code == E_CONFLICT)
            err_detail(err, "%s",
                       TR("Another window has made the case file, or these papers are too old. "
                          "Start Cairn again."));
        return false;
    }
    session_enter(req, site_owner(req->site));
    return show_next(req, own ? own_strength(own) : NULL, err);
}

bool post_begin_passphrase(struct request *req, struct err *err)
{
    bool has_own = params_get(&req->form, S("own")).n || params_get(&req->form, S("again")).n;
    AUTO(secret_drop) struct secret own = passphrase_take(req, S("own"));
    AUTO(secret_drop) struct secret again = passphrase_take(req, S("again"));
    struct view_begin v = {.is_own = has_own};
    if (is_open(req))
        return true;
    if (v.is_own && !own_is_fit(&v.own, req, &own, &again))
        v.wrong = msg(req->lang, v.own.wrong ? v.own.wrong : v.own.again);
    else if (!is_given(req, S("noted"), S("yes")))
        v.wrong = msg(req->lang, TR("Please print the papers or write them down, and say so."));
    return v.wrong.n ? show(req, &v, err) : make(req, v.is_own ? &own : NULL, err);
}

bool post_begin_papers(struct request *req, struct err *err)
{
    struct str pdf;
    return is_open(req) ||
           (door_papers(&pdf, req, err) &&
            respond_attachment(req, S("recovery-papers.pdf"), S("application/pdf"), pdf));
}

/* ---- what comes first */

bool page_begin_next(struct request *req, struct err *err)
{
    return show_next(req, NULL, err);
}

/* One case file is open at a time: the program begins anew with the example. */
bool post_begin_example(struct request *req, struct err *err)
{
    struct str path;
    if (!door_example(&path, req, err))
        return false;
    session_end_all(req->web->sessions);
    req->session = (struct session){0};
    site_begin_anew(req->site, path);
    respond_session(req, S(""));
    return respond_redirect(req, S("/sign-in"));
}
