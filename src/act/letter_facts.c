/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened and how many: sentences from events and figures, with hedge and footnote. */
#include <stdlib.h>

#include "act/letter_priv.h"
#include "know/cluster.h"
#include "lang/edtf.h"
#include "lang/script.h"
#include "lang/when.h"
#include "record/ids.h"

enum { EVENTS_MAX = 2000, POPULATION_MAX = 80, DAYS_CLOSE = 3 };

struct saying { /* one sentence, before it is written */
    const char *key;
    int64_t linked;            /* the first of the records that people linked with its own */
    int hedge;                 /* TERM_HEDGE_*, the most careful of all that it rests on */
    const struct fact *figure; /* NULL: nobody says how many */
    struct str place, date;    /* as it stands in the record; EDTF */
    bool toward;               /* the place is where they were taken to */
    struct str holder, population;
    struct facts_used facts, sources; /* all; one for each source */
    struct facts_used also;           /* what says less of the same thing */
};
struct sayings {
    struct saying *at;
    isize n, cap;
};

/* ---- words */

/* What the reader of this letter can read: Latin letters, and the characters of its language. */
static bool is_readable(struct composing *c, struct str words)
{
    struct str language = text_language(words);
    bool latin = str_eq(language, S("en")) || str_eq(language, S("und"));
    return latin || (c->o->lang == LANG_KO && str_eq(language, S("ko"))) ||
           (c->o->lang > LANG_KO && str_starts(language, S("zh")));
}

/* "estimated" is said with the number where there is one, else it is only reported. */
static bool is_plain_number(const struct fact *f)
{
    const struct quantity *q = &f->s.value.quantity;
    return q->has_min && q->has_max && q->min == q->max && q->bound != BOUND_ABOUT;
}

/* Where it is said who counted, "reportedly" is said already in some languages. */
static struct str hedge_words(struct composing *c, const struct saying *s)
{
    bool held = s->holder.n > 0;
    switch (s->hedge) {
    case TERM_HEDGE_REPORTED: return template_get(&c->t, held ? "held.reported" : "hedge.reported");
    case TERM_HEDGE_ALLEGED: return template_get(&c->t, held ? "held.alleged" : "hedge.alleged");
    case TERM_HEDGE_BELIEVED: return template_get(&c->t, held ? "held.believed" : "hedge.believed");
    case TERM_HEDGE_ESTIMATED:
        if (!s->figure)
            return template_get(&c->t, "hedge.reported");
        if (is_plain_number(s->figure))
            return template_get(&c->t, "hedge.none");
        return template_get(&c->t, held ? "held.estimated" : "hedge.estimated");
    case TERM_HEDGE_KNOWN: return template_get(&c->t, "hedge.known");
    default: return template_get(&c->t, "hedge.none");
    }
}

static bool is_one(const struct saying *s)
{
    return s->figure && is_plain_number(s->figure) && s->figure->s.value.quantity.min == 1;
}

/* Chinese is written without them: "至少40人". */
static struct str without_blanks(struct str s, struct arena *a)
{
    struct buf b = buf_in(a, s.n + 1);
    for (isize i = 0; i < s.n; i++)
        if (s.p[i] != ' ')
            buf_add_c(&b, s.p[i]);
    return buf_str(&b);
}

/* "at least 50 people", "an estimated 9 people", "열 명". */
static struct str people(struct composing *c, const struct saying *s)
{
    if (!s->figure)
        return template_get(&c->t, "people.unsaid");
    if (is_one(s) && !s->population.n)
        return template_get(&c->t, "people.one");
    struct reader r = c->outside;
    struct fact plain = *s->figure;
    plain.s.value.quantity.population = plain.s.value.quantity.measure = (struct str){0};
    plain.s.value.quantity.unit = (struct str){0};
    struct str n = fact_say(&r, &plain, c->a);
    if (c->o->lang > LANG_KO)
        n = without_blanks(n, c->a);
    struct hole holes[] = {{"n", n}, {"population", s->population}, {NULL, {0}}};
    bool estimated = s->hedge == TERM_HEDGE_ESTIMATED && is_plain_number(s->figure);
    const char *key = s->population.n ? estimated ? "people.estimated_of" : "people.of"
                      : estimated     ? "people.estimated"
                                      : "people.n";
    return template_say(&c->t, key, holes, c->a);
}

static struct str place_words(struct composing *c, struct str place)
{
    struct hole holes[] = {{"place", place}, {NULL, {0}}};
    return place.n ? template_say(&c->t, "at_place", holes, c->a) : place;
}

static struct str date_words(struct composing *c, struct str edtf)
{
    return edtf.n ? when_say(edtf, language_tag(c->o->lang), c->a) : edtf;
}

/* A Latin sentence begins with a capital, whatever its first hole was filled with. */
static struct str capital(struct str s, struct arena *a)
{
    if (s.n == 0 || s.p[0] < 'a' || s.p[0] > 'z')
        return s;
    return str_format(a, "%c%.*s", s.p[0] - 32, FS(str_part(s, 1, s.n)));
}

/* ---- which facts may be in it */

/* A fact of a record that may leave, with all its words; what is kept back is listed. */
static bool out_fact(const struct fact **out, struct composing *c, const struct record *rec,
                     int property, struct err *err)
{
    const struct fact *f = record_fact(rec, property);
    const char *why = NULL, *advice = NULL;
    bool let = true;
    *out = NULL;
    if (!f)
        return true;
    if (f->verdict.answer == GATE_SHOW && !kept_names_let(&let, &c->names, f, err))
        return false;
    if (f->verdict.answer != GATE_SHOW)
        why = gate_reason_say(f->verdict.reason);
    else if (!let)
        why = TR("a name stands in it that may not leave");
    else if (f->s.hedge == TERM_HEDGE_DENIED)
        why = TR("its source denies it");
    if (f->verdict.reason == GATE_INCOMPLETE)
        advice = TR("cairn set RECORD figure N --measure KIND --as-of DATE --holder WHO --corrects "
                    "STATEMENT");
    else if (f->verdict.reason == GATE_NO_CONSENT)
        advice = TR("cairn consent RECORD public_code, if it was given");
    if (why)
        letter_left(c, letter_kind_of(c, f), why, advice, f);
    else
        *out = f;
    return true;
}

static void use(struct saying *s, const struct fact *f, struct arena *a)
{
    static const int caution[] = {[0] = 0,
                                  [TERM_HEDGE_KNOWN] = 0,
                                  [TERM_HEDGE_ESTIMATED] = 1,
                                  [TERM_HEDGE_REPORTED] = 2,
                                  [TERM_HEDGE_BELIEVED] = 3,
                                  [TERM_HEDGE_ALLEGED] = 4};
    if (!f)
        return;
    *LIST_ADD(&s->facts, a) = *f;
    if (f->s.hedge > 0 && f->s.hedge < COUNTOF(caution) && caution[f->s.hedge] > caution[s->hedge])
        s->hedge = f->s.hedge;
}

static const struct fact *fact_keep(const struct fact *f, struct arena *a)
{
    if (!f)
        return NULL;
    struct fact *copy = NEW(a, struct fact);
    *copy = *f;
    return copy;
}

/* The key of the sentence for a kind of event: of the kind, else of the one above it. NULL: context
 * (summits, sessions, letters sent), not for an appeal. */
static const char *event_key(struct composing *c, const struct fact *kind)
{
    const struct vocabulary *v = schema_vocabulary(c->w->schema, V_EVENT);
    struct str vocabulary, id;
    (void)str_cut(kind->s.value.text, ':', &vocabulary, &id);
    const struct term *t = vocabulary_term_by_id(v, id);
    while (t) {
        const char *key = str_to_c(c->a, str_format(c->a, "event.%.*s", FS(t->id)));
        if (template_has(&c->t, key))
            return key;
        t = t->parent < 0 ? NULL : &v->terms.at[t->parent];
    }
    return NULL;
}

static bool first_linked(int64_t *out, struct composing *c, int64_t row, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(c->a);
    struct cluster linked;
    if (!cluster_of(&linked, &c->inside, row, tmp.arena, err))
        return false;
    *out = row;
    for (isize i = 0; i < linked.n; i++)
        *out = linked.at[i] < *out ? linked.at[i] : *out;
    return true;
}

/* Whereto, of a return; else where. */
static bool place_read(const struct fact **out, struct saying *s, struct composing *c,
                       const struct record *e, struct err *err)
{
    const char *key = str_to_c(c->a, str_format(c->a, "%s_to", s->key));
    if (!out_fact(out, c, e, P_TO_PLACE, err))
        return false;
    if (!*out || !template_has(&c->t, key))
        return out_fact(out, c, e, P_PLACE, err);
    s->key = key;
    s->toward = true;
    return true;
}

/* What an event says, as far as it may leave. */
static bool event_read(struct sayings *out, struct composing *c, const struct record *e,
                       struct err *err)
{
    const struct fact *kind, *figure, *place, *date;
    const struct fact *said = record_fact(e, P_EVENT_KIND);
    struct saying s = {.key = said ? event_key(c, said) : NULL};
    if (!s.key)
        return true;
    if (!out_fact(&kind, c, e, P_EVENT_KIND, err) ||
        (kind && !out_fact(&figure, c, e, P_FIGURE, err)))
        return false;
    if (!kind)
        return true;
    if (!place_read(&place, &s, c, e, err) || !out_fact(&date, c, e, P_DATE, err))
        return false;
    if (place && !is_readable(c, place->s.value.text)) {
        letter_left(c, letter_kind_of(c, place), TR("in another script: add its name"),
                    TR("cairn set EVENT place NAME --corrects STATEMENT"), place);
        place = NULL;
        s.key = event_key(c, said);
    }
    const struct quantity *q = figure ? &figure->s.value.quantity : NULL;
    if (q && !q->has_min && !q->has_max)
        figure = NULL;
    if (!figure && !place) {
        letter_left(c, letter_kind_of(c, kind), TR("neither how many nor where may be said"), NULL,
                    kind);
        return true;
    }
    const struct fact *facts[] = {fact_keep(kind, c->a), fact_keep(figure, c->a),
                                  fact_keep(place, c->a), fact_keep(date, c->a)};
    for (isize i = 0; i < COUNTOF(facts); i++)
        use(&s, facts[i], c->a);
    s.figure = facts[1];
    s.place = place ? place->s.value.text : (struct str){0};
    s.date = date ? date->s.value.text : (struct str){0};
    *LIST_ADD(&s.sources, c->a) = *facts[0];
    if (!first_linked(&s.linked, c, e->row, err))
        return false;
    *LIST_ADD(out, c->a) = s;
    return true;
}

/* Whom a figure counts, in words that the reader can read. */
static bool population_read(struct saying *s, struct composing *c, const struct fact *f)
{
    struct str words = str_trim(f->s.value.quantity.population);
    bool own = str_starts(text_language(words), str_part(language_tag(c->o->lang), 0, 2));
    bool several = str_find(words, S(" ")) >= 0 || c->o->lang != LANG_EN; /* "of" is no people */
    if (words.n && words.n <= POPULATION_MAX && own && several)
        s->population = words;
    return s->population.n > 0;
}

static bool figure_read(struct sayings *out, struct composing *c, const struct record *g,
                        struct err *err)
{
    const struct fact *f;
    struct saying s = {0};
    struct str vocabulary, id;
    if (!out_fact(&f, c, g, P_FIGURE, err))
        return false;
    if (!f || f->s.value.type != V_QUANTITY)
        return true;
    (void)str_cut(f->s.value.quantity.measure, ':', &vocabulary, &id);
    s.key = str_to_c(c->a, str_format(c->a, "figure.%.*s", FS(id)));
    if (!template_has(&c->t, s.key))
        return true;
    if (!kept_names_holder(&s.holder, &c->names, f, err))
        return false;
    if (!s.holder.n) {
        letter_left(c, letter_kind_of(c, f), TR("who says so may not be named"),
                    TR("label the statement open, if it is public who says so"), f);
        return true;
    }
    if (str_eq(id, S("population")) && !population_read(&s, c, f)) {
        letter_left(c, letter_kind_of(c, f), TR("whom it counts is not said in this language"),
                    TR("cairn set RECORD figure N --population WORDS --corrects STATEMENT"), f);
        return true;
    }
    s.figure = fact_keep(f, c->a);
    s.date = f->s.as_of;
    use(&s, s.figure, c->a);
    *LIST_ADD(&s.sources, c->a) = *s.figure;
    *LIST_ADD(out, c->a) = s;
    return true;
}

/* ---- the same thing said twice */

static struct edtf_range range_of(struct str edtf)
{
    struct edtf e;
    struct err none = {0};
    if (!edtf.n || !edtf_parse(&e, edtf, &none))
        return (struct edtf_range){INT64_MIN, INT64_MAX};
    return edtf_range(&e);
}

static bool same_figure(const struct saying *a, const struct saying *b)
{
    if (!a->figure || !b->figure)
        return !a->figure; /* that people were arrested follows from that nine were */
    const struct quantity *x = &a->figure->s.value.quantity, *y = &b->figure->s.value.quantity;
    return x->has_min == y->has_min && x->has_max == y->has_max && x->bound == y->bound &&
           (!x->has_min || x->min == y->min) && (!x->has_max || x->max == y->max);
}

/* Does everything that a says follow from b? Then b's source bears it out as well. */
static bool follows(const struct saying *a, const struct saying *b)
{
    struct edtf_range x = range_of(a->date), y = range_of(b->date);
    bool place = !a->place.n || (b->place.n && str_find(b->place, a->place) >= 0);
    bool date = !a->date.n || (b->date.n && x.lo <= y.lo && y.hi <= x.hi);
    return str_eq(str_from_c(a->key), str_from_c(b->key)) && str_eq(a->holder, b->holder) &&
           str_eq(a->population, b->population) && same_figure(a, b) && place && date;
}

static void add_facts(struct facts_used *to, const struct facts_used *from, struct arena *a)
{
    for (isize i = 0; i < from->n; i++)
        *LIST_ADD(to, a) = from->at[i];
}

/* Said twice alike: one sentence, both sources, the greater care. Said once with less: that source
 * is named after the other, and its own words are not needed. */
static void join(struct saying *a, struct saying *b, bool alike, struct composing *c)
{
    if (alike) {
        for (isize i = 0; i < b->facts.n; i++)
            use(a, &b->facts.at[i], c->a);
        add_facts(&a->sources, &b->sources, c->a);
    } else {
        add_facts(&a->also, &b->sources, c->a);
    }
    add_facts(&a->also, &b->also, c->a);
    b->key = NULL;
}

static void join_alike(struct sayings *l, struct composing *c)
{
    for (isize i = 0; i < l->n; i++) {
        for (isize k = 0; k < l->n; k++) {
            struct saying *a = &l->at[i], *b = &l->at[k];
            bool linked = a->linked && a->linked == b->linked && i < k;
            if (i == k || !a->key || !b->key || (!follows(b, a) && !linked))
                continue;
            bool alike = follows(a, b) && follows(b, a);
            if (!alike || i < k)
                join(a, b, alike, c);
        }
    }
}

/* Two sources, one count of people, one place, and days that are close and do not meet. */
static bool may_be_one(const struct saying *a, const struct saying *b)
{
    struct edtf_range x = range_of(a->date), y = range_of(b->date);
    bool places = str_find(a->place, b->place) >= 0 || str_find(b->place, a->place) >= 0;
    bool apart = x.hi < y.lo || y.hi < x.lo;
    bool close = a->date.n && b->date.n && (x.hi < y.lo ? y.lo - x.hi : x.lo - y.hi) <= DAYS_CLOSE;
    return str_eq(str_from_c(a->key), str_from_c(b->key)) && a->figure && b->figure &&
           same_figure(a, b) && places && apart && close;
}

static void tell_doubles(const struct sayings *l, struct composing *c)
{
    for (isize i = 0; i < l->n; i++)
        for (isize k = i + 1; k < l->n; k++)
            if (l->at[i].key && l->at[k].key && may_be_one(&l->at[i], &l->at[k]))
                letter_left(c, letter_kind_of(c, &l->at[i].facts.at[0]),
                            TR("not left out, but said twice: the days differ"),
                            TR("if both are one event: cairn link ID ID"), &l->at[k].facts.at[0]);
}

static int by_date(const void *x, const void *y)
{
    const struct saying *a = x, *b = y;
    struct edtf_range p = range_of(a->date), q = range_of(b->date);
    if (p.lo != q.lo) /* what has no date comes last */
        return p.lo == INT64_MIN ? 1 : q.lo == INT64_MIN ? -1 : p.lo < q.lo ? -1 : 1;
    return (a->facts.at[0].no > b->facts.at[0].no) - (a->facts.at[0].no < b->facts.at[0].no);
}

/* ---- writing */

static bool say(struct composing *c, const struct saying *s, struct err *err)
{
    bool one = is_one(s), checked = true;
    struct hole holes[] = {{"hedge", hedge_words(c, s)},
                           {"people", people(c, s)},
                           {"place", s->toward ? s->place : place_words(c, s->place)},
                           {"date", date_words(c, s->date)},
                           {"holder", s->holder},
                           {"were", template_get(&c->t, one ? "were.one" : "were.n")},
                           {"are", template_get(&c->t, one ? "are.one" : "are.n")},
                           {"have", template_get(&c->t, one ? "have.one" : "have.n")},
                           {NULL, {0}}};
    struct str text = capital(template_say(&c->t, s->key, holes, c->a), c->a);
    int note;
    if (!letter_note(&note, c, &s->facts, &s->also, err))
        return false;
    for (isize i = 0; i < s->facts.n; i++) {
        checked = checked && s->facts.at[i].checked;
        letter_use(c, &s->facts.at[i]);
    }
    struct paper_block *b = letter_block(c, PAPER_PARAGRAPH, &s->facts, &s->also);
    *LIST_ADD(&b->runs, c->a) =
        (struct paper_run){.text = text, .style = PAPER_FACT, .checked = checked, .note = note};
    return true;
}

static bool say_all(struct composing *c, struct sayings *l, struct err *err)
{
    if (l->n)
        qsort(l->at, (size_t)l->n, sizeof *l->at, by_date);
    for (isize i = 0; i < l->n; i++)
        if (l->at[i].key && !say(c, &l->at[i], err))
            return false;
    return true;
}

/* ---- collecting */

/* Does the case name this event? */
static bool in_case(bool *out, struct composing *c, int64_t row, struct err *err)
{
    struct fact_list l;
    int64_t action;
    *out = !c->o->has_case;
    if (*out)
        return true;
    if (!record_row_of(&action, c->w->v->db, &c->o->case_id, err) ||
        !facts_naming(&l, &c->inside, P_ABOUT_EVENT, row, c->a, err))
        return false;
    for (isize i = 0; i < l.n; i++)
        *out |= l.at[i].record == action && fact_is_live(&l.at[i]);
    return true;
}

typedef bool read_fn(struct sayings *out, struct composing *c, const struct record *rec,
                     struct err *err);

static bool each_of_type(struct sayings *out, struct composing *c, int type, read_fn *read,
                         struct err *err)
{
    struct record_refs l;
    if (!record_list(&l, &c->inside, (struct records_wanted){.type = type, .max = EVENTS_MAX}, c->a,
                     err))
        return false;
    if (l.n == EVENTS_MAX)
        letter_left(c, label_in(&schema_type(c->w->schema, type)->label, c->w->reader.lang),
                    TR("too many for one letter: the newest 2,000 were looked at"),
                    TR("name a case: --case ID"), NULL);
    for (isize i = l.n - 1; i >= 0; i--) {
        struct record rec;
        struct err none = {0};
        bool wanted;
        if (!in_case(&wanted, c, l.at[i].row, err))
            return false;
        if (!wanted)
            continue;
        if (!record_load(&rec, &c->outside, l.at[i].row, c->a, &none)) {
            if (none.code != E_NOTFOUND)
                return err_copy(err, &none);
            continue;
        }
        if (!read(out, c, &rec, err))
            return false;
    }
    return true;
}

bool letter_facts(struct composing *c, struct err *err)
{
    struct sayings events = {0}, figures = {0};
    if (!each_of_type(&events, c, TYPE_EVENT, event_read, err) ||
        (!c->o->has_case && !each_of_type(&figures, c, TYPE_GROUP, figure_read, err)))
        return false;
    if (events.n + figures.n == 0) {
        letter_left(c, msg(c->w->reader.lang, TR("Facts")),
                    TR("nothing that may leave is recorded yet"), NULL, NULL);
        return true;
    }
    letter_plain(c, PAPER_PARAGRAPH, template_get(&c->t, "known"));
    join_alike(&events, c);
    join_alike(&figures, c);
    tell_doubles(&events, c);
    return say_all(c, &events, err) && say_all(c, &figures, err);
}
