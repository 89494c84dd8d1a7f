/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of documents, and how they come in. */
#include <string.h>

#include "base/list.h"
#include "lang/edtf.h"
#include "lang/when.h"
#include "read/intake.h"
#include "read/proposal_open.h"
#include "record/custody.h"
#include "record/ids.h"
#include "vault/blob.h"
#include "web/pages/lists.h"
#include "web/pages/pages.h"
#include "web/respond.h"
#include "web/upload.h"

enum { UPLOAD_MAX = 128 << 20, UPLOADS_MAX = 100, SHOWN_DOCUMENTS = 30 };

/* ---- the list */

static bool about_document(struct view_listed *item, struct desk *d, const struct record_ref *r,
                           struct err *err)
{
    struct record rec;
    struct open_document open;
    struct err none = {0};
    if (!proposals_open_in(&open, d->w, &r->id, err))
        return false;
    item->to_check = open.n;
    item->more_to_check = open.more;
    if (!record_load(&rec, d->r, r->row, d->a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    const struct fact *date = record_fact(&rec, P_DATE), *lang = record_fact(&rec, P_LANGUAGE_OF);
    if (date && date->s.value.type == V_DATE)
        item->note = when_say(date->s.value.text, language_tag(d->req->lang), d->a);
    if (lang)
        item->lang = desk_language(lang->s.value.text);
    return true;
}

bool page_documents(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct record_refs l;
    struct view_list items = {0};
    int64_t before;
    if (!list_before(&before, &d, err) ||
        !record_list(&l, d.r,
                     (struct records_wanted){
                         .type = TYPE_DOCUMENT, .before = before, .max = SHOWN_DOCUMENTS + 1},
                     d.a, err))
        return false;
    if (l.n > SHOWN_DOCUMENTS) {
        struct str last = id_write(d.a, &l.at[SHOWN_DOCUMENTS - 1].id);
        items.more = str_format(d.a, "/documents?before=%.*s", FS(last));
        l.n = SHOWN_DOCUMENTS;
    }
    struct view_listed *at = NEWN(d.a, struct view_listed, l.n + 1);
    for (isize i = 0; i < l.n; i++) {
        at[i].href = desk_record_href(&d, TYPE_DOCUMENT, &l.at[i].id);
        at[i].title = l.at[i].title;
        if (!about_document(&at[i], &d, &l.at[i], err))
            return false;
    }
    items.at = at;
    items.n = l.n;
    struct page page = {.title = TR("Documents"), .place = PLACE_DOCUMENTS};
    struct html *h = page_begin(req, &page);
    view_actions(h, S("/documents/add"), TR("Add documents"), S("/notes/new"),
                 TR("Write down a call"));
    if (items.n)
        view_list(h, &items);
    else
        view_empty(
            h,
            TR("Letters, reports, web pages and papers stand here, each kept as it came, with "
               "where it is from."),
            S(""), NULL);
    return page_end(req, h, err);
}

/* ---- the original file */

/* A file while it is sent, in memory of its own: it may be larger than any page. */
struct leaving {
    struct arena *a;
    struct str rest;
};

static bool leaving_read(void *ctx, char *p, isize max, isize *n)
{
    struct leaving *x = ctx;
    *n = x->rest.n < max ? x->rest.n : max;
    memcpy(p, x->rest.p, (size_t)*n);
    x->rest = str_part(x->rest, *n, x->rest.n);
    return true;
}

static void leaving_close(void *ctx)
{
    struct leaving *x = ctx;
    struct arena *a = x->a;
    arena_free(&a);
}

/* Whatever it is, a browser saves it and does not show it in our name. */
static bool send_file(struct desk *d, const struct value *file, struct str name, struct err *err)
{
    struct arena *a = arena_new(ARENA_LARGE);
    struct leaving *x = NEW(a, struct leaving);
    x->a = a;
    if (!blob_load(&x->rest, d->w->v, file, a, err)) {
        arena_free(&a);
        return false;
    }
    struct body_source source = {leaving_read, leaving_close, x, x->rest.n};
    return respond_attachment_stream(d->req, name, S("application/octet-stream"), source);
}

bool page_original(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct record rec;
    struct id id;
    if (!desk_id(&id, req, 0, err) || !record_load_id(&rec, d.r, &id, d.a, err))
        return false;
    const struct fact *file = record_fact(&rec, P_FILE), *name = record_fact(&rec, P_FILE_NAME);
    if (!file || file->s.value.type != V_FILE)
        return err_set(err, E_NOTFOUND, "no file is kept for this record");
    desk_close(&d); /* what follows is written */
    return custody_note(d.w, &id, TERM_HANDLING_COPIED, err) &&
           send_file(&d, &file->s.value, name ? name->s.value.text : S("document"), err);
}

/* ---- adding */

/* A file as it arrives: in memory of its own, since nothing readable may reach the disk. */
struct arriving {
    struct arena *a;
    struct buf bytes;
    struct str name;
};

static bool upload_begin(void **file, struct request *req, struct str field, struct str name,
                         struct err *err)
{
    (void)req;
    if (!str_eq(field, S("files")))
        return err_set(err, E_INVALID, "a file in a field that takes none");
    struct arena *a = arena_new(ARENA_LARGE);
    struct arriving *x = NEW(a, struct arriving);
    *x = (struct arriving){.a = a, .bytes = buf_in(a, UPLOAD_MAX), .name = str_copy(a, name)};
    *file = x;
    return true;
}

static bool upload_add(void *file, const char *bytes, isize n, struct err *err)
{
    struct arriving *x = file;
    buf_add_bytes(&x->bytes, bytes, n);
    return !x->bytes.full || err_set(err, E_LIMIT, "a file of more than %d bytes", UPLOAD_MAX);
}

static bool upload_finish(void *file, struct err *err)
{
    (void)file, (void)err;
    return true;
}

static void upload_drop(void *file)
{
    struct arriving *x = file;
    struct arena *a = x->a;
    arena_free(&a);
}

const struct upload_sink document_sink = {upload_begin, upload_add, upload_finish, upload_drop};

enum { ADD_FROM, ADD_HANDED, ADD_GOT, ADD_HOW, ADD_DRIFT, ADD_PUBLISHED, ADD_FILES };
static const struct field add_fields[] = {
    [ADD_FROM] = {"from", TR("Whose were they, or from which page?"), FIELD_LINE, .max = 300},
    [ADD_HANDED] = {"handed", TR("Who handed them over?"), FIELD_LINE, .max = 300},
    [ADD_GOT] = {"got", TR("When"), FIELD_LINE, .max = 80},
    [ADD_HOW] = {"how", TR("How"), FIELD_LINE, .max = 300},
    [ADD_DRIFT] = {"drift", TR("Is the clock of this computer wrong? By how much?"), FIELD_LINE,
                   .max = 100},
    [ADD_PUBLISHED] = {"published", TR("They are published"), FIELD_CHECK},
    [ADD_FILES] = {"files", TR("Documents"), FIELD_LINE, .max = 300},
    {0},
};

static bool show_add(struct request *req, const struct form *f, struct err *err)
{
    struct page page = {
        .title = TR("Add documents"), .place = PLACE_DOCUMENTS, .status = f->wrong ? 422 : 0};
    struct html *h = page_begin(req, &page);
    view_add(h, f);
    return page_end(req, h, err);
}

bool page_add(struct request *req, struct err *err)
{
    struct form f = form_new(add_fields, req->a);
    return show_add(req, &f, err);
}

/* What came attached to a mail, in the list below it. */
static struct view_added attached_one(struct desk *d, const struct taken_file *f)
{
    struct str name = str_copy(d->a, f->name);
    if (f->problem.n)
        return (struct view_added){.name = name,
                                   .attached = true,
                                   .problem = str_copy(d->a, msg_str(d->req->lang, f->problem))};
    return (struct view_added){.name = name,
                               .attached = true,
                               .href = desk_record_href(d, TYPE_DOCUMENT, &f->document),
                               .title = f->title.n ? str_copy(d->a, f->title) : name,
                               .found = f->proposals,
                               .known = f->known};
}

/* One document after the other; a bad one is told and does not stop the others. */
static void add_one(struct view_added_list *list, struct desk *d, const struct upload *u,
                    const struct form *f)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    const struct arriving *x = u->file;
    struct intake in = {.bytes = buf_str(&x->bytes),
                        .name = u->name,
                        .custody = {.from = f->answers[ADD_FROM].text,
                                    .handed_by = f->answers[ADD_HANDED].text,
                                    .how = f->answers[ADD_HOW].text,
                                    .got_on = f->answers[ADD_GOT].text,
                                    .drift = f->answers[ADD_DRIFT].text},
                        .published = f->answers[ADD_PUBLISHED].given};
    struct view_added out = {.name = u->name};
    struct taken_in t;
    struct err why = {0};
    if (!intake_add(&t, d->w, &in, a, &why)) {
        const char *say = err_meaning(why.code)->say;
        struct str detail = msg_err(d->req->lang, &why, d->a);
        out.problem = str_format(d->a, "%.*s %.*s", FS(msg(d->req->lang, say)), FS(detail));
        *LIST_ADD(list, d->a) = out;
        return;
    }
    out.href = desk_record_href(d, TYPE_DOCUMENT, &t.document);
    out.title = str_copy(d->a, t.title.n ? t.title : u->name);
    out.found = t.proposals;
    out.known = t.known;
    out.wordless = t.wordless;
    *LIST_ADD(list, d->a) = out;
    for (isize i = 0; i < t.attached.n; i++)
        *LIST_ADD(list, d->a) = attached_one(d, &t.attached.at[i]);
}

bool post_add(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct form f = form_read(add_fields, &req->form, req->a);
    struct answer *got = &f.answers[ADD_GOT];
    struct err none = {0};
    struct str today = time_day(sys_now(req->sys), d.a);
    if (got->given && !when_typed(&got->text, got->text, today, d.a, &none))
        form_refuse(&f, ADD_GOT, TR("There is no such day. Please write one as 2026-03-02."));
    if (!req->uploads.n)
        form_refuse(&f, ADD_FILES, TR("Please choose at least one document."));
    if (f.wrong)
        return show_add(req, &f, err);
    struct view_added_list list = {0};
    for (isize i = 0; i < req->uploads.n; i++)
        add_one(&list, &d, &req->uploads.at[i], &f);
    struct page page = {.title = TR("What was added"), .place = PLACE_DOCUMENTS};
    struct html *h = page_begin(req, &page);
    view_added(h, list.at, list.n);
    return page_end(req, h, err);
}
