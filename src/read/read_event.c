/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Events: what happened to whom. A verb of the tables in a sentence that says when, how many or
 * whom makes a typed event; what is only possible or feared makes none, except that the return of a
 * stated group is a threat. A dated sentence without such a verb is an event of type other.
 */
#include "base/list.h"
#include "read/rules.h"
#include "read/sureness.h"

enum { TRIGGERS = 24 };

struct trigger {
    isize from, to;
    enum read_event_type type;
    bool threat;
};

struct events {
    struct reading *r;
    struct page *p;
    isize date, number, person; /* first of each that may belong to the current sentence */
};

static enum read_event_type type_named(struct str name)
{
    for (int t = 0; t < READ_EVENT__COUNT; t++)
        if (str_eq(read_event_name((enum read_event_type)t), name))
            return (enum read_event_type)t;
    UNREACHABLE();
}

/* A verb form or the noun of one, not part of a name ("Working Group on Arbitrary Detention"). */
static bool is_covered(const struct page *p, isize i, isize *until)
{
    static const enum term terms[] = {TERM_BODY, TERM_NORM, TERM_ORG, TERM_FACILITY};
    for (isize k = 0; k < COUNTOF(terms); k++) {
        const struct hit *h = page_hit(p, i, terms[k]);
        if (h && h->to > *until)
            *until = h->to;
    }
    return i < *until;
}

/* "returned 25 people", "returned them": not a verdict, not home. */
static bool takes_people(const struct page *p, isize i)
{
    static const char *const words[] = {"them", "him", "her", "these", "those", "all", "some"};
    for (isize k = 0; k < COUNTOF(words); k++)
        if (page_is_word(p, i, str_from_c(words[k])))
            return true;
    for (isize k = i; k < i + 6; k++)
        if (page_hit(p, k, TERM_PEOPLE) || page_hit(p, k, TERM_DEMONYM))
            return true;
    return false;
}

static isize triggers_find(struct trigger *out, const struct page *p, const struct sentence *s)
{
    isize n = 0, until = s->from;
    for (isize i = s->from; i < s->to && n < TRIGGERS;) {
        const struct hit *h = page_hit(p, i, TERM_EVENT);
        if (is_covered(p, i, &until) || !h || h->to > s->to) {
            i++;
            continue;
        }
        bool bare = str_eq(h->value, S("return"));
        if (bare && !takes_people(p, h->to)) {
            i++;
            continue;
        }
        struct trigger t = {
            .from = i, .to = h->to, .type = bare ? READ_EVENT_REPATRIATION : type_named(h->value)};
        bool irreal = is_irreal(p, i);
        bool back = t.type == READ_EVENT_REPATRIATION;
        t.threat = irreal && back;
        if (t.threat)
            t.type = READ_EVENT_THREAT_OF_RETURN;
        bool taken = irreal && !t.threat && t.type != READ_EVENT_THREAT_OF_RETURN &&
                     t.type != READ_EVENT_BORDER_CLOSURE;
        for (isize k = 0; k < n; k++)
            taken |= out[k].type == t.type && out[k].type != READ_EVENT_REPATRIATION;
        if (!taken)
            out[n++] = t;
        i = h->to;
    }
    return n;
}

static const struct page_date *date_in(const struct events *e, isize from, isize to)
{
    const struct page *p = e->p;
    for (isize d = e->date; d < p->dates.n && p->dates.at[d].from < to; d++)
        if (p->dates.at[d].from >= from)
            return &p->dates.at[d];
    return NULL;
}

static const struct page_number *people_in(const struct events *e, isize from, isize to)
{
    const struct page *p = e->p;
    for (isize k = e->number; k < p->numbers.n && p->numbers.at[k].from < to; k++)
        if (p->numbers.at[k].from >= from && p->numbers.at[k].people)
            return &p->numbers.at[k];
    return NULL;
}

static bool is_now(const struct page *p, isize from, isize to)
{
    static const char *const words[] = {"currently", "now",     "still",
                                        "remain",    "remains", "imminent"};
    for (isize i = from; i < to; i++)
        for (isize k = 0; k < COUNTOF(words); k++)
            if (page_is_word(p, i, str_from_c(words[k])))
                return true;
    return false;
}

/* "since March" opens an end; a state that goes on now is of the day of writing. */
static struct str date_of(const struct events *e, const struct sentence *s, isize from, isize to,
                          enum read_event_type type)
{
    struct page *p = e->p;
    bool state = type == READ_EVENT_DETENTION || type == READ_EVENT_DISAPPEARANCE;
    bool threat = type == READ_EVENT_THREAT_OF_RETURN;
    const struct page_date *d = date_in(e, from, to);
    if (!d && !threat)
        d = date_in(e, s->from, s->to);
    if (d) {
        bool since = page_is_word(p, d->from - 1, S("since")) && str_find(d->edtf, S("/")) < 0;
        return since && state ? str_format(p->a, "%.*s/..", FS(d->edtf)) : str_copy(p->a, d->edtf);
    }
    return threat || (state && is_now(p, s->from, s->to)) ? e->r->doc_date.edtf : S("");
}

/* Where: after "to" for a return, else after the verb, else before it. */
static struct str place_of(const struct page *p, const struct sentence *s, const struct trigger *t)
{
    bool back = t->type == READ_EVENT_REPATRIATION || t->type == READ_EVENT_THREAT_OF_RETURN;
    isize found = -1;
    for (isize i = s->from; back && i < s->to && found < 0; i++) /* 북한으로 */
        if (p->place_to[i] && p->lex.at[i].kind == LEX_HANGUL &&
            (str_eq(page_words(p, p->place_to[i], p->place_to[i] + 2), S("으로")) ||
             str_eq(page_words(p, p->place_to[i], p->place_to[i] + 1), S("로"))))
            found = i;
    for (isize i = t->from; i < s->to && found < 0; i++)
        if (p->place_to[i] &&
            (!back || page_is_word(p, i - 1, S("to")) || page_is_word(p, i - 2, S("to"))))
            found = i;
    for (isize i = s->from; i < s->to && found < 0; i++)
        if (p->place_to[i] && !page_is_mark(p, i + 1, 0x2019) && !page_is_mark(p, i + 1, '\''))
            found = i;
    if (found < 0)
        return S("");
    isize to = p->place_to[found];
    if (page_is_mark(p, to, ',') && to + 1 < s->to && p->place_to[to + 1])
        to = p->place_to[to + 1];
    return page_clean(page_words(p, found, to), p->a);
}

/* Persons of the reading that the sentence names. */
static void victims_find(const struct events *e, const struct sentence *s, struct str_list *out)
{
    const struct page *p = e->p;
    struct str words = page_words(p, s->from, s->to);
    for (isize i = 0; i < e->r->persons.n && i < 50; i++) {
        const struct read_person *x = &e->r->persons.at[i];
        bool could = x->kind == READ_PERSON_VICTIM || x->kind == READ_PERSON_OTHER;
        if (could && x->name.n && str_find(words, x->name) >= 0 && out->n < 20)
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
    const struct page_number *n = people_in(e, from, to);
    if (!n)
        n = people_in(e, s->from, s->to);
    x.date = date_of(e, s, from, to, t->type);
    x.place = place_of(p, s, t);
    victims_find(e, s, &x.victims);
    if (n)
        x.count =
            (struct read_range){n->amount.has_min, n->amount.has_max, n->amount.min, n->amount.max};
    else if (x.victims.n)
        x.count = (struct read_range){true, true, x.victims.n, x.victims.n};
    x.hedge = sureness_of(p, s - p->sentences.at, n);
    bool threat = t->type == READ_EVENT_THREAT_OF_RETURN;
    bool harm = t->type == READ_EVENT_TORTURE || t->type == READ_EVENT_EXECUTION;
    bool dated = x.date.n && !threat && !harm; /* harm is often told in general */
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
    x.place = place_of(p, s, &here);
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
        while (e.number < p->numbers.n && p->numbers.at[e.number].to <= s->from)
            e.number++;
        if (p->lines.at[s->line].zone != ZONE_BODY || p->asked[i])
            continue;
        if (!typed_read(&e, s))
            other_read(&e, s);
    }
}
