/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What facts and records are called, in the reader's language. */
#include "lang/amount.h"
#include "lang/when.h"
#include "record/fact.h"
#include "record/ids.h"

enum { SAY_MAX = 1 << 16, SHORT_ID = 6, POPULATION_SHOWN = 80 /* longer is a sentence */ };

static struct str short_id(const struct id *id, struct arena *a)
{
    struct str s = id_write(a, id);
    return str_part(s, s.n - SHORT_ID, s.n); /* the random end: the front is only the time */
}

static struct str term_say(const struct reader *r, const struct property *p, struct str term)
{
    struct str vocabulary, id;
    const struct labels *label = NULL;
    if (!str_cut(term, ':', &vocabulary, &id))
        return term;
    if (p && p->number == P_TYPE) {
        const struct record_type *t = schema_type_by_id(r->schema, id);
        label = t ? &t->label : NULL;
    } else {
        const struct vocabulary *v = schema_vocabulary_by_id(r->schema, vocabulary);
        const struct term *t = v ? vocabulary_term_by_id(v, id) : NULL;
        label = t ? &t->label : NULL;
    }
    return label ? label_in(label, r->lang) : term;
}

static struct str bound_say(const struct reader *r, const struct quantity *q, struct arena *a)
{
    struct str min = amount_say(q->min, a), max = amount_say(q->max, a);
    const char *pattern = TR("{n}");
    if (q->has_min && q->has_max && q->min != q->max)
        pattern = TR("{n} to {m}");
    else if (q->bound == BOUND_ABOUT)
        pattern = TR("about {n}");
    else if (q->has_min && !q->has_max)
        pattern = TR("at least {n}");
    else if (!q->has_min && q->has_max)
        pattern = TR("at most {m}");
    return msg_fill(a, msg(r->lang, pattern), "n", min, "m", max, NULL);
}

static struct str quantity_say(const struct reader *r, const struct fact *f, struct arena *a)
{
    const struct quantity *q = &f->s.value.quantity;
    struct buf b = buf_in(a, SAY_MAX);
    if (!q->has_min && !q->has_max)
        buf_add(&b, f->s.as_written);
    else
        buf_add(&b, bound_say(r, q, a));
    if (q->unit.n) {
        buf_add_c(&b, ' ');
        buf_add(&b, q->unit);
    }
    if (q->population.n && q->population.n <= POPULATION_SHOWN) {
        buf_add_c(&b, ' ');
        buf_add(&b, q->population);
    }
    if (q->measure.n) {
        buf_add(&b, S(" ("));
        buf_add(&b, term_say(r, f->p, q->measure));
        buf_add_c(&b, ')');
    }
    return buf_str(&b);
}

/* One that was completed from the day of its text stands beside the words that were there. */
static struct str date_say(const struct reader *r, const struct fact *f, struct arena *a)
{
    struct str date = when_say(f->s.value.text, language_tag(r->lang), a);
    if (!(f->s.qualifiers & (QUALIFIER_RELATIVE | QUALIFIER_INFERRED)) || !f->s.as_written.n)
        return date;
    return msg_fill(a, msg(r->lang, TR("{date} (written: “{words}”)")), "date", date, "words",
                    f->s.as_written, NULL);
}

struct str fact_say(const struct reader *r, const struct fact *f, struct arena *a)
{
    const struct value *v = &f->s.value;
    struct err none = {0};
    struct str title;
    int64_t row;
    switch (v->type) {
    case V_TEXT:
    case V_PLACE:
    case V_PIECE: return v->text;
    case V_DATE: return date_say(r, f, a);
    case V_QUANTITY: return quantity_say(r, f, a);
    case V_TERM: return term_say(r, f->p, v->text);
    case V_RECORD:
        if (record_row_of(&row, r->db, &v->ref.id, &none) &&
            record_title_of(&title, r, row, a, &none))
            return title;
        return msg(r->lang, TR("a record"));
    case V_FILE:
        return msg_fill(a, msg(r->lang, TR("a file of {n} bytes")), "n", amount_say(v->number, a),
                        NULL);
    case V_NUMBER:
        if (f->p && f->p->value == VALUE_FLAG)
            return msg(r->lang, v->number ? TR("yes") : TR("no"));
        return amount_say(v->number, a);
    case V_SEALED: return msg(r->lang, TR("sealed"));
    case V_STATEMENT: return msg(r->lang, TR("a statement"));
    case V_BYTES: return msg(r->lang, TR("a key"));
    case V__COUNT: break;
    }
    UNREACHABLE();
}

/* ---- titles */

/* The first live text of a property that may be shown; in the reader's language if there is one. */
static const struct fact *title_fact(const struct reader *r, const struct record *rec, int property)
{
    const struct fact *any = NULL;
    struct str want = language_tag(r->lang);
    for (const struct fact *f = record_fact(rec, property); f; f = record_next(rec, f)) {
        if (f->verdict.answer != GATE_SHOW || f->s.value.text.n == 0)
            continue;
        if (str_eq(f->s.language, want))
            return f;
        any = any ? any : f;
    }
    return any;
}

static struct str text_title(const struct reader *r, const struct record *rec)
{
    static const int named_by[] = {P_NAME,         P_DISPLAY_NAME,     P_TITLE,
                                   P_OFFICE_TITLE, P_SUBJECT_LINE,     P_DEMAND_TEXT,
                                   P_CODE,         P_MEMBER_PSEUDONYM, P_OWN_NUMBER};
    for (isize i = 0; i < COUNTOF(named_by); i++) {
        const struct fact *f = title_fact(r, rec, named_by[i]);
        if (f)
            return f->s.value.text;
    }
    return (struct str){0};
}

/* "Repatriation, 14 July 2021", "Group of 10": made from what the record says. */
static struct str made_title(const struct reader *r, const struct record *rec, struct arena *a)
{
    static const int parts[] = {P_EVENT_KIND, P_STATUS_KIND, P_FIGURE,  P_DATE,
                                P_FROM,       P_PLACE,       P_TO_PLACE};
    struct buf b = buf_in(a, SAY_MAX);
    for (isize i = 0; i < COUNTOF(parts); i++) {
        const struct fact *f = record_fact(rec, parts[i]);
        if (!f || f->verdict.answer != GATE_SHOW || f->s.value.type == V_RECORD)
            continue;
        if (b.n)
            buf_add(&b, S(", "));
        buf_add(&b, fact_say(r, f, a));
    }
    return buf_str(&b);
}

struct str record_title(const struct reader *r, const struct record *rec, struct arena *a)
{
    struct str title = text_title(r, rec);
    if (title.n == 0)
        title = made_title(r, rec, a);
    if (title.n)
        return str_copy(a, title);
    struct str type = rec->meta ? label_in(&rec->meta->label, r->lang) : msg(r->lang, TR("Record"));
    return str_format(a, "%.*s %.*s", FS(type), FS(short_id(&rec->id, a)));
}

bool record_title_of(struct str *out, const struct reader *r, int64_t row, struct arena *a,
                     struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct record rec;
    if (!record_load(&rec, r, row, tmp.arena, err))
        return false;
    *out = record_title(r, &rec, a);
    return true;
}
