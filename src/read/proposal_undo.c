/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/proposal_undo.h"

#include "read/proposal_priv.h"
#include "record/ids.h"

SQL(Q_REOPEN, ROOM_READ, "UPDATE proposal SET state = 0 WHERE row = ?1");
SQL(Q_REFUSALS, ROOM_READ,
    "SELECT no FROM stmt WHERE property = 40 AND flags < 32 ORDER BY no DESC");

static bool same_value(const struct value *a, const struct value *b)
{
    if (a->type != b->type)
        return false;
    if (a->type == V_RECORD) /* its own new record: the id was given when it was accepted */
        return true;
    return str_eq(a->text, b->text) && a->number == b->number &&
           a->quantity.min == b->quantity.min && a->quantity.max == b->quantity.max;
}

/* Was this fact said by accepting the proposal? */
static bool is_of(const struct fact *f, const struct proposal *p)
{
    if (!str_eq(f->s.rule, p->rule) || f->s.rule_version != p->version || f->retracted)
        return false;
    for (isize i = 0; i < p->n; i++)
        if (str_eq(f->s.property, p->stmts[i].property) &&
            ref_eq(&f->s.source, &p->stmts[i].source) &&
            same_value(&f->s.value, &p->stmts[i].value))
            return true;
    return false;
}

static bool reopen(struct vault *v, void *ctx, struct err *err)
{
    const struct proposal *p = ctx;
    return db_run(v->db, &Q_REOPEN, VALS(vi(p->row)), err);
}

static bool take_back(struct workspace *w, const struct proposal *p, struct stmt *s, isize n,
                      struct err *err)
{
    struct proposal copy = *p;
    struct draft d = {.kind = ENTRY_CHANGE, .stmts = s, .n = n};
    return journal_write_and(w->v, NULL, &d, 1, (struct journal_also){reopen, &copy}, err);
}

static bool withdrawn(struct stmt *out, struct workspace *w, int64_t no, struct err *err)
{
    struct ref target;
    if (!journal_ref(&target, w->v->db, no, err))
        return false;
    *out = STMT(.subject = target, .property = S("core:retracted"), .value = value_number(1));
    return true;
}

static bool undo_acceptance(struct workspace *w, const struct proposal *p, struct arena *a,
                            struct err *err)
{
    struct fact_list l;
    int64_t document;
    isize n = 0;
    if (!record_row_of(&document, w->v->db, &p->document, err) ||
        !facts_from(&l, &w->reader, document, a, err))
        return false;
    struct stmt *s = NEWN(a, struct stmt, l.n + 1);
    for (isize i = 0; i < l.n; i++)
        if (is_of(&l.at[i], p) && !withdrawn(&s[n++], w, l.at[i].no, err))
            return false;
    if (n == 0)
        return err_set(err, E_INVALID, "what was accepted is withdrawn already");
    return take_back(w, p, s, n, err);
}

/* "event.verb 1 k3m9...": the name stands at its end (proposal_refuse). */
static bool undo_refusal(struct workspace *w, const struct proposal *p, struct arena *a,
                         struct err *err)
{
    struct stmt s;
    AUTO(rows_drop) struct rows rows = db_rows(w->v->db, &Q_REFUSALS, NOVALS);
    while (rows_next(&rows)) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
        struct fact f;
        struct err none = {0};
        int64_t no = rows_int(&rows, 0);
        if (!fact_load(&f, &w->reader, no, tmp.arena, &none)) {
            if (none.code != E_NOTFOUND)
                return err_copy(err, &none);
            continue;
        }
        if (f.retracted || !str_ends(f.s.value.text, p->id))
            continue;
        return withdrawn(&s, w, no, err) && take_back(w, p, &s, 1, err);
    }
    return rows_done(&rows, err) && err_set(err, E_INVALID, "the refusal is withdrawn already");
}

bool proposal_reopen(struct workspace *w, const struct proposal *p, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    switch (p->state) {
    case PROPOSAL_ACCEPTED: return undo_acceptance(w, p, a, err);
    case PROPOSAL_REFUSED: return undo_refusal(w, p, a, err);
    default: return err_set(err, E_INVALID, "nobody has decided on this yet");
    }
}
