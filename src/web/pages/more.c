/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search, and what is under More: how others see it, is all as it was entered, what can be said. */
#include "know/find.h"
#include "record/ids.h"
#include "sys/file.h"
#include "vault/verify.h"
#include "web/pages/lists.h"
#include "web/pages/pages.h"
#include "web/respond.h"

enum { FOUND_SHOWN = 30, MINUTE = 60, LOCK_AFTER_MAX = 240 };

/* ---- search */

static struct view_listed item_of(struct desk *d, const struct found *f)
{
    const struct record_type *t = schema_type(d->r->schema, f->type);
    struct view_listed i = {.title = f->title,
                            .href = desk_record_href(d, f->type, &f->id),
                            .kind = t ? label_in(&t->label, d->req->lang) : S("")};
    if (str_eq(f->words, f->title)) /* it is found in its own name: the line above says it */
        return i;
    i.before = str_part(f->words, 0, f->mark_start);
    i.marked = str_part(f->words, f->mark_start, f->mark_end);
    i.after = str_part(f->words, f->mark_end, f->words.n);
    if (f->type == TYPE_DOCUMENT && f->end > f->start) {
        const struct document_text *text = desk_text(d, &f->id);
        int64_t line = text ? line_of(text->text, (isize)f->start) : 1;
        i.href = str_format(d->a, "%.*s?line=%" PRId64 "#l%" PRId64, FS(i.href), line, line);
    }
    return i;
}

bool page_search(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct str query = params_get(&req->query, S("q"));
    struct found_list l = {0};
    struct err why = {0};
    const char *wrong = NULL;
    bool asked = str_trim(query).n > 0;
    if (asked && !find_words(&l, d.r, query, FOUND_SHOWN, d.a, &why)) {
        if (why.code != E_INVALID && why.code != E_LIMIT)
            return err_copy(err, &why);
        wrong = TR("There is no word in this that could be looked for.");
    }
    struct view_listed *at = NEWN(d.a, struct view_listed, l.n + 1);
    for (isize i = 0; i < l.n; i++)
        at[i] = item_of(&d, &l.at[i]);
    struct view_list items = {at, l.n, S("")};
    struct page page = {.title = TR("Search"), .status = wrong ? 422 : 0};
    struct html *h = page_begin(req, &page);
    view_search_page(h, query, &items, l.more, asked, wrong);
    return page_end(req, h, err);
}

/* ---- more */

bool page_more(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct view_more v = {.sees = req->session.who.sees,
                          .clearance = req->session.who.clearance,
                          .member = desk_member(&d, &d.w->v->member),
                          .lock_after = session_idle(req->web->sessions) / MINUTE};
    struct page page = {.title = TR("More"), .place = PLACE_MORE};
    struct html *h = page_begin(req, &page);
    view_more(h, &v);
    return page_end(req, h, err);
}

/* Kept beside what this computer knows of its case files: 'cairn start' reads it (cli/serving.c).
 */
bool post_lock_after(struct request *req, struct err *err)
{
    struct str dir, typed = str_trim(params_get(&req->form, S("minutes")));
    struct err why = {0};
    int64_t minutes;
    if (!str_to_int(&minutes, typed, 1, LOCK_AFTER_MAX, &why)) {
        (void)err_set(err, E_INVALID, "not a number of minutes");
        return err_detail(err, "%s", TR("Please give a whole number of minutes, from 1 to 240."));
    }
    struct str text = str_format(req->a, "%" PRId64 "\n", minutes);
    if (!sys_state_dir(&dir, req->sys, req->a, err) ||
        !file_write(req->sys, str_format(req->a, "%.*s/lock-after", FS(dir)), text, 0600, err))
        return false;
    session_idle_set(req->web->sessions, minutes * MINUTE);
    return respond_redirect(req, S("/more"));
}

/* A change of what somebody sees is a new session, as every change of rights is. */
bool post_look(struct request *req, struct err *err)
{
    static const char *const words[] = {"open", "restricted", "secret"};
    struct str sees = params_get(&req->form, S("sees"));
    struct session_who who = req->session.who;
    int level = 0;
    for (int i = 0; i < COUNTOF(words); i++)
        if (str_eq(sees, str_from_c(words[i])))
            level = SENSITIVITY_OPEN + i;
    if (level == 0 || level > who.clearance)
        return err_set(err, E_DENIED, "no such way to look");
    who.sees = level;
    respond_redirect(req, S("/"));
    respond_session(req, session_begin(req->web->sessions, who, &req->session, req->a));
    return true;
}

/* ---- is everything as it was entered? */

static bool show_check(struct request *req, const struct view_check *v, struct err *err)
{
    struct page page = {.title = TR("Is everything as it was entered?"), .place = PLACE_MORE};
    struct html *h = page_begin(req, &page);
    view_check(h, v);
    return page_end(req, h, err);
}

bool page_check(struct request *req, struct err *err)
{
    struct view_check v = {0};
    return show_check(req, &v, err);
}

/* Numbers of entries tell of what is hidden, so this is for who is cleared for all. */
bool post_check(struct request *req, struct err *err)
{
    struct workspace *w = desk_workspace(req);
    struct verify_report report;
    struct view_check v = {.done = true};
    if (w->reader.gate.clearance < SENSITIVITY_SECRET)
        return err_set(err, E_DENIED, "verify is for who is cleared for all");
    if (!vault_verify(&report, w->v, (struct verify_options){0}, req->a, err))
        return false;
    v.entries = report.entries;
    v.statements = report.statements;
    v.erased = report.erased;
    v.late = report.late;
    v.files = report.files;
    v.devices = report.devices;
    for (isize i = 0; i < report.findings.n; i++)
        str_list_add(&v.findings, report.findings.at[i].what, req->a);
    return show_check(req, &v, err);
}

/* ---- what can be said */

static const char *value_say(enum value_kind k)
{
    static const char *const words[VALUE__COUNT] = {[VALUE_TEXT] = TR("words"),
                                                    [VALUE_DATE] = TR("a date"),
                                                    [VALUE_QUANTITY] = TR("a number"),
                                                    [VALUE_PLACE] = TR("a place"),
                                                    [VALUE_REFERENCE] = TR("a record"),
                                                    [VALUE_FILE] = TR("a file"),
                                                    [VALUE_TERM] = TR("a word of a list"),
                                                    [VALUE_SEALED] = TR("sealed words"),
                                                    [VALUE_FLAG] = TR("yes or no"),
                                                    [VALUE_BYTES] = TR("a key"),
                                                    [VALUE_PIECE] = TR("a piece of text")};
    return words[k];
}

bool page_schema(struct request *req, struct err *err)
{
    const struct schema *s = site_workspace(req->site)->schema;
    const struct record_type *type = schema_type_by_id(s, params_get(&req->query, S("type")));
    struct view_term *types = NEWN(req->a, struct view_term, s->types.n + 1);
    struct view_term *properties = NEWN(req->a, struct view_term, s->properties.n + 1);
    isize type_n = 0, n = 0;
    for (isize i = 0; i < s->types.n; i++)
        if (!s->types.at[i].part)
            types[type_n++] =
                (struct view_term){.id = s->types.at[i].id,
                                   .label = label_in(&s->types.at[i].label, req->lang),
                                   .hint = s->types.at[i].hint};
    for (isize i = 0; type && i < s->properties.n; i++) {
        const struct property *p = &s->properties.at[i];
        if (!property_is_on(s, p, type->number) || p->retired)
            continue;
        properties[n++] = (struct view_term){.id = p->id,
                                             .label = label_in(&p->label, req->lang),
                                             .hint = p->hint,
                                             .note = msg(req->lang, value_say(p->value))};
    }
    struct page page = {.title = TR("What can be said"), .place = PLACE_MORE, .wide = type != NULL};
    if (type) {
        page.title = NULL;
        page.title_plain = label_in(&type->label, req->lang);
    }
    struct html *h = page_begin(req, &page);
    view_schema(h, types, type_n, type ? type->id : S(""), properties, n);
    return page_end(req, h, err);
}
