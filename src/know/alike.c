/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/alike.h"

#include "base/list.h"
#include "base/map.h"
#include "lang/normal.h"
#include "lang/token.h"
#include "record/ids.h"

enum {
    TEXT_MAX = 1 << 20,
    GROUP_MAX = 200,    /* records that look alike and are compared with each other */
    PAIRS_MAX = 200000, /* pairs of figures whose words are compared */
    WORDS_SHOWN = 300   /* bytes of what a figure counts */
};

SQL(Q_ROWS, ROOM_RECORD, "SELECT row FROM record WHERE type = ?1 ORDER BY row");
SQL(Q_SAME, ROOM_RECORD,
    "SELECT no FROM stmt WHERE property = 10 AND flags < 32 ORDER BY value, no");

/* Where one property is said twice. Pieces of a text (47) are not said of anything. */
SQL(Q_TWICE, ROOM_RECORD,
    "SELECT DISTINCT subject FROM (SELECT subject FROM stmt WHERE subject > 0 AND property <> 47"
    " GROUP BY subject, property HAVING count(*) > 1) twice ORDER BY subject");

struct rows_list {
    int64_t *at;
    isize n, cap;
};
struct cluster_list { /* records that people linked, by their first */
    struct rows_list rows;
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
struct figure_at { /* what comparing needs of a figure; the record is loaded when it differs */
    int64_t row;
    struct quantity q; /* measure alone of its words */
    struct str words;
};
struct figure_list {
    struct figure_at *at;
    isize n, cap;
};
struct matching {
    const struct reader *r;
    struct cluster_list linked;
    struct keyed_list by_holder, by_title;
    struct figure_list figures;
    struct map twice; /* rows of records that can disagree with themselves */
    struct arena *a;
    alike_fn *fn;
    void *ctx;
    bool stop;
};

struct str alike_text(struct str s, struct arena *a)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct str folded = text_fold(s, tmp.arena);
    struct buf b = buf_in(a, TEXT_MAX);
    struct word w;
    for (isize at = 0; word_next(&w, folded, &at);) {
        if (w.kind == WORD_MARK)
            continue;
        if (b.n)
            buf_add_c(&b, ' ');
        buf_add(&b, str_part(folded, w.start, w.end));
    }
    return buf_str(&b);
}

struct str alike_address(struct str s, struct arena *a)
{
    return alike_text(s, a);
}

/* Words that stand in any count of people and tell nothing of who they are. */
static bool is_common(struct str w)
{
    static const char *const common[] = {
        "the",     "of",   "and",      "in",       "a",         "to",     "from",    "more",
        "than",    "over", "some",     "about",    "around",    "people", "persons", "their",
        "number",  "who",  "have",     "been",     "were",      "are",    "is",      "be",
        "between", "at",   "least",    "may",      "estimates", "vary",   "명",      "여명",
        "人",      "名",   "estimate", "estimated"};
    for (isize i = 0; i < COUNTOF(common); i++)
        if (str_eq(w, str_from_c(common[i])))
            return true;
    return false;
}

static bool has_word(struct str folded, struct str word)
{
    struct word w;
    for (isize at = 0; word_next(&w, folded, &at);)
        if (str_eq(str_part(folded, w.start, w.end), word))
            return true;
    return false;
}

/* How many of the meaningful words of a stand in b as well; *all: how many a has. */
static isize shared_words(isize *all, struct str a, struct str b)
{
    struct word w;
    isize shared = 0;
    *all = 0;
    for (isize at = 0; word_next(&w, a, &at);) {
        struct str word = str_part(a, w.start, w.end);
        if (w.kind == WORD_MARK || w.kind == WORD_NUMBER || is_common(word))
            continue;
        ++*all;
        shared += has_word(b, word);
    }
    return shared;
}

bool alike_words(struct str a, struct str b)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str fa = text_fold(a, tmp.arena), fb = text_fold(b, tmp.arena);
    isize na, nb;
    isize ab = shared_words(&na, fa, fb), ba = shared_words(&nb, fb, fa);
    isize few = na < nb ? na : nb, shared = ab < ba ? ab : ba;
    /* Half of the shorter description, and never a single word out of many. */
    return few > 0 && (2 * shared >= few || shared >= 3);
}

/* ---- linked records */

static isize place_of(struct cluster_list *l, int64_t row, struct arena *a)
{
    struct str key = str_copy(a, (struct str){(const char *)&row, sizeof row});
    int64_t i = map_get(&l->places, key, -1);
    if (i >= 0)
        return (isize)i;
    map_set(&l->places, key, l->rows.n);
    *LIST_ADD(&l->rows, a) = row;
    return l->rows.n - 1;
}

static bool has_row(const struct map *m, int64_t row)
{
    return map_get(m, (struct str){(const char *)&row, sizeof row}, -1) >= 0;
}

static bool read_twice(struct matching *m, struct err *err)
{
    AUTO(rows_drop) struct rows rows = db_rows(m->r->db, &Q_TWICE, NOVALS);
    while (rows_next(&rows)) {
        int64_t row = rows_int(&rows, 0);
        map_set(&m->twice, str_copy(m->a, (struct str){(const char *)&row, sizeof row}), 1);
    }
    return rows_done(&rows, err);
}

static isize root_of(struct cluster_list *l, isize i)
{
    while (l->root[i] != i)
        i = l->root[i] = l->root[l->root[i]];
    return i;
}

struct link {
    isize a, b;
};
struct link_list {
    struct link *at;
    isize n, cap;
};

/* One live 'same' statement that the reader may see. */
static bool link_read(struct link_list *out, struct matching *m, int64_t no, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(m->a);
    struct fact f;
    struct err none = {0};
    int64_t other = 0;
    if (!fact_load(&f, m->r, no, tmp.arena, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    if (!fact_is_live(&f) || f.record <= 0)
        return true;
    if (!record_row_of(&other, m->r->db, &f.s.value.ref.id, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    struct link l = {place_of(&m->linked, f.record, m->a), place_of(&m->linked, other, m->a)};
    *LIST_ADD(out, m->a) = l;
    return true;
}

/* Clusters are the components of live 'same' statements. */
static bool read_links(struct matching *m, struct err *err)
{
    struct cluster_list *l = &m->linked;
    struct link_list links = {0};
    AUTO(rows_drop) struct rows rows = db_rows(m->r->db, &Q_SAME, NOVALS);
    while (rows_next(&rows))
        if (!link_read(&links, m, rows_int(&rows, 0), err))
            return false;
    if (!rows_done(&rows, err))
        return false;
    l->root = NEWN(m->a, isize, l->rows.n + 1);
    for (isize i = 0; i < l->rows.n; i++)
        l->root[i] = i;
    for (isize i = 0; i < links.n; i++) {
        isize x = root_of(l, links.at[i].a), y = root_of(l, links.at[i].b);
        l->root[x > y ? x : y] = x < y ? x : y;
    }
    return true;
}

/* ---- giving groups */

static bool group_add(struct alike_group *g, struct matching *m, int64_t row, struct arena *a,
                      struct err *err)
{
    struct record rec;
    struct err none = {0};
    if (!record_load(&rec, m->r, row, a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    *LIST_ADD(g, a) = rec;
    return true;
}

static bool give(struct matching *m, struct alike_group *g, isize least, struct err *err)
{
    return g->n < least || m->stop || m->fn(m->ctx, g, &m->stop, err);
}

static bool give_rows(struct matching *m, const struct rows_list *rows, struct str about,
                      enum conflict_ground ground, int only, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct alike_group g = {.about = about, .ground = ground, .only = only};
    for (isize i = 0; i < rows->n && i < GROUP_MAX; i++)
        if (!group_add(&g, m, rows->at[i], a, err))
            return false;
    if (g.n && !about.n)
        g.about = record_title(m->r, &g.at[0], a);
    return give(m, &g, 2, err);
}

static bool give_linked(struct matching *m, struct err *err)
{
    struct cluster_list *l = &m->linked;
    for (isize i = 0; i < l->rows.n && !m->stop; i++) {
        struct rows_list rows = {0};
        for (isize k = i; root_of(l, i) == i && k < l->rows.n; k++)
            if (root_of(l, k) == i)
                *LIST_ADD(&rows, m->a) = l->rows.at[k];
        if (!give_rows(m, &rows, (struct str){0}, GROUND_LINKED, 0, err))
            return false;
    }
    return true;
}

/* ---- alike by rule */

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
    if (!record_load_id(&person, m->r, &holder->s.value.ref.id, a, &none) ||
        !record_row_of(&row, m->r->db, &office->s.value.ref.id, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    struct str name = text_of(&person, P_NAME);
    file_under(m, &m->by_holder, alike_text(name, a), row, name);
    return true;
}

static struct str counted_words(const struct record *rec, const struct fact *f)
{
    return f->s.value.quantity.population.n ? f->s.value.quantity.population
           : f->s.as_written.n              ? f->s.as_written
                                            : text_of(rec, P_DESCRIPTION);
}

/* A figure of the same measure whose counted people share a word. Without a measure: not alike.
 * Events differ by day and place, not by words. */
static void file_figure(struct matching *m, const struct record *rec)
{
    const struct fact *f = record_fact(rec, P_FIGURE);
    if (!f || !f->s.value.quantity.measure.n)
        return;
    struct figure_at x = {.row = rec->row, .q = f->s.value.quantity};
    x.q.population = x.q.unit = (struct str){0};
    x.q.measure = str_copy(m->a, x.q.measure);
    x.words = str_copy(m->a, str_part(counted_words(rec, f), 0, WORDS_SHOWN));
    *LIST_ADD(&m->figures, m->a) = x;
}

static bool one_record(struct matching *m, int64_t row, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct alike_group g = {.ground = GROUND_RECORD};
    if (!group_add(&g, m, row, a, err))
        return false;
    if (g.n == 0)
        return true;
    const struct record *rec = &g.at[0];
    g.about = record_title(m->r, rec, a);
    if (rec->type == TYPE_HOLDING && !file_holding(m, rec, a, err))
        return false;
    if (rec->type == TYPE_OFFICE) {
        struct str title = text_of(rec, P_OFFICE_TITLE);
        file_under(m, &m->by_title, alike_text(title, a), row, g.about);
    }
    if (rec->type == TYPE_GROUP)
        file_figure(m, rec);
    return has_row(&m->linked.places, row) || give(m, &g, 1, err);
}

/* Of most types only what can disagree with itself is looked at. */
static bool each_of_type(struct matching *m, int type, struct err *err)
{
    struct rows_list l = {0};
    bool all = type == TYPE_OFFICE || type == TYPE_HOLDING || type == TYPE_GROUP;
    AUTO(rows_drop) struct rows rows = db_rows(m->r->db, &Q_ROWS, VALS(vi(type)));
    while (rows_next(&rows))
        if (all || has_row(&m->twice, rows_int(&rows, 0)))
            *LIST_ADD(&l, m->a) = rows_int(&rows, 0);
    if (!rows_done(&rows, err))
        return false;
    for (isize i = 0; i < l.n && !m->stop; i++)
        if (!one_record(m, l.at[i], err))
            return false;
    return true;
}

static bool give_keyed(struct matching *m, const struct keyed_list *l, struct err *err)
{
    for (isize i = 0; i < l->n && !m->stop; i++)
        if (l->at[i].rows.n > 1 &&
            !give_rows(m, &l->at[i].rows, l->at[i].about, GROUND_ALIKE, 0, err))
            return false;
    return true;
}

static bool ranges_overlap(const struct quantity *a, const struct quantity *b)
{
    int64_t alo = a->has_min ? a->min : INT64_MIN, ahi = a->has_max ? a->max : INT64_MAX;
    int64_t blo = b->has_min ? b->min : INT64_MIN, bhi = b->has_max ? b->max : INT64_MAX;
    return alo <= bhi && blo <= ahi;
}

static bool ranges_equal(const struct quantity *a, const struct quantity *b)
{
    return a->has_min == b->has_min && a->has_max == b->has_max &&
           (!a->has_min || a->min == b->min) && (!a->has_max || a->max == b->max);
}

bool quantities_agree(const struct quantity *a, const struct quantity *b)
{
    if (str_eq(a->measure, S("measure:population")))
        return ranges_equal(a, b);
    return ranges_overlap(a, b);
}

static bool give_figures(struct matching *m, struct err *err)
{
    isize compared = 0;
    for (isize i = 0; i < m->figures.n; i++) {
        for (isize k = i + 1; k < m->figures.n && compared < PAIRS_MAX && !m->stop; k++) {
            const struct figure_at *f = &m->figures.at[i], *g = &m->figures.at[k];
            if (!str_eq(f->q.measure, g->q.measure) || quantities_agree(&f->q, &g->q))
                continue;
            compared++;
            if (!alike_words(f->words, g->words))
                continue;
            int64_t rows[] = {f->row, g->row};
            struct rows_list pair = {rows, 2, 2};
            if (!give_rows(m, &pair, f->words, GROUND_ALIKE, P_FIGURE, err))
                return false;
        }
    }
    return true;
}

bool alike_each(const struct reader *r, alike_fn *fn, void *ctx, struct err *err)
{
    static const int types[] = {TYPE_OFFICE, TYPE_HOLDING,  TYPE_PERSON,       TYPE_GROUP,
                                TYPE_EVENT,  TYPE_NORM,     TYPE_ORGANISATION, TYPE_AGENCY,
                                TYPE_PLACE,  TYPE_DOCUMENT, TYPE_STATUS};
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct matching m = {.r = r, .fn = fn, .ctx = ctx, .a = a};
    m.linked.places = map_in(a, 0);
    m.by_holder.keys = map_in(a, 1);
    m.by_title.keys = map_in(a, 2);
    m.twice = map_in(a, 3);
    if (!read_links(&m, err) || !read_twice(&m, err))
        return false;
    for (isize i = 0; i < COUNTOF(types); i++)
        if (!each_of_type(&m, types[i], err))
            return false;
    return give_linked(&m, err) && give_keyed(&m, &m.by_holder, err) &&
           give_keyed(&m, &m.by_title, err) && give_figures(&m, err);
}
