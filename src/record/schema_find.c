/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/schema_parse.h"

#include "base/list.h"

/* The first place whose number is not smaller. */
static isize number_place(const struct number_index *x, int number)
{
    isize lo = 0, hi = x->n;
    while (lo < hi) {
        isize mid = lo + (hi - lo) / 2;
        if (x->at[mid].number < number)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

isize number_find(const struct number_index *x, int number)
{
    isize i = number_place(x, number);
    return i < x->n && x->at[i].number == number ? x->at[i].at : -1;
}

void number_add(struct number_index *x, int number, isize at, struct arena *a)
{
    isize i = number_place(x, number);
    (void)LIST_ADD(x, a);
    for (isize k = x->n - 1; k > i; k--)
        x->at[k] = x->at[k - 1];
    x->at[i] = (struct number_at){number, at};
}

const struct record_type *schema_type(const struct schema *s, int number)
{
    isize i = number_find(&s->type_numbers, number);
    return i < 0 ? NULL : &s->types.at[i];
}

const struct record_type *schema_type_by_id(const struct schema *s, struct str id)
{
    int64_t i = map_get(&s->type_ids, id, -1);
    return i < 0 ? NULL : &s->types.at[i];
}

const struct property *schema_property(const struct schema *s, int number)
{
    isize i = number_find(&s->property_numbers, number);
    return i < 0 ? NULL : &s->properties.at[i];
}

const struct property *schema_property_by_id(const struct schema *s, struct str id)
{
    int64_t i = map_get(&s->property_ids, id, -1);
    return i < 0 ? NULL : &s->properties.at[i];
}

const struct vocabulary *schema_vocabulary(const struct schema *s, int number)
{
    isize i = number_find(&s->vocabulary_numbers, number);
    return i < 0 ? NULL : &s->vocabularies.at[i];
}

const struct vocabulary *schema_vocabulary_by_id(const struct schema *s, struct str id)
{
    int64_t i = map_get(&s->vocabulary_ids, id, -1);
    return i < 0 ? NULL : &s->vocabularies.at[i];
}

const struct vocabulary *property_vocabulary(const struct schema *s, const struct property *p)
{
    return p->vocabulary < 0 ? NULL : &s->vocabularies.at[p->vocabulary];
}

const struct term *vocabulary_term(const struct vocabulary *v, int number)
{
    for (isize i = 0; i < v->terms.n; i++)
        if (v->terms.at[i].number == number)
            return &v->terms.at[i];
    return NULL;
}

const struct term *vocabulary_term_by_id(const struct vocabulary *v, struct str id)
{
    for (isize i = 0; i < v->terms.n; i++)
        if (str_eq(v->terms.at[i].id, id))
            return &v->terms.at[i];
    return NULL;
}

/* Is the type in the list, itself or as one that people make where the list says 'record'? */
static bool types_hold(const struct schema *s, const struct index_list *l, int type)
{
    const struct record_type *t = schema_type(s, type);
    if (!t)
        return false;
    for (isize i = 0; i < l->n; i++) {
        const struct record_type *at = &s->types.at[l->at[i]];
        if (at == t || (!t->part && at->number == SCHEMA_TYPE_RECORD))
            return true;
    }
    return false;
}

bool property_is_on(const struct schema *s, const struct property *p, int type)
{
    return types_hold(s, &p->on, type);
}

bool property_refers_to(const struct schema *s, const struct property *p, int type)
{
    return types_hold(s, &p->refers, type);
}

enum sensitivity property_sensitivity(const struct schema *s, const struct property *p, int type)
{
    return types_hold(s, &p->open_for, type) ? SENSITIVITY_OPEN : p->sensitivity;
}

bool term_is_under(const struct vocabulary *v, int inner, int outer)
{
    const struct term *t = vocabulary_term(v, inner);
    while (t && t->number != outer)
        t = t->parent < 0 ? NULL : &v->terms.at[t->parent];
    return t != NULL;
}

struct str label_in(const struct labels *l, enum language lang)
{
    return l->in[lang].n ? l->in[lang] : l->in[LANG_EN];
}

struct str schema_term_say(const struct schema *s, int vocabulary, int term, enum language lang)
{
    const struct vocabulary *v = schema_vocabulary(s, vocabulary);
    const struct term *t = v ? vocabulary_term(v, term) : NULL;
    return t ? label_in(&t->label, lang) : S("?");
}
