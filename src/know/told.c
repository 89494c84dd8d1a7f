/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/told.h"

#include "base/list.h"
#include "record/ids.h"

/* The last column: how much was said about the statement, corrections (5) included. */
#define TOLD_COLUMNS                                                                               \
    "SELECT s.no, s.subject, s.property, b.statement,"                                             \
    " (SELECT count(*) FROM stmt m WHERE m.subject = -s.no)"                                       \
    " + (SELECT count(*) FROM stmt c WHERE c.property = 5 AND c.value = -s.no)"                    \
    " FROM stmt s JOIN body b ON b.no = s.no"

SQL(Q_TOLD_OF, ROOM_RECORD,
    TOLD_COLUMNS " WHERE s.subject = ?1 AND s.flags < 32 ORDER BY s.property, s.no");
SQL(Q_TOLD_ONE, ROOM_RECORD,
    TOLD_COLUMNS " WHERE s.subject = ?1 AND s.property = ?2 AND s.flags < 32"
                 " ORDER BY s.no");
SQL(Q_TOLD_ALL, ROOM_RECORD,
    TOLD_COLUMNS " JOIN record r ON r.row = s.subject"
                 " WHERE s.property = ?1 AND r.type = ?2 AND s.flags < 32 ORDER BY s.no");
/* Where one property is said twice. Pieces of a text (47) are not said of anything. */
SQL(Q_TWICE, ROOM_RECORD,
    "SELECT subject, property FROM stmt WHERE subject > 0 AND property <> 47"
    " GROUP BY subject, property HAVING count(*) > 1 ORDER BY subject, property");

bool may_conflict(const struct property *p)
{
    return p && (!p->many || (p->key & ~(unsigned)KEY_SUBJECT)) && p->number != P_TYPE;
}

bool told_counts(const struct fact *f)
{
    return f->p && !f->retracted && !f->corrected_by && f->s.subject.kind != REF_PASSAGE;
}

static bool take_full(struct told *out, const struct reader *r, int64_t no, struct arena *a,
                      struct err *err)
{
    struct fact f;
    struct err none = {0};
    if (!fact_load(&f, r, no, a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    if (told_counts(&f))
        *LIST_ADD(out, a) = f;
    return true;
}

static bool take(struct told *out, const struct reader *r, struct rows *rows,
                 const struct property *p, struct arena *a, struct err *err)
{
    struct fact f = {.no = rows_int(rows, 0), .record = rows_int(rows, 1), .p = p};
    if (out->n >= TOLD_MAX) {
        out->cut = true;
        return true;
    }
    if (r->gate.clearance < SENSITIVITY_SECRET || rows_int(rows, 4) > 0)
        return take_full(out, r, f.no, a, err);
    if (!stmt_parse(&f.s, rows_str(rows, 3, a), err))
        return err_in(err, "statement %" PRId64, f.no);
    if (told_counts(&f))
        *LIST_ADD(out, a) = f;
    return true;
}

static bool take_rows(struct told *out, const struct reader *r, struct rows *rows, struct arena *a,
                      struct err *err)
{
    while (rows_next(rows)) {
        const struct property *p = schema_property(r->schema, (int)rows_int(rows, 2));
        if (may_conflict(p) && !take(out, r, rows, p, a, err))
            return false;
    }
    return rows_done(rows, err);
}

bool told_add(struct told *out, const struct reader *r, int64_t row, int only, struct arena *a,
              struct err *err)
{
    AUTO(rows_drop)
    struct rows rows = only ? db_rows(r->db, &Q_TOLD_ONE, VALS(vi(row), vi(only)))
                            : db_rows(r->db, &Q_TOLD_OF, VALS(vi(row)));
    return take_rows(out, r, &rows, a, err);
}

bool told_all(struct told *out, const struct reader *r, int type, int property, struct arena *a,
              struct err *err)
{
    const struct property *p = schema_property(r->schema, property);
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_TOLD_ALL, VALS(vi(property), vi(type)));
    while (rows_next(&rows))
        if (!take(out, r, &rows, p, a, err))
            return false;
    return rows_done(&rows, err);
}

bool told_twice(const struct reader *r, told_fn *fn, void *ctx, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct told t = {0};
    int64_t row = 0;
    bool stop = false;
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_TWICE, NOVALS);
    while (!stop && rows_next(&rows)) {
        int64_t subject = rows_int(&rows, 0);
        int property = (int)rows_int(&rows, 1);
        if (subject != row) {
            if (t.n && !fn(ctx, &t, &stop, err))
                return false;
            arena_clear(a);
            t = (struct told){0};
            row = subject;
        }
        if (!stop && may_conflict(schema_property(r->schema, property)) &&
            !told_add(&t, r, subject, property, a, err))
            return false;
    }
    if (stop)
        return true;
    return rows_done(&rows, err) && (!t.n || fn(ctx, &t, &stop, err));
}
