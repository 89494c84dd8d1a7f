/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case on one page: who, what is known and from whom, what may leave, letters, next steps. */
#include "base/list.h"
#include "know/casework.h"
#include "lang/when.h"
#include "record/ids.h"
#include "web/pages/lists.h"
#include "web/pages/pages.h"
#include "web/pages/said.h"
#include "web/respond.h"

enum { PICKS_SHOWN = 60, DOCUMENTS_OFFERED = 100, TITLE_SHOWN = 90 };

static bool load(struct casework *c, struct desk *d, struct err *err)
{
    struct id id;
    return desk_id(&id, d->req, 0, err) && casework_load(c, d->r, &id, d->a, err);
}

static struct str case_path(struct desk *d, const struct casework *c, const char *rest)
{
    return str_format(d->a, "/cases/%.*s%s", FS(id_write(d->a, &c->rec.id)), rest);
}

/* ---- what the page shows */

static bool fill_members(struct view_case *v, struct desk *d, const struct casework *c,
                         struct err *err)
{
    struct view_member *at = NEWN(d->a, struct view_member, c->people.n + 1);
    v->leave = LEAVE_PUBLIC;
    for (isize i = 0; i < c->people.n; i++) {
        const struct record_ref *ref = &c->people.at[i];
        struct record rec;
        struct view_status s;
        if (!record_load(&rec, d->r, ref->row, d->a, err))
            return false;
        at[i] = (struct view_member){.title = ref->title,
                                     .href = desk_record_href(d, ref->type, &ref->id),
                                     .leave = desk_leave_record(&rec)};
        if (said_status(&s, d, &rec)) {
            at[i].has_status = true;
            at[i].status = s.status;
            at[i].known = s.from;
            at[i].where = s.detail;
            at[i].source = s.source;
        }
        v->leave = at[i].leave < v->leave ? at[i].leave : v->leave;
    }
    v->member = at;
    v->members = c->people.n;
    return true;
}

/* "Detention, 9 people, Helin": its day stands in a column of its own. */
static struct str happened_say(struct desk *d, const struct record *rec, struct str title)
{
    static const int said[] = {P_EVENT_KIND, P_FIGURE, P_PLACE, P_TO_PLACE};
    struct buf b = buf_in(d->a, 1024);
    if (!record_fact(rec, P_EVENT_KIND))
        return title;
    for (isize i = 0; i < COUNTOF(said); i++) {
        const struct fact *f = record_fact(rec, said[i]);
        if (f)
            buf_addf(&b, "%s%.*s", i ? ", " : "",
                     FS(text_short(fact_say(d->r, f, d->a), TITLE_SHOWN, d->a)));
    }
    return buf_str(&b);
}

static bool fill_events(struct view_case *v, struct desk *d, const struct casework *c,
                        struct err *err)
{
    struct view_event *at = NEWN(d->a, struct view_event, c->events.n + 1);
    for (isize i = 0; i < c->events.n; i++) {
        const struct record_ref *ref = &c->events.at[i];
        struct record rec;
        if (!record_load(&rec, d->r, ref->row, d->a, err))
            return false;
        const struct fact *date = record_fact(&rec, P_DATE),
                          *kind = record_fact(&rec, P_EVENT_KIND);
        at[i] = (struct view_event){.when = date ? date->s.value.text : S(""),
                                    .what = happened_say(d, &rec, ref->title),
                                    .href = desk_record_href(d, ref->type, &ref->id),
                                    .source = kind ? desk_source(d, kind) : 0};
        for (isize k = 0; k < rec.facts.n; k++)
            v->unchecked += fact_is_live(&rec.facts.at[k]) && !rec.facts.at[k].checked;
    }
    v->events = (struct view_timeline){msg(d->req->lang, TR("What happened")), at, c->events.n};
    return true;
}

struct view_families families_view(struct desk *d, const struct untold_list *l, bool with_case)
{
    struct view_untold *at = NEWN(d->a, struct view_untold, l->n + 1);
    struct str lang = language_tag(d->req->lang);
    for (isize i = 0; i < l->n; i++) {
        const struct untold *u = &l->at[i];
        at[i] = (struct view_untold){.who = u->who.title,
                                     .href = desk_record_href(d, u->who.type, &u->who.id)};
        if (with_case) {
            at[i].of = u->of.title;
            at[i].of_href = desk_record_href(d, u->of.type, &u->of.id);
        }
        if (u->told.n)
            at[i].told = when_say(u->told, lang, d->a);
        if (u->step.n)
            at[i].step = when_say(u->step, lang, d->a);
    }
    return (struct view_families){at, l->n, l->more};
}

/* Of what is due, what is due of this case or of its letters and events. */
static bool fill_due(struct view_case *v, struct desk *d, const struct casework *c, struct err *err)
{
    struct due_list all, mine = {0};
    if (!due_list(&all, d->r, sys_now(d->req->sys), d->a, err))
        return false;
    for (isize i = 0; i < all.n; i++) {
        bool wanted = id_eq(&all.at[i].of_id, &c->rec.id);
        for (isize k = 0; k < c->letters.n && !wanted; k++)
            wanted = id_eq(&all.at[i].of_id, &c->letters.at[k].id);
        for (isize k = 0; k < c->events.n && !wanted; k++)
            wanted = id_eq(&all.at[i].of_id, &c->events.at[k].id);
        if (wanted)
            *LIST_ADD(&mine, d->a) = all.at[i];
    }
    v->due = list_due(d, &mine, false);
    return true;
}

static void fill_head(struct view_case *v, struct desk *d, const struct casework *c)
{
    const struct fact *number = record_fact(&c->rec, P_OWN_NUMBER);
    const struct fact *state = record_newest(&c->rec, P_ACTION_STATE);
    struct str name = id_write(d->a, &c->rec.id);
    v->number = number ? number->s.value.text : S("");
    v->state = state ? fact_say(d->r, state, d->a) : S("");
    v->gather = case_path(d, c, "/gather");
    v->letter = str_format(d->a, "/letters/new?case=%.*s", FS(name));
    v->record = str_format(d->a, "/records/%.*s", FS(name));
    v->history = str_format(d->a, "/records/%.*s/history", FS(name));
    v->letters = (struct view_list){list_letters(d, &c->letters), c->letters.n, S("")};
    v->more = c->more;
}

bool page_case(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct casework c;
    struct view_case v = {0};
    struct untold_list untold = {0};
    if (!load(&c, &d, err) || !fill_members(&v, &d, &c, err) || !fill_events(&v, &d, &c, err) ||
        !fill_due(&v, &d, &c, err) || !differ_of_case(&v.differ, &d, &c, err) ||
        !casework_untold(&untold, d.r, &c, d.a, err))
        return false;
    fill_head(&v, &d, &c);
    v.families = families_view(&d, &untold, false);
    struct view_sources sources = desk_sources(&d);
    struct page page = {
        .title_plain = record_title(d.r, &c.rec, d.a), .place = PLACE_CASES, .wide = true};
    struct html *h = page_begin(req, &page);
    view_case(h, &v, &sources);
    return page_end(req, h, err);
}

/* ---- putting things into it */

static bool may_belong(int type)
{
    return type == TYPE_EVENT || type == TYPE_PERSON || type == TYPE_GROUP;
}

static bool has_ref(const struct record_refs *l, int64_t row)
{
    for (isize i = 0; i < l->n; i++)
        if (l->at[i].row == row)
            return true;
    return false;
}

/* Records of these kinds of which something stands in the document. */
static bool found_in_document(struct record_refs *out, struct desk *d, int64_t document,
                              struct err *err)
{
    struct fact_list l;
    if (!facts_from(&l, d->r, document, d->a, err))
        return false;
    for (isize i = 0; i < l.n && out->n <= PICKS_SHOWN; i++) {
        const struct fact *f = &l.at[i];
        struct str title;
        struct id id;
        if (f->record <= 0 || !fact_is_live(f) || !may_belong(f->item.type) ||
            has_ref(out, f->record))
            continue;
        if (!record_id_of(&id, d->r->db, f->record, err) ||
            !record_title_of(&title, d->r, f->record, d->a, err))
            return false;
        *LIST_ADD(out, d->a) = (struct record_ref){f->record, id, f->item.type, title};
    }
    return true;
}

static bool newest_of_all(struct record_refs *out, struct desk *d, struct err *err)
{
    static const int types[] = {TYPE_EVENT, TYPE_GROUP, TYPE_PERSON};
    for (isize i = 0; i < COUNTOF(types); i++) {
        struct record_refs l;
        if (!record_list(
                &l, d->r,
                (struct records_wanted){.type = types[i], .max = PICKS_SHOWN / COUNTOF(types)},
                d->a, err))
            return false;
        for (isize k = 0; k < l.n; k++)
            *LIST_ADD(out, d->a) = l.at[k];
    }
    return true;
}

static bool fill_picks(struct view_gather *v, struct desk *d, const struct casework *c,
                       struct err *err)
{
    struct record_refs l = {0};
    struct err none = {0};
    struct id from;
    int64_t row;
    if (id_parse(&from, v->from, &none)) {
        struct record rec;
        if (!record_load_id(&rec, d->r, &from, d->a, err) ||
            !record_row_of(&row, d->r->db, &from, err) || !found_in_document(&l, d, row, err))
            return false;
    } else {
        v->from = S("");
        if (!newest_of_all(&l, d, err))
            return false;
    }
    struct view_pick *at = NEWN(d->a, struct view_pick, l.n + 1);
    v->more = l.n > PICKS_SHOWN || !v->from.n;
    v->n = l.n < PICKS_SHOWN ? l.n : PICKS_SHOWN;
    for (isize i = 0; i < v->n; i++) {
        const struct record_type *t = schema_type(d->r->schema, l.at[i].type);
        at[i] = (struct view_pick){.id = id_write(d->a, &l.at[i].id),
                                   .title = text_short(l.at[i].title, TITLE_SHOWN, d->a),
                                   .kind = t ? label_in(&t->label, d->req->lang) : S(""),
                                   .there = has_ref(&c->events, l.at[i].row) ||
                                            has_ref(&c->people, l.at[i].row)};
    }
    v->at = at;
    return true;
}

static bool fill_documents(struct view_gather *v, struct desk *d, struct err *err)
{
    struct record_refs l;
    if (!record_list(&l, d->r,
                     (struct records_wanted){.type = TYPE_DOCUMENT, .max = DOCUMENTS_OFFERED}, d->a,
                     err))
        return false;
    struct view_option *at = NEWN(d->a, struct view_option, l.n + 1);
    for (isize i = 0; i < l.n; i++)
        at[i] = (struct view_option){id_write(d->a, &l.at[i].id),
                                     text_short(l.at[i].title, TITLE_SHOWN, d->a)};
    v->documents = (struct view_options){at, l.n};
    return true;
}

bool page_gather(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct casework c;
    struct view_gather v = {.from = params_get(&req->query, S("from"))};
    if (!load(&c, &d, err) || !fill_documents(&v, &d, err) || !fill_picks(&v, &d, &c, err))
        return false;
    v.action = case_path(&d, &c, "/gather");
    v.back = case_path(&d, &c, "");
    struct page page = {.title = TR("What belongs to this case"), .place = PLACE_CASES};
    struct html *h = page_begin(req, &page);
    view_gather(h, &v);
    return page_end(req, h, err);
}

/* One statement for each ticked record; what is in the case already is not said again. */
bool post_gather(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct casework c;
    isize n = 0;
    if (!load(&c, &d, err))
        return false;
    struct stmt *s = NEWN(d.a, struct stmt, req->form.n + 1);
    for (isize i = 0; i < req->form.n; i++) {
        struct record rec;
        struct id id;
        if (!str_eq(req->form.at[i].name, S("record")))
            continue;
        if (!id_parse(&id, req->form.at[i].value, err) || !record_load_id(&rec, d.r, &id, d.a, err))
            return false;
        if (!may_belong(rec.type))
            return err_set(err, E_INVALID, "only events, persons and groups belong to a case");
        if (has_ref(&c.events, rec.row) || has_ref(&c.people, rec.row))
            continue;
        s[n++] =
            STMT(.subject = ref_record(c.rec.id),
                 .property = rec.type == TYPE_EVENT ? S("core:about_event") : S("core:case_people"),
                 .value = value_record(id));
    }
    return (n == 0 || workspace_say(d.w, ENTRY_CHANGE, s, n, NULL, err)) &&
           respond_redirect(req, case_path(&d, &c, ""));
}
