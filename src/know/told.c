/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/told.h"

#include <stdlib.h>

#include "base/list.h"
#include "record/ids.h"

/* The last column: how much was said about the statement, corrections (5) included. */
#define TOLD_ABOUT                                                                                 \
    " (SELECT count(*) FROM stmt m WHERE m.subject = -s.no)"                                       \
    " + (SELECT count(*) FROM stmt c WHERE c.property = 5 AND c.value = -s.no)"
#define TOLD_COLUMNS                                                                               \
    "SELECT s.no, s.subject, s.property, b.statement," TOLD_ABOUT                                  \
    " FROM stmt s JOIN body b ON b.no = s.no"

SQL(Q_TOLD_OF, ROOM_RECORD,
    TOLD_COLUMNS " WHERE s.subject = ?1 AND s.flags < 32 ORDER BY s.property, s.no");
SQL(Q_TOLD_ONE, ROOM_RECORD,
    TOLD_COLUMNS " WHERE s.subject = ?1 AND s.property = ?2 AND s.flags < 32"
                 " ORDER BY s.no");
/* From the records of the type: of most properties far more is said by records of other types. */
SQL(Q_TOLD_ALL, ROOM_RECORD,
    "SELECT s.no, s.subject, s.property, b.statement," TOLD_ABOUT
    " FROM record r CROSS JOIN stmt s JOIN body b ON b.no = s.no"
    " WHERE r.type = ?2 AND s.subject = r.row AND s.property = ?1 AND s.flags < 32"
    " ORDER BY s.no");
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

static bool needs_full(const struct reader *r, struct rows *rows)
{
    return r->gate.clearance < SENSITIVITY_SECRET || rows_int(rows, 4) > 0;
}

/* *counts: these eyes may see it, and it counts. */
static bool load_full(bool *counts, struct fact *f, const struct reader *r, int64_t no,
                      struct arena *a, struct err *err)
{
    struct err none = {0};
    *counts = false;
    if (!fact_load(f, r, no, a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    *counts = told_counts(f);
    return true;
}

static bool parse_stmt(struct fact *f, struct str bytes, struct err *err)
{
    return stmt_parse(&f->s, bytes, err) || err_in(err, "statement %" PRId64, f->no);
}

static bool take(struct told *out, const struct reader *r, struct rows *rows,
                 const struct property *p, struct arena *a, struct err *err)
{
    struct fact f = {.no = rows_int(rows, 0), .record = rows_int(rows, 1), .p = p};
    bool counts;
    if (out->n >= TOLD_MAX) {
        out->cut = true;
        return true;
    }
    if (needs_full(r, rows)) {
        if (!load_full(&counts, &f, r, f.no, a, err))
            return false;
    } else {
        if (!parse_stmt(&f, rows_str(rows, 3, a), err))
            return false;
        counts = told_counts(&f);
    }
    if (counts)
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

/* ---- lines */

static bool take_line(struct told_lines *out, const struct reader *r, struct rows *rows,
                      const struct property *p, struct told_room room, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct fact f = {.no = rows_int(rows, 0), .record = rows_int(rows, 1), .p = p};
    struct str words = rows_borrow(rows, 3);
    bool counts;
    if (!needs_full(r, rows)) {
        if (!parse_stmt(&f, words, err))
            return false;
        counts = told_counts(&f);
    } else if (!load_full(&counts, &f, r, f.no, tmp.arena, err)) {
        return false;
    }
    if (!counts)
        return true;
    ASSERT(words.n <= STMT_MAX);
    *LIST_ADD(out, room.lines) = (struct told_line){.no = f.no,
                                                    .record = f.record,
                                                    .p = p,
                                                    .words = str_copy(room.words, words).p,
                                                    .n = (int32_t)words.n,
                                                    .judged = f.judged};
    return true;
}

bool told_lines_add(struct told_lines *out, const struct reader *r, int64_t row,
                    struct told_room room, struct err *err)
{
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_TOLD_OF, VALS(vi(row)));
    while (rows_next(&rows)) {
        const struct property *p = schema_property(r->schema, (int)rows_int(&rows, 2));
        if (!may_conflict(p))
            continue;
        out->cut |= out->n >= TOLD_MAX;
        if (!out->cut && !take_line(out, r, &rows, p, room, err))
            return false;
    }
    return rows_done(&rows, err);
}

static int by_property(const void *x, const void *y)
{
    const struct told_line *a = x, *b = y;
    int p = a->p->number, q = b->p->number;
    return p != q ? (p > q) - (p < q) : (a->no > b->no) - (a->no < b->no);
}

void told_lines_sort(struct told_lines *l)
{
    if (l->n)
        qsort(l->at, (size_t)l->n, sizeof *l->at, by_property);
}

struct fact told_line_open(const struct told_line *l)
{
    struct fact f = {.no = l->no, .record = l->record, .p = l->p, .judged = l->judged};
    struct err err = {0};
    bool good = stmt_parse(&f.s, (struct str){l->words, l->n}, &err);
    ASSERT(good); /* it was read before it became a line */
    return f;
}

/* ---- what is said twice */

bool told_twice(const struct reader *r, const struct told_twice *x, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct told t = {0};
    int64_t row = 0;
    bool stop = false, wanted = false;
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_TWICE, NOVALS);
    while (!stop && rows_next(&rows)) {
        int64_t subject = rows_int(&rows, 0);
        int property = (int)rows_int(&rows, 1);
        if (subject != row) {
            if (t.n && !x->take(x->ctx, &t, &stop, err))
                return false;
            arena_clear(a);
            t = (struct told){0};
            row = subject;
            wanted = x->wants(x->ctx, row);
        }
        if (!stop && wanted && may_conflict(schema_property(r->schema, property)) &&
            !told_add(&t, r, subject, property, a, err))
            return false;
    }
    if (stop)
        return true;
    return rows_done(&rows, err) && (!t.n || x->take(x->ctx, &t, &stop, err));
}
