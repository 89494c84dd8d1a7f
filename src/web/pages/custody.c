/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an original came from, and who opened, copied or printed it. */
#include "record/custody.h"

#include "record/ids.h"
#include "web/desk.h"
#include "web/pages/pages.h"
#include "web/respond.h"

enum { CUSTODY_TEXT_MAX = 1 << 20 };

static const char *const acts[] = {"opened", "copied", "printed", NULL};
static const struct field did_fields[] = {
    [CUSTODY_DID] = {"did", TR("What did you do with the original?"), FIELD_CHOICE,
                     .required = true, .choices = acts},
    {0},
};

static bool show(struct desk *d, const struct id *id, const struct form *f, struct err *err)
{
    struct custody_of c;
    if (!custody_load(&c, d->r, id, d->a, err))
        return false;
    struct view_custody_row *rows = NEWN(d->a, struct view_custody_row, c.rows.n + 1);
    struct view_custody_act *done = NEWN(d->a, struct view_custody_act, c.acts.n + 1);
    for (isize i = 0; i < c.rows.n; i++)
        rows[i] = (struct view_custody_row){c.rows.at[i].label, c.rows.at[i].value};
    for (isize i = 0; i < c.acts.n; i++)
        done[i] = (struct view_custody_act){c.acts.at[i].when, c.acts.at[i].what, c.acts.at[i].who};
    struct str href = desk_record_href(d, TYPE_DOCUMENT, id);
    struct view_custody v = {.document = href,
                             .title = c.title,
                             .action = str_format(d->a, "%.*s/custody", FS(href)),
                             .text = str_format(d->a, "%.*s/custody/text", FS(href)),
                             .row = rows,
                             .rows = c.rows.n,
                             .act = done,
                             .acts = c.acts.n};
    struct page page = {
        .title = TR("Chain of custody"), .place = PLACE_DOCUMENTS, .status = f->wrong ? 422 : 0};
    struct html *h = page_begin(d->req, &page);
    view_custody(h, &v, f);
    return page_end(d->req, h, err);
}

bool page_custody(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct form f = form_new(did_fields, req->a);
    struct id id;
    return desk_id(&id, req, 0, err) && show(&d, &id, &f, err);
}

bool page_custody_text(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct buf b = buf_in(d.a, CUSTODY_TEXT_MAX);
    struct custody_of c;
    struct str text;
    struct id id;
    if (!desk_id(&id, req, 0, err) || !custody_load(&c, d.r, &id, d.a, err))
        return false;
    custody_write(&b, &c, req->lang);
    return buf_done(&b, &text, err) &&
           respond_attachment(req, S("custody.txt"), S("text/plain; charset=utf-8"), text);
}

bool post_custody(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct form f = form_read(did_fields, &req->form, req->a);
    struct record rec;
    struct id id;
    int act = 0;
    if (!desk_id(&id, req, 0, err) || !record_load_id(&rec, d.r, &id, d.a, err))
        return false;
    if (f.wrong || rec.type != TYPE_DOCUMENT)
        return show(&d, &id, &f, err);
    while (!str_eq(f.answers[CUSTODY_DID].text, str_from_c(acts[act])))
        act++;
    struct str href = desk_record_href(&d, TYPE_DOCUMENT, &id);
    return custody_note(d.w, &id, TERM_HANDLING_OPENED + act, err) &&
           respond_redirect(req, str_format(d.a, "%.*s/custody", FS(href)));
}
