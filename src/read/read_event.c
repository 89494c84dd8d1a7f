/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Events: what happened to whom. A verb of the tables in a sentence that says when, how many or
 * whom makes a typed event; what is only possible or feared makes none, except that the return of a
 * stated group is a threat. A dated sentence without such a verb is an event of type other.
 */
#include "base/list.h"
#include "read/events.h"
#include "read/rules.h"
#include "read/sureness.h"

enum { PRONOUN_REACH = 120, MONTH = 7, TITLE_LINES = 3, TITLE_LEXEMES = 30 };

struct events {
    struct reading *r;
    struct page *p;
    isize date, number;             /* first of each that may belong to the current sentence */
    const struct page_number *last; /* of people, in a sentence before */
};

static const struct page_date *date_in(const struct events *e, isize from, isize to)
{
    const struct page *p = e->p;
    for (isize d = e->date; d < p->dates.n && p->dates.at[d].from < to; d++)
        if (p->dates.at[d].from >= from)
            return &p->dates.at[d];
    return NULL;
}

/* The number of people in [from, to) that stands nearest to the verb. */
static const struct page_number *people_near(const struct events *e, isize from, isize to,
                                             const struct trigger *t)
{
    const struct page *p = e->p;
    const struct page_number *best = NULL;
    isize least = 0;
    for (isize k = e->number; k < p->numbers.n && p->numbers.at[k].from < to; k++) {
        const struct page_number *n = &p->numbers.at[k];
        isize far = n->from >= t->to ? n->from - t->to : t->from - n->to;
        bool part = page_is_word(p, n->from - 1, S("including")) ||
                    page_is_word(p, n->from - 1, S("among"));
        if (n->from >= from && n->people && !part && (!best || far < least)) {
            best = n;
            least = far;
        }
    }
    return best;
}

/* "They were arrested": the people of a sentence before. */
static bool has_pronoun(const struct page *p, const struct sentence *s)
{
    static const char *const words[] = {"they", "them", "he", "she", "him", "her"};
    for (isize i = s->from; i < s->to; i++)
        if (page_is_any(p, i, words, COUNTOF(words)))
            return true;
    struct str w = page_words(p, s->from, s->to);
    return str_find(w, S("이들")) >= 0 || str_find(w, S("그들")) >= 0 ||
           str_find(w, S("他们")) >= 0 || str_find(w, S("他們")) >= 0;
}

/* "Wang's family": somebody else. */
static bool is_genitive(struct str s, isize at)
{
    struct str rest = str_part(s, at, s.n);
    return str_starts(rest, S("'s ")) || str_starts(rest, S("\xe2\x80\x99s "));
}

/* Persons of the reading that the sentence names, and who suffered. */
static void victims_find(const struct events *e, const struct sentence *s, struct str_list *out)
{
    const struct page *p = e->p;
    struct str words = page_words(p, s->from, s->to);
    for (isize i = 0; i < e->r->persons.n && i < 50; i++) {
        const struct read_person *x = &e->r->persons.at[i];
        isize at = x->name.n ? str_find(words, x->name) : -1;
        bool genitive = at >= 0 && is_genitive(words, at + x->name.n);
        if (x->kind == READ_PERSON_VICTIM && at >= 0 && !genitive && out->n < 20)
            str_list_add(out, x->name, p->a);
    }
}

static void event_add(struct events *e, struct read_event x)
{
    if (e->r->events.n < READING_ITEMS_MAX)
        *LIST_ADD(&e->r->events, e->p->a) = x;
}

static bool typed_add(struct events *e, const struct sentence *s, const struct trigger *t,
                      isize from, isize to)
{
    struct page *p = e->p;
    struct read_event x = {.from = page_from(p, s->from, s->to, "event.verb", 600),
                           .type = t->type};
    const struct page_number *n = people_near(e, from, to, t);
    if (!n)
        n = people_near(e, s->from, s->to, t);
    bool threat = t->type == READ_EVENT_THREAT_OF_RETURN;
    if (!n && !t->derived && e->last && has_pronoun(p, s) && s->from - e->last->to < PRONOUN_REACH)
        n = e->last;
    x.date = trigger_date(p, s, t, (struct read_span){from, to}, e->date, e->r->doc_date.edtf);
    x.place = trigger_place(p, s, t);
    victims_find(e, s, &x.victims);
    if (n)
        x.count =
            (struct read_range){n->amount.has_min, n->amount.has_max, n->amount.min, n->amount.max};
    else if (x.victims.n)
        x.count = (struct read_range){true, true, x.victims.n, x.victims.n};
    x.hedge = sureness_of(p, s - p->sentences.at, n);
    bool harm = t->type == READ_EVENT_TORTURE || t->type == READ_EVENT_EXECUTION;
    /* harm is often told in general, and a year by itself is of a practice */
    bool dated = x.date.n >= MONTH && !threat && !harm;
    if (!n && !x.victims.n && !dated)
        return false;
    if (threat)
        x.from.rule = "event.threat";
    event_add(e, x);
    return true;
}

/* Each trigger reads from the end of the one before it of its type to the next of its type. */
static bool typed_read(struct events *e, const struct sentence *s)
{
    struct trigger t[TRIGGERS];
    isize n = triggers_find(t, e->p, s);
    bool some = false;
    for (isize i = 0; i < n; i++) {
        isize from = s->from, to = s->to;
        bool repeated = false;
        for (isize k = 0; k < n; k++) {
            if (k == i || t[k].type != t[i].type)
                continue;
            repeated |= k < i;
            if (k < i)
                from = t[k].to;
            else if (to == s->to)
                to = t[k].from;
        }
        if (repeated && !date_in(e, from, to))
            continue;
        some |= typed_add(e, s, &t[i], from, to);
    }
    return some;
}

/* A dated sentence that says something happened. */
static void other_read(struct events *e, const struct sentence *s)
{
    struct page *p = e->p;
    const struct page_date *d = date_in(e, s->from, s->to);
    if (!d || d->to - d->from + 4 > s->to - s->from || s->to - s->from < 8)
        return;
    struct trigger here = {.from = s->from, .to = s->from, .type = READ_EVENT_OTHER};
    struct read_event x = {.from = page_from(p, s->from, s->to, "event.dated", 400)};
    x.date = str_copy(p->a, d->edtf);
    x.place = trigger_place(p, s, &here);
    x.hedge = sureness_of(p, s - p->sentences.at, NULL);
    victims_find(e, s, &x.victims);
    event_add(e, x);
}

void read_events(struct reading *r, struct page *p)
{
    struct events e = {.r = r, .p = p};
    for (isize i = 0; i < p->sentences.n; i++) {
        const struct sentence *s = &p->sentences.at[i];
        while (e.date < p->dates.n && p->dates.at[e.date].to <= s->from)
            e.date++;
        for (; e.number < p->numbers.n && p->numbers.at[e.number].to <= s->from; e.number++)
            if (p->numbers.at[e.number].people)
                e.last = &p->numbers.at[e.number];
        bool title = s->line < TITLE_LINES && !s->ended && s->to - s->from < TITLE_LEXEMES;
        if (p->lines.at[s->line].zone != ZONE_BODY || p->asked[i] || title)
            continue;
        if (!typed_read(&e, s))
            other_read(&e, s);
    }
}
