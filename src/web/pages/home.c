/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits: due, to check, they differ, families, the last copy; nothing else. */
#include "know/casework.h"
#include "read/proposal_open.h"
#include "record/ids.h"
#include "web/desk.h"
#include "web/pages/lists.h"
#include "web/pages/pages.h"
#include "web/respond.h"

enum { CHECK_SHOWN = 6 };

static bool fill_check(struct view_home *v, struct desk *d, struct err *err)
{
    struct open_documents open;
    if (!proposals_open(&open, d->w, CHECK_SHOWN + 1, d->a, err))
        return false;
    struct view_listed *items = NEWN(d->a, struct view_listed, open.n + 1);
    isize n = 0;
    for (isize i = 0; i < open.n && n < CHECK_SHOWN; i++) {
        const struct desk_document *doc = desk_document(d, &open.at[i].document);
        if (!doc)
            continue;
        items[n++] =
            (struct view_listed){.href = desk_record_href(d, TYPE_DOCUMENT, &open.at[i].document),
                                 .title = doc->title,
                                 .lang = doc->lang,
                                 .to_check = open.at[i].n,
                                 .more_to_check = open.at[i].more};
    }
    v->check = (struct view_list){items, n, open.n > CHECK_SHOWN ? S("/documents") : S("")};
    return true;
}

static bool fill_families(struct view_home *v, struct desk *d, struct err *err)
{
    struct untold_list l;
    if (!untold_find(&l, d->r, d->a, err))
        return false;
    v->families = families_view(d, &l, true);
    return true;
}

static bool fill_differ(struct view_home *v, struct desk *d, struct err *err)
{
    struct site_differ *known = NEW(d->a, struct site_differ);
    int64_t mark;
    site_differ_known(known, d->req->site, d->r->gate.clearance);
    if (!store_mark(&mark, d->r->db, err))
        return false;
    v->differ = (struct view_differ_count){.known = known->mark != 0,
                                           .stale = known->mark != mark,
                                           .open = known->open,
                                           .href = S("/differ")};
    return true;
}

/* Nothing that these eyes may see. */
static bool is_empty(bool *out, struct desk *d, struct err *err)
{
    struct record_refs l;
    if (!record_list(&l, d->r, (struct records_wanted){.max = 1}, d->a, err))
        return false;
    *out = l.n == 0;
    return true;
}

bool page_home(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct view_home v = {0};
    struct due_list due;
    if (!is_empty(&v.empty, &d, err) || !fill_check(&v, &d, err) || !fill_families(&v, &d, err) ||
        !fill_differ(&v, &d, err) || !copied_view(&v.copied, &d, err) ||
        !due_list(&due, d.r, sys_now(req->sys), d.a, err))
        return false;
    v.due = list_due(&d, &due, true);
    struct page page = {.title = v.empty ? TR("Nothing is in this case file yet")
                                         : TR("What waits for you"),
                        .place = PLACE_HOME};
    struct html *h = page_begin(req, &page);
    view_home(h, &v);
    return page_end(req, h, err);
}

/* ---- due */

bool page_due(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct due_list due;
    if (!due_list(&due, d.r, sys_now(req->sys), d.a, err))
        return false;
    struct view_dues dues = list_due(&d, &due, false);
    struct page page = {.title = TR("Due"), .place = PLACE_HOME};
    struct html *h = page_begin(req, &page);
    if (dues.n)
        view_dues(h, &dues);
    else
        view_empty(h,
                   TR("Days by which something is due stand here: a reply, a complaint, an end of "
                      "detention. They come from documents and letters."),
                   S("/documents"), TR("Documents"));
    return page_end(req, h, err);
}

bool post_due_done(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct record rec;
    struct id id;
    if (!desk_id(&id, req, 0, err) || !record_load_id(&rec, d.r, &id, d.a, err))
        return false;
    if (rec.type != TYPE_DEADLINE)
        return err_set(err, E_INVALID, "not a deadline");
    struct stmt s = STMT(.subject = ref_record(id), .property = S("core:done"),
                         .value = value_date(time_day(sys_now(req->sys), d.a)));
    return workspace_say(d.w, ENTRY_CHANGE, &s, 1, NULL, err) && respond_redirect(req, S("/due"));
}
