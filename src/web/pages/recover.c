/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The passphrase is forgotten. Two papers and a new passphrase come in one form; nothing of it goes
 * back into a page, an address or the log. So that a slip in one paper, or in the passphrase, does
 * not cost the nine words of another, a paper that was read goes back sealed, under a key of this
 * running program and for half an hour: nobody can read it, the form can be sent again.
 */
#include "vault/recover.h"

#include <string.h>

#include "web/door.h"
#include "web/pages/pages.h"
#include "web/respond.h"
#include "web/views/views.h"

/* Names are for who came with the link (web/door.h); others speak of the one that is shown. */
static bool names_find(struct view_recover *v, struct request *req, struct err *err)
{
    struct door_case_list l;
    if (!req->session.live || site_workspace(req->site))
        return true;
    if (!door_cases(&l, req->site, req->a, err))
        return false;
    struct str *names = NEWN(req->a, struct str, l.n + 1);
    for (isize i = 0; i < l.n; i++)
        names[i] = l.at[i].name;
    v->names = names;
    v->n = l.n;
    return true;
}

static bool show(struct request *req, struct view_recover *v, int status, struct err *err)
{
    struct page page = {.title = TR("The passphrase is forgotten"), .no_frame = true};
    if (!names_find(v, req, err))
        return false;
    v->again = status != 0;
    page.status = status;
    struct html *h = page_begin(req, &page);
    view_recover(h, v);
    return page_end(req, h, err);
}

static bool is_here(const struct request *req, struct err *err)
{
    return req->web->recover || err_set(err, E_NOTFOUND, "nothing to recover here");
}

bool page_recover(struct request *req, struct err *err)
{
    struct view_recover v = {0};
    if (!is_here(req, err))
        return false;
    if (session_is_inside(&req->session))
        return respond_redirect(req, S("/"));
    return show(req, &v, 0, err);
}

/* ---- a paper that was read: when, its number, its share */

enum { AT_NUMBER = 8, AT_SHARE, KEPT_PLAIN = AT_SHARE + SHARE_N, KEPT_SECONDS = 30 * 60 };
enum { KEPT_N = NONCE_N + KEPT_PLAIN + SEAL_N };

static struct str kept_about(void)
{
    return S("cairn.paper.v1");
}

static struct str paper_seal(struct request *req, const struct recovery_share *s)
{
    AUTO(secret_drop) struct secret key = key_derive(&req->web->sessions->key, "paper");
    AUTO(secret_drop) struct secret plain = secret_new(KEPT_PLAIN);
    uint8_t nonce[NONCE_N];
    int64_t now = sys_now(req->sys);
    memcpy(plain.p, &now,
           sizeof now); /* read by this program alone, so in its own order of bytes */
    plain.p[AT_NUMBER] = (uint8_t)s->number;
    memcpy(plain.p + AT_SHARE, s->share, SHARE_N);
    sys_random(req->sys, nonce, NONCE_N);
    struct str sealed =
        seal(&key, nonce, kept_about(), (struct str){(char *)plain.p, plain.n}, req->a);
    return str_hex(req->a, sealed.p, sealed.n);
}

static bool paper_unseal(struct recovery_share *out, struct request *req, struct str hex)
{
    AUTO(secret_drop) struct secret key = key_derive(&req->web->sessions->key, "paper");
    AUTO(secret_drop) struct secret plain = {0};
    uint8_t sealed[KEPT_N];
    int64_t made;
    struct err none = {0};
    if (!str_from_hex(sealed, KEPT_N, hex, &none) ||
        !seal_open_secret(&plain, &key, kept_about(), (struct str){(char *)sealed, KEPT_N},
                          &none) ||
        plain.n != KEPT_PLAIN)
        return false;
    memcpy(&made, plain.p, sizeof made);
    int64_t age = sys_now(req->sys) - made;
    if (age < 0 || age > KEPT_SECONDS)
        return false;
    out->number = plain.p[AT_NUMBER];
    memcpy(out->share, plain.p + AT_SHARE, SHARE_N);
    return true;
}

/* ---- what was typed */

static bool paper_take(struct recovery_share *out, struct str *wrong, struct request *req, int n)
{
    const struct param *p = params_find(&req->form, str_format(req->a, "paper%d", n));
    struct str kept = params_get(&req->form, str_format(req->a, "kept%d", n));
    struct err why = {0};
    isize word = 0;
    if (kept.n && (!p || !p->value.n) && paper_unseal(out, req, kept))
        return true;
    bool good = recovery_paper_parse(out, &word, p ? p->value : S(""), &why);
    if (p)
        param_wipe(p);
    secret_wipe(&why, sizeof why); /* its detail holds letters of the paper */
    if (good)
        return true;
    *wrong = word
                 ? msg_fill(req->a, msg(req->lang, TR("Word {n} of this paper is not as printed.")),
                            "n", str_format(req->a, "%td", word), NULL)
                 : msg(req->lang, TR("These are not the nine words of a paper: one is missing, or "
                                     "more than one is not as printed."));
    return false;
}

static bool papers_take(struct recovery_share two[2], struct view_recover *v, struct request *req)
{
    bool one = paper_take(&two[0], &v->wrong_paper[0], req, 1);
    bool other = paper_take(&two[1], &v->wrong_paper[1], req, 2);
    if (one && other && secret_eq(two[0].share, two[1].share, SHARE_N)) {
        v->wrong_paper[1] =
            msg(req->lang, TR("This is the same paper twice. Two different ones are needed."));
        other = false;
    }
    if (one)
        v->kept[0] = paper_seal(req, &two[0]);
    if (other)
        v->kept[1] = paper_seal(req, &two[1]);
    return one && other;
}

/* ---- doing it */

static bool show_done(struct request *req, const struct secret *own, struct err *err)
{
    struct page page = {.title = TR("The new passphrase is set"), .no_frame = true};
    struct html *h = page_begin(req, &page);
    view_recovered(h, own_strength(own));
    return page_end(req, h, err);
}

/* What the person can mend, in *v and with a status; 0: nothing of the kind. */
static int said_of(struct view_recover *v, const struct request *req, const struct err *why)
{
    if (why->code == E_CONFLICT)
        v->own.wrong = TR("This passphrase cannot be used here. Choose another one.");
    else if (why->code == E_DENIED && why->detail[0])
        v->wrong = msg_err(req->lang, why, req->a);
    else if (why->code == E_DENIED) {
        v->kept[0] = v->kept[1] = S(""); /* one of them is another's */
        v->wrong = msg(req->lang, TR("These two papers do not open this case file. Are both of "
                                     "them of this one?"));
    } else
        return 0;
    return err_meaning(why->code)->http_status;
}

static bool set_anew(struct request *req, struct view_recover *v,
                     const struct recovery_share two[2], const struct secret *own, struct err *err)
{
    struct err why = {0};
    struct session_who who;
    bool good = session_may_try(req->web->sessions, &why);
    if (good) {
        good = req->web->recover(&who, req, two, own, &why);
        if (good || why.code == E_DENIED)
            session_tried(req->web->sessions, good);
    } else {
        err_detail(&why, "%s", TR("Too many wrong passphrases. Wait ten seconds, then try again."));
    }
    if (!good) {
        int status = said_of(v, req, &why);
        return status ? show(req, v, status, err) : err_copy(err, &why);
    }
    session_enter(req, who);
    return show_done(req, own, err);
}

bool post_recover(struct request *req, struct err *err)
{
    AUTO(secret_drop) struct secret own = passphrase_take(req, S("own"));
    AUTO(secret_drop) struct secret again = passphrase_take(req, S("again"));
    struct recovery_share two[2] = {0};
    struct view_recover v = {0};
    if (!is_here(req, err))
        return false;
    bool typed = papers_take(two, &v, req);
    bool fit = own_is_fit(&v.own, req, &own, &again);
    bool ok = typed && fit ? set_anew(req, &v, two, &own, err) : show(req, &v, 422, err);
    secret_wipe(two, sizeof two);
    return ok;
}
