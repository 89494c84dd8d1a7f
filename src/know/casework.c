/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/casework.h"

#include "base/list.h"
#include "lang/edtf.h"
#include "record/ids.h"
#include "record/labels.h"

enum { CASES_LOOKED_AT = 200 };

static bool has_row(const struct record_refs *l, int64_t row)
{
    for (isize i = 0; i < l->n; i++)
        if (l->at[i].row == row)
            return true;
    return false;
}

/* What these eyes may not see is not there. *rec is left empty then. */
static bool load_if_seen(struct record *rec, const struct reader *r, const struct id *id,
                         struct arena *a, struct err *err)
{
    struct err none = {0};
    *rec = (struct record){0};
    return record_load_id(rec, r, id, a, &none) || none.code == E_NOTFOUND || err_copy(err, &none);
}

static void ref_add(struct record_refs *l, bool *more, const struct reader *r,
                    const struct record *rec, struct arena *a)
{
    if (!rec->row || has_row(l, rec->row))
        return;
    if (l->n == CASE_PARTS_MAX) {
        *more = true;
        return;
    }
    *LIST_ADD(l, a) = (struct record_ref){rec->row, rec->id, rec->type, record_title(r, rec, a)};
}

struct parts { /* where records are added */
    struct record_refs *l;
    bool *more; /* there were more than there is room for */
    const struct reader *r;
};

/* The records that a property of rec names. */
static bool named_add(struct parts to, const struct record *rec, int property, struct arena *a,
                      struct err *err)
{
    for (const struct fact *f = record_fact(rec, property); f; f = record_next(rec, f)) {
        struct record other;
        if (f->s.value.type != V_RECORD)
            continue;
        if (!load_if_seen(&other, to.r, &f->s.value.ref.id, a, err))
            return false;
        ref_add(to.l, to.more, to.r, &other, a);
    }
    return true;
}

/* ---- events in the order of time */

struct dated {
    struct record_ref ref;
    struct record rec;
    int64_t day;
};

static int64_t first_day(const struct record *rec)
{
    const struct fact *date = record_fact(rec, P_DATE);
    struct edtf e;
    struct err none = {0};
    if (!date || !edtf_parse(&e, date->s.value.text, &none))
        return INT64_MAX;
    return edtf_range(&e).lo;
}

static bool events_fill(struct casework *c, const struct reader *r, struct arena *a,
                        struct err *err)
{
    struct record_refs l = {0};
    if (!named_add((struct parts){&l, &c->more, r}, &c->rec, P_ABOUT_EVENT, a, err))
        return false;
    struct dated *at = NEWN(a, struct dated, l.n + 1);
    for (isize i = 0; i < l.n; i++) {
        struct dated d = {.ref = l.at[i]};
        if (!load_if_seen(&d.rec, r, &d.ref.id, a, err))
            return false;
        d.day = first_day(&d.rec);
        isize k = i;
        for (; k > 0 && at[k - 1].day > d.day; k--)
            at[k] = at[k - 1];
        at[k] = d;
    }
    for (isize i = 0; i < l.n; i++) {
        *LIST_ADD(&c->events, a) = at[i].ref;
        if (!named_add((struct parts){&c->people, &c->more, r}, &at[i].rec, P_VICTIM, a, err))
            return false;
    }
    return true;
}

static bool letters_fill(struct casework *c, const struct reader *r, struct arena *a,
                         struct err *err)
{
    struct records l = {0};
    if (!records_naming(&l, r, P_LETTER_OF, c->rec.row, a, err))
        return false;
    for (isize i = l.n - 1; i >= 0; i--)
        ref_add(&c->letters, &c->more, r, &l.at[i], a);
    return true;
}

bool casework_load(struct casework *out, const struct reader *r, const struct id *id,
                   struct arena *a, struct err *err)
{
    struct casework c = {0};
    if (!record_load_id(&c.rec, r, id, a, err))
        return false;
    if (c.rec.type != TYPE_ACTION)
        return err_set(err, E_NOTFOUND, "not a case");
    if (!named_add((struct parts){&c.people, &c.more, r}, &c.rec, P_CASE_PEOPLE, a, err) ||
        !events_fill(&c, r, a, err) || !letters_fill(&c, r, a, err))
        return false;
    *out = c;
    return true;
}

bool casework_has(const struct casework *c, int64_t row)
{
    return row == c->rec.row || has_row(&c->events, row) || has_row(&c->people, row);
}

/* ---- families */

static struct str newest(struct str a, struct str b)
{
    return str_cmp(a, b) >= 0 ? a : b;
}

/* The newest day of a property that holds dates; EDTF of whole days sorts as text. */
static struct str newest_date(const struct record *rec, int property)
{
    struct str day = {0};
    for (const struct fact *f = record_fact(rec, property); f; f = record_next(rec, f))
        if (f->s.value.type == V_DATE)
            day = newest(day, f->s.value.text);
    return day;
}

/* The last day on which a letter of the case left; empty if none did. */
static bool last_step(struct str *out, const struct reader *r, const struct casework *c,
                      struct arena *a, struct err *err)
{
    struct str day = {0};
    for (isize i = 0; i < c->letters.n; i++) {
        struct records l = {0};
        if (!records_naming(&l, r, P_DISPATCH_OF, c->letters.at[i].row, a, err))
            return false;
        for (isize k = 0; k < l.n; k++)
            day = newest(day, newest_date(&l.at[k], P_SENT_ON));
    }
    *out = day;
    return true;
}

bool casework_untold(struct untold_list *out, const struct reader *r, const struct casework *c,
                     struct arena *a, struct err *err)
{
    struct str step;
    struct record_ref of = {c->rec.row, c->rec.id, c->rec.type, record_title(r, &c->rec, a)};
    if (!last_step(&step, r, c, a, err))
        return false;
    for (isize i = 0; i < c->people.n; i++) {
        struct record who;
        if (!load_if_seen(&who, r, &c->people.at[i].id, a, err))
            return false;
        struct str told = newest_date(&who, P_FAMILY_TOLD);
        if (told.n && str_cmp(told, step) >= 0)
            continue;
        if (out->n == UNTOLD_MAX) {
            out->more = true;
            return true;
        }
        *LIST_ADD(out, a) = (struct untold){c->people.at[i], of, told, step};
    }
    return true;
}

bool case_is_over(const struct schema *s, const struct record *rec)
{
    int state = record_term(s, rec, P_ACTION_STATE);
    return state == TERM_ACTION_STATE_STOPPED || state == TERM_ACTION_STATE_CLOSED;
}

bool untold_find(struct untold_list *out, const struct reader *r, struct arena *a, struct err *err)
{
    struct record_refs cases;
    struct untold_list l = {0};
    if (!record_list(&cases, r,
                     (struct records_wanted){.type = TYPE_ACTION, .max = CASES_LOOKED_AT}, a, err))
        return false;
    for (isize i = 0; i < cases.n && !l.more; i++) {
        struct casework c = {0};
        if (!casework_load(&c, r, &cases.at[i].id, a, err))
            return false;
        if (!case_is_over(r->schema, &c.rec) && !casework_untold(&l, r, &c, a, err))
            return false;
    }
    *out = l;
    return true;
}
