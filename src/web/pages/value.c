/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value typed by hand: of a record that is there, in place of one copied wrongly, of a new one.
 */
#include "base/list.h"
#include "record/ids.h"
#include "record/typed.h"
#include "web/pages/pages.h"
#include "web/pages/said.h"
#include "web/respond.h"

enum { VALUE_MAX = 20000, SOURCES_SHOWN = 60, RECORDS_SHOWN = 100, OPTION_BYTES = 100 };

static const struct field value_fields[] = {
    [VALUE_PROPERTY] = {"property", TR("What"), FIELD_LINE, .max = 100, .required = true},
    [VALUE_TYPED] = {"value", TR("Value"), FIELD_TEXT, .max = VALUE_MAX, .required = true},
    [VALUE_MEASURE] = {"measure", TR("What is counted?"), FIELD_LINE, .max = 100},
    [VALUE_POPULATION] = {"population", TR("Of whom?"), FIELD_LINE, .max = 300},
    [VALUE_HEDGE] = {"hedge", TR("How sure were they?"), FIELD_LINE, .max = 60},
    [VALUE_SOURCE] = {"source", TR("Where is it from?"), FIELD_LINE, .max = 60},
    [VALUE_WHO] = {"who", TR("Nowhere written: who knows it?"), FIELD_LINE, .max = 300},
    [VALUE_AS_OF] = {"as_of", TR("As known on which day?"), FIELD_LINE, .max = 80},
    [VALUE_WORDS] = {"words", TR("In the source's own words"), FIELD_LINE, .max = 1000},
    {0},
};

/* What a form is about. */
struct typing {
    struct desk *d;
    int type;                 /* of the record */
    const struct property *p; /* NULL: not chosen yet */
    const struct said *said;  /* NULL: a new record; its f: what is corrected */
    struct str action, back, of;
};

/* ---- choices */

struct options {
    struct view_option *at;
    isize n, cap;
};

static void option(struct options *l, struct desk *d, struct str value, struct str words)
{
    *LIST_ADD(l, d->a) = (struct view_option){value, text_short(words, OPTION_BYTES, d->a)};
}

static struct view_options done(const struct options *l)
{
    return (struct view_options){l->at, l->n};
}

static struct view_options terms_of(struct desk *d, const struct vocabulary *v)
{
    struct options l = {0};
    for (isize i = 0; v && i < v->terms.n; i++)
        if (!v->terms.at[i].retired)
            option(&l, d, v->terms.at[i].id, label_in(&v->terms.at[i].label, d->req->lang));
    return done(&l);
}

static bool records_of(struct options *l, struct desk *d, int type, isize max, struct err *err)
{
    struct record_refs refs;
    if (!record_list(&refs, d->r, (struct records_wanted){.type = type, .max = max}, d->a, err))
        return false;
    for (isize i = 0; i < refs.n; i++)
        option(l, d, id_write(d->a, &refs.at[i].id), refs.at[i].title);
    return true;
}

static bool references_of(struct options *l, struct desk *d, const struct property *p,
                          struct err *err)
{
    for (isize i = 0; i < p->refers.n && l->n < RECORDS_SHOWN; i++) {
        const struct record_type *t = &d->r->schema->types.at[p->refers.at[i]];
        bool any = t->number == SCHEMA_TYPE_RECORD;
        if ((any || !t->part) && !records_of(l, d, any ? 0 : t->number, RECORDS_SHOWN - l->n, err))
            return false;
    }
    return true;
}

/* The value that stands there must be among the choices, however old it is. */
static void keep_chosen(struct options *l, struct desk *d, const struct answer *a)
{
    struct id id;
    struct str title;
    int64_t row;
    struct err none = {0};
    for (isize i = 0; i < l->n; i++)
        if (str_eq(l->at[i].value, a->text))
            return;
    if (id_parse(&id, a->text, &none) && record_row_of(&row, d->r->db, &id, &none) &&
        record_title_of(&title, d->r, row, d->a, &none))
        option(l, d, a->text, title);
}

static bool fill_options(struct view_value *v, struct typing *t, const struct form *f,
                         struct err *err)
{
    struct options values = {0}, sources = {0};
    struct desk *d = t->d;
    if (t->p->value == VALUE_TERM)
        v->values = terms_of(d, property_vocabulary(d->r->schema, t->p));
    if (t->p->value == VALUE_FLAG) {
        option(&values, d, S("yes"), msg(d->req->lang, TR("yes")));
        option(&values, d, S("no"), msg(d->req->lang, TR("no")));
        v->values = done(&values);
    }
    if (t->p->value == VALUE_REFERENCE) {
        if (!references_of(&values, d, t->p, err))
            return false;
        keep_chosen(&values, d, &f->answers[VALUE_TYPED]);
        v->values = done(&values);
    }
    if (!records_of(&sources, d, TYPE_DOCUMENT, SOURCES_SHOWN, err) ||
        !records_of(&sources, d, TYPE_SOURCE, SOURCES_SHOWN, err))
        return false;
    keep_chosen(&sources, d, &f->answers[VALUE_SOURCE]);
    v->sources = done(&sources);
    v->hedges = terms_of(d, schema_vocabulary(d->r->schema, V_HEDGE));
    v->measures = terms_of(d, schema_vocabulary(d->r->schema, V_MEASURE));
    return true;
}

/* ---- showing */

static bool show(struct typing *t, const struct form *f, struct err *err)
{
    struct desk *d = t->d;
    const struct property *p = t->p;
    ASSERT(d && p);
    struct view_value v = {
        .action = t->action,
        .back = t->back,
        .of = t->of,
        .property = p->id,
        .type = t->said ? S("") : schema_type(d->r->schema, t->type)->id,
        .label = label_in(&p->label, d->req->lang),
        .hint = d->req->lang == LANG_EN ? p->hint : S(""),
        .choose = p->value == VALUE_TERM || p->value == VALUE_FLAG || p->value == VALUE_REFERENCE,
        .lines =
            p->value == VALUE_TEXT && (p->format == FORMAT_LONG || p->format == FORMAT_ADDRESS),
        .date = p->value == VALUE_DATE,
        .quantity = p->value == VALUE_QUANTITY,
        .needs_as_of = p->needs_as_of,
    };
    if (!fill_options(&v, t, f, err))
        return false;
    struct page page = {.title = t->said && t->said->f ? TR("Correct it")
                                 : t->said             ? TR("Add a value")
                                                       : TR("A new record"),
                        .status = f->wrong ? 422 : 0};
    struct html *h = page_begin(d->req, &page);
    view_value_form(h, &v, f);
    return page_end(d->req, h, err);
}

/* Everything that can be said of it by hand. */
static bool show_properties(struct typing *t, struct err *err)
{
    struct desk *d = t->d;
    struct options l = {0};
    ASSERT(d);
    const struct schema *s = d->r->schema;
    for (isize i = 0; i < s->properties.n; i++) {
        const struct property *p = &s->properties.at[i];
        if (property_is_typed(p) && property_is_on(s, p, t->type))
            option(&l, d, str_format(d->a, "%.*s?property=%.*s", FS(t->action), FS(p->id)),
                   label_in(&p->label, d->req->lang));
    }
    struct view_options o = done(&l);
    struct page page = {.title = TR("What do you want to add?")};
    struct html *h = page_begin(d->req, &page);
    view_value_choose(h, &o, t->back, t->of);
    return page_end(d->req, h, err);
}

static bool show_types(struct desk *d, struct err *err)
{
    struct options l = {0};
    const struct schema *s = d->r->schema;
    for (isize i = 0; i < s->types.n; i++) {
        const struct record_type *t = &s->types.at[i];
        bool elsewhere = t->number == TYPE_DOCUMENT || t->number == TYPE_LETTER ||
                         t->number == TYPE_LETTER_PART || t->number == TYPE_CONSENT;
        if (!t->part && !elsewhere)
            option(&l, d, str_format(d->a, "/records/new?type=%.*s", FS(t->id)),
                   label_in(&t->label, d->req->lang));
    }
    struct view_options o = done(&l);
    struct page page = {.title = TR("What do you want to add?")};
    struct html *h = page_begin(d->req, &page);
    view_value_choose(h, &o, S(""), S(""));
    return page_end(d->req, h, err);
}

/* ---- what it is about */

static const struct property *property_asked(struct desk *d, int type, struct str name)
{
    const struct property *p = schema_property_by_id(d->r->schema, name);
    return p && property_is_typed(p) && property_is_on(d->r->schema, p, type) ? p : NULL;
}

/* What a record of this type is called by. */
static const struct property *first_property(const struct schema *s, int type)
{
    static const int called_by[] = {P_NAME,         P_TITLE,       P_GROUP_DESCRIPTION,
                                    P_OFFICE_TITLE, P_DEMAND_TEXT, P_EVENT_KIND,
                                    P_STATUS_KIND};
    for (isize i = 0; i < COUNTOF(called_by); i++) {
        const struct property *p = schema_property(s, called_by[i]);
        if (p && property_is_on(s, p, type))
            return p;
    }
    for (isize i = 0; i < s->properties.n; i++)
        if (property_is_typed(&s->properties.at[i]) &&
            property_is_on(s, &s->properties.at[i], type))
            return &s->properties.at[i];
    return NULL;
}

static bool typing_of(struct typing *out, struct said *s, struct desk *d, struct str property,
                      struct err *err)
{
    struct typing t = {.d = d, .said = s};
    if (!said_load(s, d, err))
        return false;
    t.type = s->rec.type;
    t.back = s->path;
    t.of = s->title;
    t.p = s->f ? s->f->p : property_asked(d, t.type, property);
    t.action = str_format(d->a, s->f ? "%.*s/correct" : "%.*s/add", FS(s->path));
    if (s->f && (!t.p || !property_is_typed(t.p)))
        return err_set(err, E_INVALID, "a value that cannot be typed") ||
               err_detail(err, "%s", TR("This value cannot be typed in. It can be withdrawn."));
    *out = t;
    return true;
}

/* ---- what stands there, to begin a correction with */

static struct str term_id(struct str term)
{
    struct str vocabulary, id;
    return str_cut(term, ':', &vocabulary, &id) ? id : term;
}

static struct str quantity_typed(const struct quantity *q, struct arena *a)
{
    if (q->has_min && q->has_max && q->min != q->max)
        return str_format(a, "between %" PRId64 " and %" PRId64, q->min, q->max);
    if (q->has_min && !q->has_max)
        return str_format(a, "at least %" PRId64, q->min);
    if (q->has_max && !q->has_min)
        return str_format(a, "at most %" PRId64, q->max);
    return q->has_min
               ? str_format(a, q->bound == BOUND_ABOUT ? "about %" PRId64 : "%" PRId64, q->min)
               : S("");
}

static struct str value_typed(const struct value *v, struct arena *a)
{
    switch (v->type) {
    case V_TERM: return term_id(v->text);
    case V_QUANTITY: return quantity_typed(&v->quantity, a);
    case V_RECORD: return id_write(a, &v->ref.id);
    case V_NUMBER: return v->number ? S("yes") : S("no");
    default: return v->text;
    }
}

static void begin_with(struct form *f, struct desk *d, const struct fact *x)
{
    const struct vocabulary *hedges = schema_vocabulary(d->r->schema, V_HEDGE);
    const struct term *hedge = x->s.hedge ? vocabulary_term(hedges, x->s.hedge) : NULL;
    f->answers[VALUE_TYPED].text = value_typed(&x->s.value, d->a);
    f->answers[VALUE_MEASURE].text = term_id(x->s.value.quantity.measure);
    f->answers[VALUE_POPULATION].text = x->s.value.quantity.population;
    f->answers[VALUE_HEDGE].text = hedge ? hedge->id : S("");
    f->answers[VALUE_WHO].text = x->s.holder_name;
    f->answers[VALUE_AS_OF].text = x->s.as_of;
    f->answers[VALUE_WORDS].text = x->s.as_written;
    if (x->s.source.kind != REF_NONE && desk_document(d, &x->s.source.id))
        f->answers[VALUE_SOURCE].text = id_write(d->a, &x->s.source.id);
}

/* ---- asking for a form */

bool page_value_add(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct said s = {0};
    struct typing t = {0};
    struct form f = form_new(value_fields, req->a);
    if (!typing_of(&t, &s, &d, params_get(&req->query, S("property")), err))
        return false;
    if (!t.p)
        return show_properties(&t, err);
    if (s.f)
        begin_with(&f, &d, s.f);
    return show(&t, &f, err);
}

static bool new_typing(struct typing *t, struct desk *d, const struct params *asked)
{
    const struct schema *s = d->r->schema;
    const struct record_type *type = schema_type_by_id(s, params_get(asked, S("type")));
    struct str property = params_get(asked, S("property"));
    if (!type || type->part || type->number == TYPE_DOCUMENT)
        return false;
    *t = (struct typing){.d = d,
                         .type = type->number,
                         .action = S("/records/new"),
                         .back = S("/records/new"),
                         .of = label_in(&type->label, d->req->lang)};
    t->p = property.n ? property_asked(d, type->number, property) : first_property(s, type->number);
    return t->p != NULL;
}

bool page_record_new(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct typing t = {0};
    struct form f = form_new(value_fields, req->a);
    return new_typing(&t, &d, &req->query) ? show(&t, &f, err) : show_types(&d, err);
}

/* ---- saving */

static void refuse(struct form *f, enum typed_part wrong, const struct err *why,
                   const struct desk *d)
{
    static const int fields[] = {[TYPED_VALUE] = VALUE_TYPED,
                                 [TYPED_AS_OF] = VALUE_AS_OF,
                                 [TYPED_HEDGE] = VALUE_HEDGE,
                                 [TYPED_MEASURE] = VALUE_MEASURE};
    struct str detail = msg_err(d->req->lang, why, d->a);
    form_refuse(f, fields[wrong], detail.n ? str_to_c(d->a, detail) : err_meaning(why->code)->say);
}

/* The statement, or what is wrong beside its field. */
static bool stmt_of(struct stmt *out, struct typing *t, struct form *f, struct id *source)
{
    struct desk *d = t->d;
    struct err why = {0};
    enum typed_part wrong;
    struct str from = f->answers[VALUE_SOURCE].text;
    struct typed x = {.property = t->p,
                      .value = f->answers[VALUE_TYPED].text,
                      .as_written = f->answers[VALUE_WORDS].text,
                      .as_of = f->answers[VALUE_AS_OF].text,
                      .holder = f->answers[VALUE_WHO].text,
                      .hedge = f->answers[VALUE_HEDGE].text,
                      .measure = f->answers[VALUE_MEASURE].text,
                      .population = f->answers[VALUE_POPULATION].text};
    struct record rec;
    if (from.n &&
        (!id_parse(source, from, &why) || !record_load_id(&rec, d->r, source, d->a, &why)))
        form_refuse(f, VALUE_SOURCE, TR("Please choose from the list."));
    else if (from.n)
        x.source = source;
    if (!from.n && !f->answers[VALUE_WHO].given)
        form_refuse(f, VALUE_SOURCE,
                    TR("Please choose where it is written, or say below who knows it."));
    if (f->wrong)
        return false;
    why = (struct err){0};
    if (typed_stmt(out, &wrong, d->w, &x, d->a, &why))
        return true;
    refuse(f, wrong, &why, d);
    return false;
}

bool post_value_add(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct said s = {0};
    struct typing t = {0};
    struct stmt st = {0};
    struct written w;
    struct id source;
    struct form f = form_read(value_fields, &req->form, req->a);
    if (!typing_of(&t, &s, &d, f.answers[VALUE_PROPERTY].text, err))
        return false;
    if (!t.p)
        return show_properties(&t, err);
    if (!stmt_of(&st, &t, &f, &source))
        return show(&t, &f, err);
    /* A correction keeps the passage: the same words, read again. */
    if (s.f && s.f->s.source.kind == REF_PASSAGE && id_eq(&s.f->s.source.id, &st.source.id))
        st.source = s.f->s.source;
    st.subject = ref_record(s.rec.id);
    return stmt_check(d.r->schema, t.type, &st, err) &&
           workspace_say(d.w, ENTRY_RECORD, &st, 1, &w, err) &&
           (!s.f || typed_corrects(d.w, &w, s.f->no, err)) && respond_redirect(req, s.record);
}

bool post_record_new(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct typing t = {0};
    struct stmt st = {0};
    struct id source, made;
    struct form f = form_read(value_fields, &req->form, req->a);
    if (!new_typing(&t, &d, &req->form))
        return show_types(&d, err);
    if (!stmt_of(&st, &t, &f, &source))
        return show(&t, &f, err);
    return record_new(&made, d.w, t.type,
                      (struct draft){.kind = ENTRY_RECORD, .stmts = &st, .n = 1}, err) &&
           respond_redirect(req, desk_record_href(&d, t.type, &made));
}
