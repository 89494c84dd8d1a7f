/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/due.h"

#include "base/list.h"
#include "lang/edtf.h"
#include "record/ids.h"
#include "record/labels.h"

/* By their day, of which the view keeps the number (record/view.h: value_key). */
SQL(Q_DUE, ROOM_RECORD,
    "SELECT subject FROM stmt WHERE property = 971 AND flags < 32 ORDER BY value, no");
SQL(Q_LOOKS, ROOM_RECORD,
    "SELECT DISTINCT subject FROM stmt WHERE property = 33 AND flags < 32 ORDER BY subject");
SQL(Q_CONSENTS, ROOM_RECORD,
    "SELECT DISTINCT subject FROM stmt WHERE property = 1108 AND value >= ?1 AND value <= ?2"
    " AND flags < 32 ORDER BY subject");
SQL(Q_MARK, ROOM_RECORD, "SELECT max(row) FROM entry");

/* A day that a calendar can hold at both ends: not "about 12 January" of some year. */
static bool days_of(struct edtf_range *out, const struct value *v)
{
    struct edtf e;
    struct err none = {0};
    if (v->type != V_DATE || !edtf_parse(&e, v->text, &none))
        return false;
    *out = edtf_range(&e);
    return out->lo != INT64_MIN && out->hi != INT64_MAX;
}

/* Of two letters with one subject line the number tells which. */
static struct str letter_say(const struct reader *r, const struct record *rec, struct arena *a)
{
    const struct fact *number = record_fact(rec, P_OWN_NUMBER);
    struct str title = record_title(r, rec, a);
    return number ? str_format(a, "%.*s %.*s", FS(number->s.value.text), FS(title)) : title;
}

static bool fill_of(struct due *d, const struct reader *r, const struct fact *of, struct arena *a,
                    struct err *err)
{
    struct record rec;
    struct err none = {0};
    if (!of || of->s.value.type != V_RECORD)
        return true;
    if (!record_load_id(&rec, r, &of->s.value.ref.id, a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    d->of = rec.type == TYPE_LETTER ? letter_say(r, &rec, a) : record_title(r, &rec, a);
    d->of_id = rec.id;
    d->of_type = rec.type;
    return true;
}

/* out->day: today. *wanted false: it is done, withdrawn, not for these eyes, or somebody else's and
 * over. */
static bool due_fill(struct due *out, bool *wanted, const struct reader *r,
                     const struct record *rec, struct arena *a, struct err *err)
{
    struct edtf_range days;
    const struct fact *when = record_fact(rec, P_DUE);
    if (!when || record_fact(rec, P_DONE) || !days_of(&days, &when->s.value))
        return true;
    struct due d = {.id = rec->id, .date = when->s.value.text, .day = days.hi};
    d.overdue = days.hi < out->day;
    d.soon = !d.overdue && days.lo <= out->day + DUE_AHEAD_DAYS;
    if (!fill_of(&d, r, record_fact(rec, P_DEADLINE_OF), a, err))
        return false;
    d.reply = d.of_type == TYPE_LETTER;
    *wanted = !(d.overdue && d.of_type == TYPE_DOCUMENT);
    *out = d;
    return true;
}

/* A final letter that nobody else has looked at. */
static void look_fill(struct due_list *l, const struct reader *r, const struct record *rec,
                      struct arena *a)
{
    struct edtf_range days;
    int approval = record_term(r->schema, rec, P_APPROVAL);
    const struct fact *on = record_fact(rec, P_FINAL_ON);
    if ((approval != TERM_APPROVAL_ASKED && approval != TERM_APPROVAL_ALONE) || !on ||
        !days_of(&days, &on->s.value))
        return;
    *LIST_ADD(l, a) = (struct due){.id = rec->id,
                                   .date = on->s.value.text,
                                   .day = days.hi,
                                   .of = letter_say(r, rec, a),
                                   .of_id = rec->id,
                                   .of_type = rec->type,
                                   .soon = true,
                                   .look = true};
}

static bool add_looks(struct due_list *l, const struct reader *r, struct arena *a, struct err *err)
{
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_LOOKS, NOVALS);
    while (l->n < DUE_MAX && rows_next(&rows)) {
        struct record rec;
        struct err none = {0};
        int64_t row = rows_int(&rows, 0);
        if (row <= 0) /* about a statement */
            continue;
        if (record_load(&rec, r, row, a, &none))
            look_fill(l, r, &rec, a);
        else if (none.code != E_NOTFOUND)
            return err_copy(err, &none);
    }
    return rows_done(&rows, err);
}

/* ---- consents */

/* Was it given anew? Of all that are for one record only the newest counts. */
static bool is_replaced(bool *out, const struct reader *r, const struct record *consent,
                        struct arena *a, struct err *err)
{
    const struct fact *what = record_fact(consent, P_CONSENT_FOR);
    struct fact_list l;
    struct err none = {0};
    int64_t row;
    *out = false;
    if (!what)
        return true;
    if (!record_row_of(&row, r->db, &what->s.value.ref.id, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    if (!facts_naming(&l, r, P_CONSENT_FOR, row, a, err))
        return false;
    for (isize i = 0; i < l.n; i++)
        if (fact_is_live(&l.at[i]) && l.at[i].record > 0)
            *out = l.at[i].record != consent->row;
    return true;
}

static bool consent_fill(struct due_list *l, const struct reader *r, const struct record *rec,
                         int64_t today, struct arena *a, struct err *err)
{
    struct edtf_range days;
    const struct fact *end = record_newest(rec, P_CONSENT_EXPIRES);
    bool replaced;
    if (!end || !days_of(&days, &end->s.value) || record_fact(rec, P_WITHDRAWN_ON) ||
        record_fact(rec, P_UNTIL) ||
        record_term(r->schema, rec, P_CONSENT_LEVEL) == TERM_CONSENT_INSIDE)
        return true;
    if (!is_replaced(&replaced, r, rec, a, err) || replaced)
        return replaced;
    struct due d = {.id = rec->id, .date = end->s.value.text, .day = days.hi, .consent = true};
    d.overdue = days.hi < today;
    d.soon = !d.overdue && days.lo <= today + DUE_AHEAD_DAYS;
    d.review = record_term(r->schema, rec, P_CONSENT_HOW) == TERM_CONSENT_HOW_CANNOT_BE_ASKED;
    if (!fill_of(&d, r, record_fact(rec, P_CONSENT_FOR), a, err))
        return false;
    *LIST_ADD(l, a) = d;
    return true;
}

static bool add_consents(struct due_list *l, const struct reader *r, int64_t today, struct arena *a,
                         struct err *err)
{
    AUTO(rows_drop)
    struct rows rows =
        db_rows(r->db, &Q_CONSENTS, VALS(vi(today - CONSENT_DAYS), vi(today + CONSENT_DAYS)));
    while (l->n < DUE_MAX && rows_next(&rows)) {
        struct record rec;
        struct err none = {0};
        if (rows_int(&rows, 0) <= 0)
            continue;
        if (record_load(&rec, r, rows_int(&rows, 0), a, &none)
                ? !consent_fill(l, r, &rec, today, a, err)
                : none.code != E_NOTFOUND && !err_copy(err, &none))
            return false;
    }
    return rows_done(&rows, err);
}

/* By their day; of one day in the order of finding. */
static void in_order(struct due_list *l)
{
    for (isize i = 1; i < l->n; i++) {
        struct due d = l->at[i];
        isize k = i;
        for (; k > 0 && l->at[k - 1].day > d.day; k--)
            l->at[k] = l->at[k - 1];
        l->at[k] = d;
    }
}

bool due_list(struct due_list *out, const struct reader *r, int64_t now, struct arena *a,
              struct err *err)
{
    struct due_list l = {0};
    int64_t last = 0;
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_DUE, NOVALS);
    while (l.n < DUE_MAX && rows_next(&rows)) {
        struct due d = {.day = day_of_time(now)};
        struct record rec;
        struct err none = {0};
        bool wanted = false;
        int64_t row = rows_int(&rows, 0);
        if (row == last) /* a deadline that was said twice */
            continue;
        last = row;
        if (record_load(&rec, r, row, a, &none) ? !due_fill(&d, &wanted, r, &rec, a, err)
                                                : none.code != E_NOTFOUND && !err_copy(err, &none))
            return false;
        if (wanted)
            *LIST_ADD(&l, a) = d;
    }
    if (!rows_done(&rows, err) || !add_looks(&l, r, a, err) ||
        !add_consents(&l, r, day_of_time(now), a, err))
        return false;
    in_order(&l);
    *out = l;
    return true;
}

bool due_count(int64_t *out, const struct reader *r, int64_t now, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct due_list l;
    int64_t n = 0;
    if (!due_list(&l, r, now, tmp.arena, err))
        return false;
    for (isize i = 0; i < l.n; i++)
        n += l.at[i].overdue || l.at[i].soon;
    *out = n;
    return true;
}

bool copy_last(struct copy_last *out, const struct reader *r, const struct id *workspace,
               int64_t now, struct arena *a, struct err *err)
{
    struct copy_last last = {0};
    struct record rec;
    struct err none = {0};
    struct edtf_range days;
    if (!record_load_id(&rec, r, workspace, a, &none)) {
        *out = last;
        return none.code == E_NOTFOUND || err_copy(err, &none);
    }
    for (const struct fact *f = record_fact(&rec, P_COPIED); f; f = record_next(&rec, f))
        if (days_of(&days, &f->s.value) && str_cmp(f->s.value.text, last.on) > 0) {
            last.on = f->s.value.text;
            last.days = day_of_time(now) - days.lo;
        }
    *out = last;
    return true;
}

bool store_mark(int64_t *out, struct db *db, struct err *err)
{
    bool found;
    int64_t mark = 0;
    if (!db_int(&mark, &found, db, &Q_MARK, NOVALS, err))
        return false;
    *out = found ? mark : 0;
    return true;
}
