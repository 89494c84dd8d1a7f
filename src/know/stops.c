/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A paper says that returns had stopped from a day on; another, or the same, tells of a return
 * after that day. The two dates stand side by side: one of them is wrong, or the stop was not
 * whole.
 *
 * That something stopped is told by verbs in the past; a demand to stop it tells nothing.
 */
#include "base/list.h"
#include "know/happened.h"
#include "record/ids.h"

enum { CASES_MAX = 6, STOPS_MAX = 200 };

static bool has_any(struct str words, const char *const *at, isize n)
{
    for (isize i = 0; i < n; i++)
        if (str_find(words, str_from_c(at[i])) >= 0)
            return true;
    return false;
}

/* Words folded: small letters, one width. */
static bool tells_of_stop(struct str words)
{
    static const char *const stopped[] = {"had stopped",   "have stopped",
                                          "has stopped",   "were stopped",
                                          "was stopped",   "stopped since",
                                          "stopped in",    "stopped after",
                                          "had ceased",    "have ceased",
                                          "has ceased",    "ceased in",
                                          "ceased since",  "were halted",
                                          "was halted",    "had been halted",
                                          "halted since",  "halted in",
                                          "halted after",  "were suspended",
                                          "was suspended", "suspended since",
                                          "suspended in",  "had been suspended",
                                          "had paused",    "were paused",
                                          "paused since",  "came to a halt",
                                          "중단됐",        "중단되었",
                                          "중단되어",      "중단된",
                                          "중단했",        "중단하였",
                                          "중지됐",        "중지되었",
                                          "중지된",        "멈췄",
                                          "멈추었",        "멈춘",
                                          "已停止",        "停止了",
                                          "曾停止",        "已暂停",
                                          "暂停了",        "已暫停",
                                          "暫停了",        "已中止",
                                          "中止了",        "一度中断",
                                          "一度中斷"};
    static const char *const returns[] = {"return",    "repatriat", "deport", "refoul",
                                          "sent back", "송환",      "북송",   "추방",
                                          "遣返",      "遣送",      "驱逐",   "驅逐"};
    return has_any(words, stopped, COUNTOF(stopped)) && has_any(words, returns, COUNTOF(returns));
}

/* Which of two events of return comes after the stop, for all that is known of its day? */
static bool is_after(const struct happened *stop, const struct happened *h)
{
    return h->kind_term == TERM_EVENT_REPATRIATION && h->has_day && h->days.lo > stop->days.hi &&
           (stop->states_n < 2 || h->states_n < 2 || states_shared(stop, h) >= 2);
}

static bool give(struct alike_walk *w, const struct happened *stop,
                 const struct happened *const *cases, isize n, struct err *err)
{
    struct fact at[CASES_MAX + 1] = {*stop->date};
    struct alike_group g = {
        .at = at, .ground = GROUND_ALIKE, .told = true, .relation = RELATION_STOPPED, .n = 1};
    const struct vocabulary *v = schema_vocabulary(w->r->schema, V_EVENT);
    const struct term *kind = vocabulary_term(v, TERM_EVENT_REPATRIATION);
    if (kind)
        g.about = label_in(&kind->label, w->r->lang);
    for (isize i = 0; i < n; i++)
        if (g.n <= CASES_MAX)
            at[g.n++] = *cases[i]->date;
        else
            g.more++;
    return alike_give(w, &g, err);
}

bool alike_stops(struct alike_walk *w, struct happened_list *l, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    const struct happened **cases = NEWN(a, const struct happened *, l->n + 1);
    bool *stops = NEWN(a, bool, l->n + 1);
    isize found = 0;
    for (isize i = 0; i < l->n; i++) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
        stops[i] = l->at[i].has_day && tells_of_stop(happened_words(&l->at[i], tmp.arena));
    }
    for (isize i = 0; i < l->n && !w->stop; i++) {
        isize n = 0;
        if (!stops[i])
            continue;
        if (++found > STOPS_MAX) {
            w->cut = true;
            return true;
        }
        happened_states(l, &l->at[i], a);
        for (isize k = 0; k < l->n; k++) {
            if (stops[k] || !l->at[k].date || l->at[k].days.lo <= l->at[i].days.hi)
                continue;
            happened_states(l, &l->at[k], a);
            if (is_after(&l->at[i], &l->at[k]))
                cases[n++] = &l->at[k];
        }
        if (n && !give(w, &l->at[i], cases, n, err))
            return false;
    }
    return true;
}
