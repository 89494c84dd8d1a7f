/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kept letter as it would leave now: every sentence asks the gate again. */
#include "act/kept.h"
#include "act/letter_priv.h"
#include "record/ids.h"

/* The statement as those outside may have it; *why if they may not. */
static bool ask(struct fact *out, const char **why, struct composing *c, const struct fact *inside,
                struct err *err)
{
    struct err none = {0};
    bool let = true;
    if (!fact_load(out, &c->outside, inside->no, c->a, &none)) {
        *why = TR("it was removed");
        return none.code == E_NOTFOUND || err_copy(err, &none);
    }
    if (out->verdict.answer == GATE_SHOW && fact_is_live(out) &&
        !kept_names_let(&let, &c->names, out, err))
        return false;
    if (out->verdict.answer != GATE_SHOW)
        *why = gate_reason_say(out->verdict.reason);
    else if (!fact_is_live(out))
        *why = TR("it was withdrawn, corrected or decided against");
    else if (!let)
        *why = TR("a name stands in it that may not leave");
    return true;
}

static void keep_back(struct composing *c, struct kept_part *p, const char *why,
                      const struct fact *f)
{
    p->kept_back = why;
    p->kept_fact = f ? f->no : 0;
    struct str kind = f ? letter_kind_of(c, f) : msg(c->w->reader.lang, TR("Own words"));
    letter_left(c, kind, why, NULL, f);
}

/* Those that may leave; *stopped: the first that may not, and why. */
static bool ask_all(struct facts_used *out, const struct fact **stopped, const char **why,
                    struct composing *c, const struct kept_facts *l, struct err *err)
{
    *stopped = NULL;
    for (isize i = 0; i < l->n && !*stopped; i++) {
        struct fact f;
        const char *no = NULL;
        if (!ask(&f, &no, c, &l->at[i], err))
            return false;
        if (no) {
            *why = no;
            *stopped = &l->at[i];
        } else {
            *LIST_ADD(out, c->a) = f;
        }
    }
    return true;
}

/* What says less is named where it may be, and left away where not. */
static bool ask_also(struct facts_used *out, struct composing *c, const struct kept_facts *l,
                     struct err *err)
{
    for (isize i = 0; i < l->n; i++) {
        struct fact f;
        const char *no = NULL;
        if (!ask(&f, &no, c, &l->at[i], err))
            return false;
        if (!no)
            *LIST_ADD(out, c->a) = f;
    }
    return true;
}

/* May this sentence stand on the paper, and what does it rest on? */
static bool ask_part(struct facts_used *uses, struct facts_used *also, struct composing *c,
                     struct kept_part *p, struct err *err)
{
    const struct fact *stopped;
    const char *why = NULL;
    bool kept = false;
    if (!ask_all(uses, &stopped, &why, c, &p->uses, err) || !ask_also(also, c, &p->also, err) ||
        (p->own && !kept_names_in(&kept, &c->names, p->text, NULL, err)))
        return false;
    if (stopped)
        keep_back(c, p, why, stopped);
    else if (p->lost)
        keep_back(c, p, TR("something it rested on was removed for good"), NULL);
    else if (kept)
        keep_back(c, p, TR("a name stands in it that may not leave"), NULL);
    return true;
}

static enum paper_block_kind block_kind(int kind)
{
    switch (kind) {
    case TERM_PART_KIND_ASK: return PAPER_ASK;
    case TERM_PART_KIND_QUOTE: return PAPER_QUOTE;
    case TERM_PART_KIND_HEADING: return PAPER_HEADING;
    default: return PAPER_PARAGRAPH;
    }
}

/* Words of a rule are as checked as what they rest on. Own words are marked as such, and what they
 * rest on follows as a mark and a footnote. */
static bool put_part(struct composing *c, const struct kept_part *p, const struct facts_used *uses,
                     const struct facts_used *also, struct err *err)
{
    bool checked = true;
    int note = 0;
    if (uses->n && !letter_note(&note, c, uses, also, err))
        return false;
    for (isize i = 0; i < uses->n; i++) {
        checked = checked && uses->at[i].checked;
        letter_use(c, &uses->at[i]);
    }
    struct paper_block *b = letter_block(c, block_kind(p->kind), uses, also);
    enum paper_style made = uses->n ? PAPER_FACT : PAPER_PLAIN;
    struct paper_run run = {.text = p->text,
                            .style = p->own ? PAPER_OWN : made,
                            .checked = checked || p->own,
                            .note = p->own ? 0 : note};
    *LIST_ADD(&b->runs, c->a) = run;
    if (p->own && uses->n)
        *LIST_ADD(&b->runs, c->a) =
            (struct paper_run){.style = PAPER_FACT, .checked = checked, .note = note};
    return true;
}

static void number_asks(struct paper_letter *p)
{
    int n = 0;
    for (isize i = 0; i < p->body.n; i++)
        p->body.at[i].number = p->body.at[i].kind == PAPER_ASK ? ++n : 0;
}

static bool take_part(struct composing *c, struct kept_part *p, struct err *err)
{
    struct facts_used uses = {0}, also = {0};
    struct paper_letter *l = &c->l->paper;
    p->kept_back = NULL;
    p->kept_fact = 0;
    if (p->gone)
        return true;
    if (!ask_part(&uses, &also, c, p, err))
        return false;
    if (p->kept_back)
        return true;
    switch (p->kind) {
    case TERM_PART_KIND_SUBJECT: l->subject = p->text; return true;
    case TERM_PART_KIND_SALUTATION: l->salutation = p->text; return true;
    case TERM_PART_KIND_CLOSING: l->closing = p->text; return true;
    default: return put_part(c, p, &uses, &also, err);
    }
}

bool kept_paper(struct letter *out, struct workspace *w, struct kept *k, struct arena *a,
                struct err *err)
{
    struct letter l = {0};
    struct composing c;
    struct letter_order o = k->order;
    o.to_origin = true; /* kept_origin() asks */
    if (!letter_begin(&c, w, &o, &l, a, err) || !letter_address(&c, err))
        return false;
    l.frame_n = c.uses.n;
    letter_frame(&c);
    l.paper.number = k->number;
    l.paper.subject = template_get(&c.t, "subject");
    l.paper.closing = template_get(&c.t, "closing");
    for (isize i = 0; i < k->parts.n; i++)
        if (!take_part(&c, &k->parts.at[i], err))
            return false;
    number_asks(&l.paper);
    l.unchecked = paper_letter_unchecked(&l.paper);
    l.uses = c.uses.at;
    l.use_n = c.uses.n;
    *out = l;
    return true;
}

bool kept_origin(struct workspace *w, const struct kept *k, struct arena *a, struct err *err)
{
    struct letter l = {0};
    struct composing c;
    return letter_open(&c, w, &k->order, &l, a, err) && letter_address(&c, err);
}

bool kept_barred(const char **out, struct workspace *w, const struct kept *k, struct arena *a,
                 struct err *err)
{
    struct err why = {0};
    *out = NULL;
    if (kept_origin(w, k, a, &why))
        return true;
    if (!why.detail[0])
        return err_copy(err, &why);
    *out = why.code == E_DENIED
               ? TR("It may not leave: people in this case file come from the state that would "
                    "read it.")
               : TR("It may not leave: the office is of another state than the letter is to.");
    return true;
}
