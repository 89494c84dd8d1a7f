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

enum { PRONOUN_REACH = 120, YEAR = 4, MONTH = 7, TITLE_LINES = 3, TITLE_LEXEMES = 30 };

struct events {
    struct reading *r;
    struct page *p;
    isize date, number;             /* first of each that may belong to the current sentence */
    const struct page_number *last; /* of people, in a sentence before */
    const struct read_person *whom; /* the victim that a sentence before named last */
    isize whom_at;
    struct str told; /* the day of the event told last */
    isize told_at;   /* the sentence after it */
    isize told_line; /* where its paragraph begins */
};

/* The first line of the paragraph of a line. */
static isize paragraph_of(const struct page *p, isize line)
{
    while (line > 0 && p->lines.at[line].joined)
        line--;
    return line;
}

static const struct page_date *date_in(const struct events *e, isize from, isize to)
{
    const struct page *p = e->p;
    for (isize d = e->date; d < p->dates.n && p->dates.at[d].from < to; d++)
        if (p->dates.at[d].from >= from)
            return &p->dates.at[d];
    return NULL;
}

/* "including two children", "among them two", "two of whom": a part of those it happened to. */
static bool is_part(const struct page *p, isize i)
{
    bool them = page_is_word(p, i - 1, S("them")) || page_is_word(p, i - 1, S("whom"));
    isize at = them ? i - 2 : i - 1;
    return page_is_word(p, at, S("including")) || page_is_word(p, at, S("among"));
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
        bool part = is_part(p, n->from);
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

/* "He was held": one person of a sentence before. */
static bool has_singular(const struct page *p, const struct sentence *s)
{
    static const char *const words[] = {"he", "she", "him", "her"};
    for (isize i = s->from; i < s->to; i++)
        if (page_is_any(p, i, words, COUNTOF(words)))
            return true;
    return false;
}

/* "she has been held", "he would be deported": one person is the subject of the verb. */
static bool has_one(const struct page *p, const struct sentence *s, const struct trigger *t)
{
    enum { NEAR = 5 };
    for (isize i = t->from - 1; i >= s->from && i >= t->from - NEAR; i--) {
        if (page_is_mark(p, i, ','))
            return false;
        if (page_is_word(p, i, S("he")) || page_is_word(p, i, S("she")))
            return true;
    }
    return false;
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

static bool same_range(const struct read_range *a, const struct read_range *b)
{
    return a->has_min == b->has_min && a->has_max == b->has_max && a->min == b->min &&
           a->max == b->max;
}

/* Told before: in the first of two letters, or in the lead of a report. */
static bool is_told(const struct events *e, const struct read_event *x)
{
    enum { BACK = 100 };
    isize n = e->r->events.n;
    for (isize i = n - 1; i >= 0 && i >= n - BACK && x->date.n > MONTH; i--) {
        const struct read_event *old = &e->r->events.at[i];
        if (old->type == x->type && x->type != READ_EVENT_OTHER && str_eq(old->date, x->date) &&
            same_range(&old->count, &x->count) && old->victims.n == x->victims.n &&
            (str_eq(old->place, x->place) || !x->place.n))
            return true;
    }
    return false;
}

static void event_add(struct events *e, struct read_event x)
{
    if (e->r->events.n < READING_ITEMS_MAX && !is_told(e, &x))
        *LIST_ADD(&e->r->events, e->p->a) = x;
}

static bool is_once(const struct page *p, const struct trigger *t)
{
    return page_is_word(p, t->from - 1, S("was")) || page_is_word(p, t->from - 1, S("were"));
}

/* 当天, 그날, "the same night". */
static bool says_same_day(const struct page *p, const struct sentence *s)
{
    static const char *const words[] = {
        "当天",         "當天",           "当日",     "當日",       "同日",
        "同一天",       "那天",           "그날",     "같은 날",    "당일",
        "the same day", "the same night", "that day", "that night", "the same evening"};
    struct str w = page_words(p, s->from, s->to);
    for (isize i = 0; i < COUNTOF(words); i++)
        if (str_find(w, str_from_c(words[i])) >= 0)
            return true;
    return false;
}

/*
 * A sentence without a date that goes on telling of those of the sentence before is of its day:
 * marked uncertain ("2019-08-03?"), for the text does not say so. Not what is done now or always.
 */
static struct str inherited_date(const struct events *e, const struct sentence *s,
                                 const struct trigger *t)
{
    const struct page *p = e->p;
    isize i = s - p->sentences.at;
    bool day = says_same_day(p, s), past = is_once(p, t) || page_is_cjk(p, t->from);
    if (!e->told.n || i - e->told_at > 1 || date_in(e, s->from, s->to))
        return S("");
    struct str w = page_words(p, s->from, s->to);
    bool since = str_find(w, S("since then")) >= 0 || str_find(w, S("ever since")) >= 0;
    if (since && t->type == READ_EVENT_DETENTION)
        return str_format(p->a, "%.*s/..", FS(e->told));
    if (!day && (!past || !has_pronoun(p, s) || paragraph_of(p, s->line) != e->told_line))
        return S("");
    return str_format(p->a, "%.*s?", FS(e->told));
}

/* What a sentence leaves for the one after it to go on from. */
static void tell(struct events *e, isize sentence)
{
    enum { DAY = 10 };
    struct page *p = e->p;
    const struct sentence *s = &p->sentences.at[sentence];
    struct str words = page_words(p, s->from, s->to);
    for (isize i = 0; i < e->r->persons.n && i < 50; i++) {
        const struct read_person *x = &e->r->persons.at[i];
        if (x->kind == READ_PERSON_VICTIM && x->name.n && str_find(words, x->name) >= 0) {
            e->whom = x;
            e->whom_at = s->to;
        }
    }
    const struct page_date *d = date_in(e, s->from, s->to);
    if (!d || d->norm || d->edtf.n != DAY || p->asked[sentence])
        return;
    e->told = d->edtf;
    e->told_at = sentence + 1;
    e->told_line = paragraph_of(p, s->line);
}

/* Keeps the words of a date that says less than was made of it. */
static void keep_words(struct read_event *x, struct page *p, const struct page_date *d)
{
    if (!d->relative && !d->inferred)
        return;
    x->date_words = page_clean(page_words(p, d->from, d->to), p->a);
    x->date_relative = d->relative;
}

/* The date of the sentence that gave the event its own. */
static void keep_words_of(struct read_event *x, const struct events *e, const struct sentence *s)
{
    struct page *p = e->p;
    for (isize d = e->date; x->date.n && d < p->dates.n && p->dates.at[d].from < s->to; d++)
        if (p->dates.at[d].from >= s->from && str_starts(x->date, p->dates.at[d].edtf)) {
            keep_words(x, p, &p->dates.at[d]);
            return;
        }
}

static bool typed_add(struct events *e, const struct sentence *s, const struct trigger *t,
                      isize from, isize to)
{
    struct page *p = e->p;
    struct read_event x = {.from = page_from(p, s->from, s->to, "event.verb", 600),
                           .type = t->type};
    struct read_span clause = clause_of(p, s, t);
    const struct page_number *n = people_near(e, from > clause.start ? from : clause.start,
                                              to < clause.end ? to : clause.end, t);
    if (!n) /* the subject of the clauses before goes on */
        n = people_near(e, from, page_is_cjk(p, t->from) ? clause.end : to, t);
    if (!n)
        n = people_near(e, s->from, page_is_cjk(p, t->from) ? clause.end : s->to, t);
    bool threat = t->type == READ_EVENT_THREAT_OF_RETURN;
    victims_find(e, s, &x.victims);
    if (!n && !x.victims.n && e->whom && has_singular(p, s) && s->from - e->whom_at < PRONOUN_REACH)
        str_list_add(&x.victims, e->whom->name, p->a);
    bool one = !n && !x.victims.n && has_one(p, s, t);
    if (!n && !x.victims.n && !one && !t->derived && e->last && has_pronoun(p, s) &&
        s->from - e->last->to < PRONOUN_REACH)
        n = e->last;
    x.date = trigger_date(p, s, t, (struct read_span){from, to}, e->date, e->r->doc_date.edtf);
    if (!x.date.n && !threat)
        x.date = inherited_date(e, s, t);
    keep_words_of(&x, e, s);
    x.place = trigger_place(&x.toward, p, s, t);
    if (n)
        x.count =
            (struct read_range){n->amount.has_min, n->amount.has_max, n->amount.min, n->amount.max};
    else if (x.victims.n)
        x.count = (struct read_range){true, true, x.victims.n, x.victims.n};
    else if (one)
        x.count = (struct read_range){true, true, 1, 1};
    x.hedge = sureness_of(p, s - p->sentences.at, n);
    bool harm = t->type == READ_EVENT_TORTURE || t->type == READ_EVENT_EXECUTION;
    /* harm is often told in general, and a year by itself is of a practice */
    bool once = is_once(p, t); /* "was handed over in 2017" */
    bool dated = x.date.n >= (once ? YEAR : MONTH) && !threat && !harm;
    if (!n && !x.victims.n && !one && !dated)
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

/* Does a dated sentence say that something happened? Not the head of a page, a reference, an
 * estimate, the last day to write, a season's remark. */
static bool tells(const struct events *e, const struct sentence *s, const struct page_date *d)
{
    enum { LEAST = 3, LEAST_CJK = 6, SENTENCE = 12 };
    const struct page *p = e->p;
    isize words = 0;
    bool quoted = false;
    for (isize i = s->from; i < s->to; i++) {
        words += (i < d->from || i >= d->to) && p->lex.at[i].kind != LEX_MARK;
        quoted |= page_is_mark(p, i, 0x300c) || page_is_mark(p, i, 0x300e);
        const struct hit *h = page_hit(p, i, TERM_HEDGE);
        if (h && str_eq(h->value, S("estimated")) &&
            (page_is_word(p, i, S("estimates")) || page_is_word(p, i, S("estimate")) ||
             p->lex.at[i].kind == LEX_HANGUL))
            return false;
    }
    bool year = d->relative && d->edtf.n == YEAR;
    bool short_line = !s->ended && !s->bullet && words < SENTENCE;
    return words >= (p->cjk ? LEAST_CJK : LEAST) && !quoted && !year && !short_line &&
           !(e->r->deadline.edtf.n && str_eq(e->r->deadline.edtf, d->edtf));
}

/* A dated sentence that says something happened. */
static void other_read(struct events *e, const struct sentence *s)
{
    struct page *p = e->p;
    const struct page_date *d = date_in(e, s->from, s->to);
    if (!d || !tells(e, s, d))
        return;
    struct trigger here = {.from = s->from, .to = s->from, .type = READ_EVENT_OTHER};
    struct read_event x = {.from = page_from(p, s->from, s->to, "event.dated", 400)};
    x.date = str_copy(p->a, d->edtf);
    keep_words(&x, p, d);
    x.place = trigger_place(&x.toward, p, s, &here);
    x.hedge = sureness_of(p, s - p->sentences.at, NULL);
    victims_find(e, s, &x.victims);
    event_add(e, x);
}

/* A headline, and "Further information on UA 88/23 (..., 18 October 2023)". */
static bool is_title(const struct events *e, const struct sentence *s)
{
    const struct page *p = e->p;
    bool alone = s->from == p->lines.at[s->line].from && s->to - s->from < TITLE_LEXEMES &&
                 !s->ended && !s->bullet;
    bool heads = alone && (s->line < TITLE_LINES ||
                           (p->lines.at[s->line].blank && !date_in(e, s->from, s->to)));
    return heads || page_is(p, s->from, TERM_LABEL, S("follows"));
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
        if (p->lines.at[s->line].zone == ZONE_BODY && !p->asked[i] && !is_title(&e, s) &&
            !typed_read(&e, s))
            other_read(&e, s);
        tell(&e, i);
    }
}
