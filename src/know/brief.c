/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/brief.h"

#include "base/list.h"
#include "record/ids.h"
#include "record/labels.h"

SQL(Q_COUNT_TYPE, ROOM_RECORD, "SELECT row FROM record WHERE type = ?1");
/* For eyes that see all: a record without a live statement is not there. */
SQL(Q_COUNT_ALL, ROOM_RECORD,
    "SELECT count(*) FROM record r WHERE r.type = ?1"
    " AND EXISTS (SELECT 1 FROM stmt s WHERE s.subject = r.row)");
SQL(Q_BY_DATE, ROOM_RECORD,
    "SELECT s.subject FROM stmt s JOIN record r ON r.row = s.subject WHERE s.property = 502"
    " AND r.type = ?1 AND s.flags < 32 ORDER BY s.value DESC, s.no DESC");
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
    if (!record_list(&refs, r, (struct records_wanted){.type = type, .max = BRIEF_COUNT_MAX},
                     tmp.arena, err))
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

/* ---- events */

/* What was done to people; context (summits, sessions, laws) is kept elsewhere. */
static bool is_harm(const struct reader *r, const struct fact *kind)
{
    int term = label_term(r->schema, P_EVENT_KIND, &kind->s);
    return term && !term_is_under(schema_vocabulary(r->schema, V_EVENT), term, TERM_EVENT_OTHER);
}

static struct str title_of(const struct reader *r, const struct ref *source, struct arena *a)
{
    struct str title = {0};
    struct err none = {0};
    int64_t row;
    if (source->kind != REF_NONE && record_row_of(&row, r->db, &source->id, &none))
        (void)!record_title_of(&title, r, row, a, &none);
    return title;
}

/* The number alone: what was counted stands beside it. */
static struct str count_say(const struct reader *r, const struct fact *figure, struct arena *a)
{
    struct fact plain = *figure;
    plain.s.value.quantity.population = plain.s.value.quantity.measure = (struct str){0};
    return str_copy(a, fact_say(r, &plain, a));
}

static void event_add(struct brief *b, const struct reader *r, const struct record *rec,
                      struct arena *a)
{
    const struct fact *kind = record_fact(rec, P_EVENT_KIND), *date = record_fact(rec, P_DATE);
    const struct fact *figure = record_fact(rec, P_FIGURE), *place = record_fact(rec, P_PLACE);
    place = place ? place : record_fact(rec, P_TO_PLACE);
    if (!kind || !date || !is_harm(r, kind))
        return;
    struct brief_event e = {.id = rec->id,
                            .what = str_copy(a, fact_say(r, kind, a)),
                            .count = figure ? count_say(r, figure, a) : (struct str){0},
                            .place = place ? str_copy(a, place->s.value.text) : (struct str){0},
                            .date = str_copy(a, date->s.value.text),
                            .source = title_of(r, &kind->s.source, a)};
    for (isize i = 0; i < rec->facts.n; i++)
        e.unchecked += fact_is_live(&rec->facts.at[i]) && !rec->facts.at[i].checked;
    b->unchecked += e.unchecked;
    *LIST_ADD(&b->events, a) = e;
}

static bool is_listed(const struct brief *b, const struct id *id)
{
    for (isize i = 0; i < b->events.n; i++)
        if (id_eq(&b->events.at[i].id, id))
            return true;
    return false;
}

static bool events_fill(struct brief *b, const struct reader *r, struct arena *a, struct err *err)
{
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_BY_DATE, VALS(vi(TYPE_EVENT)));
    while (b->events.n < BRIEF_LINES_MAX && rows_next(&rows)) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
        struct record rec;
        struct err none = {0};
        if (!record_load(&rec, r, rows_int(&rows, 0), tmp.arena, &none)) {
            if (none.code != E_NOTFOUND)
                return err_copy(err, &none);
            continue;
        }
        if (!is_listed(b, &rec.id))
            event_add(b, r, &rec, a);
    }
    return rows_done(&rows, err);
}

/* ---- offices */

/* Who holds it, as far as these eyes may see. */
static bool holder_of(struct str *out, const struct reader *r, int64_t office, struct arena *a,
                      struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct fact_list holdings;
    *out = (struct str){0};
    if (!facts_naming(&holdings, r, P_OFFICE, office, tmp.arena, err))
        return false;
    for (isize i = holdings.n - 1; i >= 0 && !out->n; i--) {
        struct record holding, person;
        struct err none = {0};
        if (!fact_is_live(&holdings.at[i]) ||
            !record_load(&holding, r, holdings.at[i].record, tmp.arena, &none))
            continue;
        const struct fact *h = record_fact(&holding, P_HOLDER);
        if (h && !record_fact(&holding, P_UNTIL) &&
            record_load_id(&person, r, &h->s.value.ref.id, tmp.arena, &none))
            *out = record_title(r, &person, a);
    }
    return true;
}

static bool offices_fill(struct brief *b, const struct reader *r, struct arena *a, struct err *err)
{
    struct record_refs l;
    if (!record_list(&l, r, (struct records_wanted){.type = TYPE_OFFICE, .max = BRIEF_LINES_MAX}, a,
                     err))
        return false;
    for (isize i = 0; i < l.n; i++) {
        struct record rec;
        struct brief_office o = {.id = l.at[i].id, .title = l.at[i].title};
        if (!record_load(&rec, r, l.at[i].row, a, err) ||
            !holder_of(&o.holder, r, l.at[i].row, a, err))
            return false;
        const struct fact *f = record_fact(&rec, P_ADDRESS);
        o.has_address = f != NULL;
        for (; f; f = record_next(&rec, f))
            if (str_cmp(f->verified_on, o.verified_on) > 0)
                o.verified_on = f->verified_on;
        *LIST_ADD(&b->offices, a) = o;
    }
    return true;
}

bool brief_make(struct brief *out, const struct reader *r, const struct law *law, int64_t today,
                struct arena *a, struct err *err)
{
    struct brief b = {0};
    if (!counts_fill(&b, r, a, err) || !events_fill(&b, r, a, err) ||
        !offices_fill(&b, r, a, err) ||
        !conflicts_first(&b.conflicts, r, BRIEF_LINES_MAX, a, err) ||
        !states_fill(&b, r, law, today, a, err))
        return false;
    *out = b;
    return true;
}
