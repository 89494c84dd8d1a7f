/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/view.h"

#include "vault/journal.h"

/* The end of an id is random, or chosen by somebody who gains nothing by it. */
static isize slot_of(const struct id *id)
{
    return id->b[15] % VIEW_MEMO;
}

int64_t memo_record(const struct view_memo *m, const struct id *id)
{
    isize i = slot_of(id);
    return m && m->records[i].row && id_eq(&m->records[i].id, id) ? m->records[i].row : 0;
}

void memo_keep_record(struct view_memo *m, const struct id *id, int64_t row)
{
    if (!m)
        return;
    isize i = slot_of(id);
    m->records[i].id = *id;
    m->records[i].row = row;
}

bool memo_entry(int64_t *row, struct view_memo *m, struct db *db, const struct hash *id,
                struct err *err)
{
    int64_t n;
    if (m && m->entry_row && hash_eq(&m->entry, id)) {
        *row = m->entry_row;
        return true;
    }
    if (!journal_row(&n, db, id, err))
        return false;
    if (m) {
        m->entry = *id;
        m->entry_row = n;
    }
    *row = n;
    return true;
}

bool scan_to(bool *found, struct view_scan *s, struct db *db, const struct sql *q, int64_t no,
             struct err *err)
{
    if (!s->open) {
        s->rows = db_rows(db, q, NOVALS);
        s->more = rows_next(&s->rows);
        s->open = true;
    }
    while (s->more && rows_int(&s->rows, 0) < no)
        s->more = rows_next(&s->rows);
    *found = s->more && rows_int(&s->rows, 0) == no;
    s->seen += *found;
    return s->more || rows_done(&s->rows, err);
}

void scan_drop(struct view_scan *s)
{
    rows_drop(&s->rows);
}
