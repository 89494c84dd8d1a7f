/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "share/export.h"

#include "base/json.h"
#include "record/ids.h"

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

static void value_json(struct json *j, const struct value *v, struct arena *a)
{
    switch (v->type) {
    case V_QUANTITY: quantity_json(j, &v->quantity); return;
    case V_NUMBER: json_int(j, v->number); return;
    case V_RECORD: json_str(j, id_write(a, &v->ref.id)); return;
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

static void fact_json(struct json *j, const struct reader *r, const struct fact *f, struct arena *a)
{
    json_object(j);
    json_pair(j, S("property"), f->s.property);
    json_key(j, S("value"));
    value_json(j, &f->s.value, a);
    json_pair_or_null(j, S("language"), f->s.language);
    if (f->s.hedge) {
        const struct term *t = vocabulary_term(schema_vocabulary(r->schema, V_HEDGE), f->s.hedge);
        json_pair_or_null(j, S("hedge"), t ? t->id : (struct str){0});
    }
    json_pair_or_null(j, S("as_of"), f->s.as_of);
    json_pair_or_null(j, S("holder"), f->s.holder_name);
    if (f->s.source.kind != REF_NONE)
        json_pair(j, S("source"), id_write(a, &f->s.source.id));
    json_pair_bool(j, S("checked"), f->checked);
    json_end(j);
}

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

static bool record_json(struct json *j, struct export_report *report, const struct reader *r,
                        int64_t row, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(j->out->a);
    struct record rec;
    struct err none = {0};
    bool opened = false;
    if (!record_load(&rec, r, row, tmp.arena, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    for (isize i = 0; i < rec.facts.n; i++) {
        const struct fact *f = &rec.facts.at[i];
        bool type = f->p && f->p->number == P_TYPE;
        if (is_inner(f) ||
            (!type && (f->verdict.answer != GATE_SHOW ||
                       (r->gate.audience != AUDIENCE_MEMBERS && !fact_is_live(f))))) {
            report->kept_back += !is_inner(f);
            continue;
        }
        if (type)
            continue;
        if (!opened) {
            json_object(j);
            json_pair(j, S("id"), id_write(tmp.arena, &rec.id));
            json_pair(j, S("type"), rec.meta ? rec.meta->id : S("?"));
            json_key(j, S("statements"));
            json_array(j);
            opened = true;
        }
        fact_json(j, r, f, tmp.arena);
        report->statements++;
    }
    if (opened) {
        json_end(j);
        json_end(j);
        report->records++;
    }
    return true;
}

bool export_json(struct str *out, struct export_report *report, const struct reader *r,
                 struct arena *a, struct err *err)
{
    struct export_report x = {.audience = r->gate.audience};
    struct record_refs l;
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct buf b = buf_in(a, EXPORT_MAX);
    struct json j = json_to(&b);
    struct reader inside = *r;
    inside.gate.audience = AUDIENCE_MEMBERS;
    if (!record_list(&l, &inside, 0, 0, RECORDS_MAX, tmp.arena, err))
        return false;
    j.indent = 1;
    json_object(&j);
    json_pair_int(&j, S("cairn"), EXPORT_FORM);
    json_pair(&j, S("for"), audience_name(r->gate.audience));
    json_key(&j, S("records"));
    json_array(&j);
    for (isize i = 0; i < l.n; i++)
        if (!record_json(&j, &x, r, l.at[i].row, err))
            return false;
    json_end(&j);
    json_end(&j);
    buf_add_c(&b, '\n');
    *report = x;
    return buf_done(&b, out, err);
}

bool export_note(struct workspace *w, const struct export_report *report, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct id workspace;
    for (int i = 0; i < 16; i++)
        workspace.b[i] = w->v->workspace.b[i];
    struct str words =
        str_format(tmp.arena, "exported for %.*s: %" PRId64 " records, %" PRId64 " statements",
                   FS(audience_name(report->audience)), report->records, report->statements);
    struct stmt s = STMT(.subject = ref_record(workspace), .property = S("core:note"),
                         .value = value_text(words));
    return workspace_say(w, ENTRY_CUSTODY, &s, 1, NULL, err);
}
