/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/mention.h"

#include "base/list.h"
#include "base/utf8.h"
#include "lang/normal.h"
#include "read/proposal_priv.h"
#include "record/ids.h"

SQL(Q_NAMED, ROOM_RECORD,
    "SELECT s.no, s.subject FROM stmt s JOIN record r ON r.row = s.subject"
    " WHERE s.source = ?1 AND s.property = ?2 AND r.type = ?3 AND s.flags < 32 ORDER BY s.no");

static const int particulars[] = {P_SEX, P_BIRTH_DATE, P_AGE, P_NATIONALITY};

struct mentions mentions_in(const struct reader *r, struct arena *a)
{
    return (struct mentions){.r = r, .a = a, .names = map_in(a, 0x6e616d6564)};
}

static bool speaks_of(const struct stmt *s, int stand_in)
{
    return s->subject.kind == REF_RECORD && stand_in_index(&s->subject.id) == stand_in;
}

static const struct stmt *said(const struct mentions *m, const struct mention *x, int property)
{
    const struct property *p = schema_property(m->r->schema, property);
    for (isize i = 0; i < x->n; i++)
        if (p && speaks_of(&x->stmts[i], x->stand_in) && str_eq(x->stmts[i].property, p->id))
            return &x->stmts[i];
    return NULL;
}

/* The first name of a person, folded; empty: no person, or no name that is anybody's alone. */
static struct str name_of(const struct mentions *m, const struct mention *x, struct arena *a)
{
    const struct stmt *type = said(m, x, P_TYPE), *name = said(m, x, P_NAME);
    if (!type || !name || !str_eq(type->value.text, type_term(m->r->schema, TYPE_PERSON, a)))
        return (struct str){0};
    struct str folded = text_fold(name->value.text, a);
    bool latin = folded.n == utf8_count(folded);
    bool whole = latin ? str_find(folded, S(" ")) > 0 : utf8_count(folded) > 1;
    return whole ? folded : (struct str){0};
}

static bool same_value(const struct value *a, const struct value *b)
{
    return str_eq(a->text, b->text) && a->number == b->number &&
           a->quantity.min == b->quantity.min && a->quantity.max == b->quantity.max;
}

static bool fits_mention(const struct mentions *m, const struct mention *x, const struct mention *y)
{
    for (isize i = 0; i < COUNTOF(particulars); i++) {
        const struct stmt *a = said(m, x, particulars[i]), *b = said(m, y, particulars[i]);
        if (a && b && !same_value(&a->value, &b->value))
            return false;
    }
    return true;
}

static bool fits_record(const struct mentions *m, const struct mention *x, const struct record *rec)
{
    for (isize i = 0; i < COUNTOF(particulars); i++) {
        const struct stmt *a = said(m, x, particulars[i]);
        const struct fact *f = record_fact(rec, particulars[i]);
        bool same = !a || !f;
        for (; !same && f; f = record_next(rec, f))
            same = same_value(&a->value, &f->s.value);
        if (!same)
            return false;
    }
    return true;
}

static struct str key_of(const struct id *document, struct str name, struct arena *a)
{
    return str_format(a, "%.*s%.*s", FS(ID_STR(document)), FS(name));
}

/* All of one id must fit: whoever was said to be 24 is not 60 because a third place says nothing.
 */
static bool find_written(struct id *out, const struct mentions *m, const struct mention *x,
                         int64_t last)
{
    for (int64_t i = last; i; i = m->at[i - 1].before) {
        bool fits = true;
        for (int64_t k = last; k; k = m->at[k - 1].before)
            if (id_eq(&m->at[k - 1].id, &m->at[i - 1].id))
                fits &= fits_mention(m, x, &m->at[k - 1]);
        if (fits) {
            *out = m->at[i - 1].id;
            return true;
        }
    }
    return false;
}

/* The record whose name the statement gives, if these eyes may see it, it counts, and the name is
 * this one; else *row is 0. */
static bool named_so(int64_t *row, const struct reader *r, int64_t no, struct str name,
                     struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct fact f;
    struct err none = {0};
    *row = 0;
    if (!fact_load(&f, r, no, tmp.arena, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    if (fact_is_live(&f) && str_eq(text_fold(f.s.value.text, tmp.arena), name))
        *row = f.record;
    return true;
}

static bool find_known(struct id *out, const struct mentions *m, const struct id *document,
                       const struct mention *x, struct str name, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(m->a);
    int64_t row;
    if (!record_row_of(&row, m->r->db, document, err))
        return false;
    AUTO(rows_drop)
    struct rows rows = db_rows(m->r->db, &Q_NAMED, VALS(vi(row), vi(P_NAME), vi(TYPE_PERSON)));
    while (rows_next(&rows)) {
        struct record rec;
        struct err none = {0};
        if (!named_so(&row, m->r, rows_int(&rows, 0), name, err))
            return false;
        bool there = row && record_load(&rec, m->r, row, tmp.arena, &none);
        if (none.code && none.code != E_NOTFOUND)
            return err_copy(err, &none);
        if (there && fits_record(m, x, &rec)) {
            *out = rec.id;
            return true;
        }
    }
    return rows_done(&rows, err);
}

bool mention_find(struct id *out, struct mentions *m, const struct id *document, struct mention x,
                  struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(m->a);
    struct str name = name_of(m, &x, tmp.arena);
    if (!name.n)
        return true;
    int64_t last = map_get(&m->names, key_of(document, name, tmp.arena), 0);
    return find_written(out, m, &x, last) || find_known(out, m, document, &x, name, err);
}

void mention_add(struct mentions *m, const struct id *document, struct mention x)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(m->a);
    struct str name = name_of(m, &x, tmp.arena);
    if (!name.n)
        return;
    struct str key = key_of(document, name, tmp.arena);
    x.before = map_get(&m->names, key, 0);
    *LIST_ADD(m, m->a) = x;
    map_set(&m->names, str_copy(m->a, key), m->n);
}
