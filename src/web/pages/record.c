/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record of any type: each value with its source, what may leave, where else it is spoken of. */
#include "base/list.h"
#include "record/ids.h"
#include "record/typed.h"
#include "web/pages/lists.h"
#include "web/pages/pages.h"
#include "web/pages/said.h"
#include "web/respond.h"

enum { KEPT_SHOWN = 12, NEAR_SHOWN = 30, LONG_VALUE = 120, VALUES_SHOWN = 40 };

/* ---- values */

static bool is_shown(const struct fact *f)
{
    return f->p && f->p->number != P_TYPE && f->p->number != P_TEXT &&
           f->p->number != P_SENSITIVITY && f->p->number != P_MAY_LEAVE && fact_is_live(f) &&
           f->s.subject.kind == REF_RECORD;
}

/* A statement that names another: what that one says, if these eyes may see it. */
static void say_statement(struct view_said *s, struct desk *d, const struct fact *f)
{
    struct err none = {0};
    struct fact other;
    struct id id;
    int64_t no;
    if (!journal_no(&no, d->r->db, &f->s.value.ref, &none) ||
        !fact_load(&other, d->r, no, d->a, &none) || other.record <= 0 ||
        !record_id_of(&id, d->r->db, other.record, &none))
        return;
    struct str label = other.p ? label_in(&other.p->label, d->req->lang) : other.s.property;
    struct str value = text_short(fact_say(d->r, &other, d->a), LONG_VALUE, d->a);
    s->value = str_format(d->a, "%.*s: %.*s", FS(label), FS(value));
    s->href = desk_said_href(d, &id, &other);
}

struct view_said said_view(struct desk *d, const struct record *rec, const struct fact *f)
{
    struct view_said s = {.value = fact_say(d->r, f, d->a),
                          .change = desk_said_href(d, &rec->id, f),
                          .source = desk_source(d, f)};
    struct record other;
    struct err none = {0};
    if (f->s.value.type == V_TEXT || f->s.value.type == V_PLACE)
        s.lang = desk_language(f->s.language);
    s.is_lines = f->p && f->p->format == FORMAT_ADDRESS;
    s.is_long = s.value.n > LONG_VALUE || (f->p && f->p->format == FORMAT_LONG);
    s.sure = desk_sure(f);
    s.holder = desk_holder(d, f);
    s.as_known = f->s.as_of;
    if (f->s.value.type == V_RECORD &&
        record_load_id(&other, d->r, &f->s.value.ref.id, d->a, &none))
        s.href = desk_record_href(d, other.type, &other.id);
    if (f->s.value.type == V_STATEMENT)
        say_statement(&s, d, f);
    if (f->judged == TERM_JUDGEMENT_PREFER)
        s.state = TR("preferred");
    else if (f->judged == TERM_JUDGEMENT_BOTH_STAND)
        s.state = TR("both stand");
    else if (!fact_is_live(f))
        s.state = desk_state(f);
    return s;
}

static void fill_properties(struct view_record *v, struct desk *d, const struct record *rec)
{
    struct view_property *at = NEWN(d->a, struct view_property, rec->facts.n + 1);
    struct view_said *said = NEWN(d->a, struct view_said, rec->facts.n + 1);
    isize n = 0, shown = 0, all = 0, at_all = 0;
    const struct property *last = NULL;
    for (isize i = 0; i < rec->facts.n; i++) {
        const struct fact *f = &rec->facts.at[i];
        v->gone += f->p && f->p->number != P_TEXT && !fact_is_live(f);
        all += is_shown(f);
    }
    struct desk_part part = desk_part(d->req, all, VALUES_SHOWN);
    for (isize i = 0; i < rec->facts.n; i++) {
        const struct fact *f = &rec->facts.at[i];
        if (!is_shown(f) || at_all++ < part.from || shown == part.to - part.from)
            continue;
        if (f->p != last)
            at[n++] = (struct view_property){label_in(&f->p->label, d->req->lang), &said[shown], 0};
        last = f->p;
        said[shown++] = said_view(d, rec, f);
        at[n - 1].n++;
    }
    v->at = at;
    v->n = n;
    v->turn = desk_turn(d, &part, d->req->head.path);
}

/* ---- where else it is spoken of */

struct rows_seen {
    int64_t *at;
    isize n, cap;
};

static bool is_new(struct rows_seen *l, int64_t row, struct arena *a)
{
    for (isize i = 0; i < l->n; i++)
        if (l->at[i] == row)
            return false;
    *LIST_ADD(l, a) = row;
    return true;
}

/* Every property whose value may be a record of this type is asked, by its index. */
static bool fill_near(struct view_record *v, struct desk *d, const struct record *rec,
                      struct err *err)
{
    struct record_refs near = {0};
    struct rows_seen seen = {0};
    const struct schema *s = d->r->schema;
    for (isize i = 0; i < s->properties.n && near.n < NEAR_SHOWN; i++) {
        const struct property *p = &s->properties.at[i];
        struct fact_list l;
        if ((p->value != VALUE_REFERENCE && p->value != VALUE_PLACE) ||
            !property_refers_to(s, p, rec->type))
            continue;
        if (!facts_naming(&l, d->r, p->number, rec->row, d->a, err))
            return false;
        for (isize k = 0; k < l.n && near.n < NEAR_SHOWN; k++) {
            struct record *other = NEW(d->a, struct record);
            struct err none = {0};
            if (l.at[k].record <= 0 || !fact_is_live(&l.at[k]) ||
                !is_new(&seen, l.at[k].record, d->a) ||
                !record_load(other, d->r, l.at[k].record, d->a, &none))
                continue;
            *LIST_ADD(&near, d->a) = (struct record_ref){other->row, other->id, other->type,
                                                         record_title(d->r, other, d->a), other};
        }
    }
    v->near = (struct view_list){list_records(d, &near, true), near.n, S("")};
    return true;
}

/* ---- status along time */

static enum status status_of(int term)
{
    switch (term) {
    case TERM_CUSTODY_FREE:
    case TERM_CUSTODY_RELEASED:
    case TERM_CUSTODY_SHELTER:
    case TERM_CUSTODY_MISSION: return STATUS_FREE;
    case TERM_CUSTODY_HIDING: return STATUS_SOUGHT;
    case TERM_CUSTODY_DETAINED:
    case TERM_CUSTODY_HOUSE_ARREST:
    case TERM_CUSTODY_TRAFFICKERS: return STATUS_DETAINED;
    case TERM_CUSTODY_HANDED_OVER:
    case TERM_CUSTODY_DETAINED_ORIGIN:
    case TERM_CUSTODY_PRISON_CAMP: return STATUS_RETURNED;
    default: return STATUS_UNKNOWN;
    }
}

static int custody_term(const struct reader *r, const struct fact *f)
{
    const struct vocabulary *v = property_vocabulary(r->schema, f->p);
    struct str vocabulary, id;
    str_cut(f->s.value.text, ':', &vocabulary, &id);
    const struct term *t = v ? vocabulary_term_by_id(v, id) : NULL;
    return t ? t->number : 0;
}

static struct view_status status_view(struct desk *d, const struct fact *f)
{
    return (struct view_status){.status = status_of(custody_term(d->r, f)),
                                .from = f->s.as_of,
                                .detail = fact_say(d->r, f, d->a),
                                .source = desk_source(d, f)};
}

bool said_status(struct view_status *out, struct desk *d, const struct record *rec)
{
    const struct fact *last = NULL;
    for (const struct fact *f = record_fact(rec, P_CUSTODY); f; f = record_next(rec, f))
        if (f->s.as_of.n && (!last || str_cmp(f->s.as_of, last->s.as_of) > 0))
            last = f;
    if (last)
        *out = status_view(d, last);
    return last != NULL;
}

/* What is said of custody, each as known on its day. */
static void fill_status(struct view_record *v, struct desk *d, const struct record *rec)
{
    struct view_status *at = NEWN(d->a, struct view_status, rec->facts.n + 1);
    isize n = 0;
    struct str until = {0};
    for (const struct fact *f = record_fact(rec, P_CUSTODY); f; f = record_next(rec, f)) {
        if (!f->s.as_of.n)
            continue;
        struct view_status s = status_view(d, f);
        isize k = n++;
        for (; k > 0 && str_cmp(at[k - 1].from, s.from) > 0; k--)
            at[k] = at[k - 1];
        at[k] = s;
        until = str_cmp(f->s.as_of, until) > 0 ? f->s.as_of : until;
    }
    v->status = (struct view_status_line){record_title(d->r, rec, d->a), at, n, until};
}

/* ---- the page */

static void fill_leave(struct view_record *v, struct desk *d, const struct record *rec)
{
    struct view_kept *kept = NEWN(d->a, struct view_kept, KEPT_SHOWN);
    v->has_leave = true;
    v->leave = desk_leave_record(rec);
    v->kept_n = desk_kept(kept, KEPT_SHOWN, d, rec);
    v->kept = kept;
    const struct fact *label = record_fact(rec, P_SENSITIVITY);
    v->sensitivity = label ? fact_say(d->r, label, d->a) : S("");
}

static enum place place_of(int type)
{
    switch (type) {
    case TYPE_PERSON:
    case TYPE_GROUP: return PLACE_PEOPLE;
    case TYPE_ACTION:
    case TYPE_ISSUE: return PLACE_CASES;
    case TYPE_DOCUMENT: return PLACE_DOCUMENTS;
    case TYPE_LETTER:
    case TYPE_ADDRESSEE:
    case TYPE_DISPATCH:
    case TYPE_REPLY: return PLACE_LETTERS;
    default: return PLACE_NONE;
    }
}

bool page_record(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct record rec;
    struct id id;
    struct view_record v = {0};
    if (!desk_id(&id, req, 0, err) || !record_load_id(&rec, d.r, &id, d.a, err))
        return false;
    struct str name = id_write(d.a, &id);
    v.kind = rec.meta ? label_in(&rec.meta->label, req->lang) : S("");
    v.history = str_format(d.a, "/records/%.*s/history", FS(name));
    v.label = str_format(d.a, "/records/%.*s/label", FS(name));
    v.consent = str_format(d.a, "/records/%.*s/consent", FS(name));
    v.add = str_format(d.a, "/records/%.*s/add", FS(name));
    if (rec.type == TYPE_DOCUMENT)
        v.document = str_format(d.a, "/documents/%.*s", FS(name));
    fill_properties(&v, &d, &rec);
    fill_status(&v, &d, &rec);
    fill_leave(&v, &d, &rec);
    struct view_duties *duties;
    if (!fill_near(&v, &d, &rec, err) || !law_of_event(&duties, &d, &rec, err))
        return false;
    struct view_sources sources = desk_sources(&d);
    struct page page = {
        .title_plain = record_title(d.r, &rec, d.a), .place = place_of(rec.type), .wide = true};
    struct html *h = page_begin(req, &page);
    view_record_page(h, &v, &sources);
    if (duties)
        view_duties(h, duties);
    return page_end(req, h, err);
}

/* ---- one statement */

bool said_load(struct said *out, struct desk *d, struct err *err)
{
    struct said s = {0};
    struct id id;
    if (!desk_id(&id, d->req, 0, err) || !record_load_id(&s.rec, d->r, &id, d->a, err))
        return false;
    if (d->req->ids_n > 1) {
        s.f = desk_said_find(&s.rec, d->req->ids[1]);
        if (!s.f)
            return err_set(err, E_NOTFOUND, "the record has no such statement");
    }
    struct str name = id_write(d->a, &id);
    struct str title = record_title(d->r, &s.rec, d->a);
    s.path = str_format(d->a, "/records/%.*s", FS(name));
    s.title = title;
    if (s.f) {
        s.path = desk_said_href(d, &id, s.f);
        s.title = str_format(d->a, "%.*s: %.*s",
                             FS(s.f->p ? label_in(&s.f->p->label, d->req->lang) : s.f->s.property),
                             FS(text_short(fact_say(d->r, s.f, d->a), LONG_VALUE, d->a)));
    }
    s.record = str_format(d->a, "/records/%.*s", FS(name));
    s.record_title = title;
    *out = s;
    return true;
}

bool page_said(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct said s = {0};
    if (!said_load(&s, &d, err))
        return false;
    ASSERT(s.f); /* the route has both ids */
    struct gate g = {AUDIENCE_PUBLIC, SENSITIVITY_SECRET};
    struct gate_verdict verdict = gate_ask(&g, &s.f->item);
    struct view_statement v = {
        .property = s.f->p ? label_in(&s.f->p->label, req->lang) : s.f->s.property,
        .record = s.record_title,
        .record_href = s.record,
        .said = said_view(&d, &s.rec, s.f),
        .leave = desk_leave(s.f),
        .kept =
            verdict.answer == GATE_SHOW ? S("") : msg(req->lang, gate_reason_say(verdict.reason)),
        .withdraw = str_format(d.a, "%.*s/withdraw", FS(s.path)),
        .label = str_format(d.a, "%.*s/label", FS(s.path)),
        .consent = str_format(d.a, "%.*s/consent", FS(s.path)),
        .withdrawn = s.f->retracted};
    v.said.change = S("");
    if (s.f->p && property_is_typed(s.f->p) && !s.f->retracted)
        v.correct = str_format(d.a, "%.*s/correct", FS(s.path));
    if (!s.f->checked && s.f->s.source.kind == REF_PASSAGE)
        v.checked = str_format(d.a, "%.*s/checked", FS(s.path));
    if (s.f->s.rule.n)
        v.rule = str_format(d.a, "%.*s (%d)", FS(s.f->s.rule), s.f->s.rule_version);
    struct view_sources sources = desk_sources(&d);
    struct page page = {.title_plain = s.title, .place = place_of(s.rec.type), .wide = true};
    struct html *h = page_begin(req, &page);
    view_statement(h, &v, &sources);
    return page_end(req, h, err);
}
