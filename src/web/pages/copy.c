/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy on a stick: made, opened again, checked, and noted. */
#include "sys/mounts.h"
#include "vault/backup.h"
#include "web/pages/lists.h"
#include "web/pages/pages.h"
#include "web/respond.h"

enum { COPY_OLD_DAYS = 7, PATH_MOST = 1000 };

bool copied_view(struct view_copied *out, struct desk *d, struct err *err)
{
    struct id workspace = workspace_id(d->w->v);
    struct copy_last last;
    if (!copy_last(&last, d->r, &workspace, sys_now(d->req->sys), d->a, err))
        return false;
    *out = (struct view_copied){
        .on = last.on, .days = last.days, .old = !last.on.n || last.days > COPY_OLD_DAYS};
    return true;
}

static bool show(struct desk *d, struct view_copy *v, struct err *err)
{
    struct str_list mounts = {0};
    if (!mounts_removable(&mounts, d->req->sys, d->a, err) || !copied_view(&v->copied, d, err))
        return false;
    struct view_place *at = NEWN(d->a, struct view_place, mounts.n + 1);
    for (isize i = 0; i < mounts.n; i++)
        at[i] = (struct view_place){mounts.at[i], str_base_name(mounts.at[i])};
    v->at = at;
    v->n = mounts.n;
    struct page page = {
        .title = TR("Copy the case file"), .place = PLACE_HOME, .status = v->wrong ? 422 : 0};
    struct html *h = page_begin(d->req, &page);
    view_copy(h, v);
    return page_end(d->req, h, err);
}

bool page_copy(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct view_copy v = {0};
    return show(&d, &v, err);
}

/* cairn-2026-11-21-2103: a folder of its own, so that an older copy is never touched. */
static struct str folder_in(struct desk *d, struct str place)
{
    struct str now = time_text(sys_now(d->req->sys), d->a); /* 2026-11-21T21:03:07Z */
    while (place.n > 1 && place.p[place.n - 1] == '/')
        place.n--;
    return str_format(d->a, "%.*s/cairn-%.*s-%.*s%.*s", FS(place), FS(str_part(now, 0, 10)),
                      FS(str_part(now, 11, 13)), FS(str_part(now, 14, 16)));
}

bool post_copy(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct str to = str_trim(params_get(&req->form, S("to")));
    struct view_copy v = {.typed = to};
    struct backup_report report;
    struct err why = {0};
    struct file_info at;
    if (!to.n || to.p[0] != '/' || to.n > PATH_MOST) {
        v.wrong = TR("Please write the whole way to the folder; it begins with /.");
        return show(&d, &v, err);
    }
    if (!file_stat(&at, req->sys, to, &why) || at.kind != FILE_DIR) {
        v.wrong = TR("There is no such folder now. Is the stick plugged in?");
        return show(&d, &v, err);
    }
    struct str folder = folder_in(&d, to);
    if (!vault_backup(&report, d.w->v, folder, (struct verify_options){0}, d.a, &why)) {
        v.wrong = TR("The copy was not finished. Was the stick pulled out, or is it full?");
        v.detail = msg(req->lang, err_meaning(why.code)->say);
        return show(&d, &v, err);
    }
    v.unnoted = !workspace_copied(d.w, &why); /* the copy is good all the same */
    v.done = folder;
    if (d.r->gate.clearance >= SENSITIVITY_SECRET) { /* the numbers count what is hidden too */
        v.files = report.verified.files;
        v.entries = report.verified.entries;
    }
    v.typed = S("");
    return show(&d, &v, err);
}
