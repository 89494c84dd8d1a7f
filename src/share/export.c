/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "share/export.h"

#include "base/json.h"
#include "base/list.h"
#include "base/map.h"
#include "record/ids.h"
#include "record/kept_names.h"

enum { EXPORT_MAX = 1 << 28, RECORDS_MAX = 1000000 };

static struct str audience_name(enum audience a)
{
    switch (a) {
    case AUDIENCE_MEMBERS: return S("members");
    case AUDIENCE_UN: return S("un");
    case AUDIENCE_UN_GOVERNMENT: return S("un-government");
    case AUDIENCE_PUBLIC: return S("public");
    }
    UNREACHABLE();
}

struct leaving { /* a record, if anything of it leaves */
    int64_t row;
    struct id id;
    bool leaves;
    struct {
        struct id *at;
        isize n, cap;
    } names; /* records that what leaves of it names */
};
struct exporting {
    struct reader r;
    struct json j;
    struct export_report report;
    struct kept_names names;
    struct {
        struct leaving *at;
        isize n, cap;
    } records;
    struct map places; /* of ids in records */
    struct arena *a;   /* of all this; the text is in another */
};

static bool is_outward(const struct exporting *x)
{
    return x->r.gate.audience != AUDIENCE_MEMBERS;
}

/* An id tells when a record was made: outside it is a name without a date, the same each time. */
static struct str shown_id(struct exporting *x, const struct id *id, struct arena *a)
{
    struct id shown = *id;
    if (is_outward(x)) {
        struct hash h = hash_sha256_3(S("cairn.export.v1"), S("\0"), ID_STR(id));
        for (int i = 0; i < 16; i++)
            shown.b[i] = h.b[i];
    }
    return id_write(a, &shown);
}

static const struct leaving *leaving_of(const struct exporting *x, const struct id *id)
{
    int64_t i = map_get(&x->places, ID_STR(id), -1);
    return i >= 0 && x->records.at[i].leaves ? &x->records.at[i] : NULL;
}

/* ---- what leaves */

/* Words of a document, its file and what only the journal needs stay inside. */
static bool is_inner(const struct fact *f)
{
    switch (f->p ? f->p->number : 0) {
    case 0:
    case P_TEXT:
    case P_FILE:
    case P_RENDITION:
    case P_MEMBER_KEY:
    case P_DEVICE_CERTIFICATE: return true;
    default: return false;
    }
}

static bool is_type(const struct fact *f)
{
    return f->p && f->p->number == P_TYPE;
}

/* By the gate, and by the words; what it names is asked later. */
static bool fact_leaves(bool *out, struct exporting *x, const struct fact *f, struct err *err)
{
    *out = false;
    if (is_inner(f) || is_type(f) || f->verdict.answer != GATE_SHOW)
        return true;
    if (!is_outward(x)) {
        *out = true;
        return true;
    }
    if (!fact_is_live(f) || f->s.value.type == V_STATEMENT)
        return true;
    return kept_names_let(out, &x->names, f, err);
}

static bool note_record(struct exporting *x, const struct record_ref *ref, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(x->a);
    struct leaving l = {.row = ref->row, .id = ref->id};
    struct record rec;
    struct err none = {0};
    if (!record_load(&rec, &x->r, ref->row, tmp.arena, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    for (isize i = 0; i < rec.facts.n; i++) {
        const struct fact *f = &rec.facts.at[i];
        bool leaves;
        if (!fact_leaves(&leaves, x, f, err))
            return false;
        if (leaves && f->s.value.type == V_RECORD)
            *LIST_ADD(&l.names, x->a) = f->s.value.ref.id;
        l.leaves |= leaves && f->s.value.type != V_RECORD;
    }
    map_set(&x->places, str_copy(x->a, ID_STR(&l.id)), x->records.n);
    *LIST_ADD(&x->records, x->a) = l;
    return true;
}

/* A record that only names others leaves if one of these does. */
static void spread(struct exporting *x)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (isize i = 0; i < x->records.n; i++) {
            struct leaving *l = &x->records.at[i];
            for (isize k = 0; !l->leaves && k < l->names.n; k++)
                changed |= l->leaves = leaving_of(x, &l->names.at[k]) != NULL;
        }
    }
}

/* ---- writing it */

static void quantity_json(struct json *j, const struct quantity *q)
{
    json_object(j);
    if (q->has_min)
        json_pair_int(j, S("min"), q->min);
    if (q->has_max)
        json_pair_int(j, S("max"), q->max);
    json_pair_or_null(j, S("measure"), q->measure);
    json_pair_or_null(j, S("population"), q->population);
    json_pair_or_null(j, S("unit"), q->unit);
    json_end(j);
}

static void value_json(struct exporting *x, const struct value *v, struct arena *a)
{
    struct json *j = &x->j;
    switch (v->type) {
    case V_QUANTITY: quantity_json(j, &v->quantity); return;
    case V_NUMBER: json_int(j, v->number); return;
    case V_RECORD: json_str(j, shown_id(x, &v->ref.id, a)); return;
    case V_FILE:
        json_object(j);
        json_pair(j, S("sha256"), str_hex(a, v->hash.b, HASH_N));
        json_pair_int(j, S("bytes"), v->number);
        json_pair(j, S("media"), v->media);
        json_end(j);
        return;
    case V_BYTES: json_str(j, str_hex(a, v->text.p, v->text.n)); return;
    case V_SEALED: json_null(j); return;
    case V_STATEMENT: json_str(j, str_hex(a, v->ref.entry.b, HASH_N)); return;
    default: json_str(j, v->text);
    }
}

/* For members what was said and no longer counts is there, and says so. */
static void state_json(struct json *j, const struct fact *f)
{
    const char *state = f->retracted                             ? "withdrawn"
                        : f->corrected_by                        ? "corrected"
                        : f->judged == TERM_JUDGEMENT_REJECT     ? "rejected"
                        : f->judged == TERM_JUDGEMENT_PREFER     ? "preferred"
                        : f->judged == TERM_JUDGEMENT_BOTH_STAND ? "both stand"
                                                                 : NULL;
    if (state)
        json_pair(j, S("state"), str_from_c(state));
}

static bool fact_json(struct exporting *x, const struct fact *f, struct arena *a, struct err *err)
{
    struct json *j = &x->j;
    struct str holder;
    if (!kept_names_holder(&holder, &x->names, f, err))
        return false;
    json_object(j);
    json_pair(j, S("property"), f->s.property);
    json_key(j, S("value"));
    value_json(x, &f->s.value, a);
    json_pair_or_null(j, S("language"), f->s.language);
    if (f->s.hedge) {
        const struct term *t = vocabulary_term(schema_vocabulary(x->r.schema, V_HEDGE), f->s.hedge);
        json_pair_or_null(j, S("hedge"), t ? t->id : (struct str){0});
    }
    json_pair_or_null(j, S("as_of"), f->s.as_of);
    json_pair_or_null(j, S("holder"), holder);
    if (f->s.source.kind != REF_NONE && leaving_of(x, &f->s.source.id))
        json_pair(j, S("source"), shown_id(x, &f->s.source.id, a));
    json_pair_bool(j, S("checked"), f->checked);
    state_json(j, f);
    json_end(j);
    return true;
}

static void record_open(struct exporting *x, const struct record *rec, struct arena *a)
{
    json_object(&x->j);
    json_pair(&x->j, S("id"), shown_id(x, &rec->id, a));
    json_pair(&x->j, S("type"), rec->meta ? rec->meta->id : S("?"));
    json_key(&x->j, S("statements"));
    json_array(&x->j);
}

static bool record_json(struct exporting *x, const struct leaving *l, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(x->j.out->a);
    struct record rec;
    bool opened = false;
    if (!record_load(&rec, &x->r, l->row, tmp.arena, err))
        return false;
    for (isize i = 0; i < rec.facts.n; i++) {
        const struct fact *f = &rec.facts.at[i];
        bool leaves;
        if (!fact_leaves(&leaves, x, f, err))
            return false;
        leaves = leaves && (f->s.value.type != V_RECORD || leaving_of(x, &f->s.value.ref.id));
        x->report.kept_back += !leaves && !is_inner(f) && !is_type(f);
        if (!leaves)
            continue;
        if (!opened)
            record_open(x, &rec, tmp.arena);
        opened = true;
        if (!fact_json(x, f, tmp.arena, err))
            return false;
        x->report.statements++;
    }
    if (opened) {
        json_end(&x->j);
        json_end(&x->j);
        x->report.records++;
    }
    return true;
}

bool export_json(struct str *out, struct export_report *report, const struct reader *r,
                 struct arena *a, struct err *err)
{
    AUTO(arena_free) struct arena *own = arena_new(ARENA_LARGE);
    struct exporting x = {
        .r = *r, .report = {.audience = r->gate.audience}, .places = map_in(own, 0), .a = own};
    struct record_refs l;
    struct buf b = buf_in(a, EXPORT_MAX);
    struct reader inside = *r;
    inside.gate.audience = AUDIENCE_MEMBERS;
    if (!kept_names_load(&x.names, r, own, err) ||
        !record_list(&l, &inside, (struct records_wanted){.max = RECORDS_MAX}, own, err))
        return false;
    for (isize i = 0; i < l.n; i++)
        if (!note_record(&x, &l.at[i], err))
            return false;
    spread(&x);
    x.j = json_to(&b);
    x.j.indent = 1;
    json_object(&x.j);
    json_pair_int(&x.j, S("cairn"), EXPORT_FORM);
    json_pair(&x.j, S("for"), audience_name(r->gate.audience));
    json_key(&x.j, S("records"));
    json_array(&x.j);
    for (isize i = 0; i < x.records.n; i++)
        if (!record_json(&x, &x.records.at[i], err))
            return false;
    json_end(&x.j);
    json_end(&x.j);
    buf_add_c(&b, '\n');
    *report = x.report;
    return buf_done(&b, out, err);
}

bool export_note(struct workspace *w, const struct export_report *report, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct id workspace;
    for (int i = 0; i < 16; i++)
        workspace.b[i] = w->v->workspace.b[i];
    /* How much it was counts also what those who read the note may not see. */
    struct str words =
        str_format(tmp.arena, "exported for %.*s", FS(audience_name(report->audience)));
    struct stmt s = STMT(.subject = ref_record(workspace), .property = S("core:note"),
                         .value = value_text(words));
    return workspace_say(w, ENTRY_CUSTODY, &s, 1, NULL, err);
}
