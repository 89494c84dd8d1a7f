/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may open the case file: the list, bringing in, removing. */
#include "lang/edtf.h"
#include "record/ids.h"
#include "record/member.h"
#include "web/pages/pages.h"
#include "web/pages/said.h"
#include "web/respond.h"

enum { NAME_MAX_BYTES = 200, REASON_MAX = 2000, PASSPHRASE_MIN = 12, PASSPHRASE_MAX = 1024 };

/* ---- the list */

static bool is_admin(const struct desk *d)
{
    return d->req->session.who.right >= RIGHT_ADMIN;
}

static struct view_colleague view_of(struct desk *d, const struct member *m)
{
    struct str id = id_write(d->a, &m->id);
    bool done = m->role == TERM_ROLE_REMOVED && !m->has_key;
    return (struct view_colleague){
        .name = desk_member(d, &m->id),
        .role = schema_term_say(d->r->schema, V_ROLE, m->role, d->req->lang),
        .sees = schema_term_say(d->r->schema, V_SENSITIVITY, (int)m->clearance, d->req->lang),
        .since = time_day(m->since, d->a),
        .state = member_state_say(m),
        .remove_at = is_admin(d) && !m->began && !done
                         ? str_format(d->a, "/more/members/%.*s/remove", FS(id))
                         : S("")};
}

bool page_members(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct member_list l;
    if (!member_list(&l, d.w, d.a, err))
        return false;
    struct view_colleague *at = NEWN(d.a, struct view_colleague, l.n + 1);
    for (isize i = 0; i < l.n; i++)
        at[i] = view_of(&d, &l.at[i]);
    struct page page = {.title = TR("Members"), .place = PLACE_MORE};
    struct html *h = page_begin(req, &page);
    view_members(h, at, l.n, is_admin(&d));
    return page_end(req, h, err);
}

/* ---- bringing in */

enum { ADD_NAME, ADD_ROLE, ADD_SEES };
static const char *const roles[] = {"editor", "reader", NULL};
static const char *const levels[] = {"open", "restricted", "secret", NULL};
static const struct field add_fields[] = {
    [ADD_NAME] = {"name", TR("Name"), FIELD_LINE, .max = NAME_MAX_BYTES, .required = true},
    [ADD_ROLE] = {"role", TR("What may they do?"), FIELD_CHOICE, .required = true,
                  .choices = roles},
    [ADD_SEES] = {"sees", TR("What may they see?"), FIELD_CHOICE, .required = true,
                  .choices = levels},
    {0},
};

static bool show_add(struct request *req, const struct form *f, const char *wrong, struct err *err)
{
    struct page page = {.title = TR("Bring in somebody"),
                        .place = PLACE_MORE,
                        .status = f->wrong || wrong ? 422 : 0};
    struct html *h = page_begin(req, &page);
    view_member_add(h, f, wrong);
    return page_end(req, h, err);
}

bool page_member_add(struct request *req, struct err *err)
{
    struct form f = form_new(add_fields, req->a);
    return show_add(req, &f, NULL, err);
}

static struct secret take(struct request *req, struct str name)
{
    const struct param *p = params_find(&req->form, name);
    if (!p || !p->value.n)
        return secret_new(1);
    struct secret s = secret_from(p->value.p, p->value.n);
    param_wipe(p);
    return s;
}

static const char *passphrase_wrong(const struct secret *one, const struct secret *again)
{
    if (one->n < PASSPHRASE_MIN)
        return TR("A new passphrase has at least twelve letters; six words are better.");
    if (one->n > PASSPHRASE_MAX)
        return TR("The passphrase is too long.");
    if (one->n != again->n || !secret_eq(one->p, again->p, one->n))
        return TR("The two passphrases differ.");
    return NULL;
}

bool post_member_add(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    AUTO(secret_drop) struct secret one = take(req, S("passphrase"));
    AUTO(secret_drop) struct secret again = take(req, S("passphrase-again"));
    struct form f = form_read(add_fields, &req->form, req->a);
    const char *wrong = passphrase_wrong(&one, &again);
    struct err why = {0};
    struct id id;
    if (f.wrong || wrong)
        return show_add(req, &f, wrong, err);
    static const int terms[] = {TERM_ROLE_EDITOR, TERM_ROLE_READER};
    struct member_wanted m = {.name = f.answers[ADD_NAME].text,
                              .role = terms[f.answers[ADD_ROLE].number],
                              .clearance =
                                  (enum sensitivity)(SENSITIVITY_OPEN + f.answers[ADD_SEES].number),
                              .passphrase = &one,
                              .cost = kdf_cost_unlock};
    if (member_add(&id, d.w, &m, &why))
        return respond_redirect(req, S("/more/members"));
    if (why.code != E_CONFLICT)
        return err_copy(err, &why);
    return show_add(req, &f, TR("The name or the passphrase cannot be used. Choose another one."),
                    err);
}

/* ---- removing */

static const struct field remove_fields[] = {
    {"reason", TR("Why"), FIELD_TEXT, .max = REASON_MAX},
    {0},
};

static bool member_named(struct member *out, struct desk *d, struct err *err)
{
    struct member_list l;
    struct id id;
    if (!desk_id(&id, d->req, 0, err) || !member_list(&l, d->w, d->a, err))
        return false;
    return member_find(out, &l, id_write(d->a, &id), err);
}

bool page_member_remove(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct member m;
    struct form f = form_new(remove_fields, req->a);
    if (!member_named(&m, &d, err))
        return false;
    if (m.began)
        return err_set(err, E_NOTFOUND, "who began the case file is not removed");
    struct str id = id_write(d.a, &m.id);
    struct page page = {.title = TR("Remove a member"), .place = PLACE_MORE};
    struct html *h = page_begin(req, &page);
    view_member_remove(h, desk_member(&d, &m.id),
                       str_format(d.a, "/more/members/%.*s/remove", FS(id)), &f);
    return page_end(req, h, err);
}

bool post_member_remove(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct member m;
    struct form f = form_read(remove_fields, &req->form, req->a);
    return member_named(&m, &d, err) && member_remove(d.w, &m.id, f.answers[0].text, err) &&
           respond_redirect(req, S("/more/members"));
}
