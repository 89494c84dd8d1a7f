/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/happened.h"

#include "base/list.h"
#include "lang/normal.h"
#include "read/country.h"
#include "record/ids.h"

enum { WORDS_MAX = 2000 };

static struct str row_key(const int64_t *row)
{
    return (struct str){(const char *)row, sizeof *row};
}

static struct happened *happened_at(struct happened_list *l, int64_t row, struct arena *a)
{
    int64_t at = map_get(&l->rows, row_key(&row), -1);
    if (at < 0) {
        at = l->n;
        *LIST_ADD(l, a) = (struct happened){.record = row, .states_n = -1};
        map_set(&l->rows, str_copy(a, row_key(&row)), at);
    }
    return &l->at[at];
}

/* The kind above it where there is one: a handover is a return. */
static int kind_of(const struct reader *r, const struct fact *f)
{
    struct str vocabulary, id;
    const struct vocabulary *v = schema_vocabulary(r->schema, V_EVENT);
    if (!str_cut(f->s.value.text, ':', &vocabulary, &id))
        return 0;
    const struct term *t = vocabulary_term_by_id(v, id);
    if (t && t->parent >= 0)
        t = &v->terms.at[t->parent];
    return t ? t->number : 0;
}

static void fill(struct happened *h, const struct reader *r, const struct fact *f)
{
    struct edtf e;
    struct err none = {0};
    switch (f->p->number) {
    case P_EVENT_KIND:
        h->kind = h->kind ? h->kind : f;
        h->kind_term = kind_of(r, h->kind);
        break;
    case P_DATE:
        h->date = h->date ? h->date : f;
        h->has_day = edtf_parse(&e, h->date->s.value.text, &none);
        if (h->has_day)
            h->days = edtf_range(&e);
        break;
    case P_FIGURE: h->figure = h->figure ? h->figure : f; break;
    case P_PLACE:
    case P_TO_PLACE: h->place = h->place ? h->place : f; break;
    default: h->words = h->words ? h->words : f; break;
    }
}

bool happened_read(struct happened_list *out, const struct reader *r, struct arena *a,
                   struct err *err)
{
    static const int properties[] = {P_EVENT_KIND, P_DATE,     P_FIGURE,
                                     P_PLACE,      P_TO_PLACE, P_DESCRIPTION};
    struct told *const lists[] = {&out->kinds,  &out->dates, &out->figures,
                                  &out->places, &out->ends,  &out->words};
    out->rows = map_in(a, 5);
    out->finder = country_finder_new(a);
    for (isize i = 0; i < COUNTOF(properties); i++) {
        if (!told_all(lists[i], r, TYPE_EVENT, properties[i], a, err))
            return false;
        out->cut |= lists[i]->cut;
        for (isize k = 0; k < lists[i]->n; k++)
            fill(happened_at(out, lists[i]->at[k].record, a), r, &lists[i]->at[k]);
    }
    return true;
}

void happened_states(struct happened_list *l, struct happened *h, struct arena *a)
{
    if (h->states_n >= 0)
        return;
    h->states_n = 0;
    if (!h->words)
        return;
    struct str text = str_part(h->words->s.value.text, 0, WORDS_MAX);
    h->states_n = (int)countries_in(h->states, STATES_MAX, l->finder, text, a);
}

int states_shared(const struct happened *x, const struct happened *y)
{
    int n = 0;
    for (int i = 0; i < x->states_n; i++)
        for (int k = 0; k < y->states_n; k++)
            n += str_eq(x->states[i], y->states[k]);
    return n;
}

struct str happened_words(const struct happened *h, struct arena *a)
{
    if (!h->words)
        return (struct str){0};
    return text_fold(str_part(h->words->s.value.text, 0, WORDS_MAX), a);
}
