/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/pages/found.h"

#include <stdlib.h>

#include "base/list.h"
#include "record/ids.h"

enum {
    SAYS_MAX = 600,
    SAYS_BUF = 4 * SAYS_MAX,
    VALUES_MAX = 24,
    WORDS_SAID = 60,
    CLEAR_FROM = 900,
    LIKELY_FROM = 700
};

/* ---- in words */

struct kind_word {
    const char *kind, *word;
};
static const struct kind_word kind_words[] = {
    {"date", TR("Date of the document")},
    {"symbol", TR("Document symbol")},
    {"deadline", TR("Deadline")},
    {"follow-up", TR("Follows an earlier one")},
    {"recipient", TR("Addressed to")},
    {"copy", TR("Copy to")},
    {"signatory", TR("Signed by")},
    {"sender", TR("Sender")},
    {"norm", TR("Law")},
    {"body", TR("Body")},
    {"event", TR("Event")},
    {"figure", TR("Figure")},
    {"person", TR("Person")},
    {"place", TR("Place")},
    {"ask", TR("Asked")},
};

static struct str kind_say(struct desk *d, struct str kind, int type)
{
    for (isize i = 0; i < COUNTOF(kind_words); i++)
        if (str_eq(kind, str_from_c(kind_words[i].kind)))
            return msg(d->req->lang, kind_words[i].word);
    const struct record_type *t = schema_type(d->r->schema, type);
    return t ? label_in(&t->label, d->req->lang) : kind;
}

/* No decimals: a score is an argument for nobody. */
static const char *clear_say(int score)
{
    if (score >= CLEAR_FROM)
        return TR("clear");
    return score >= LIKELY_FROM ? TR("likely") : TR("look closely");
}

static bool is_own_word(const struct property *p)
{
    return p && p->number != P_TYPE && p->number != P_SENSITIVITY && p->number != P_MAY_LEAVE;
}

/* The values of one thing, for one line. */
struct values {
    struct str at[VALUES_MAX];
    bool words[VALUES_MAX]; /* it is text, not a date, a number or a term */
    isize n;
    struct str passage; /* whose words stand beside it */
    struct str said;    /* a value that is those words */
};

/* What says no more than another value, or than the marked words themselves, is left out. */
static void values_add(struct values *l, struct str value, bool words)
{
    if (value.n > WORDS_SAID && str_find(l->passage, value) >= 0) {
        l->said = value;
        return;
    }
    if (!value.n)
        return;
    for (isize i = 0; i < l->n; i++) {
        if (words && str_find(l->at[i], value) >= 0)
            return;
        if (l->words[i] && str_find(value, l->at[i]) >= 0) {
            l->at[i] = value;
            l->words[i] = words;
            return;
        }
    }
    if (l->n < VALUES_MAX) {
        l->words[l->n] = words;
        l->at[l->n++] = value;
    }
}

static void values_add_fact(struct values *l, struct desk *d, const struct fact *f)
{
    bool words = f->s.value.type == V_TEXT || f->s.value.type == V_PLACE;
    if (is_own_word(f->p) && f->s.value.type != V_RECORD)
        values_add(l, fact_say(d->r, f, d->a), words);
}

static struct str values_say(struct values *l, struct desk *d, int hedge)
{
    struct buf b = buf_in(d->a, SAYS_BUF);
    const struct vocabulary *v = schema_vocabulary(d->r->schema, V_HEDGE);
    const struct term *t = hedge ? vocabulary_term(v, hedge) : NULL;
    if (t)
        values_add(l, label_in(&t->label, d->req->lang), false);
    if (l->said.n && l->n < 2)
        buf_add(&b, text_short(l->said, WORDS_SAID, d->a));
    for (isize i = 0; i < l->n; i++) {
        if (b.n)
            buf_add(&b, S(" · "));
        buf_add(&b, l->at[i]);
    }
    return text_short(buf_str(&b), SAYS_MAX, d->a);
}

/* What a proposal would record, value by value; records that it would make are their own values. */
static struct str proposal_says(struct desk *d, const struct proposal *p, struct str passage)
{
    struct values l = {.passage = passage};
    int hedge = 0;
    for (isize i = 0; i < p->n; i++) {
        struct fact f = {.s = p->stmts[i]};
        f.p = schema_property_by_id(d->r->schema, f.s.property);
        hedge = f.s.hedge ? f.s.hedge : hedge;
        values_add_fact(&l, d, &f);
    }
    struct str says = values_say(&l, d, hedge);
    return says.n ? says : p->says;
}

static struct str facts_say(struct desk *d, const struct found_thing *t, struct str passage)
{
    struct values l = {.passage = passage};
    int hedge = 0;
    for (isize i = 0; i < t->fact_n; i++) {
        hedge = t->facts[i]->s.hedge ? t->facts[i]->s.hedge : hedge;
        values_add_fact(&l, d, t->facts[i]);
    }
    return values_say(&l, d, hedge);
}

/* ---- gathering */

/* The passage as these eyes see it; false if they do not. */
static bool place(struct found_thing *t, const struct document_text *text, int64_t start,
                  int64_t end)
{
    if (end <= start)
        return true;
    struct str words = document_words(text, start, end);
    if (!words.n)
        return false;
    t->start = words.p - text->text.p;
    t->end = t->start + words.n;
    return true;
}

static bool add_proposals(struct found_things *l, struct desk *d, const struct record *document,
                          const struct document_text *text, struct err *err)
{
    struct proposal_list *open = NEW(d->a, struct proposal_list);
    if (!proposals_list(open, d->w,
                        (struct proposals_wanted){
                            .document = &document->id, .state = PROPOSAL_OPEN, .max = FOUND_MAX},
                        d->a, err))
        return false;
    for (isize i = 0; i < open->n; i++) {
        const struct proposal *p = &open->at[i];
        struct found_thing t = {.proposal = p};
        if (!place(&t, text, p->start, p->end))
            continue;
        t.shown =
            (struct view_found){.state = FOUND_OPEN,
                                .name = p->id,
                                .kind = kind_say(d, p->kind, p->type),
                                .says = proposal_says(d, p, str_part(text->text, t.start, t.end)),
                                .clear = clear_say(p->score)};
        *LIST_ADD(l, d->a) = t;
        l->open++;
    }
    return true;
}

static bool is_grounded(const struct fact *f)
{
    return f->record > 0 && f->s.source.kind == REF_PASSAGE && fact_is_live(f) && f->p &&
           f->s.subject.kind == REF_RECORD;
}

static bool same_thing(const struct fact *a, const struct fact *b)
{
    return a->record == b->record && a->s.source.start == b->s.source.start &&
           a->s.source.end == b->s.source.end;
}

static bool fill_recorded(struct found_thing *t, struct desk *d, const struct record *document,
                          const struct document_text *text)
{
    const struct fact *f = t->facts[0];
    struct err none = {0};
    struct id id;
    bool checked = true;
    if (!record_id_of(&id, d->r->db, f->record, &none))
        return false;
    for (isize i = 0; i < t->fact_n; i++)
        checked = checked && t->facts[i]->checked;
    struct str says = facts_say(d, t, str_part(text->text, t->start, t->end));
    t->shown = (struct view_found){
        .state = checked ? FOUND_CHECKED : FOUND_UNCHECKED,
        .name = desk_said(f, d->a),
        .kind = f->record == document->row && f->p ? label_in(&f->p->label, d->req->lang)
                                                   : kind_say(d, S(""), f->item.type),
        .says = says,
        .href = str_format(d->a, "/records/%.*s", FS(id_write(d->a, &id)))};
    return says.n || record_title_of(&t->shown.says, d->r, f->record, d->a, &none);
}

/* Facts come in the order of the text, those of one entry together. */
static bool add_recorded(struct found_things *l, struct desk *d, const struct record *document,
                         const struct document_text *text, struct err *err)
{
    struct fact_list facts;
    if (!facts_from(&facts, d->r, document->row, d->a, err))
        return false;
    const struct fact **order = NEWN(d->a, const struct fact *, facts.n + 1);
    bool *taken = NEWN(d->a, bool, facts.n + 1);
    isize n = 0;
    for (isize i = 0; i < facts.n && l->n < FOUND_MAX; i++) {
        struct found_thing t = {.facts = &order[n]};
        if (taken[i] || !is_grounded(&facts.at[i]))
            continue;
        for (isize k = i; k < facts.n && facts.at[k].s.source.start == facts.at[i].s.source.start;
             k++) {
            if (taken[k] || !is_grounded(&facts.at[k]) || !same_thing(&facts.at[i], &facts.at[k]))
                continue;
            taken[k] = true;
            order[n++] = &facts.at[k];
            t.fact_n++;
        }
        if (!place(&t, text, t.facts[0]->s.source.start, t.facts[0]->s.source.end) ||
            !fill_recorded(&t, d, document, text))
            continue;
        l->unchecked += t.shown.state == FOUND_UNCHECKED;
        *LIST_ADD(l, d->a) = t;
    }
    return true;
}

static int by_place(const void *x, const void *y)
{
    const struct found_thing *a = x, *b = y;
    if (a->start != b->start)
        return (a->start > b->start) - (a->start < b->start);
    if (a->end != b->end) /* the longer passage first: the others are inside it */
        return (a->end < b->end) - (a->end > b->end);
    /* What is recorded first, as it was entered: names of statements are hashes, and would stand in
     * another order where something stands before them that these eyes may not see. */
    if (!a->proposal != !b->proposal)
        return a->proposal ? 1 : -1;
    if (!a->proposal && a->fact_n && b->fact_n)
        return (a->facts[0]->no > b->facts[0]->no) - (a->facts[0]->no < b->facts[0]->no);
    return str_cmp(a->shown.name, b->shown.name);
}

bool found_in(struct found_things *out, struct desk *d, const struct record *document,
              const struct document_text *text, struct err *err)
{
    struct found_things l = {0};
    if (!add_proposals(&l, d, document, text, err) || !add_recorded(&l, d, document, text, err))
        return false;
    if (l.n)
        qsort(l.at, (size_t)l.n, sizeof *l.at, by_place);
    for (isize i = 0; i < l.n; i++)
        l.at[i].shown.number = (int)i + 1;
    *out = l;
    return true;
}

/* ---- deciding */

static bool each_fact(struct desk *d, const struct found_thing *t, const char *property, bool yes,
                      struct err *err)
{
    struct stmt *s = NEWN(d->a, struct stmt, t->fact_n);
    for (isize i = 0; i < t->fact_n; i++) {
        struct ref r;
        if (!journal_ref(&r, d->w->v->db, t->facts[i]->no, err))
            return false;
        s[i] = STMT(.subject = r, .property = str_from_c(property), .value = value_number(yes));
    }
    return workspace_say(d->w, ENTRY_LABEL, s, t->fact_n, NULL, err);
}

bool found_right(struct desk *d, const struct found_thing *t, struct err *err)
{
    struct acceptance x = {0};
    struct id made;
    if (!t->proposal)
        return each_fact(d, t, "core:checked", true, err);
    *LIST_ADD(&x.proposals, d->a) = *t->proposal;
    return proposals_accept(&made, d->w, &x, err);
}

bool found_not_said(struct desk *d, const struct found_thing *t, struct err *err)
{
    if (t->proposal)
        return proposal_refuse(d->w, t->proposal, S(""), err);
    for (isize i = 0; i < t->fact_n; i++)
        if (!fact_retract(d->w, t->facts[i]->no, true, S(""), err))
            return false;
    return true;
}

/* The facts of one thing are those of its record and passage, whether they stand or not. */
bool found_undo(struct desk *d, const struct record *document, struct str name, bool was_right,
                struct err *err)
{
    struct fact_list facts;
    struct found_thing t = {0};
    const struct fact *first = NULL;
    if (!facts_from(&facts, d->r, document->row, d->a, err))
        return false;
    for (isize i = 0; i < facts.n && !first; i++)
        if (str_eq(desk_said(&facts.at[i], d->a), name))
            first = &facts.at[i];
    t.facts = NEWN(d->a, const struct fact *, facts.n + 1);
    for (isize i = 0; first && i < facts.n; i++)
        if (same_thing(first, &facts.at[i]) && facts.at[i].retracted != was_right)
            t.facts[t.fact_n++] = &facts.at[i];
    if (t.fact_n == 0)
        return err_set(err, E_CONFLICT, "nothing of that name was decided there");
    return each_fact(d, &t, was_right ? "core:checked" : "core:retracted", false, err);
}
