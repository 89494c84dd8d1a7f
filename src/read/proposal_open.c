/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/proposal_open.h"

#include <string.h>

#include "base/list.h"

/* Ids begin with the time, so their order is that of arrival. */
SQL(Q_OPEN_DOCUMENTS, ROOM_READ,
    "SELECT document, count(*) FROM proposal WHERE state = 0 GROUP BY document"
    " ORDER BY document DESC");
SQL(Q_OPEN_IN, ROOM_READ, "SELECT count(*) FROM proposal WHERE state = 0 AND document = ?1");

/* Within the gate, one by one. */
static bool count_seen(struct open_document *d, struct workspace *w, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct proposal_list l;
    if (w->reader.gate.clearance >= SENSITIVITY_SECRET)
        return true;
    if (!proposals_list(&l, w,
                        (struct proposals_wanted){.document = &d->document,
                                                  .state = PROPOSAL_OPEN,
                                                  .max = OPEN_COUNT_MAX + 1},
                        tmp.arena, err))
        return false;
    d->more = l.n > OPEN_COUNT_MAX;
    d->n = d->more ? OPEN_COUNT_MAX : l.n;
    return true;
}

bool proposals_open(struct open_documents *out, struct workspace *w, isize max, struct arena *a,
                    struct err *err)
{
    struct open_documents l = {0};
    AUTO(rows_drop) struct rows rows = db_rows(w->v->db, &Q_OPEN_DOCUMENTS, NOVALS);
    while (l.n < max && rows_next(&rows)) {
        struct open_document d = {.n = rows_int(&rows, 1)};
        struct str id = rows_borrow(&rows, 0);
        if (id.n != 16)
            return err_set(err, E_CORRUPT, "a proposal is damaged");
        memcpy(d.document.b, id.p, 16);
        if (!count_seen(&d, w, err))
            return false;
        if (d.n)
            *LIST_ADD(&l, a) = d;
    }
    if (!rows_done(&rows, err))
        return false;
    *out = l;
    return true;
}

bool proposals_open_in(struct open_document *out, struct workspace *w, const struct id *document,
                       struct err *err)
{
    bool found;
    struct open_document d = {.document = *document};
    if (!db_int(&d.n, &found, w->v->db, &Q_OPEN_IN, VALS(vb(document->b, 16)), err) ||
        !count_seen(&d, w, err))
        return false;
    *out = d;
    return true;
}
