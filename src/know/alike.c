/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/alike.h"

#include "base/list.h"
#include "base/map.h"
#include "lang/normal.h"
#include "lang/token.h"
#include "record/ids.h"

enum { RECORDS_MAX = 20000, TEXT_MAX = 1 << 20 };

struct records {
    struct record *at;
    isize n, cap;
};
struct matching {
    const struct reader *r;
    struct records all;
    struct map by_row; /* row to place in all */
    isize *root;       /* union-find over linked records */
    struct alike_groups *out;
    struct arena *a;
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

/* ---- loading */

static bool load_type(struct matching *m, int type, struct err *err)
{
    struct record_refs refs;
    if (!record_list(&refs, m->r, type, 0, RECORDS_MAX, m->a, err))
        return false;
    for (isize i = refs.n - 1; i >= 0; i--) {
        struct record rec;
        if (!record_load(&rec, m->r, refs.at[i].row, m->a, err))
            return false;
        struct str key = str_copy(m->a, ID_STR(&rec.id));
        map_set(&m->by_row, key, m->all.n);
        *LIST_ADD(&m->all, m->a) = rec;
    }
    return true;
}

static isize place_of(const struct matching *m, const struct id *id)
{
    return (isize)map_get(&m->by_row, ID_STR(id), -1);
}

static isize root_of(struct matching *m, isize i)
{
    while (m->root[i] != i)
        i = m->root[i] = m->root[m->root[i]];
    return i;
}

/* Clusters are the components of live 'same' statements. */
static void join_linked(struct matching *m)
{
    m->root = NEWN(m->a, isize, m->all.n);
    for (isize i = 0; i < m->all.n; i++)
        m->root[i] = i;
    for (isize i = 0; i < m->all.n; i++) {
        const struct record *rec = &m->all.at[i];
        for (const struct fact *f = record_fact(rec, P_SAME); f; f = record_next(rec, f)) {
            isize k = place_of(m, &f->s.value.ref.id);
            if (k >= 0)
                m->root[root_of(m, i)] = root_of(m, k);
        }
    }
}

static void group_linked(struct matching *m)
{
    for (isize i = 0; i < m->all.n; i++) {
        if (root_of(m, i) != i)
            continue;
        struct alike_group g = {.about = record_title(m->r, &m->all.at[i], m->a)};
        for (isize k = 0; k < m->all.n; k++)
            if (root_of(m, k) == i)
                *LIST_ADD(&g, m->a) = &m->all.at[k];
        g.ground = g.n > 1 ? GROUND_LINKED : GROUND_RECORD;
        *LIST_ADD(m->out, m->a) = g;
    }
}

/* ---- alike by rule */

/* Put record i under a key; groups are made of keys with several records. */
static void file_under(struct matching *m, struct map *keys, struct alike_groups *groups,
                       struct str key, isize i)
{
    if (key.n == 0)
        return;
    int64_t at = map_get(keys, key, -1);
    if (at < 0) {
        at = groups->n;
        map_set(keys, str_copy(m->a, key), at);
        *LIST_ADD(groups, m->a) = (struct alike_group){
            .about = record_title(m->r, &m->all.at[i], m->a), .ground = GROUND_ALIKE};
    }
    *LIST_ADD(&groups->at[at], m->a) = &m->all.at[i];
}

static struct str text_of(const struct record *rec, int property)
{
    const struct fact *f = record_fact(rec, property);
    return f ? f->s.value.text : (struct str){0};
}

/* The folded name of the person who holds an office. */
static struct str holder_name(struct matching *m, const struct record *holding)
{
    const struct fact *f = record_fact(holding, P_HOLDER);
    isize person = f ? place_of(m, &f->s.value.ref.id) : -1;
    return person < 0 ? (struct str){0} : alike_text(text_of(&m->all.at[person], P_NAME), m->a);
}

static void group_offices(struct matching *m, struct alike_groups *groups)
{
    struct map by_holder = map_in(m->a, 1), by_title = map_in(m->a, 2);
    for (isize i = 0; i < m->all.n; i++) {
        const struct record *rec = &m->all.at[i];
        if (rec->type == TYPE_HOLDING) {
            const struct fact *f = record_fact(rec, P_OFFICE);
            isize office = f ? place_of(m, &f->s.value.ref.id) : -1;
            if (office >= 0)
                file_under(m, &by_holder, groups, holder_name(m, rec), office);
        } else if (rec->type == TYPE_OFFICE) {
            file_under(m, &by_title, groups, alike_text(text_of(rec, P_OFFICE_TITLE), m->a), i);
        }
    }
}

/* A figure of the same measure whose counted people share a word. Without a measure: not alike. */
static const struct fact *figure_of(const struct record *rec)
{
    const struct fact *f = record_fact(rec, P_FIGURE);
    return f && f->s.value.quantity.measure.n ? f : NULL;
}

static struct str counted_words(const struct record *rec, const struct fact *f)
{
    return f->s.value.quantity.population.n ? f->s.value.quantity.population
           : f->s.as_written.n              ? f->s.as_written
                                            : text_of(rec, P_DESCRIPTION);
}

static void group_figures(struct matching *m, struct alike_groups *groups)
{
    for (isize i = 0; i < m->all.n; i++) {
        if (m->all.at[i].type != TYPE_GROUP) /* events differ by day and place, not by words */
            continue;
        const struct fact *f = figure_of(&m->all.at[i]);
        for (isize k = i + 1; f && k < m->all.n; k++) {
            const struct fact *g = figure_of(&m->all.at[k]);
            if (!g || m->all.at[k].type != m->all.at[i].type ||
                !str_eq(f->s.value.quantity.measure, g->s.value.quantity.measure) ||
                !alike_words(counted_words(&m->all.at[i], f), counted_words(&m->all.at[k], g)))
                continue;
            struct alike_group pair = {
                .about = counted_words(&m->all.at[i], f), .ground = GROUND_ALIKE, .only = P_FIGURE};
            *LIST_ADD(&pair, m->a) = &m->all.at[i];
            *LIST_ADD(&pair, m->a) = &m->all.at[k];
            *LIST_ADD(groups, m->a) = pair;
        }
    }
}

bool alike_find(struct alike_groups *out, const struct reader *r, struct arena *a, struct err *err)
{
    static const int types[] = {TYPE_OFFICE, TYPE_HOLDING,  TYPE_PERSON,       TYPE_GROUP,
                                TYPE_EVENT,  TYPE_NORM,     TYPE_ORGANISATION, TYPE_AGENCY,
                                TYPE_PLACE,  TYPE_DOCUMENT, TYPE_STATUS};
    struct alike_groups l = {0}, alike = {0};
    struct matching m = {.r = r, .out = &l, .a = a, .by_row = map_in(a, 0)};
    for (isize i = 0; i < COUNTOF(types); i++)
        if (!load_type(&m, types[i], err))
            return false;
    join_linked(&m);
    group_linked(&m);
    group_offices(&m, &alike);
    group_figures(&m, &alike);
    for (isize i = 0; i < alike.n; i++)
        if (alike.at[i].n > 1)
            *LIST_ADD(&l, a) = alike.at[i];
    *out = l;
    return true;
}
