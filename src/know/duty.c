/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/duty.h"

#include "base/list.h"
#include "read/country.h"
#include "record/ids.h"
#include "record/labels.h"

enum { NEAR_MAX = 400, STATES_SHOWN = 3, WORDS_MAX = 2000 };

bool duty_is_return(const struct reader *r, const struct record *event)
{
    const struct fact *f = record_fact(event, P_EVENT_KIND);
    int term = f ? label_term(r->schema, P_EVENT_KIND, &f->s) : 0;
    const struct vocabulary *v = schema_vocabulary(r->schema, V_EVENT);
    return event->type == TYPE_EVENT && term &&
           (term == TERM_EVENT_REPATRIATION || term == TERM_EVENT_THREAT_OF_RETURN ||
            term_is_under(v, term, TERM_EVENT_REPATRIATION));
}

bool duty_is_verified(const struct duty *d)
{
    return d->status.verified && (!d->status.has_from || d->status.from_verified) &&
           (!d->status.act || d->status.act->date.check == LAW_VERIFIED);
}

/* ---- which state, which day */

static void state_add(struct duties *d, struct str code, bool inferred, struct arena *a)
{
    for (isize i = 0; i < d->states.n; i++)
        if (str_eq(d->states.at[i].code, code))
            return;
    if (code.n == 3 && d->states.n < STATES_SHOWN)
        *LIST_ADD(&d->states, a) =
            (struct duty_state){.code = str_copy(a, code), .inferred = inferred};
}

/* People are not returned by the state that they fled, if it is known. */
static bool is_origin(const struct record *event, struct str code)
{
    for (const struct fact *f = record_fact(event, P_ORIGIN_STATE); f; f = record_next(event, f))
        if (str_eq(f->s.value.text, code))
            return true;
    return false;
}

static void fill_states(struct duties *d, const struct record *event, struct str asked,
                        struct arena *a)
{
    struct str found[STATES_SHOWN + 1];
    if (asked.n) {
        state_add(d, asked, false, a);
        return;
    }
    for (const struct fact *f = record_fact(event, P_RETURNING_STATE); f; f = record_next(event, f))
        state_add(d, f->s.value.text, false, a);
    const struct fact *words = record_fact(event, P_DESCRIPTION);
    if (d->states.n || !words)
        return;
    isize n = countries_in(found, COUNTOF(found), country_finder_new(a),
                           str_part(words->s.value.text, 0, WORDS_MAX), a);
    for (isize i = 0; i < n; i++)
        if (!is_origin(event, found[i]))
            state_add(d, found[i], true, a);
}

static void fill_day(struct duties *d, const struct record *event)
{
    const struct fact *f = record_fact(event, P_DATE);
    struct edtf e;
    struct err none = {0};
    if (!f || !edtf_parse(&e, f->s.value.text, &none))
        return;
    d->days = edtf_range(&e);
    d->has_day = d->days.lo != INT64_MIN && d->days.lo != INT64_MAX;
}

/* ---- what bound it */

static bool is_about_return(const struct law_article *x)
{
    static const char *const tests[] = {"refugee", "torture", "disappearance", "life", "child"};
    for (isize i = 0; i < COUNTOF(tests); i++)
        if (str_eq(x->test, str_from_c(tests[i])))
            return true;
    return false;
}

static void duty_add(struct duty_list *out, const struct law *law, const struct law_status *s,
                     struct arena *a)
{
    struct duty d = {.status = *s};
    for (isize i = 0; i < law->articles.n; i++) {
        const struct law_article *x = &law->articles.at[i];
        if (&law->instruments.at[x->instrument] == s->instrument && is_about_return(x))
            *LIST_ADD(&d.articles, a) = (struct duty_article){x};
    }
    if (d.articles.n)
        *LIST_ADD(out, a) = d;
}

static void fill_law(struct duties *d, const struct law *law, struct arena *a)
{
    for (isize i = 0; i < d->states.n; i++) {
        struct duty_state *s = &d->states.at[i];
        struct law_status_list l = {0};
        law_bound_on(&l, law, s->code, d->days.lo, a);
        for (isize k = 0; k < l.n; k++) {
            bool bound = l.at[k].standing == LAW_BOUND;
            duty_add(bound ? &s->bound : &s->only_signed, law, &l.at[k], a);
        }
        for (isize k = 0; d->days.hi != INT64_MAX && k < law->acts.n; k++) {
            const struct law_act *act = &law->acts.at[k];
            const struct law_instrument *x = &law->instruments.at[act->instrument];
            d->changes |= str_eq(act->state, s->code) &&
                          law_status_on(law, x, s->code, d->days.lo, a).standing !=
                              law_status_on(law, x, s->code, d->days.hi, a).standing;
        }
    }
}

/* ---- what is shown */

struct near { /* the event, its people, their risks, what was said in defence */
    struct record *at;
    isize n, cap;
    bool cut; /* there were more */
};

static bool near_add(struct near *out, const struct reader *r, int64_t row, struct arena *a,
                     struct err *err)
{
    struct record rec;
    struct err none = {0};
    for (isize i = 0; i < out->n; i++)
        if (out->at[i].row == row)
            return true;
    if (out->n >= NEAR_MAX) {
        out->cut = true;
        return true;
    }
    if (!record_load(&rec, r, row, a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    *LIST_ADD(out, a) = rec;
    return true;
}

static bool near_naming(struct near *out, const struct reader *r, int property, int64_t row,
                        struct arena *a, struct err *err)
{
    struct fact_list l;
    if (!facts_naming(&l, r, property, row, a, err))
        return false;
    for (isize i = 0; i < l.n; i++)
        if (fact_is_live(&l.at[i]) && l.at[i].record > 0 &&
            !near_add(out, r, l.at[i].record, a, err))
            return false;
    return true;
}

static bool near_fill(struct near *out, const struct reader *r, const struct record *event,
                      struct arena *a, struct err *err)
{
    int64_t row;
    *LIST_ADD(out, a) = *event;
    for (const struct fact *f = record_fact(event, P_VICTIM); f; f = record_next(event, f)) {
        struct err none = {0};
        if (record_row_of(&row, r->db, &f->s.value.ref.id, &none) && !near_add(out, r, row, a, err))
            return false;
    }
    for (isize i = 0, n = out->n; i < n; i++)
        if (!near_naming(out, r, P_RISK_OF, out->at[i].row, a, err) ||
            !near_naming(out, r, P_JUSTIFICATION_ABOUT, out->at[i].row, a, err))
            return false;
    return true;
}

static const struct fact *shown_by(const struct near *l, const struct reader *r,
                                   const struct law_element *e)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str rest = e->shown_by, one;
    while (rest.n) {
        (void)str_cut(rest, ' ', &one, &rest);
        const struct property *p =
            schema_property_by_id(r->schema, str_format(tmp.arena, "core:%.*s", FS(one)));
        for (isize i = 0; p && i < l->n; i++) {
            const struct fact *f = record_fact(&l->at[i], p->number);
            if (f)
                return f;
        }
    }
    return NULL;
}

static bool fill_tests(struct duties *d, const struct reader *r, const struct law *law,
                       const struct record *event, struct arena *a, struct err *err)
{
    const struct law_element_list *l = law_tests_builtin(law, a);
    struct near near = {0};
    if (!near_fill(&near, r, event, a, err))
        return false;
    d->cut = near.cut;
    for (isize i = 0; i < l->n; i++) {
        struct element_shown x = {.e = &l->at[i], .fact = shown_by(&near, r, &l->at[i])};
        if (x.fact)
            x.value = str_copy(a, fact_say(r, x.fact, a));
        *LIST_ADD(&d->tests[l->at[i].test], a) = x;
    }
    return true;
}

bool duties_of(struct duties *out, const struct reader *r, const struct duty_question *q,
               struct arena *a, struct err *err)
{
    struct duties d = {.is_return = duty_is_return(r, q->event)};
    fill_states(&d, q->event, q->state, a);
    fill_day(&d, q->event);
    if (d.has_day)
        fill_law(&d, q->law, a);
    if (!fill_tests(&d, r, q->law, q->event, a, err))
        return false;
    *out = d;
    return true;
}
