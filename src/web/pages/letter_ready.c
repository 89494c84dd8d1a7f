/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before you send: what stands in the way, each with the way to solve it; then final. */
#include "act/address.h"
#include "act/final.h"
#include "lang/edtf.h"
#include "record/ids.h"
#include "web/pages/letter_view.h"
#include "web/pages/pages.h"
#include "web/pages/said.h"
#include "web/respond.h"

enum { REASON_MAX = 2000 };

struct before { /* what the page is about */
    struct kept k;
    struct letter l;
    struct ready r;
};

/* The reasons that this letter needs, and only those. */
static const struct field *reasons_asked(const struct ready *r, struct desk *d)
{
    const struct field all[] = {
        [FINAL_ADDRESS] = {"address", TR("Why it goes to an address that nobody confirmed"),
                           FIELD_TEXT, .max = REASON_MAX, .required = r->needs_address},
        [FINAL_LATE] = {"late", TR("Why it goes though the action is over"), FIELD_TEXT,
                        .max = REASON_MAX, .required = r->needs_late},
        [FINAL_ALONE] = {"alone", TR("Why nobody else looks at it first"), FIELD_TEXT,
                         .max = REASON_MAX, .required = r->alone},
        {0},
    };
    struct field *f = NEWN(d->a, struct field, COUNTOF(all));
    for (isize i = 0; i < COUNTOF(all); i++)
        f[i] = all[i];
    return f;
}

static bool before_load(struct before *b, struct desk *d, struct err *err)
{
    return letter_asked(&b->k, d, err) && kept_paper(&b->l, d->w, &b->k, d->a, err) &&
           letter_ready(&b->r, d->w, &b->k, &b->l, d->a, err);
}

static void solve(struct view_point *v, struct desk *d, const struct before *b,
                  const struct point *p)
{
    switch (p->about) {
    case POINT_FACT: return; /* take_facts() */
    case POINT_SENTENCE:
        v->href = str_format(d->a, "%.*s#p-%.*s", FS(letter_href(d, &b->k.id, "/edit")),
                             FS(id_write(d->a, &b->k.parts.at[p->part].id)));
        v->solve = TR("Change the sentence");
        return;
    case POINT_DIFFER:
        v->href = str_format(d->a, "/differ/%.*s?letter=%.*s", FS(differ_name(p->differ, d->a)),
                             FS(id_write(d->a, &b->k.id)));
        v->solve = TR("Decide");
        return;
    case POINT_ADDRESS:
        v->href = b->r.address_no ? letter_href(d, &b->k.id, "/address")
                                  : desk_record_href(d, TYPE_OFFICE, &b->r.office);
        v->solve = b->r.address_no ? TR("I confirmed it") : TR("The office");
        return;
    case POINT_OVER:
        v->href = b->k.order.has_case ? desk_record_href(d, TYPE_ACTION, &b->k.order.case_id)
                                      : S("/cases");
        v->solve = TR("The case");
        return;
    case POINT_ORIGIN:
        v->href = S("/letters/new");
        v->solve = TR("Write a letter");
        return;
    case POINT_SIGNER:
    case POINT_EMPTY: return;
    }
}

/* The facts of one sentence stand together: it is read once, and each passage once. *i: the first
 * of them, then the last. */
static void take_facts(struct view_point *v, struct desk *d, const struct ready *r, isize *i)
{
    isize from = *i, n = from;
    while (n < r->points.n && r->points.at[n].about == POINT_FACT &&
           r->points.at[n].part == r->points.at[from].part)
        n++;
    v->fact = NEWN(d->a, struct view_basis, n - from);
    for (isize k = from; k < n; k++)
        v->fact[v->facts++] = letter_fact_view(d, &r->points.at[k].fact);
    *i = n - 1;
}

static bool show(struct desk *d, const struct before *b, const struct form *f, struct str wrong,
                 struct err *err)
{
    struct view_point *at = NEWN(d->a, struct view_point, b->r.points.n + 1);
    struct view_ready v = {.letter = letter_href(d, &b->k.id, ""),
                           .addressee = b->l.addressee,
                           .action = letter_href(d, &b->k.id, "/final"),
                           .read = letter_href(d, &b->k.id, "/read"),
                           .at = at,
                           .may = !b->r.reds,
                           .needs_address = b->r.needs_address,
                           .needs_late = b->r.needs_late,
                           .alone = b->r.alone,
                           .wrong = wrong};
    for (isize i = 0; i < b->r.points.n; i++, v.n++) {
        const struct point *p = &b->r.points.at[i];
        at[v.n] = (struct view_point){.red = p->red, .say = p->say, .which = p->which};
        if (p->about == POINT_FACT)
            take_facts(&at[v.n], d, &b->r, &i);
        else
            solve(&at[v.n], d, b, p);
        v.reds += p->red;
        v.yellows += !p->red;
    }
    struct page page = {.title = TR("Before you send"),
                        .place = PLACE_LETTERS,
                        .status = f->wrong || wrong.n ? 422 : 0};
    struct html *h = page_begin(d->req, &page);
    view_ready(h, &v, f);
    return page_end(d->req, h, err);
}

bool page_letter_ready(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct before b;
    if (!before_load(&b, &d, err))
        return false;
    struct form f = form_new(reasons_asked(&b.r, &d), req->a);
    if (b.k.state != TERM_LETTER_STATE_DRAFT)
        return respond_redirect(req, letter_href(&d, &b.k.id, ""));
    return show(&d, &b, &f, S(""), err);
}

/* ---- read against its passage, one by one */

/* Is this statement one that the letter rests on? */
static const struct fact *used_fact(const struct kept *k, const struct id *record,
                                    struct str letters, struct desk *d)
{
    struct err none = {0};
    for (isize i = 0; i < k->parts.n; i++)
        for (isize n = 0; n < k->parts.at[i].uses.n; n++) {
            const struct fact *f = &k->parts.at[i].uses.at[n];
            struct id id;
            if (f->record > 0 && str_eq(desk_said(f, d->a), letters) &&
                record_id_of(&id, d->r->db, f->record, &none) && id_eq(&id, record))
                return f;
        }
    return NULL;
}

bool post_letter_read(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct kept k;
    struct id record;
    struct ref what;
    struct err none = {0};
    if (!letter_asked(&k, &d, err))
        return false;
    const struct fact *f = id_parse(&record, params_get(&req->form, S("record")), &none)
                               ? used_fact(&k, &record, params_get(&req->form, S("said")), &d)
                               : NULL;
    if (!f)
        return err_set(err, E_NOTFOUND, "the letter does not rest on this statement");
    if (!journal_ref(&what, d.w->v->db, f->no, err))
        return false;
    struct stmt s = STMT(.subject = what, .property = S("core:checked"), .value = value_number(1));
    return workspace_say(d.w, ENTRY_LABEL, &s, 1, NULL, err) &&
           respond_redirect(req, letter_href(&d, &k.id, "/ready"));
}

/* ---- final */

bool post_letter_final(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct before b;
    struct err why = {0};
    struct str number;
    if (!before_load(&b, &d, err))
        return false;
    struct form f = form_read(reasons_asked(&b.r, &d), &req->form, req->a);
    struct str letter = letter_href(&d, &b.k.id, "");
    if (b.k.state != TERM_LETTER_STATE_DRAFT)
        return respond_redirect(req, letter);
    if (f.wrong || b.r.reds)
        return show(&d, &b, &f, b.r.reds ? msg(req->lang, TR("Something still stops it.")) : S(""),
                    err);
    struct final_order o = {f.answers[FINAL_ADDRESS].text, f.answers[FINAL_LATE].text,
                            f.answers[FINAL_ALONE].text};
    if (letter_final(&number, d.w, &b.k.id, &o, d.a, &why))
        return respond_redirect(req, letter);
    if (!why.detail[0])
        return err_copy(err, &why);
    return show(&d, &b, &f, msg_err(req->lang, &why, d.a), err);
}

bool post_letter_approve(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct kept k;
    return letter_asked(&k, &d, err) && letter_approve(d.w, &k, err) &&
           respond_redirect(req, letter_href(&d, &k.id, ""));
}

/* ---- the address */

static const char *const hows[] = {"telephoned", "page", "receipt", NULL};
static const struct field address_fields[] = {
    [ADDRESS_FIELD_HOW] = {"how", TR("How was it confirmed?"), FIELD_CHOICE, .required = true,
                           .choices = hows},
    [ADDRESS_FIELD_BY] = {"by", TR("Who confirmed it"), FIELD_LINE, .max = 200},
    [ADDRESS_FIELD_ON] = {"on", TR("When"), FIELD_LINE, .max = 40},
    [ADDRESS_FIELD_MORE] = {"more", TR("Which number or page"), FIELD_LINE, .max = 300},
    {0},
};

static bool show_address(struct desk *d, const struct before *b, const struct form *f,
                         struct err *err)
{
    struct fact address;
    if (!b->l.address_no)
        return err_set(err, E_NOTFOUND, "no address is known");
    if (!fact_load(&address, d->r, b->l.address_no, d->a, err))
        return false;
    struct view_send v = {.letter = letter_href(d, &b->k.id, "/ready"),
                          .of = b->l.addressee,
                          .action = letter_href(d, &b->k.id, "/address"),
                          .address = address.s.value.text,
                          .explain = TR("Addresses change. Somebody makes sure that this one is "
                                        "right, and the letter says on which day.")};
    struct page page = {.title = TR("Is this address right?"),
                        .place = PLACE_LETTERS,
                        .status = f->wrong ? 422 : 0};
    struct html *h = page_begin(d->req, &page);
    view_address(h, &v, f);
    return page_end(d->req, h, err);
}

bool page_letter_address(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct before b;
    struct form f = form_new(address_fields, req->a);
    return letter_asked(&b.k, &d, err) && kept_paper(&b.l, d.w, &b.k, d.a, err) &&
           show_address(&d, &b, &f, err);
}

bool post_letter_address(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct before b;
    struct form f = form_read(address_fields, &req->form, req->a);
    struct str day;
    struct err none = {0};
    if (!letter_asked(&b.k, &d, err) || !kept_paper(&b.l, d.w, &b.k, d.a, err))
        return false;
    if (!day_check(&day, d.w, f.answers[ADDRESS_FIELD_ON].text, d.a, &none))
        form_refuse(&f, ADDRESS_FIELD_ON, TR("Please write a day that has come, as 2026-03-02."));
    if (f.wrong || !b.l.address_no)
        return show_address(&d, &b, &f, err);
    struct address_confirmation c = {.no = b.l.address_no,
                                     .how = (enum address_how)f.answers[ADDRESS_FIELD_HOW].number,
                                     .by = f.answers[ADDRESS_FIELD_BY].text,
                                     .on = day,
                                     .more = f.answers[ADDRESS_FIELD_MORE].text};
    return address_confirm(d.w, &c, err) &&
           respond_redirect(req, letter_href(&d, &b.k.id, "/ready"));
}
