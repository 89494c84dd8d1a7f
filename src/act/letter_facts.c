/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened and how many: sentences from events and figures, with hedge and footnote. */
#include "act/letter_priv.h"
#include "lang/script.h"
#include "lang/when.h"
#include "record/ids.h"

enum { EVENTS_MAX = 200, KEY_MAX = 64 };

static const char *term_id(struct composing *c, int vocabulary, int term)
{
    const struct vocabulary *v = schema_vocabulary(c->w->schema, vocabulary);
    const struct term *t = v ? vocabulary_term(v, term) : NULL;
    return t ? str_to_c(c->a, t->id) : "";
}

static struct str hedge_words(struct composing *c, int hedge)
{
    const char *id = hedge ? term_id(c, V_HEDGE, hedge) : "none";
    return template_get(&c->t, str_to_c(c->a, str_format(c->a, "hedge.%s", id)));
}

/* "at least 50 people", "열 명": only if the gate lets the figure out. */
static struct str people(struct composing *c, const struct fact *figure)
{
    const struct quantity *q = figure ? &figure->s.value.quantity : NULL;
    if (!q || (!q->has_min && !q->has_max))
        return template_get(&c->t, "people.unsaid");
    if (q->has_min && q->has_max && q->min == 1 && q->max == 1)
        return template_get(&c->t, "people.one");
    struct reader r = c->outside;
    struct fact plain = *figure;
    plain.s.value.quantity.population = plain.s.value.quantity.measure = (struct str){0};
    plain.s.value.quantity.unit = (struct str){0};
    r.lang = c->o->lang;
    struct hole holes[] = {{"n", fact_say(&r, &plain, c->a)}, {NULL, {0}}};
    return template_fill(c->a, template_get(&c->t, "people.n"), holes);
}

/* A fact of a record that may leave; what is kept back is listed. */
static const struct fact *out_fact(struct composing *c, const struct record *rec, int property,
                                   struct str title)
{
    const struct fact *f = record_fact(rec, property);
    if (!f || f->verdict.answer == GATE_SHOW)
        return f;
    struct str label = f->p ? label_in(&f->p->label, c->w->reader.lang) : f->s.property;
    letter_left(c, str_format(c->a, "%.*s: %.*s", FS(title), FS(label)),
                gate_reason_say(f->verdict.reason));
    return NULL;
}

/* A place written in a script that the letter's reader may not read says nothing to them. */
static bool is_readable(struct composing *c, struct str name)
{
    struct str language = text_language(name);
    bool latin = str_eq(language, S("en")) || str_eq(language, S("und"));
    return latin || (c->o->lang == LANG_KO && str_eq(language, S("ko"))) ||
           (c->o->lang > LANG_KO && str_starts(language, S("zh")));
}

static struct str place_words(struct composing *c, const struct fact *place)
{
    if (!place)
        return (struct str){0};
    if (!is_readable(c, place->s.value.text)) {
        letter_left(c, place->s.value.text, TR("a place in another script: add its name"));
        return (struct str){0};
    }
    struct hole holes[] = {{"place", fact_say(&c->outside, place, c->a)}, {NULL, {0}}};
    return template_fill(c->a, template_get(&c->t, "at_place"), holes);
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

/* Two sources that say the same in the same words: one sentence, the first source. */
static bool is_said(struct composing *c, struct str text)
{
    for (isize i = 0; i < c->l->paper.body.n; i++) {
        const struct paper_block *b = &c->l->paper.body.at[i];
        if (b->runs.n && str_eq(b->runs.at[0].text, text))
            return true;
    }
    return false;
}

static bool add_sentence(struct composing *c, struct str text, const struct fact *const *facts,
                         isize n, struct err *err)
{
    text = capital(text, c->a);
    if (is_said(c, text))
        return true;
    struct paper_block *b = LIST_ADD(&c->l->paper.body, c->a);
    int note = 0;
    bool checked = true;
    for (isize i = 0; i < n; i++) {
        if (!facts[i])
            continue;
        checked = checked && facts[i]->checked;
        letter_use(c, facts[i]);
        if (!note && !letter_note(&note, c, facts[i], err))
            return false;
    }
    b = &c->l->paper.body.at[c->l->paper.body.n - 1];
    *b = (struct paper_block){.kind = PAPER_PARAGRAPH};
    *LIST_ADD(&b->runs, c->a) =
        (struct paper_run){.text = text, .style = PAPER_FACT, .checked = checked, .note = note};
    return true;
}

static bool event_sentence(struct composing *c, const struct record *e, struct err *err)
{
    struct str title = record_title(&c->inside, e, c->a);
    const struct fact *kind = out_fact(c, e, P_EVENT_KIND, title);
    if (!kind)
        return true;
    struct str vocabulary, id;
    (void)str_cut(kind->s.value.text, ':', &vocabulary, &id);
    const char *key = str_to_c(c->a, str_format(c->a, "event.%.*s", FS(id)));
    if (!template_has(&c->t, key))
        return true; /* context: summits, sessions, letters sent; not for an appeal */
    const struct fact *figure = out_fact(c, e, P_FIGURE, title);
    const struct fact *place = out_fact(c, e, P_PLACE, title);
    const struct fact *date = out_fact(c, e, P_DATE, title);
    struct hole holes[] = {{"hedge", hedge_words(c, kind->s.hedge)},
                           {"people", people(c, figure)},
                           {"place", place_words(c, place)},
                           {"date", date_words(c, date ? date->s.value.text : (struct str){0})},
                           {NULL, {0}}};
    const struct fact *const facts[] = {kind, figure, place, date};
    if (!figure && !place && !date) {
        letter_left(c, title, TR("neither how many, where nor when is recorded"));
        return true;
    }
    return add_sentence(c, template_fill(c->a, template_get(&c->t, key), holes), facts,
                        COUNTOF(facts), err);
}

static bool figure_sentence(struct composing *c, const struct record *g, struct err *err)
{
    struct str title = record_title(&c->inside, g, c->a), vocabulary, id;
    const struct fact *f = out_fact(c, g, P_FIGURE, title);
    if (!f || f->s.value.type != V_QUANTITY)
        return true;
    (void)str_cut(f->s.value.quantity.measure, ':', &vocabulary, &id);
    const char *key = str_to_c(c->a, str_format(c->a, "figure.%.*s", FS(id)));
    if (!template_has(&c->t, key))
        return true;
    struct hole holes[] = {{"hedge", hedge_words(c, f->s.hedge)},
                           {"people", people(c, f)},
                           {"holder", f->s.holder_name},
                           {"date", date_words(c, f->s.as_of)},
                           {NULL, {0}}};
    return add_sentence(c, template_fill(c->a, template_get(&c->t, key), holes), &f, 1, err);
}

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

static bool each_of_type(struct composing *c, int type,
                         bool (*say)(struct composing *, const struct record *, struct err *),
                         struct err *err)
{
    struct record_refs l;
    if (!record_list(&l, &c->inside, type, 0, EVENTS_MAX, c->a, err))
        return false;
    for (isize i = l.n - 1; i >= 0; i--) { /* the oldest first, as the documents told it */
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
        if (!say(c, &rec, err))
            return false;
    }
    return true;
}

bool letter_facts(struct composing *c, struct err *err)
{
    isize before = c->l->paper.body.n;
    if (!each_of_type(c, TYPE_EVENT, event_sentence, err) ||
        (!c->o->has_case && !each_of_type(c, TYPE_GROUP, figure_sentence, err)))
        return false;
    if (c->l->paper.body.n == before)
        letter_left(c, S("facts"), TR("nothing that may leave is recorded yet"));
    return true;
}
