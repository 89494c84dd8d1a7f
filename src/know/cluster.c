/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/cluster.h"

#include "base/list.h"
#include "record/ids.h"

static void add(struct cluster *c, int64_t row, struct arena *a)
{
    for (isize i = 0; i < c->n; i++)
        if (c->at[i] == row)
            return;
    if (c->n < CLUSTER_MAX)
        *LIST_ADD(c, a) = row;
}

/* Links that a record says of itself, and those that others say of it. */
static bool add_links(struct cluster *c, const struct reader *r, int64_t row, struct arena *a,
                      struct err *err)
{
    struct record rec;
    struct fact_list naming;
    struct err none = {0};
    int64_t other;
    if (!record_load(&rec, r, row, a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    for (const struct fact *f = record_fact(&rec, P_SAME); f; f = record_next(&rec, f))
        if (record_row_of(&other, r->db, &f->s.value.ref.id, &(struct err){0}))
            add(c, other, a);
    if (!facts_naming(&naming, r, P_SAME, row, a, err))
        return false;
    for (isize i = 0; i < naming.n; i++)
        if (fact_is_live(&naming.at[i]) && naming.at[i].record > 0)
            add(c, naming.at[i].record, a);
    return true;
}

bool cluster_of(struct cluster *out, const struct reader *r, int64_t row, struct arena *a,
                struct err *err)
{
    struct cluster c = {0};
    add(&c, row, a);
    for (isize i = 0; i < c.n; i++)
        if (!add_links(&c, r, c.at[i], a, err))
            return false;
    *out = c;
    return true;
}
