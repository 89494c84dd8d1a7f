/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Events that may be one, told with other numbers: of one kind, counting the same, and either at
 * one time and at no two places, or with the same three states or more in their words where one of
 * them gives no day: a road over three states is rare enough. Their figures stand side by side; six
 * of whom one paper knows may be part of the seven of another.
 */
#include <stdlib.h>

#include "base/list.h"
#include "know/happened.h"
#include "know/rivals.h"
#include "lang/normal.h"
#include "record/ids.h"

enum {
    DAYS_MAX = 62,   /* a date that says no more than a season names no event */
    STATES_ROAD = 3, /* so many states name a road */
    GROUP_MAX = 200, /* events of one kind, time and measure that are compared */
    ROAD_MAX = 2 * GROUP_MAX,
    PLACE_MAX = 200
};

struct timed { /* an event under what it is looked for by */
    const struct happened *h;
    struct str key, place;
};
struct timed_list {
    struct timed *at;
    isize n, cap;
};

static int by_day(const struct happened *a, const struct happened *b)
{
    if (a->has_day != b->has_day)
        return a->has_day - b->has_day;
    if (a->has_day && a->days.lo != b->days.lo)
        return (a->days.lo > b->days.lo) - (a->days.lo < b->days.lo);
    return (a->record > b->record) - (a->record < b->record);
}

static int by_key(const void *x, const void *y)
{
    const struct timed *a = x, *b = y;
    int c = str_cmp(a->key, b->key);
    return c ? c : by_day(a->h, b->h);
}

/* Where it happened, folded; a state as a whole is no place to tell two events apart by. */
static struct str place_of(struct happened_list *l, const struct happened *h, struct arena *a)
{
    struct happened words = {.words = h->place, .states_n = -1};
    if (!h->place)
        return (struct str){0};
    happened_states(l, &words, a);
    struct str folded = alike_text(str_part(h->place->s.value.text, 0, PLACE_MAX), a);
    return words.states_n ? (struct str){0} : folded;
}

/* Each figure apart from its day: the events are one or not, whenever each was heard of. */
static bool give(struct alike_walk *w, const struct timed *const *at, isize n, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct fact *facts = NEWN(a, struct fact, n + 1);
    bool several = false;
    for (isize i = 0; i < n; i++) {
        facts[i] = *at[i]->h->figure;
        facts[i].s.as_of = (struct str){0};
        several |= alike_head(w, facts[i].record) != alike_head(w, facts[0].record);
    }
    struct alike_group g = {.at = facts, .n = n, .ground = GROUND_ALIKE};
    return !several || alike_give(w, &g, err);
}

/* At one time: those of each place with those that name none. */
static bool give_places(struct alike_walk *w, const struct timed *at, isize n, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    isize all = n < GROUP_MAX ? n : GROUP_MAX, given = 0;
    w->cut |= all < n;
    for (isize i = 0; i < all; i++) {
        const struct timed **group = NEWN(tmp.arena, const struct timed *, all);
        isize m = 0, first = all;
        for (isize k = 0; k < all; k++) {
            if (at[k].place.n && !str_eq(at[k].place, at[i].place))
                continue;
            first = at[k].place.n && k < first ? k : first;
            group[m++] = &at[k];
        }
        if (!at[i].place.n || first != i)
            continue;
        given++;
        if (!give(w, group, m, err))
            return false;
    }
    if (given)
        return true;
    const struct timed **group = NEWN(tmp.arena, const struct timed *, all);
    for (isize i = 0; i < all; i++)
        group[i] = &at[i];
    return give(w, group, all, err);
}

/* Runs of events under one key whose days overlap one after the other. */
static bool give_times(struct alike_walk *w, const struct timed_list *l, struct err *err)
{
    for (isize from = 0; from < l->n && !w->stop;) {
        isize to = from + 1;
        int64_t end = l->at[from].h->days.hi;
        while (to < l->n && str_eq(l->at[to].key, l->at[from].key) && l->at[to].h->days.lo <= end) {
            end = l->at[to].h->days.hi > end ? l->at[to].h->days.hi : end;
            to++;
        }
        if (to - from > 1 && !give_places(w, l->at + from, to - from, err))
            return false;
        from = to;
    }
    return true;
}

/* Under one road: those without a day, with those of each time. */
static bool give_road(struct alike_walk *w, const struct timed *at, isize n, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    isize undated = 0;
    while (undated < n && !at[undated].h->has_day)
        undated++;
    isize few = undated < GROUP_MAX ? undated : GROUP_MAX;
    w->cut |= few < undated;
    for (isize from = undated; few && from < n && !w->stop;) {
        const struct timed **group = NEWN(tmp.arena, const struct timed *, few + n - from);
        isize m = 0, to = from;
        for (isize i = 0; i < few; i++)
            group[m++] = &at[i];
        while (to < n && at[to].h->days.lo <= at[from].h->days.hi + DAYS_MAX && m < ROAD_MAX)
            group[m++] = &at[to++];
        if (!give(w, group, m, err))
            return false;
        from = to;
    }
    return true;
}

static bool give_roads(struct alike_walk *w, const struct timed_list *l, struct err *err)
{
    for (isize from = 0; from < l->n && !w->stop;) {
        isize to = from + 1;
        while (to < l->n && str_eq(l->at[to].key, l->at[from].key))
            to++;
        if (to - from > 1 && !give_road(w, l->at + from, to - from, err))
            return false;
        from = to;
    }
    return true;
}

static struct str road_of(const struct happened *h, struct arena *a)
{
    struct buf b = buf_in(a, 256);
    for (int i = 0; i < h->states_n; i++) {
        buf_add_c(&b, ' ');
        buf_add(&b, h->states[i]);
    }
    return buf_str(&b);
}

static void sort_events(struct timed_list *times, struct timed_list *roads, struct happened_list *l,
                        struct arena *a)
{
    for (isize i = 0; i < l->n; i++) {
        struct happened *h = &l->at[i];
        const struct quantity *q = h->figure ? &h->figure->s.value.quantity : NULL;
        if (!h->kind_term || h->kind_term == TERM_EVENT_OTHER || !q || !q->measure.n)
            continue;
        bool timed = h->has_day && h->days.hi - h->days.lo <= DAYS_MAX && h->days.lo != INT64_MIN;
        struct str key = str_format(a, "%d %.*s", h->kind_term, FS(q->measure));
        if (timed)
            *LIST_ADD(times, a) = (struct timed){h, key, place_of(l, h, a)};
        happened_states(l, h, a);
        if (h->states_n >= STATES_ROAD && (timed || !h->has_day))
            *LIST_ADD(roads, a) =
                (struct timed){h, str_format(a, "%.*s%.*s", FS(key), FS(road_of(h, a))), {0}};
    }
    if (times->n)
        qsort(times->at, (size_t)times->n, sizeof *times->at, by_key);
    if (roads->n)
        qsort(roads->at, (size_t)roads->n, sizeof *roads->at, by_key);
}

bool alike_events(struct alike_walk *w, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct happened_list l = {0};
    struct timed_list times = {0}, roads = {0};
    if (!happened_read(&l, w->r, a, err))
        return false;
    w->cut |= l.cut;
    sort_events(&times, &roads, &l, a);
    return give_times(w, &times, err) && give_roads(w, &roads, err) && alike_counts(w, &l, err) &&
           alike_stops(w, &l, err);
}
