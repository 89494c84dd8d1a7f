/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/conflict.h"

#include <stdlib.h>

#include "base/list.h"
#include "know/alike.h"
#include "lang/edtf.h"
#include "record/document.h"
#include "record/ids.h"

const char *relation_say(enum relation k)
{
    switch (k) {
    case RELATION_RIVAL: return TR("they differ");
    case RELATION_PART: return TR("the smaller may be part of the larger");
    case RELATION_LATER: return TR("known on different days");
    case RELATION_MEASURE: return TR("they count different things");
    case RELATION_VERSIONS: return TR("versions of one line of law");
    }
    UNREACHABLE();
}

const char *ground_say(enum conflict_ground g)
{
    switch (g) {
    case GROUND_RECORD: return TR("said of one record");
    case GROUND_LINKED: return TR("said of records that were linked");
    case GROUND_ALIKE: return TR("said of records that look alike");
    }
    UNREACHABLE();
}

/* ---- when two facts can differ at all */

static bool same_text(struct str a, struct str b)
{
    return str_eq(a, b);
}

/* Do two facts have the same conflict key, the subject apart? */
static bool key_matches(const struct property *p, const struct fact *a, const struct fact *b)
{
    const struct quantity *qa = &a->s.value.quantity, *qb = &b->s.value.quantity;
    if ((p->key & KEY_LANGUAGE) && !same_text(a->s.language, b->s.language))
        return false;
    if ((p->key & KEY_UNIT) && !same_text(qa->unit, qb->unit))
        return false;
    /* Figures: a measure that is not said could be either. Holder and as-of do not part them here:
     * two holders who differ, or two days, is what people want to see; it becomes the relation. */
    return !(p->key & KEY_MEASURE) || !qa->measure.n || !qb->measure.n ||
           same_text(qa->measure, qb->measure);
}

static bool may_conflict(const struct property *p)
{
    return p && (!p->many || (p->key & ~(unsigned)KEY_SUBJECT)) && p->number != P_TYPE;
}

static bool dates_agree(struct str a, struct str b)
{
    struct edtf x, y;
    struct err none = {0};
    return edtf_parse(&x, a, &none) && edtf_parse(&y, b, &none) && edtf_overlaps(&x, &y);
}

static bool values_agree(const struct property *p, const struct fact *a, const struct fact *b)
{
    const struct value *x = &a->s.value, *y = &b->s.value;
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    if (x->type != y->type)
        return false;
    switch (p->compare) {
    case COMPARE_EXACT:
        return x->type == V_RECORD   ? id_eq(&x->ref.id, &y->ref.id)
               : x->type == V_NUMBER ? x->number == y->number
                                     : str_eq(x->text, y->text);
    case COMPARE_FOLDED:
        return str_eq(alike_text(x->text, tmp.arena), alike_text(y->text, tmp.arena));
    case COMPARE_DATE: return dates_agree(x->text, y->text);
    case COMPARE_QUANTITY: return quantities_agree(&x->quantity, &y->quantity);
    case COMPARE_ADDRESS:
        return str_eq(alike_address(x->text, tmp.arena), alike_address(y->text, tmp.arena));
    case COMPARE__COUNT: break;
    }
    UNREACHABLE();
}

static enum relation relation_of(const struct fact *a, const struct fact *b)
{
    if (a->s.value.type == V_QUANTITY) {
        if (a->s.as_of.n && b->s.as_of.n && !dates_agree(a->s.as_of, b->s.as_of))
            return RELATION_LATER;
        if (!a->s.value.quantity.measure.n || !b->s.value.quantity.measure.n)
            return RELATION_MEASURE;
        return RELATION_PART;
    }
    if (a->item.type == TYPE_NORM)
        return RELATION_VERSIONS;
    if (a->s.as_of.n && b->s.as_of.n && !dates_agree(a->s.as_of, b->s.as_of) &&
        a->p->number != P_ADDRESS)
        return RELATION_LATER;
    return RELATION_RIVAL;
}

/* ---- collecting */

struct entry_of { /* a fact in a group of records that may speak of one thing */
    const struct fact *fact;
    const struct record *record;
    struct str about;
    enum conflict_ground ground;
};
struct finding {
    const struct reader *r;
    struct conflict_list *out;
    isize max;
    struct arena *a;
};

static struct str date_of(const struct record *document, struct arena *a)
{
    const struct fact *f = record_fact(document, P_DATE);
    return f ? str_copy(a, f->s.value.text) : (struct str){0};
}

/* Where it is written; what the reader may not see of that stays empty. */
static bool source_fill(struct rival *v, struct finding *x, const struct fact *f, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(x->a);
    struct document_text t;
    struct record document;
    struct err none = {0};
    int64_t row;
    v->document = f->s.source.id;
    if (!record_row_of(&row, x->r->db, &v->document, &none) ||
        !record_load(&document, x->r, row, tmp.arena, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    v->source = record_title(x->r, &document, x->a);
    v->date = date_of(&document, x->a);
    if (f->s.source.kind != REF_PASSAGE)
        return true;
    if (!document_text(&t, x->r, row, tmp.arena, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    v->words = str_copy(x->a, document_words(&t, f->s.source.start, f->s.source.end));
    return true;
}

/* The group dies, the conflict stays: the fact is loaded anew into what lives as long. */
static bool rival_fill(struct rival *v, struct finding *x, const struct entry_of *e,
                       struct err *err)
{
    *v = (struct rival){.record = record_title(x->r, e->record, x->a), .record_id = e->record->id};
    if (!fact_load(&v->fact, x->r, e->fact->no, x->a, err))
        return false;
    v->value = str_copy(x->a, fact_say(x->r, &v->fact, x->a));
    return v->fact.s.source.kind == REF_NONE || source_fill(v, x, &v->fact, err);
}

/* A conflict that this pair widens: same property, same relation, and one of the two is in it. */
static struct conflict *conflict_with(struct finding *x, const struct fact *a, const struct fact *b,
                                      enum relation k)
{
    for (isize i = 0; i < x->out->n; i++) {
        struct conflict *c = &x->out->at[i];
        if (c->p != a->p || c->relation != k || k == RELATION_PART || k == RELATION_LATER)
            continue; /* figures are shown pair by pair: a chain would join what nobody compared */
        for (isize n = 0; n < c->rivals.n; n++)
            if (c->rivals.at[n].fact.no == a->no || c->rivals.at[n].fact.no == b->no)
                return c;
    }
    return NULL;
}

static bool rival_add(struct finding *x, struct conflict *c, const struct entry_of *e,
                      struct err *err)
{
    for (isize n = 0; n < c->rivals.n; n++)
        if (c->rivals.at[n].fact.no == e->fact->no)
            return true;
    struct rival v;
    if (!rival_fill(&v, x, e, err))
        return false;
    *LIST_ADD(&c->rivals, x->a) = v;
    c->judged = e->fact->judged ? e->fact->judged : c->judged;
    return true;
}

static bool pair_add(struct finding *x, const struct entry_of *a, const struct entry_of *b,
                     struct err *err)
{
    enum relation k = relation_of(a->fact, b->fact);
    struct conflict *c = conflict_with(x, a->fact, b->fact, k);
    if (!c) {
        if (x->out->n >= x->max) {
            x->out->more = true;
            return true;
        }
        c = LIST_ADD(x->out, x->a);
        *c = (struct conflict){
            .name = str_format(x->a, "s%" PRId64 "-s%" PRId64, a->fact->no, b->fact->no),
            .p = a->fact->p,
            .about = str_copy(x->a, a->about),
            .relation = k,
            .ground = b->ground};
    }
    return rival_add(x, c, a, err) && rival_add(x, c, b, err);
}

/* Facts that a judgement set aside stay visible beside what was preferred. */
static bool counts(const struct fact *f)
{
    return may_conflict(f->p) && !f->retracted && !f->corrected_by &&
           f->s.subject.kind != REF_PASSAGE;
}

static bool pairs_of(struct finding *x, const struct entry_of *e, isize n, struct err *err)
{
    for (isize i = 0; i < n; i++) {
        for (isize k = i + 1; k < n; k++) {
            const struct fact *a = e[i].fact, *b = e[k].fact;
            if (a->p == b->p && key_matches(a->p, a, b) && !values_agree(a->p, a, b) &&
                !pair_add(x, &e[i], &e[k], err))
                return false;
        }
    }
    return true;
}

static int by_property(const void *x, const void *y)
{
    const struct entry_of *a = x, *b = y;
    if (a->fact->p != b->fact->p)
        return (a->fact->p->number > b->fact->p->number) -
               (a->fact->p->number < b->fact->p->number);
    return (a->fact->no > b->fact->no) - (a->fact->no < b->fact->no);
}

static bool group_conflicts(void *ctx, const struct alike_group *g, bool *stop, struct err *err)
{
    struct finding *x = ctx;
    AUTO(scratch_end) struct scratch tmp = scratch_begin(x->a);
    struct {
        struct entry_of *at;
        isize n, cap;
    } l = {0};
    for (isize i = 0; i < g->n; i++)
        for (isize k = 0; k < g->at[i].facts.n; k++) {
            const struct fact *f = &g->at[i].facts.at[k];
            bool told = g->only ? f->p && f->p->number == g->only : true;
            if (counts(f) && told)
                *LIST_ADD(&l, tmp.arena) = (struct entry_of){f, &g->at[i], g->about, g->ground};
        }
    if (l.n < 2)
        return true;
    qsort(l.at, (size_t)l.n, sizeof *l.at, by_property);
    for (isize from = 0; from < l.n;) {
        isize to = from;
        while (to < l.n && l.at[to].fact->p == l.at[from].fact->p)
            to++;
        if (!pairs_of(x, l.at + from, to - from, err))
            return false;
        from = to;
    }
    *stop = x->out->more;
    return true;
}

bool conflicts_first(struct conflict_list *out, const struct reader *r, isize max, struct arena *a,
                     struct err *err)
{
    struct conflict_list l = {0};
    struct finding x = {r, &l, max, a};
    if (!alike_each(r, group_conflicts, &x, err))
        return false;
    *out = l;
    return true;
}

bool conflicts_find(struct conflict_list *out, const struct reader *r, struct arena *a,
                    struct err *err)
{
    return conflicts_first(out, r, CONFLICTS_MAX, a, err);
}
