/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/conflict.h"

#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "know/alike.h"
#include "know/rivals.h"
#include "record/document.h"
#include "record/ids.h"

SQL(Q_PLACE, ROOM_RECORD,
    "SELECT e.depth, e.id, r.type FROM stmt s JOIN entry e ON e.row = s.no / 4096"
    " JOIN record r ON r.row = s.subject WHERE s.no = ?1");

const char *relation_say(enum relation k)
{
    switch (k) {
    case RELATION_RIVAL: return TR("they differ");
    case RELATION_PART: return TR("the smaller may be part of the larger");
    case RELATION_LATER: return TR("known on different days");
    case RELATION_MEASURE: return TR("they count different things");
    case RELATION_VERSIONS: return TR("versions of one line of law");
    case RELATION_STOPPED:
        return TR("one says it had stopped, the other tells of a case after that");
    case RELATION_COUNTED: return TR("the words leave open what was counted");
    case RELATION__COUNT: break;
    }
    UNREACHABLE();
}

const char *ground_say(enum conflict_ground g)
{
    switch (g) {
    case GROUND_RECORD: return TR("said of one record");
    case GROUND_LINKED: return TR("said of records that were linked");
    case GROUND_ALIKE: return TR("said of records that look alike");
    }
    UNREACHABLE();
}

const char *relation_code(enum relation k)
{
    static const char *const codes[RELATION__COUNT] = {
        [RELATION_RIVAL] = "rival",       [RELATION_PART] = "part",
        [RELATION_LATER] = "later",       [RELATION_MEASURE] = "measure",
        [RELATION_VERSIONS] = "versions", [RELATION_STOPPED] = "stopped",
        [RELATION_COUNTED] = "counted"};
    return codes[k];
}

const char *ground_code(enum conflict_ground g)
{
    static const char *const codes[] = {
        [GROUND_RECORD] = "record", [GROUND_LINKED] = "linked", [GROUND_ALIKE] = "alike"};
    return codes[g];
}

/* ---- filling */

static struct str date_of(const struct record *document, struct arena *a)
{
    const struct fact *f = record_fact(document, P_DATE);
    return f ? str_copy(a, f->s.value.text) : (struct str){0};
}

/* Where it is written; what the reader may not see of that stays empty. */
static bool source_fill(struct rival *v, const struct reader *r, struct arena *a, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    const struct fact *f = &v->fact;
    struct document_text t;
    struct record document;
    struct err none = {0};
    int64_t row;
    v->document = f->s.source.id;
    if (!record_row_of(&row, r->db, &v->document, &none) ||
        !record_load(&document, r, row, tmp.arena, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    v->source = record_title(r, &document, a);
    v->date = date_of(&document, a);
    if (f->s.source.kind != REF_PASSAGE)
        return true;
    if (!document_text(&t, r, row, tmp.arena, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    v->words = str_copy(a, document_words(&t, f->s.source.start, f->s.source.end));
    return true;
}

static bool rival_fill(struct rival *v, const struct reader *r, struct arena *a, struct err *err)
{
    int64_t row = v->fact.record;
    if (v->value.n || v->record.n) /* filled before */
        return true;
    if (!record_title_of(&v->record, r, row, a, err) ||
        !record_id_of(&v->record_id, r->db, row, err) ||
        !fact_load(&v->fact, r, v->fact.no, a, err))
        return false;
    v->value = str_copy(a, fact_say(r, &v->fact, a));
    return v->fact.s.source.kind == REF_NONE || source_fill(v, r, a, err);
}

bool conflict_fill(struct conflict *c, const struct reader *r, struct arena *a, struct err *err)
{
    for (isize i = 0; i < c->rivals.n; i++)
        if (!rival_fill(&c->rivals.at[i], r, a, err))
            return false;
    return true;
}

/* ---- collecting */

struct finding {
    const struct reader *r;
    struct conflict_list *out;
    isize max;
    struct arena *a;
};

/* What the journal says of a statement's entry: it orders rivals, and names them in addresses. */
static bool place_fill(struct fact *f, const struct reader *r, struct err *err)
{
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_PLACE, VALS(vi(f->no)));
    if (rows_next(&rows)) {
        struct str entry = rows_borrow(&rows, 1);
        f->depth = rows_int(&rows, 0);
        f->item.type = (int)rows_int(&rows, 2);
        if (entry.n == HASH_N)
            memcpy(f->entry.b, entry.p, HASH_N);
    }
    return rows_done(&rows, err);
}

static int by_journal(const void *x, const void *y)
{
    const struct fact *a = &((const struct rival *)x)->fact, *b = &((const struct rival *)y)->fact;
    if (a->depth != b->depth)
        return (a->depth > b->depth) - (a->depth < b->depth);
    int c = memcmp(a->entry.b, b->entry.b, sizeof a->entry.b);
    return c ? c : fact_order(a, b);
}

/* The group dies, the conflict stays. */
static bool rivals_copy(struct conflict *c, struct finding *x, const struct rival_set *set,
                        struct err *err)
{
    c->rivals.at = NEWN(x->a, struct rival, set->n);
    c->rivals.cap = set->n;
    for (isize i = 0; i < set->n; i++) {
        const struct fact *f = set->at[i];
        struct fact bare = {.no = f->no, .p = f->p, .record = f->record, .judged = f->judged};
        if (!place_fill(&bare, x->r, err))
            return false;
        c->judged = f->judged ? f->judged : c->judged;
        c->rivals.at[c->rivals.n++] = (struct rival){.fact = bare};
    }
    qsort(c->rivals.at, (size_t)c->rivals.n, sizeof *c->rivals.at, by_journal);
    return true;
}

/* What actions and papers of ours say of themselves in the course of time is no difference. */
static bool is_compared(int type)
{
    static const int types[] = {TYPE_OFFICE, TYPE_HOLDING,  TYPE_PERSON,       TYPE_GROUP,
                                TYPE_EVENT,  TYPE_NORM,     TYPE_ORGANISATION, TYPE_AGENCY,
                                TYPE_PLACE,  TYPE_DOCUMENT, TYPE_STATUS};
    for (isize i = 0; i < COUNTOF(types); i++)
        if (type == types[i])
            return true;
    return false;
}

static bool set_add(struct finding *x, const struct alike_group *g, const struct rival_set *set,
                    struct err *err)
{
    struct conflict c = {
        .p = set->at[0]->p, .relation = set->relation, .ground = g->ground, .more = set->more};
    if (set->n < 2 || !rivals_copy(&c, x, set, err))
        return set->n < 2;
    int type = c.rivals.at[0].fact.item.type;
    if (g->ground == GROUND_RECORD && !is_compared(type))
        return true;
    if (x->out->n >= x->max) {
        x->out->more = true;
        return true;
    }
    if (type == TYPE_NORM && c.relation == RELATION_RIVAL)
        c.relation = RELATION_VERSIONS;
    c.about = str_copy(x->a, g->about);
    c.question = str_copy(x->a, g->question);
    if (!c.about.n && !record_title_of(&c.about, x->r, c.rivals.at[0].fact.record, x->a, err))
        return false;
    *LIST_ADD(x->out, x->a) = c;
    return true;
}

static int by_property(const void *x, const void *y)
{
    const struct fact *const *a = x, *const *b = y;
    int p = (*a)->p->number, q = (*b)->p->number;
    return p != q ? (p > q) - (p < q) : fact_order(*a, *b);
}

static bool sets_add(struct finding *x, const struct alike_group *g, struct rival_sets *sets,
                     struct err *err)
{
    for (isize i = 0; i < sets->n; i++) {
        sets->at[i].more += g->more;
        if (!set_add(x, g, &sets->at[i], err))
            return false;
    }
    return true;
}

static bool compare_group(struct finding *x, const struct alike_group *g, const struct fact **at,
                          struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(x->a);
    for (isize from = 0; from < g->n && !x->out->more;) {
        struct rival_sets sets = {0};
        isize to = from;
        while (to < g->n && at[to]->p == at[from]->p)
            to++;
        rivals_find(&sets, at[from]->p, at + from, to - from, tmp.arena);
        if (!sets_add(x, g, &sets, err))
            return false;
        from = to;
    }
    return true;
}

static bool compare_facts(struct finding *x, const struct alike_group *g, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(x->a);
    const struct fact **at = NEWN(tmp.arena, const struct fact *, g->n + 1);
    for (isize i = 0; i < g->n; i++)
        at[i] = &g->at[i];
    qsort(at, (size_t)g->n, sizeof(const struct fact *), by_property);
    if (!g->told)
        return compare_group(x, g, at, err);
    isize n = g->n < RIVALS_MAX ? g->n : RIVALS_MAX;
    struct rival_set set = {g->relation, at, n, g->more + g->n - n};
    return set_add(x, g, &set, err);
}

static bool compare_lines(struct finding *x, const struct alike_group *g, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(x->a);
    struct rival_sets sets = {0};
    rivals_find_lines(&sets, g->lines, g->n, tmp.arena);
    return sets_add(x, g, &sets, err);
}

static bool group_conflicts(void *ctx, const struct alike_group *g, bool *stop, struct err *err)
{
    struct finding *x = ctx;
    bool ok = g->lines ? compare_lines(x, g, err) : compare_facts(x, g, err);
    *stop = x->out->more;
    return ok;
}

bool conflicts_look(struct conflict_list *out, const struct reader *r, isize max, struct arena *a,
                    struct err *err)
{
    struct conflict_list l = {0};
    struct finding x = {r, &l, max, a};
    if (!alike_each(&l.cut, r, group_conflicts, &x, err))
        return false;
    *out = l;
    return true;
}

bool conflicts_first(struct conflict_list *out, const struct reader *r, isize max, struct arena *a,
                     struct err *err)
{
    struct conflict_list l;
    if (!conflicts_look(&l, r, max, a, err))
        return false;
    for (isize i = 0; i < l.n; i++)
        if (!conflict_fill(&l.at[i], r, a, err))
            return false;
    *out = l;
    return true;
}

bool conflicts_find(struct conflict_list *out, const struct reader *r, struct arena *a,
                    struct err *err)
{
    return conflicts_first(out, r, CONFLICTS_MAX, a, err);
}
