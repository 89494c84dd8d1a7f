/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/brief.h"

#include "base/list.h"
#include "record/ids.h"

SQL(Q_COUNT_TYPE, ROOM_RECORD, "SELECT row FROM record WHERE type = ?1");

static bool count_type(int64_t *out, const struct reader *r, int type, struct arena *a,
                       struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct record_refs refs;
    if (!record_list(&refs, r, type, 0, BRIEF_COUNT_MAX, tmp.arena, err))
        return false;
    *out = refs.n;
    return true;
}

static bool counts_fill(struct brief *b, const struct reader *r, struct arena *a, struct err *err)
{
    for (isize i = 0; i < r->schema->types.n; i++) {
        const struct record_type *t = &r->schema->types.at[i];
        int64_t n = 0, row;
        bool some;
        if (t->part)
            continue;
        if (!db_int(&row, &some, r->db, &Q_COUNT_TYPE, VALS(vi(t->number)), err) ||
            (some && !count_type(&n, r, t->number, a, err)))
            return false;
        if (n)
            *LIST_ADD(&b->counts, a) = (struct brief_count){t->number, n};
    }
    return true;
}

static void state_add(struct brief *b, struct str code, struct arena *a)
{
    for (isize i = 0; i < b->states.n; i++)
        if (str_eq(b->states.at[i].code, code))
            return;
    if (code.n == 3 && b->states.n < BRIEF_LINES_MAX)
        *LIST_ADD(&b->states, a) = (struct brief_state){.code = str_copy(a, code)};
}

/* Treaties that forbid sending people back, by their codes. */
static bool is_about_return(const struct law_instrument *i)
{
    static const char *const core[] = {"CSR51", "CSR67P", "CAT", "ICCPR", "CRC", "ICPPED"};
    for (isize k = 0; k < COUNTOF(core); k++)
        if (str_eq(i->id, str_from_c(core[k])))
            return true;
    return false;
}

static bool states_fill(struct brief *b, const struct reader *r, const struct law *law,
                        int64_t today, struct arena *a, struct err *err)
{
    struct record_refs places;
    if (!record_list(&places, r, TYPE_PLACE, 0, BRIEF_COUNT_MAX, a, err))
        return false;
    for (isize i = 0; i < places.n; i++) {
        struct record rec;
        if (!record_load(&rec, r, places.at[i].row, a, err))
            return false;
        const struct fact *f = record_fact(&rec, P_COUNTRY);
        if (f)
            state_add(b, f->s.value.text, a);
    }
    for (isize i = 0; i < b->states.n; i++) {
        struct law_status_list all = {0};
        law_bound_on(&all, law, b->states.at[i].code, today, a);
        for (isize k = 0; k < all.n; k++)
            if (is_about_return(all.at[k].instrument))
                *LIST_ADD(&b->states.at[i].law, a) = all.at[k];
    }
    return true;
}

static bool unchecked_fill(struct brief *b, const struct reader *r, struct arena *a,
                           struct err *err)
{
    for (isize i = 0; i < b->events.n; i++) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
        struct record rec;
        if (!record_load(&rec, r, b->events.at[i].row, tmp.arena, err))
            return false;
        for (isize k = 0; k < rec.facts.n; k++)
            b->unchecked += fact_is_live(&rec.facts.at[k]) && !rec.facts.at[k].checked;
    }
    return true;
}

bool brief_make(struct brief *out, const struct reader *r, const struct law *law, int64_t today,
                struct arena *a, struct err *err)
{
    struct brief b = {0};
    if (!counts_fill(&b, r, a, err) ||
        !record_list(&b.events, r, TYPE_EVENT, 0, BRIEF_LINES_MAX, a, err) ||
        !record_list(&b.offices, r, TYPE_OFFICE, 0, BRIEF_LINES_MAX, a, err) ||
        !conflicts_find(&b.conflicts, r, a, err) || !states_fill(&b, r, law, today, a, err) ||
        !unchecked_fill(&b, r, a, err))
        return false;
    *out = b;
    return true;
}
