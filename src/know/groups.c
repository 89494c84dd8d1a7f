/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of what may speak of one thing: single records, links that people made, offices. */
#include <stdlib.h>

#include "base/list.h"
#include "base/map.h"
#include "know/alike.h"
#include "record/ids.h"

enum { GROUP_MAX = 200 }; /* offices that look alike and are compared with each other */

SQL(Q_ROWS, ROOM_RECORD, "SELECT row FROM record WHERE type = ?1 ORDER BY row");
/* The last column: how much was said about the link, corrections (5) included. */
SQL(Q_SAME, ROOM_RECORD,
    "SELECT s.no, s.subject, s.value, (SELECT count(*) FROM stmt m WHERE m.subject = -s.no)"
    " + (SELECT count(*) FROM stmt c WHERE c.property = 5 AND c.value = -s.no)"
    " FROM stmt s WHERE s.property = 10 AND s.flags < 32 ORDER BY s.value, s.no");

struct rows_list {
    int64_t *at;
    isize n, cap;
};
struct link_list {
    struct link {
        isize a, b;
    } * at;
    isize n, cap;
};
struct cluster_list {
    struct rows_list rows;
    struct link_list links;
    isize *root; /* union-find over rows */
    struct map places;
};
struct keyed { /* records under one key */
    struct rows_list rows;
    struct str about;
};
struct keyed_list {
    struct keyed *at;
    isize n, cap;
    struct map keys;
};
struct matching {
    struct alike_walk w;
    struct cluster_list linked;
    struct keyed_list by_holder, by_title;
    struct arena *a;
};

bool alike_give(struct alike_walk *w, const struct alike_group *g, struct err *err)
{
    return g->n < 2 || w->stop || w->fn(w->ctx, g, &w->stop, err);
}

int64_t alike_head(const struct alike_walk *w, int64_t row)
{
    return w->head(w->in, row);
}

/* ---- linked records */

static isize place_of(struct cluster_list *l, int64_t row, struct arena *a)
{
    int64_t i = map_get(&l->places, (struct str){(const char *)&row, sizeof row}, -1);
    if (i >= 0)
        return (isize)i;
    struct str key = str_copy(a, (struct str){(const char *)&row, sizeof row});
    map_set(&l->places, key, l->rows.n);
    *LIST_ADD(&l->rows, a) = row;
    return l->rows.n - 1;
}

static bool is_linked(const struct cluster_list *l, int64_t row)
{
    return map_get(&l->places, (struct str){(const char *)&row, sizeof row}, -1) >= 0;
}

static isize root_of(struct cluster_list *l, isize i)
{
    while (l->root[i] != i)
        i = l->root[i] = l->root[l->root[i]];
    return i;
}

/* Is this 'same' statement live, and may the reader see it? */
static bool link_counts(bool *out, const struct reader *r, int64_t no, bool plain, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct fact f;
    struct err none = {0};
    *out = plain && r->gate.clearance >= SENSITIVITY_SECRET;
    if (*out)
        return true;
    if (!fact_load(&f, r, no, tmp.arena, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    *out = fact_is_live(&f);
    return true;
}

/* Clusters are the components of live 'same' statements. */
static bool read_links(struct matching *m, struct err *err)
{
    struct cluster_list *l = &m->linked;
    AUTO(rows_drop) struct rows rows = db_rows(m->w.r->db, &Q_SAME, NOVALS);
    while (rows_next(&rows)) {
        int64_t from = rows_int(&rows, 1), to = rows_int(&rows, 2);
        bool counts;
        if (from <= 0 || to <= 0)
            continue;
        if (!link_counts(&counts, m->w.r, rows_int(&rows, 0), rows_int(&rows, 3) == 0, err))
            return false;
        if (counts)
            *LIST_ADD(&l->links, m->a) =
                (struct link){place_of(l, from, m->a), place_of(l, to, m->a)};
    }
    if (!rows_done(&rows, err))
        return false;
    l->root = NEWN(m->a, isize, l->rows.n + 1);
    for (isize i = 0; i < l->rows.n; i++)
        l->root[i] = i;
    for (isize i = 0; i < l->links.n; i++) {
        isize x = root_of(l, l->links.at[i].a), y = root_of(l, l->links.at[i].b);
        l->root[x > y ? x : y] = x < y ? x : y;
    }
    return true;
}

/* The first record of a cluster; of no cluster: the record itself. */
static int64_t head_of(void *in, int64_t row)
{
    struct cluster_list *l = in;
    int64_t i = map_get(&l->places, (struct str){(const char *)&row, sizeof row}, -1);
    return i < 0 ? row : l->rows.at[root_of(l, (isize)i)];
}

struct member {
    isize root, at;
};

static int by_root(const void *x, const void *y)
{
    const struct member *a = x, *b = y;
    return a->root != b->root ? (a->root > b->root) - (a->root < b->root)
                              : (a->at > b->at) - (a->at < b->at);
}

/* What a cluster says of one property after the other: nothing of two properties is compared. */
static bool give_lines(struct matching *m, const struct told_lines *l, isize more, struct err *err)
{
    for (isize from = 0; from < l->n && !m->w.stop;) {
        isize to = from + 1;
        while (to < l->n && l->at[to].p == l->at[from].p)
            to++;
        struct alike_group g = {
            .lines = l->at + from, .n = to - from, .ground = GROUND_LINKED, .more = more};
        if (!alike_give(&m->w, &g, err))
            return false;
        from = to;
    }
    return true;
}

static bool give_cluster(struct matching *m, const struct member *at, isize n, struct err *err)
{
    AUTO(arena_free) struct arena *lines = arena_new(ARENA_LARGE);
    AUTO(arena_free) struct arena *words = arena_new(ARENA_LARGE);
    struct told_lines l = {0};
    isize i = 0;
    for (; i < n && !l.cut; i++)
        if (!told_lines_add(&l, m->w.r, m->linked.rows.at[at[i].at],
                            (struct told_room){lines, words}, err))
            return false;
    told_lines_sort(&l);
    m->w.cut |= l.cut;
    return give_lines(m, &l, n - i, err);
}

static bool give_linked(struct matching *m, struct err *err)
{
    struct cluster_list *l = &m->linked;
    struct member *at = NEWN(m->a, struct member, l->rows.n + 1);
    for (isize i = 0; i < l->rows.n; i++)
        at[i] = (struct member){root_of(l, i), i};
    qsort(at, (size_t)l->rows.n, sizeof *at, by_root);
    for (isize from = 0; from < l->rows.n && !m->w.stop;) {
        isize to = from;
        while (to < l->rows.n && at[to].root == at[from].root)
            to++;
        if (!give_cluster(m, at + from, to - from, err))
            return false;
        from = to;
    }
    return true;
}

/* ---- single records */

static bool is_single(void *ctx, int64_t row)
{
    struct matching *m = ctx;
    return !is_linked(&m->linked, row);
}

static bool give_one(void *ctx, const struct told *t, bool *stop, struct err *err)
{
    struct matching *m = ctx;
    struct alike_group g = {.at = t->at, .n = t->n, .ground = GROUND_RECORD};
    if (!alike_give(&m->w, &g, err))
        return false;
    *stop = m->w.stop;
    return true;
}

/* ---- offices */

static void file_under(struct matching *m, struct keyed_list *l, struct str key, int64_t row,
                       struct str about)
{
    if (key.n == 0)
        return;
    int64_t at = map_get(&l->keys, key, -1);
    if (at < 0) {
        at = l->n;
        map_set(&l->keys, str_copy(m->a, key), at);
        *LIST_ADD(l, m->a) = (struct keyed){.about = str_copy(m->a, about)};
    }
    ASSERT(at < l->n && l->at);
    *LIST_ADD(&l->at[at].rows, m->a) = row;
}

static struct str text_of(const struct record *rec, int property)
{
    const struct fact *f = record_fact(rec, property);
    return f ? f->s.value.text : (struct str){0};
}

/* An office under the folded name of the person who holds it. */
static bool file_holding(struct matching *m, const struct record *holding, struct arena *a,
                         struct err *err)
{
    const struct fact *holder = record_fact(holding, P_HOLDER);
    const struct fact *office = record_fact(holding, P_OFFICE);
    struct record person;
    struct err none = {0};
    int64_t row;
    if (!holder || !office)
        return true;
    if (!record_load_id(&person, m->w.r, &holder->s.value.ref.id, a, &none) ||
        !record_row_of(&row, m->w.r->db, &office->s.value.ref.id, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    struct str name = text_of(&person, P_NAME);
    file_under(m, &m->by_holder, alike_text(name, a), row, name);
    return true;
}

static bool file_office(struct matching *m, int64_t row, struct arena *a, struct err *err)
{
    struct record rec;
    struct err none = {0};
    if (!record_load(&rec, m->w.r, row, a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    if (rec.type == TYPE_HOLDING)
        return file_holding(m, &rec, a, err);
    file_under(m, &m->by_title, alike_text(text_of(&rec, P_OFFICE_TITLE), a), row,
               record_title(m->w.r, &rec, a));
    return true;
}

static bool file_all(struct matching *m, int type, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    AUTO(rows_drop) struct rows rows = db_rows(m->w.r->db, &Q_ROWS, VALS(vi(type)));
    while (rows_next(&rows)) {
        if (!file_office(m, rows_int(&rows, 0), a, err))
            return false;
        arena_clear(a);
    }
    return rows_done(&rows, err);
}

static bool give_keyed(struct matching *m, const struct keyed *k, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct told t = {0};
    isize n = k->rows.n < GROUP_MAX ? k->rows.n : GROUP_MAX;
    for (isize i = 0; i < n; i++)
        if (!told_add(&t, m->w.r, k->rows.at[i], 0, a, err))
            return false;
    struct alike_group g = {
        .at = t.at, .n = t.n, .about = k->about, .ground = GROUND_ALIKE, .more = k->rows.n - n};
    return alike_give(&m->w, &g, err);
}

static bool give_offices(struct matching *m, struct err *err)
{
    const struct keyed_list *const lists[] = {&m->by_holder, &m->by_title};
    if (!file_all(m, TYPE_OFFICE, err) || !file_all(m, TYPE_HOLDING, err))
        return false;
    for (isize k = 0; k < COUNTOF(lists); k++)
        for (isize i = 0; i < lists[k]->n && !m->w.stop; i++)
            if (lists[k]->at[i].rows.n > 1 && !give_keyed(m, &lists[k]->at[i], err))
                return false;
    return true;
}

bool alike_each(bool *cut, const struct reader *r, alike_fn *fn, void *ctx, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct matching m = {.w = {.r = r, .fn = fn, .ctx = ctx, .head = head_of}, .a = a};
    const struct told_twice singles = {is_single, give_one, &m};
    m.w.in = &m.linked;
    m.linked.places = map_in(a, 0);
    m.by_holder.keys = map_in(a, 1);
    m.by_title.keys = map_in(a, 2);
    if (!read_links(&m, err) || !told_twice(r, &singles, err) || !give_linked(&m, err) ||
        !give_offices(&m, err) || !alike_figures(&m.w, err) || !alike_events(&m.w, err) ||
        !alike_norms(&m.w, err))
        return false;
    *cut = m.w.cut;
    return true;
}
