/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a reading to proposals: which statements a thing found would become. */
#include "base/list.h"
#include "lang/script.h"
#include "read/proposal_priv.h"
#include "record/ids.h"

enum { GROUP_MAX = 40, LINES_MAX = 4096 };

struct making {
    struct proposal_list *out;
    const struct reading *r;
    struct str text;
    struct id document;
    const struct schema *s;
    struct arena *a;
    struct str language; /* main language of the document */
    struct str holder;   /* who speaks: the holder of its figures */
    struct str date;
    /* the group being made */
    struct stmt *at;
    isize n;
    const struct read_from *from;
};

struct id stand_in(int i)
{
    struct id id = {0};
    id.b[15] = (uint8_t)(i + 1);
    return id;
}

int stand_in_index(const struct id *id)
{
    for (int i = 0; i < 15; i++)
        if (id->b[i])
            return -1;
    return id->b[15] - 1;
}

static void begin(struct making *m, const struct read_from *from)
{
    m->at = NEWN(m->a, struct stmt, GROUP_MAX);
    m->n = 0;
    m->from = from;
}

static struct ref passage_of(const struct making *m, const struct read_span *span)
{
    return span->end > span->start ? ref_passage(m->document, span->start, span->end)
                                   : ref_record(m->document);
}

/* Add a statement about new record i (or about the document: ABOUT_DOCUMENT). */
static struct stmt *say(struct making *m, int i, int property, struct value v)
{
    const struct property *p = schema_property(m->s, property);
    ASSERT(p && m->n < GROUP_MAX);
    struct stmt *s = &m->at[m->n++];
    *s = STMT(.subject = ref_record(i == ABOUT_DOCUMENT ? m->document : stand_in(i)),
              .property = p->id, .value = v, .source = passage_of(m, &m->from->span),
              .rule = str_from_c(m->from->rule), .rule_version = m->from->version,
              .rule_score = m->from->score);
    if (v.type == V_TEXT || v.type == V_PLACE) { /* a name in another script is of that language */
        struct str own = text_language(v.text);
        bool latin = str_eq(own, S("en")) || str_eq(own, S("und"));
        s->language = latin ? m->language : own;
    }
    return s;
}

static void say_text(struct making *m, int i, int property, struct str words)
{
    if (words.n)
        say(m, i, property, value_text(words));
}

static void say_type(struct making *m, int i, int type)
{
    say(m, i, P_TYPE, value_term(type_term(m->s, type, m->a)));
}

static void say_term(struct making *m, int i, int property, int vocabulary, int term)
{
    say(m, i, property, value_term(vocabulary_term_text(m->s, vocabulary, term, m->a)));
}

static struct str words_of(const struct making *m, const struct read_span *s)
{
    return str_part(m->text, s->start, s->end);
}

static void end(struct making *m, const char *kind, int type, struct str says)
{
    struct proposal *p = LIST_ADD(m->out, m->a);
    *p = (struct proposal){.document = m->document,
                           .start = m->from->span.start,
                           .end = m->from->span.end,
                           .kind = str_from_c(kind),
                           .rule = str_from_c(m->from->rule),
                           .version = m->from->version,
                           .score = m->from->score,
                           .type = type,
                           .stmts = m->at,
                           .n = m->n,
                           .says = says};
}

static int hedge_term(enum read_hedge h)
{
    switch (h) {
    case READ_HEDGE_NONE: return 0;
    case READ_HEDGE_ESTIMATED: return TERM_HEDGE_ESTIMATED;
    case READ_HEDGE_REPORTED: return TERM_HEDGE_REPORTED;
    case READ_HEDGE_ALLEGED: return TERM_HEDGE_ALLEGED;
    }
    return 0;
}

/* ---- what is said of the document itself */

static void make_document(struct making *m)
{
    const struct reading *r = m->r;
    if (r->doc_date.edtf.n) {
        begin(m, &r->doc_date.from);
        struct stmt *s = say(m, ABOUT_DOCUMENT, P_DATE, value_date(r->doc_date.edtf));
        s->as_written = words_of(m, &r->doc_date.from.span);
        end(m, "date", TYPE_DOCUMENT, r->doc_date.edtf);
    }
    for (isize i = 0; i < r->symbols.n; i++) {
        begin(m, &r->symbols.at[i].from);
        say_text(m, ABOUT_DOCUMENT, P_SYMBOL, r->symbols.at[i].text);
        end(m, "symbol", TYPE_DOCUMENT, r->symbols.at[i].text);
    }
    if (r->deadline.edtf.n) {
        begin(m, &r->deadline.from);
        say_type(m, 0, TYPE_DEADLINE);
        say(m, 0, P_DUE, value_date(r->deadline.edtf))->as_written =
            words_of(m, &r->deadline.from.span);
        say(m, 0, P_DEADLINE_OF, value_record(m->document));
        end(m, "deadline", TYPE_DEADLINE, r->deadline.edtf);
    }
    if (r->follows_up.text.n) {
        begin(m, &r->follows_up.from);
        say_text(m, ABOUT_DOCUMENT, P_EXTERNAL_ID, r->follows_up.text);
        end(m, "follow-up", TYPE_DOCUMENT, r->follows_up.text);
    }
}

/* ---- people and offices */

static struct str join_lines(const struct str_list *l, struct arena *a)
{
    struct buf b = buf_in(a, LINES_MAX);
    for (isize i = 0; i < l->n; i++) {
        if (i)
            buf_add_c(&b, '\n');
        buf_add(&b, l->at[i]);
    }
    return buf_str(&b);
}

static void say_address(struct making *m, const struct read_recipient *x)
{
    struct str address = join_lines(&x->address, m->a);
    if (address.n)
        say(m, 0, P_ADDRESS, value_text(address))->as_of = m->date;
}

/* An office, and who holds it. */
static void say_office(struct making *m, const struct read_recipient *x)
{
    say_type(m, 0, TYPE_OFFICE);
    say_text(m, 0, P_OFFICE_TITLE, x->office);
    say_address(m, x);
    say_text(m, 0, P_SALUTATION, x->salutation);
    if (!x->name.n)
        return;
    say_type(m, 1, TYPE_PERSON);
    say_text(m, 1, P_NAME, x->name);
    say_type(m, 2, TYPE_HOLDING);
    say(m, 2, P_HOLDER, value_record(stand_in(1)))->as_of = m->date;
    say(m, 2, P_OFFICE, value_record(stand_in(0)));
}

/* "Dear Mr Han": a person without an office is no official, whose name would be public. */
static void say_reader(struct making *m, const struct read_recipient *x)
{
    say_type(m, 0, TYPE_PERSON);
    say_text(m, 0, P_NAME, x->name);
    say_address(m, x);
}

static void make_recipients(struct making *m)
{
    for (isize i = 0; i < m->r->recipients.n; i++) {
        const struct read_recipient *x = &m->r->recipients.at[i];
        begin(m, &x->from);
        if (x->office.n)
            say_office(m, x);
        else
            say_reader(m, x);
        end(m, "recipient", x->office.n ? TYPE_OFFICE : TYPE_PERSON,
            x->name.n ? x->name : x->office);
    }
    for (isize i = 0; i < m->r->copies.n; i++) {
        const struct read_word *x = &m->r->copies.at[i];
        begin(m, &x->from);
        say_type(m, 0, TYPE_ADDRESSEE);
        say_term(m, 0, P_ADDRESSEE_ROLE, V_ADDRESSEE_ROLE, TERM_ADDRESSEE_ROLE_COPY);
        say_text(m, 0, P_ADDRESS_USED, x->text);
        end(m, "copy", TYPE_ADDRESSEE, x->text);
    }
}

static void make_signatories(struct making *m)
{
    for (isize i = 0; i < m->r->signatories.n; i++) {
        const struct read_signatory *x = &m->r->signatories.at[i];
        int type = x->organisation ? TYPE_ORGANISATION : TYPE_PERSON;
        begin(m, &x->from);
        say_type(m, 0, TYPE_SIGN_ON);
        say_type(m, 1, type);
        say_text(m, 1, P_NAME, x->name);
        say(m, 0, P_SIGNER, value_record(stand_in(1)));
        say_term(m, 0, P_SIGN_ANSWER, V_SIGN_ANSWER, TERM_SIGN_ANSWER_SIGNED);
        say_text(m, 0, P_CAPACITY, x->role);
        end(m, "signatory", TYPE_SIGN_ON, x->name);
    }
    for (isize i = 0; i < m->r->senders.n; i++) {
        const struct read_sender *x = &m->r->senders.at[i];
        bool org = !x->name.n || str_eq(x->name, x->org);
        begin(m, &x->from);
        say_type(m, 0, org ? TYPE_ORGANISATION : TYPE_PERSON);
        say_text(m, 0, P_NAME, org ? x->org : x->name);
        say(m, ABOUT_DOCUMENT, P_AUTHOR, value_record(stand_in(0)));
        end(m, "sender", TYPE_DOCUMENT, org ? x->org : x->name);
    }
}

static void make_persons(struct making *m)
{
    for (isize i = 0; i < m->r->persons.n; i++) {
        const struct read_person *x = &m->r->persons.at[i];
        begin(m, &x->from);
        say_type(m, 0, TYPE_PERSON);
        say_text(m, 0, P_NAME, x->name);
        for (isize k = 0; k < x->other_script.n && k < 5; k++)
            say_text(m, 0, P_NAME, x->other_script.at[k]);
        for (isize k = 0; k < x->aliases.n && k < 5; k++)
            say_text(m, 0, P_ALIAS, x->aliases.at[k]);
        say_text(m, 0, P_NATIONALITY, x->nationality);
        if (x->sex.n)
            say_term(m, 0, P_SEX, V_SEX, str_eq(x->sex, S("f")) ? TERM_SEX_FEMALE : TERM_SEX_MALE);
        if (x->age >= 0) {
            struct value v = {
                .type = V_QUANTITY,
                .quantity = {true, true, x->age, x->age, BOUND_EXACT, S("years"), {0}, {0}}};
            say(m, 0, P_AGE, v)->as_of = m->date;
        }
        end(m, "person", TYPE_PERSON, x->name);
    }
}

/* ---- law, bodies, places */

static void make_norms(struct making *m)
{
    for (isize i = 0; i < m->r->norms.n; i++) {
        const struct read_norm *x = &m->r->norms.at[i];
        begin(m, &x->from);
        say_type(m, 0, TYPE_NORM);
        say_text(m, 0, P_NAME, x->name);
        say_text(m, 0, P_NORM_CODE, x->canonical);
        say_text(m, 0, P_ARTICLE, x->article);
        end(m, "norm", TYPE_NORM, x->name);
    }
    for (isize i = 0; i < m->r->bodies.n; i++) {
        const struct read_body *x = &m->r->bodies.at[i];
        begin(m, &x->from);
        say_type(m, 0, TYPE_ORGANISATION);
        say_text(m, 0, P_NAME, x->name);
        say_text(m, 0, P_ACRONYM, x->canonical);
        end(m, "body", TYPE_ORGANISATION, x->name);
    }
    for (isize i = 0; i < m->r->places.n; i++) {
        const struct read_place *x = &m->r->places.at[i];
        begin(m, &x->from);
        say_type(m, 0, TYPE_PLACE);
        say_text(m, 0, P_NAME, x->name);
        say_text(m, 0, P_COUNTRY, x->country);
        for (isize k = 0; k < x->aliases.n && k < 8; k++)
            say_text(m, 0, P_ALIAS, x->aliases.at[k]);
        end(m, "place", TYPE_PLACE, x->name);
    }
}

/* ---- figures and events */

static struct value quantity(const struct read_range *n, struct str population, struct str measure)
{
    struct quantity q = {.has_min = n->has_min,
                         .has_max = n->has_max,
                         .min = n->min,
                         .max = n->max,
                         .population = population,
                         .measure = measure};
    q.bound = !n->has_max        ? BOUND_AT_LEAST
              : !n->has_min      ? BOUND_AT_MOST
              : n->min == n->max ? BOUND_EXACT
                                 : BOUND_BETWEEN;
    return (struct value){.type = V_QUANTITY, .quantity = q};
}

/* What is counted, only where the event around it says so; else it stays open and incomplete. */
static int measure_of_event(enum read_event_type t)
{
    switch (t) {
    case READ_EVENT_ARREST:
    case READ_EVENT_RAID: return TERM_MEASURE_ARRESTED;
    case READ_EVENT_DETENTION: return TERM_MEASURE_DETAINED;
    case READ_EVENT_REPATRIATION: return TERM_MEASURE_RETURNED;
    case READ_EVENT_EXECUTION: return TERM_MEASURE_EXECUTED;
    case READ_EVENT_DISAPPEARANCE: return TERM_MEASURE_DISAPPEARED;
    default: return 0;
    }
}

static bool crosses(const struct read_span *a, const struct read_span *b)
{
    return a->start < b->end && b->start < a->end;
}

/* The sentence around a span: to the stops or line ends on both sides. */
static struct str sentence_of(const struct making *m, const struct read_span *span)
{
    isize from = span->start, to = span->end;
    while (from > 0 && m->text.p[from - 1] != '\n' &&
           !str_eq(str_part(m->text, from - 2, from), S(". ")))
        from--;
    while (to < m->text.n && m->text.p[to] != '\n' && m->text.p[to] != '.')
        to++;
    return str_trim(str_part(m->text, from, to));
}

/* A number alone ("between 50,000 and 300,000") counts what its sentence says it estimates. */
static bool is_estimate(struct str sentence)
{
    static const char *const words[] = {"estimate", "추산", "추정", "估计", "估計"};
    for (isize i = 0; i < COUNTOF(words); i++)
        if (str_find(sentence, str_from_c(words[i])) >= 0)
            return true;
    return false;
}

static void make_figures(struct making *m)
{
    for (isize i = 0; i < m->r->figures.n; i++) {
        const struct read_figure *x = &m->r->figures.at[i];
        int measure = measure_of_words(words_of(m, &x->from.span));
        int events = 0;
        for (isize k = 0; k < m->r->events.n; k++) {
            const struct read_event *e = &m->r->events.at[k];
            int of = measure_of_event(e->type);
            if (!measure && of && crosses(&x->from.span, &e->from.span))
                events = events && events != of ? -1 : of; /* two events, two measures: unclear */
        }
        if (!measure && events > 0)
            measure = events;
        struct str what = x->what;
        if (!measure && is_estimate(sentence_of(m, &x->from.span))) {
            measure = TERM_MEASURE_POPULATION;
            what = what.n ? what : sentence_of(m, &x->from.span);
        }
        struct str term = measure ? vocabulary_term_text(m->s, V_MEASURE, measure, m->a) : S("");
        begin(m, &x->from);
        say_type(m, 0, TYPE_GROUP);
        say_text(m, 0, P_GROUP_DESCRIPTION, what);
        struct stmt *s = say(m, 0, P_FIGURE, quantity(&x->value, what, term));
        s->as_written = words_of(m, &x->from.span);
        s->language = m->language;
        s->hedge = hedge_term(x->hedge);
        s->as_of = x->as_of.n ? x->as_of : m->date;
        s->holder_name = m->holder;
        end(m, "figure", TYPE_GROUP, words_of(m, &x->from.span));
    }
}

static int event_term(enum read_event_type t)
{
    static const int terms[READ_EVENT__COUNT] = {
        [READ_EVENT_OTHER] = TERM_EVENT_OTHER,
        [READ_EVENT_ARREST] = TERM_EVENT_ARREST,
        [READ_EVENT_DETENTION] = TERM_EVENT_DETENTION,
        [READ_EVENT_REPATRIATION] = TERM_EVENT_REPATRIATION,
        [READ_EVENT_THREAT_OF_RETURN] = TERM_EVENT_THREAT_OF_RETURN,
        [READ_EVENT_RAID] = TERM_EVENT_RAID,
        [READ_EVENT_EXECUTION] = TERM_EVENT_EXECUTION,
        [READ_EVENT_TORTURE] = TERM_EVENT_TORTURE,
        [READ_EVENT_DISAPPEARANCE] = TERM_EVENT_DISAPPEARANCE,
        [READ_EVENT_RELEASE] = TERM_EVENT_RELEASE,
        [READ_EVENT_RESETTLEMENT] = TERM_EVENT_RESETTLEMENT,
        [READ_EVENT_BORDER_CLOSURE] = TERM_EVENT_BORDER_CLOSURE,
        [READ_EVENT_VISIT] = TERM_EVENT_VISIT,
    };
    return terms[t];
}

static void say_date_of(struct making *m, const struct read_event *x)
{
    struct stmt *s = say(m, 0, P_DATE, value_date(x->date));
    s->hedge = hedge_term(x->hedge);
    if (!x->date_words.n)
        return;
    s->as_written = x->date_words;
    s->qualifiers |= x->date_relative ? QUALIFIER_RELATIVE : QUALIFIER_INFERRED;
}

static void make_events(struct making *m)
{
    for (isize i = 0; i < m->r->events.n; i++) {
        const struct read_event *x = &m->r->events.at[i];
        int measure = measure_of_event(x->type);
        begin(m, &x->from);
        say_type(m, 0, TYPE_EVENT);
        say(m, 0, P_EVENT_KIND,
            value_term(vocabulary_term_text(m->s, V_EVENT, event_term(x->type), m->a)))
            ->hedge = hedge_term(x->hedge);
        if (x->date.n)
            say_date_of(m, x);
        if (x->place.n)
            say(m, 0, x->toward ? P_TO_PLACE : P_PLACE,
                (struct value){.type = V_PLACE, .text = x->place});
        if (x->count.has_min || x->count.has_max) {
            struct str term =
                measure ? vocabulary_term_text(m->s, V_MEASURE, measure, m->a) : S("");
            struct stmt *s = say(m, 0, P_FIGURE, quantity(&x->count, S(""), term));
            s->hedge = hedge_term(x->hedge);
            s->as_of = x->date.n ? x->date : m->date;
            s->holder_name = m->holder;
            s->as_written = words_of(m, &x->from.span);
        }
        say_text(m, 0, P_DESCRIPTION, words_of(m, &x->from.span));
        end(m, "event", TYPE_EVENT, words_of(m, &x->from.span));
    }
}

static void make_asks(struct making *m)
{
    for (isize i = 0; i < m->r->asks.n; i++) {
        const struct read_ask *x = &m->r->asks.at[i];
        begin(m, &x->from);
        say_type(m, 0, TYPE_DEMAND);
        say_text(m, 0, P_DEMAND_TEXT, x->text);
        if (m->date.n)
            say(m, 0, P_FIRST_ASKED, value_date(m->date));
        end(m, "ask", TYPE_DEMAND, x->text);
    }
}

static struct str holder_of(const struct reading *r)
{
    if (r->senders.n == 0)
        return (struct str){0};
    return r->senders.at[0].org.n ? r->senders.at[0].org : r->senders.at[0].name;
}

void proposals_of(struct proposal_list *out, const struct reading *r, struct str text,
                  struct id document, const struct schema *s, struct arena *a)
{
    struct str language, rest;
    (void)str_cut(r->language, '+', &language, &rest);
    struct making m = {.out = out,
                       .r = r,
                       .text = text,
                       .document = document,
                       .s = s,
                       .a = a,
                       .language = language,
                       .holder = holder_of(r),
                       .date = r->doc_date.edtf};
    isize from = out->n;
    make_document(&m);
    make_recipients(&m);
    make_signatories(&m);
    make_persons(&m);
    make_norms(&m);
    make_figures(&m);
    make_events(&m);
    make_asks(&m);
    for (isize i = from; i < out->n; i++)
        out->at[i].id = proposal_name(&out->at[i], text, a);
}
