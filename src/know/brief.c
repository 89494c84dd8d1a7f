/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/brief.h"

#include "base/list.h"
#include "record/ids.h"

SQL(Q_COUNT_TYPE, ROOM_RECORD, "SELECT row FROM record WHERE type = ?1");
/* For eyes that see all: a record without a live statement is not there. */
SQL(Q_COUNT_ALL, ROOM_RECORD,
    "SELECT count(*) FROM record r WHERE r.type = ?1"
    " AND EXISTS (SELECT 1 FROM stmt s WHERE s.subject = r.row)");
SQL(Q_COUNTRIES, ROOM_RECORD,
    "SELECT no, value FROM stmt WHERE property = 307 AND flags < 32 ORDER BY value, no");

static bool count_type(int64_t *out, const struct reader *r, int type, struct arena *a,
                       struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct record_refs refs;
    bool found;
    if (r->gate.clearance >= SENSITIVITY_SECRET)
        return db_int(out, &found, r->db, &Q_COUNT_ALL, VALS(vi(type)), err);
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

/* The states that places are in: one statement of each that these eyes may see. */
static bool countries_read(struct brief *b, const struct reader *r, struct arena *a,
                           struct err *err)
{
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_COUNTRIES, NOVALS);
    int64_t seen = INT64_MIN;
    while (rows_next(&rows)) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
        struct fact f;
        struct err none = {0};
        if (rows_int(&rows, 1) == seen)
            continue;
        if (!fact_load(&f, r, rows_int(&rows, 0), tmp.arena, &none)) {
            if (none.code != E_NOTFOUND)
                return err_copy(err, &none);
            continue;
        }
        if (!fact_is_live(&f) || f.item.type != TYPE_PLACE)
            continue;
        seen = rows_int(&rows, 1);
        state_add(b, f.s.value.text, a);
    }
    return rows_done(&rows, err);
}

static bool states_fill(struct brief *b, const struct reader *r, const struct law *law,
                        int64_t today, struct arena *a, struct err *err)
{
    if (!countries_read(b, r, a, err))
        return false;
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
        !conflicts_first(&b.conflicts, r, BRIEF_LINES_MAX, a, err) ||
        !states_fill(&b, r, law, today, a, err) || !unchecked_fill(&b, r, a, err))
        return false;
    *out = b;
    return true;
}
