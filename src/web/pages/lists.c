/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/pages/lists.h"

#include "lang/country.h"
#include "lang/edtf.h"
#include "lang/when.h"
#include "record/ids.h"
#include "web/pages/pages.h"
#include "web/respond.h"

enum { STATES_MAX = 300 };

/* NULL for what is gone since it was listed. */
static const struct record *whole_of(struct desk *d, const struct record_ref *ref)
{
    struct err none = {0};
    if (ref->whole)
        return ref->whole;
    struct record *rec = NEW(d->a, struct record);
    return record_load(rec, d->r, ref->row, d->a, &none) ? rec : NULL;
}

/* Which paper it comes from, and whether anybody has read it there. */
static void fill_source(struct view_listed *item, struct desk *d, const struct record *rec)
{
    for (isize i = 0; rec && i < rec->facts.n; i++) {
        const struct fact *f = &rec->facts.at[i];
        if (!fact_is_live(f) || f->s.source.kind == REF_NONE)
            continue;
        const struct desk_document *doc = desk_document(d, &f->s.source.id);
        item->unchecked = item->unchecked || !f->checked;
        if (doc && !item->note.n)
            item->note = text_short(doc->title, NOTE_SHOWN, d->a);
    }
}

const struct view_listed *list_records(struct desk *d, const struct record_refs *l, bool kinds)
{
    struct view_listed *items = NEWN(d->a, struct view_listed, l->n + 1);
    for (isize i = 0; i < l->n; i++) {
        const struct record_ref *r = &l->at[i];
        const struct record_type *t = schema_type(d->r->schema, r->type);
        items[i].href = desk_record_href(d, r->type, &r->id);
        items[i].title = r->title;
        if (kinds && t)
            items[i].kind = label_in(&t->label, d->req->lang);
        fill_source(&items[i], d, whole_of(d, r));
    }
    return items;
}

const struct view_listed *list_letters(struct desk *d, const struct record_refs *l)
{
    struct view_listed *items = NEWN(d->a, struct view_listed, l->n + 1);
    for (isize i = 0; i < l->n; i++) {
        const struct record *rec = whole_of(d, &l->at[i]);
        const struct fact *state = rec ? record_newest(rec, P_LETTER_STATE) : NULL;
        items[i].href = desk_record_href(d, TYPE_LETTER, &l->at[i].id);
        items[i].title = l->at[i].title;
        if (state) {
            items[i].kind = fact_say(d->r, state, d->a);
            items[i].note = when_say(time_day(state->time, d->a), language_tag(d->req->lang), d->a);
        }
    }
    return items;
}

static struct str due_words(struct desk *d, const struct due *x)
{
    const char *what = x->look ? TR("Second look: {letter}") : TR("Reply to: {letter}");
    const char *consent =
        x->review ? TR("Look again at what was decided for: {who}") : TR("A consent ends: {who}");
    if (x->consent)
        return msg_fill(d->a, msg(d->req->lang, consent), "who",
                        x->of.n ? x->of : msg(d->req->lang, TR("one statement")), NULL);
    if (x->look || (x->reply && x->of.n))
        return msg_fill(d->a, msg(d->req->lang, what), "letter", x->of, NULL);
    return x->of.n ? x->of : msg(d->req->lang, TR("Deadline"));
}

struct view_dues list_due(struct desk *d, const struct due_list *l, bool urgent)
{
    struct view_due *at = NEWN(d->a, struct view_due, l->n + 1);
    isize n = 0;
    for (isize i = 0; i < l->n; i++) {
        const struct due *x = &l->at[i];
        struct str id = id_write(d->a, &x->id);
        if (urgent && !x->overdue && !x->soon)
            continue;
        at[n++] = (struct view_due){
            .date = x->date,
            .what = due_words(d, x),
            .href = x->of.n
                        ? desk_record_href(d, x->of_type, &x->of_id)
                        : desk_record_href(d, x->consent ? TYPE_CONSENT : TYPE_DEADLINE, &x->id),
            .overdue = x->overdue,
            .done_at = x->look || x->consent ? S("") : str_format(d->a, "/due/%.*s/done", FS(id))};
    }
    return (struct view_dues){at, n};
}

bool list_before(int64_t *out, struct desk *d, struct err *err)
{
    struct str text = params_get(&d->req->query, S("before"));
    struct err none = {0};
    struct id id;
    *out = 0;
    if (!text.n)
        return true;
    if (!id_parse(&id, text, &none))
        return err_set(err, E_NOTFOUND, "no such page of the list");
    return record_row_of(out, d->r->db, &id, err);
}

bool list_of_type(struct view_list *items, struct desk *d, int type, struct str path,
                  struct err *err)
{
    struct record_refs l;
    int64_t before;
    if (!list_before(&before, d, err) ||
        !record_list(&l, d->r,
                     (struct records_wanted){
                         .type = type, .before = before, .max = LIST_SHOWN + 1, .whole = true},
                     d->a, err))
        return false;
    struct str more = {0};
    if (l.n > LIST_SHOWN) {
        struct str last = id_write(d->a, &l.at[LIST_SHOWN - 1].id);
        more = str_format(d->a, "%.*s%.*s", FS(path), FS(last));
        l.n = LIST_SHOWN;
    }
    *items = (struct view_list){
        type == TYPE_LETTER ? list_letters(d, &l) : list_records(d, &l, type == 0), l.n, more};
    return true;
}

/* ---- pages that are a list */

struct kind { /* one heading of such a page */
    int type;
    const char *title;
};
struct list_page {
    struct page page;
    const struct kind *kinds; /* ended by a zero entry */
    const char *empty;        /* when there is none of any kind */
    struct str action_href;
    const char *action;
    struct str path;
};

/* All kinds on one page; a kind that goes on has a page of its own: ?kind=... */
static bool show(struct request *req, const struct list_page *p, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct str only = params_get(&req->query, S("kind"));
    struct html *h = page_begin(req, &p->page);
    isize some = 0;
    if (p->action_href.n)
        view_action(h, p->action_href, p->action);
    for (const struct kind *k = p->kinds; k->type; k++) {
        struct str id = schema_type(d.r->schema, k->type)->id;
        struct view_list items;
        if (only.n && !str_eq(only, id))
            continue;
        struct str path = str_format(d.a, "%.*s?kind=%.*s&before=", FS(p->path), FS(id));
        if (!list_of_type(&items, &d, k->type, path, err))
            return false;
        if (items.n)
            view_list_part(h, p->kinds[1].type ? k->title : NULL, &items);
        some += items.n;
    }
    if (!some)
        view_empty(h, p->empty, p->action_href.n ? S("") : S("/documents"), TR("Documents"));
    return page_end(req, h, err);
}

bool page_people(struct request *req, struct err *err)
{
    static const struct kind kinds[] = {
        {TYPE_PERSON, TR("Persons")}, {TYPE_GROUP, TR("Groups, counted")}, {0}};
    return show(
        req,
        &(struct list_page){
            .page = {.title = TR("People"), .place = PLACE_PEOPLE},
            .kinds = kinds,
            .path = S("/people"),
            .action_href = S("/records/new?type=person"),
            .action = TR("Add a person"),
            .empty = TR("People who are at risk, who decide, who sign stand here, and groups "
                        "that were counted. They come from what you check in documents.")},
        err);
}

bool page_cases(struct request *req, struct err *err)
{
    static const struct kind kinds[] = {{TYPE_ACTION, TR("Cases")}, {0}};
    return show(req,
                &(struct list_page){
                    .page = {.title = TR("Cases"), .place = PLACE_CASES},
                    .kinds = kinds,
                    .path = S("/cases"),
                    .action_href = S("/cases/begin"),
                    .action = TR("Begin a case"),
                    .empty = TR("A case gathers the events it is about, the letters that were "
                                "written for it, and what came of them.")},
                err);
}

bool page_offices(struct request *req, struct err *err)
{
    static const struct kind kinds[] = {{TYPE_OFFICE, TR("Offices")},
                                        {TYPE_ORGANISATION, TR("Organisations")},
                                        {TYPE_AGENCY, TR("Agencies")},
                                        {TYPE_PLACE, TR("Places")},
                                        {0}};
    return show(req,
                &(struct list_page){
                    .page = {.title = TR("Offices and bodies"), .place = PLACE_MORE},
                    .kinds = kinds,
                    .path = S("/offices"),
                    .action_href = S("/records/new"),
                    .action = TR("Add a record"),
                    .empty = TR("Offices, organisations and places that documents speak of stand "
                                "here.")},
                err);
}

bool page_events(struct request *req, struct err *err)
{
    static const struct kind kinds[] = {{TYPE_EVENT, TR("Events")},
                                        {TYPE_DEMAND, TR("What was asked")},
                                        {TYPE_NORM, TR("Law that documents name")},
                                        {0}};
    return show(
        req,
        &(struct list_page){.page = {.title = TR("Events"), .place = PLACE_MORE},
                            .kinds = kinds,
                            .path = S("/events"),
                            .action_href = S("/records/new?type=event"),
                            .action = TR("Add an event"),
                            .empty = TR("What happened, as documents tell it, stands here.")},
        err);
}

/* ---- beginning a case */

enum { CASE_TITLE, CASE_NUMBER };
static const struct field case_fields[] = {
    [CASE_TITLE] = {"title", TR("What do you call it?"), FIELD_LINE, .max = 300, .required = true},
    [CASE_NUMBER] = {"number", TR("Our number"), FIELD_LINE, .max = 60},
    {0},
};

static bool show_begin(struct request *req, const struct form *f, struct err *err)
{
    struct page page = {
        .title = TR("Begin a case"), .place = PLACE_CASES, .status = f->wrong ? 422 : 0};
    struct html *h = page_begin(req, &page);
    view_begin_case(h, f);
    return page_end(req, h, err);
}

bool page_case_begin(struct request *req, struct err *err)
{
    struct form f = form_new(case_fields, req->a);
    return show_begin(req, &f, err);
}

bool post_case_begin(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct form f = form_read(case_fields, &req->form, req->a);
    struct stmt s[2];
    struct id id;
    isize n = 0;
    if (f.wrong)
        return show_begin(req, &f, err);
    s[n++] = STMT(.property = S("core:title"), .value = value_text(f.answers[CASE_TITLE].text));
    if (f.answers[CASE_NUMBER].given)
        s[n++] = STMT(.property = S("core:own_number"),
                      .value = value_text(f.answers[CASE_NUMBER].text));
    return record_new(&id, d.w, TYPE_ACTION,
                      (struct draft){.kind = ENTRY_RECORD, .stmts = s, .n = n}, err) &&
           respond_redirect(req, desk_record_href(&d, TYPE_ACTION, &id));
}

/* ---- states */

struct view_options list_states(struct request *req)
{
    const struct law *law = req->site->law;
    struct view_option *at = NEWN(req->a, struct view_option, STATES_MAX);
    isize n = 0;
    for (isize i = 0; i < law->acts.n; i++) {
        struct str state = law->acts.at[i].state;
        isize k = 0;
        while (k < n && !str_eq(at[k].value, state))
            k++;
        if (k < n || n == STATES_MAX)
            continue;
        struct str name = country_name(state, req->lang, req->a);
        for (k = n++; k > 0 && str_cmp(at[k - 1].words, name) > 0; k--)
            at[k] = at[k - 1];
        at[k] = (struct view_option){state, name};
    }
    return (struct view_options){at, n};
}
