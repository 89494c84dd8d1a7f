/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/journal_log.h"

#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "record/ids.h"

SQL(Q_ENTRIES, ROOM_RECORD, "SELECT row FROM entry ORDER BY depth DESC, id DESC");
SQL(Q_ENTRIES_BEFORE, ROOM_RECORD,
    "SELECT e.row FROM entry e JOIN entry b ON b.row = ?1 WHERE (e.depth, e.id) < (b.depth, b.id)"
    " ORDER BY e.depth DESC, e.id DESC");
SQL(Q_STATEMENTS, ROOM_RECORD,
    "SELECT no FROM stmt WHERE no >= ?1 AND no < ?2 AND flags < 32 ORDER BY no");
SQL(Q_ABOUT, ROOM_RECORD,
    "SELECT no FROM stmt WHERE subject IN (SELECT -no FROM stmt WHERE subject = ?1)"
    " AND flags < 32 ORDER BY no");
SQL(Q_OWN, ROOM_RECORD, "SELECT no FROM stmt WHERE subject = ?1 AND flags < 32 ORDER BY no");

static bool count_visible(int64_t *out, const struct reader *r, int64_t row, int64_t all,
                          struct err *err)
{
    int64_t n = 0;
    if (r->gate.clearance >= SENSITIVITY_SECRET) {
        *out = all;
        return true;
    }
    AUTO(rows_drop)
    struct rows rows =
        db_rows(r->db, &Q_STATEMENTS, VALS(vi(row * STMT_STRIDE), vi((row + 1) * STMT_STRIDE)));
    while (rows_next(&rows)) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
        struct fact f;
        struct err none = {0};
        if (fact_load(&f, r, rows_int(&rows, 0), tmp.arena, &none))
            n++;
        else if (none.code != E_NOTFOUND)
            return err_copy(err, &none);
    }
    *out = n;
    return rows_done(&rows, err);
}

bool log_list(struct log_lines *out, const struct reader *r, int64_t before, isize max,
              struct arena *a, struct err *err)
{
    struct log_lines l = {0};
    bool all = r->gate.clearance >= SENSITIVITY_SECRET;
    AUTO(rows_drop)
    struct rows rows = before > 0 ? db_rows(r->db, &Q_ENTRIES_BEFORE, VALS(vi(before)))
                                  : db_rows(r->db, &Q_ENTRIES, NOVALS);
    while (l.n < max && rows_next(&rows)) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
        struct entry_info e;
        int64_t visible = 0;
        if (!journal_entry(&e, r->db, rows_int(&rows, 0), tmp.arena, err) ||
            !count_visible(&visible, r, e.row, e.e.digest_n, err))
            return false;
        if (!all && visible == 0)
            continue;
        *LIST_ADD(&l, a) = (struct log_line){
            e.row,    e.e.time, e.e.member,
            e.e.kind, visible,  all ? str_hex(a, e.id.b, HASH_N) : (struct str){0}};
    }
    if (!rows_done(&rows, err))
        return false;
    *out = l;
    return true;
}

static bool add_changes(struct change_list *l, const struct reader *r, const struct sql *q,
                        int64_t row, struct arena *a, struct err *err)
{
    AUTO(rows_drop) struct rows rows = db_rows(r->db, q, VALS(vi(row)));
    while (rows_next(&rows)) {
        struct fact f;
        struct entry_info e;
        struct err none = {0};
        int64_t no = rows_int(&rows, 0);
        if (!fact_load(&f, r, no, a, &none)) {
            if (none.code == E_NOTFOUND)
                continue;
            return err_copy(err, &none);
        }
        if (f.p && f.p->number == P_TEXT)
            continue;
        if (!journal_entry(&e, r->db, no / STMT_STRIDE, a, err))
            return false;
        *LIST_ADD(l, a) = (struct change){f.time, f.author, e.e.kind, f, NULL};
    }
    return rows_done(&rows, err);
}

static int in_order(const void *x, const void *y)
{
    const struct change *a = x, *b = y;
    if (a->fact.depth != b->fact.depth)
        return (a->fact.depth > b->fact.depth) - (a->fact.depth < b->fact.depth);
    int entries = memcmp(a->fact.entry.b, b->fact.entry.b, HASH_N);
    if (entries != 0)
        return entries;
    return (a->fact.no > b->fact.no) - (a->fact.no < b->fact.no);
}

bool history_of(struct change_list *out, const struct reader *r, int64_t row, struct arena *a,
                struct err *err)
{
    struct change_list l = {0};
    struct record rec;
    if (!record_load(&rec, r, row, a, err) || !add_changes(&l, r, &Q_OWN, row, a, err) ||
        !add_changes(&l, r, &Q_ABOUT, row, a, err))
        return false;
    if (l.n)
        qsort(l.at, (size_t)l.n, sizeof *l.at, in_order);
    for (isize i = 0; i < l.n; i++)
        for (isize k = 0; k < l.n && l.at[i].fact.record < 0; k++)
            if (l.at[k].fact.no == -l.at[i].fact.record)
                l.at[i].about = &l.at[k].fact;
    *out = l;
    return true;
}
