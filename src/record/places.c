/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/places.h"

#include "base/list.h"
#include "record/ids.h"
#include "record/view.h"
#include "vault/erase.h"

enum { WORDS_SHOWN = 60 };

SQL(Q_SAME_VALUE, ROOM_RECORD,
    "SELECT no FROM stmt WHERE value = ?1 AND property = ?2 AND no <> ?3 ORDER BY no");
SQL(Q_OF_DOCUMENT, ROOM_RECORD,
    "SELECT no, property FROM stmt WHERE subject = ?1 AND property <> 1 ORDER BY no");
SQL(Q_GROUNDED, ROOM_RECORD, "SELECT no FROM stmt WHERE source = ?1 ORDER BY at, no");
SQL(Q_PROPOSALS, ROOM_READ,
    "SELECT row, start, stop FROM proposal WHERE document = ?1 ORDER BY start, row");
SQL(Q_PROPOSAL_DROP, ROOM_READ, "DELETE FROM proposal WHERE row = ?1");

const char *place_kind_say(enum place_kind k)
{
    switch (k) {
    case PLACE_STATEMENT: return TR("statement");
    case PLACE_FILE: return TR("the original file");
    case PLACE_TEXT: return TR("text of the document");
    case PLACE_SAME_WORDS: return TR("the same words elsewhere");
    case PLACE_PROPOSAL: return TR("found in the text, to check");
    }
    UNREACHABLE();
}

struct listing {
    struct place_list *out;
    struct workspace *w;
    struct arena *a;
};

static bool is_listed(const struct place_list *l, int64_t no)
{
    for (isize i = 0; i < l->n; i++)
        if (l->at[i].no == no && l->at[i].kind != PLACE_PROPOSAL)
            return true;
    return false;
}

static bool add(struct listing *x, enum place_kind kind, int64_t no, struct err *err)
{
    struct fact f;
    struct err none = {0};
    if (is_listed(x->out, no))
        return true;
    if (!fact_load(&f, &x->w->reader, no, x->a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    struct str label = f.p ? label_in(&f.p->label, x->w->reader.lang) : f.s.property;
    struct str value = fact_say(&x->w->reader, &f, x->a);
    struct str shown = str_part(value, 0, WORDS_SHOWN);
    while (shown.n && shown.n < value.n && ((unsigned char)value.p[shown.n] & 0xc0) == 0x80)
        shown.n--;
    *LIST_ADD(x->out, x->a) = (struct place){
        kind, no,
        str_format(x->a, "%.*s: %.*s%s", FS(label), FS(shown), shown.n < value.n ? "..." : "")};
    return true;
}

static bool add_rows(struct listing *x, enum place_kind kind, struct rows *r, struct err *err)
{
    while (rows_next(r))
        if (!add(x, kind, rows_int(r, 0), err))
            return false;
    return rows_done(r, err);
}

static bool add_document(struct listing *x, int64_t document, struct err *err)
{
    AUTO(rows_drop) struct rows own = db_rows(x->w->v->db, &Q_OF_DOCUMENT, VALS(vi(document)));
    while (rows_next(&own)) {
        int64_t p = rows_int(&own, 1);
        enum place_kind kind = p == P_FILE || p == P_RENDITION ? PLACE_FILE
                               : p == P_TEXT                   ? PLACE_TEXT
                                                               : PLACE_STATEMENT;
        if (!add(x, kind, rows_int(&own, 0), err))
            return false;
    }
    if (!rows_done(&own, err))
        return false;
    AUTO(rows_drop) struct rows grounded = db_rows(x->w->v->db, &Q_GROUNDED, VALS(vi(document)));
    return add_rows(x, PLACE_STATEMENT, &grounded, err);
}

/* Proposals of a document that touch bytes [start, end); all of them if end is 0. */
static bool add_proposals(struct listing *x, const struct id *document, int64_t start, int64_t end,
                          struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(x->w->v->db, &Q_PROPOSALS, VALS(vb(document->b, 16)));
    while (rows_next(&r)) {
        if (end && (rows_int(&r, 1) >= end || rows_int(&r, 2) <= start))
            continue;
        *LIST_ADD(x->out, x->a) = (struct place){
            PLACE_PROPOSAL, rows_int(&r, 0),
            str_format(x->a, "bytes %" PRId64 " to %" PRId64, rows_int(&r, 1), rows_int(&r, 2))};
    }
    return rows_done(&r, err);
}

static bool add_statement(struct listing *x, int64_t no, struct err *err)
{
    struct fact f;
    if (!fact_load(&f, &x->w->reader, no, x->a, err) || !add(x, PLACE_STATEMENT, no, err))
        return false;
    if (f.s.value.type == V_TEXT && f.p) {
        AUTO(rows_drop)
        struct rows r = db_rows(x->w->v->db, &Q_SAME_VALUE,
                                VALS(vi(value_key(&f.s.value, 0)), vi(f.p->number), vi(no)));
        if (!add_rows(x, PLACE_SAME_WORDS, &r, err))
            return false;
    }
    if (f.s.source.kind != REF_PASSAGE)
        return true;
    int64_t document;
    if (!record_row_of(&document, x->w->v->db, &f.s.source.id, err))
        return false;
    /* What stands in the same words of the document, its text and its file. */
    struct fact_list from;
    if (!facts_from(&from, &x->w->reader, document, x->a, err))
        return false;
    for (isize i = 0; i < from.n; i++) {
        const struct ref *s = &from.at[i].s.source;
        if (s->kind == REF_PASSAGE && s->start < f.s.source.end && f.s.source.start < s->end &&
            !add(x, PLACE_STATEMENT, from.at[i].no, err))
            return false;
    }
    AUTO(rows_drop) struct rows own = db_rows(x->w->v->db, &Q_OF_DOCUMENT, VALS(vi(document)));
    while (rows_next(&own)) {
        int64_t p = rows_int(&own, 1);
        if ((p == P_TEXT || p == P_FILE || p == P_RENDITION) &&
            !add(x, p == P_TEXT ? PLACE_TEXT : PLACE_FILE, rows_int(&own, 0), err))
            return false;
    }
    return rows_done(&own, err) &&
           add_proposals(x, &f.s.source.id, f.s.source.start, f.s.source.end, err);
}

bool places_of(struct place_list *out, struct workspace *w, int64_t no, int64_t document,
               struct arena *a, struct err *err)
{
    struct place_list l = {0};
    struct listing x = {&l, w, a};
    if (w->reader.gate.clearance < SENSITIVITY_SECRET)
        return err_set(err, E_DENIED, "above the member's clearance") ||
               err_detail(err, "Only who may see everything can erase: else something would be "
                               "left that was not listed.");
    struct id id;
    if (no ? !add_statement(&x, no, err)
           : !record_id_of(&id, w->v->db, document, err) || !add_document(&x, document, err) ||
                 !add_proposals(&x, &id, 0, 0, err))
        return false;
    *out = l;
    return true;
}

static bool drop_proposals(struct db *db, void *ctx, struct err *err)
{
    const struct place_list *chosen = ctx;
    for (isize i = 0; i < chosen->n; i++)
        if (chosen->at[i].kind == PLACE_PROPOSAL &&
            !db_run(db, &Q_PROPOSAL_DROP, VALS(vi(chosen->at[i].no)), err))
            return false;
    return true;
}

bool places_erase(struct workspace *w, const struct place_list *chosen, struct str reason,
                  struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct place_list copy = *chosen;
    int64_t *no = NEWN(tmp.arena, int64_t, chosen->n);
    isize n = 0;
    for (isize i = 0; i < chosen->n; i++)
        if (chosen->at[i].kind != PLACE_PROPOSAL)
            no[n++] = chosen->at[i].no;
    return txn_run(w->v->db, drop_proposals, &copy, err) &&
           erase_statements(w->v, no, n, reason, err) && db_truncate_wal(w->v->db, err);
}
