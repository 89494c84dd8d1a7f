/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/rivals.h"

#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "know/alike.h"
#include "lang/edtf.h"
#include "record/ids.h"

enum { KEY_TEXT = 600, RELATIONS = RELATION__COUNT, PAIR_MAX = 2 * RIVALS_MAX };

struct item {                     /* a fact with what it is sorted by */
    const struct fact *f;         /* NULL: a line that nobody has opened yet */
    const struct told_line *line; /* NULL: it was a fact from the start */
    int64_t no;
    struct str key, canon;
    int64_t lo, hi; /* of a range; both 0 for what is compared as text */
    struct edtf_range as_of;
    bool bare; /* a figure without a measure */
};
struct span { /* items that say the same */
    isize from, to;
};
struct span_list {
    struct span *at;
    isize n, cap;
};
struct picked { /* under one key */
    struct span at[RIVALS_MAX];
    isize n;
    isize left; /* facts of the spans that were not picked */
    bool bare;
};
struct pick_list {
    struct picked *at;
    isize n, cap;
};

/* ---- when two values agree */

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

static bool dates_agree(struct str a, struct str b)
{
    struct edtf x, y;
    struct err none = {0};
    return edtf_parse(&x, a, &none) && edtf_parse(&y, b, &none) && edtf_overlaps(&x, &y);
}

static bool values_agree(const struct property *p, const struct item *a, const struct item *b)
{
    const struct value *x = &a->f->s.value, *y = &b->f->s.value;
    if (p->compare == COMPARE_DATE)
        return dates_agree(x->text, y->text);
    if (p->compare == COMPARE_QUANTITY)
        return quantities_agree(&x->quantity, &y->quantity);
    return a->lo == b->lo && str_eq(a->canon, b->canon);
}

/* ---- sorting */

/* What two facts must have in common. Holder and as-of do not part them: two holders who differ, or
 * two days, is what people want to see; the days become the relation. */
static struct str key_of(const struct property *p, const struct fact *f, struct arena *a)
{
    struct buf b = buf_in(a, 1 << 20);
    const struct quantity *q = &f->s.value.quantity;
    if (p->key & KEY_LANGUAGE)
        buf_add(&b, str_part(f->s.language, 0, KEY_TEXT));
    buf_add_c(&b, '\n');
    if (p->key & KEY_UNIT)
        buf_add(&b, str_part(q->unit, 0, KEY_TEXT));
    buf_add_c(&b, '\n');
    if (p->key & KEY_MEASURE)
        buf_add(&b, str_part(q->measure, 0, KEY_TEXT));
    buf_addf(&b, "\n%d", (int)f->s.value.type);
    return buf_str(&b);
}

static bool range_of(struct edtf_range *out, struct str edtf)
{
    struct edtf e;
    struct err none = {0};
    if (!edtf.n || !edtf_parse(&e, edtf, &none))
        return false;
    *out = edtf_range(&e);
    return true;
}

static void fill_value(struct item *i, const struct property *p, const struct value *v,
                       struct arena *a)
{
    struct edtf_range days;
    if (p->compare == COMPARE_QUANTITY) {
        i->lo = v->quantity.has_min ? v->quantity.min : INT64_MIN;
        i->hi = v->quantity.has_max ? v->quantity.max : INT64_MAX;
    } else if (p->compare == COMPARE_DATE) {
        i->canon = v->text; /* "1969" and "1969-XX" are the same days and other words */
        if (range_of(&days, v->text)) {
            i->lo = days.lo;
            i->hi = days.hi;
        }
    } else if (p->compare == COMPARE_FOLDED) {
        i->canon = alike_text(v->text, a);
    } else if (p->compare == COMPARE_ADDRESS) {
        i->canon = alike_address(v->text, a);
    } else if (v->type == V_RECORD) {
        i->canon = str_copy(a, ID_STR(&v->ref.id));
    } else if (v->type == V_NUMBER) {
        i->lo = i->hi = v->number;
    } else {
        i->canon = v->text;
    }
}

static struct item item_of(const struct property *p, const struct fact *f, struct arena *a)
{
    struct item i = {.f = f, .no = f->no, .key = key_of(p, f, a), .as_of = {INT64_MIN, INT64_MAX}};
    i.bare = (p->key & KEY_MEASURE) && !f->s.value.quantity.measure.n;
    (void)range_of(&i.as_of, f->s.as_of);
    fill_value(&i, p, &f->s.value, a);
    return i;
}

static struct item item_of_line(const struct property *p, const struct told_line *line,
                                struct arena *a)
{
    struct fact f = told_line_open(line);
    struct item i = item_of(p, &f, a);
    i.f = NULL;
    i.line = line;
    return i;
}

static const struct fact *fact_of(struct item *i, struct arena *a)
{
    if (!i->f) {
        struct fact *f = NEW(a, struct fact);
        *f = told_line_open(i->line);
        i->f = f;
    }
    return i->f;
}

static int by_number(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

int fact_order(const struct fact *a, const struct fact *b)
{
    return by_number(a->no, b->no);
}

/* Two items that are 0 here say the same. */
static int by_value(const struct item *a, const struct item *b)
{
    int c = str_cmp(a->key, b->key);
    c = c ? c : by_number(a->lo, b->lo);
    c = c ? c : by_number(a->hi, b->hi);
    c = c ? c : str_cmp(a->canon, b->canon);
    c = c ? c : by_number(a->as_of.lo, b->as_of.lo);
    return c ? c : by_number(a->as_of.hi, b->as_of.hi);
}

static int by_all(const void *x, const void *y)
{
    const struct item *a = x, *b = y;
    int c = by_value(a, b);
    return c ? c : by_number(a->no, b->no);
}

/* ---- which are compared */

/* Spans under one key: all, or the one that ends first, the one that begins last, and as many
 * between them as there is room for, evenly. */
static struct picked pick(const struct item *items, const struct span *s, isize n)
{
    struct picked p = {.bare = n && items[s[0].from].bare};
    isize first = 0;
    for (isize i = 1; i < n; i++)
        if (items[s[i].from].hi < items[s[first].from].hi)
            first = i;
    if (n <= RIVALS_MAX) {
        memcpy(p.at, s, (size_t)n * sizeof *s);
        p.n = n;
        return p;
    }
    isize steps = RIVALS_MAX - 2, last = -1;
    for (isize i = 0; i <= steps; i++) {
        isize at = i * (n - 1) / steps;
        if (first > last && first < at)
            p.at[p.n++] = s[first];
        p.at[p.n++] = s[at];
        last = at;
    }
    for (isize i = 0; i < n; i++)
        p.left += s[i].to - s[i].from;
    for (isize i = 0; i < p.n; i++)
        p.left -= p.at[i].to - p.at[i].from;
    return p;
}

static void pick_all(struct pick_list *out, const struct property *p, const struct item *items,
                     isize n, struct arena *a)
{
    struct span_list spans = {0};
    for (isize i = 0; i < n; i++) {
        if (i && by_value(&items[i - 1], &items[i]) == 0)
            spans.at[spans.n - 1].to++;
        else
            *LIST_ADD(&spans, a) = (struct span){i, i + 1};
    }
    for (isize from = 0; from < spans.n;) {
        isize to = from + 1;
        while (to < spans.n && str_eq(items[spans.at[to].from].key, items[spans.at[from].from].key))
            to++;
        /* One value alone can only differ from a figure under another key. */
        if (to - from > 1 || (p->key & KEY_MEASURE))
            *LIST_ADD(out, a) = pick(items, spans.at + from, to - from);
        from = to;
    }
}

/* ---- comparing */

static bool days_apart(const struct item *a, const struct item *b)
{
    return a->as_of.hi < b->as_of.lo || b->as_of.hi < a->as_of.lo;
}

static enum relation relation_of(const struct item *a, const struct item *b)
{
    const struct property *p = a->f->p;
    if (a->f->s.value.type == V_QUANTITY) {
        if (days_apart(a, b))
            return RELATION_LATER;
        return a->bare || b->bare ? RELATION_MEASURE : RELATION_PART;
    }
    return days_apart(a, b) && p->number != P_ADDRESS ? RELATION_LATER : RELATION_RIVAL;
}

/* Members of a set: first one of each value, then those who say the same, while there is room. */
static void set_fill(struct rival_set *set, struct item *items, const struct span *spans, isize n,
                     struct arena *a)
{
    set->at = NEWN(a, const struct fact *, RIVALS_MAX);
    for (isize i = 0; i < n && set->n < RIVALS_MAX; i++)
        set->at[set->n++] = fact_of(&items[spans[i].from], a);
    for (isize i = 0; i < n; i++)
        for (isize k = spans[i].from + 1; k < spans[i].to && set->n < RIVALS_MAX; k++)
            set->at[set->n++] = fact_of(&items[k], a);
    for (isize i = 0; i < n; i++)
        set->more += spans[i].to - spans[i].from;
    set->more -= set->n;
}

struct related { /* spans by relation, of one or two keys */
    struct span at[RELATIONS][PAIR_MAX];
    isize n[RELATIONS];
};

static void relate(struct related *r, enum relation k, struct span s)
{
    for (isize i = 0; i < r->n[k]; i++)
        if (r->at[k][i].from == s.from)
            return;
    if (r->n[k] < PAIR_MAX)
        r->at[k][r->n[k]++] = s;
}

static void compare(struct related *r, struct rival_sets *out, const struct property *p,
                    const struct item *items, struct span x, struct span y)
{
    const struct item *a = &items[x.from], *b = &items[y.from];
    out->compared++;
    if (values_agree(p, a, b))
        return;
    enum relation k = relation_of(a, b);
    relate(r, k, x);
    relate(r, k, y);
}

static void sets_add(struct rival_sets *out, const struct related *r, struct item *items,
                     isize left, struct arena *a)
{
    for (int k = 0; k < RELATIONS; k++) {
        if (!r->n[k])
            continue;
        struct rival_set *set = LIST_ADD(out, a);
        *set = (struct rival_set){.relation = (enum relation)k, .more = left};
        set_fill(set, items, r->at[k], r->n[k], a);
    }
}

static void compare_within(struct rival_sets *out, const struct property *p, struct item *items,
                           const struct picked *x, struct arena *a)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    if (x->n < 2)
        return;
    struct related *r = NEW(tmp.arena, struct related);
    for (isize i = 0; i < x->n; i++)
        for (isize k = i + 1; k < x->n; k++)
            compare(r, out, p, items, x->at[i], x->at[k]);
    sets_add(out, r, items, x->left, a);
}

/* A figure whose measure is not said could be any: it is compared with those of every measure. */
static void compare_bare(struct rival_sets *out, const struct property *p, struct item *items,
                         const struct pick_list *l, struct arena *a)
{
    for (isize b = 0; b < l->n; b++) {
        for (isize m = 0; l->at[b].bare && m < l->n && m < RIVALS_MAX; m++) {
            const struct picked *x = &l->at[b], *y = &l->at[m];
            if (y->bare || !str_eq(items[x->at[0].from].f->s.value.quantity.unit,
                                   items[y->at[0].from].f->s.value.quantity.unit))
                continue;
            AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
            struct related *r = NEW(tmp.arena, struct related);
            for (isize i = 0; i < x->n; i++)
                for (isize k = 0; k < y->n; k++)
                    compare(r, out, p, items, x->at[i], y->at[k]);
            sets_add(out, r, items, x->left + y->left, a);
        }
    }
}

/* What was picked is compared, and may be shown. */
static void open_picked(const struct pick_list *picks, struct item *items, struct arena *a)
{
    for (isize i = 0; i < picks->n; i++)
        for (isize k = 0; k < picks->at[i].n; k++)
            (void)fact_of(&items[picks->at[i].at[k].from], a);
}

static void find_among(struct rival_sets *out, const struct property *p, struct item *items,
                       isize n, struct arena *a)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct pick_list picks = {0};
    qsort(items, (size_t)n, sizeof *items, by_all);
    pick_all(&picks, p, items, n, tmp.arena);
    open_picked(&picks, items, a);
    for (isize i = 0; i < picks.n; i++)
        compare_within(out, p, items, &picks.at[i], a);
    if (p->key & KEY_MEASURE)
        compare_bare(out, p, items, &picks, a);
}

void rivals_find(struct rival_sets *out, const struct property *p, const struct fact *const *facts,
                 isize n, struct arena *a)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct item *items = NEWN(tmp.arena, struct item, n + 1);
    for (isize i = 0; i < n; i++)
        items[i] = item_of(p, facts[i], tmp.arena);
    if (n > 1)
        find_among(out, p, items, n, a);
}

void rivals_find_lines(struct rival_sets *out, const struct told_line *lines, isize n,
                       struct arena *a)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct item *items = NEWN(tmp.arena, struct item, n + 1);
    for (isize i = 0; i < n; i++)
        items[i] = item_of_line(lines->p, &lines[i], tmp.arena);
    if (n > 1)
        find_among(out, lines->p, items, n, a);
}
