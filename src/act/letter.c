/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/letter.h"

#include <string.h>

#include "act/letter_priv.h"
#include "lang/edtf.h"
#include "lang/when.h"
#include "record/ids.h"
#include "record/labels.h"

enum { OFFICES_MAX = 2000, USES_MAX = 2000, WHICH_SHOWN = 3 };

/* Names a few statements, so that they can be looked up. */
static void add_which(struct left_out *l, const struct fact *f, struct arena *a)
{
    if (!f || l->n > WHICH_SHOWN)
        return;
    if (l->n == WHICH_SHOWN)
        l->which = str_format(a, "%.*s...", FS(l->which));
    else
        l->which = str_format(a, "%.*s%ss%" PRId64, FS(l->which), l->n ? ", " : "", f->no);
}

void letter_left(struct composing *c, struct str kind, const char *why, const char *advice,
                 const struct fact *f)
{
    struct left_out *l = NULL;
    for (isize i = 0; !l && i < c->l->left.n; i++)
        if (c->l->left.at[i].why == why && str_eq(c->l->left.at[i].kind, kind))
            l = &c->l->left.at[i];
    if (!l) {
        l = LIST_ADD(&c->l->left, c->a);
        *l = (struct left_out){.kind = kind, .why = why, .advice = advice, .first = f ? f->no : 0};
    }
    add_which(l, f, c->a);
    l->n++;
    l->what = l->n > 1 ? str_format(c->a, "%.*s (%" PRId64 ")", FS(kind), l->n) : kind;
}

struct str letter_kind_of(struct composing *c, const struct fact *f)
{
    const struct record_type *t = schema_type(c->w->schema, f->item.type);
    enum language lang = c->w->reader.lang;
    struct str label = f->p ? label_in(&f->p->label, lang) : f->s.property;
    return t ? str_format(c->a, "%.*s: %.*s", FS(label_in(&t->label, lang)), FS(label)) : label;
}

void letter_use(struct composing *c, const struct fact *f)
{
    for (isize i = 0; i < c->uses.n; i++)
        if (c->uses.at[i] == f->no)
            return;
    if (c->uses.n < USES_MAX)
        *LIST_ADD(&c->uses, c->a) = f->no;
}

static int64_t *numbers_of(const struct facts_used *l, struct arena *a)
{
    int64_t *at = NEWN(a, int64_t, l->n + 1);
    for (isize i = 0; i < l->n; i++)
        at[i] = l->at[i].no;
    return at;
}

struct paper_block *letter_block(struct composing *c, enum paper_block_kind kind,
                                 const struct facts_used *uses, const struct facts_used *also)
{
    struct paper_block *b = LIST_ADD(&c->l->paper.body, c->a);
    *b = (struct paper_block){.kind = kind};
    *LIST_ADD(&c->l->basis, c->a) =
        (struct letter_basis){numbers_of(uses, c->a), numbers_of(also, c->a), uses->n, also->n};
    return b;
}

void letter_plain(struct composing *c, enum paper_block_kind kind, struct str text)
{
    static const struct facts_used none;
    struct paper_block *b = letter_block(c, kind, &none, &none);
    *LIST_ADD(&b->runs, c->a) =
        (struct paper_run){.text = text, .style = PAPER_PLAIN, .checked = true};
}

/* Title and date of a paper that anybody can read; a title that names somebody who may not be named
 * is left out. */
static bool paper_words(struct str *out, struct composing *c, const struct record *doc,
                        struct err *err)
{
    const struct fact *date = record_fact(doc, P_DATE);
    struct str title = record_title(&c->outside, doc, c->a);
    bool kept;
    if (!kept_names_in(&kept, &c->names, title, &doc->id, err))
        return false;
    struct str said = date && date->verdict.answer == GATE_SHOW
                          ? when_say(date->s.value.text, language_tag(c->o->lang), c->a)
                          : (struct str){0};
    struct hole holes[] = {{"title", title}, {"date", said}, {NULL, {0}}};
    struct str words = template_say(&c->t, kept ? "source.unnamed" : "source.public", holes, c->a);
    while (words.n && !said.n && (str_ends(words, S(",")) || str_ends(words, S("\uff0c"))))
        words = str_trim(str_part(words, 0, words.n - (str_ends(words, S(",")) ? 1 : 3)));
    *out = words;
    return true;
}

/* A paper that anybody can read is named; any other source stays behind the organisation. */
static bool source_words(struct str *out, struct composing *c, const struct fact *f,
                         struct err *err)
{
    struct label_cache cache = label_cache_in(c->a);
    struct label label = {0};
    struct record doc;
    struct err none = {0};
    int64_t row;
    struct hole secret[] = {{"organisation", c->o->organisation}, {NULL, {0}}};
    *out = template_say(&c->t, "source.private", secret, c->a);
    if (f->s.source.kind == REF_NONE || !record_row_of(&row, c->w->v->db, &f->s.source.id, &none) ||
        !record_load(&doc, &c->outside, row, c->a, &none))
        return !none.code || none.code == E_NOTFOUND || err_copy(err, &none);
    if (!label_record(&label, &cache, &c->inside, row, err))
        return false;
    if (!label.open || label.consent < TERM_CONSENT_PUBLIC_CODE)
        return true;
    return paper_words(out, c, &doc, err);
}

/* The words of the sources of facts, joined; each once, and not those seen before. */
static bool sources_words(struct buf *out, struct str_list *seen, struct composing *c,
                          const struct facts_used *facts, struct err *err)
{
    for (isize i = 0; i < facts->n; i++) {
        struct str words;
        isize k = 0;
        if (!source_words(&words, c, &facts->at[i], err))
            return false;
        while (k < seen->n && !str_eq(seen->at[k], words))
            k++;
        if (k < seen->n)
            continue;
        str_list_add(seen, words, c->a);
        if (out->n)
            buf_add(out, S("; "));
        buf_add(out, words);
    }
    return true;
}

/* One footnote for all that has the same sources: how often a source speaks is nobody's business.
 */
bool letter_note(int *out, struct composing *c, const struct facts_used *facts,
                 const struct facts_used *also, struct err *err)
{
    struct paper_note_list *notes = &c->l->paper.notes;
    struct str_list seen = {0};
    struct buf b = buf_in(c->a, PAPER_BLOCK_MAX), more = buf_in(c->a, PAPER_BLOCK_MAX);
    if (!sources_words(&b, &seen, c, facts, err) || !sources_words(&more, &seen, c, also, err))
        return false;
    struct str text = buf_str(&b);
    if (more.n) {
        struct hole holes[] = {{"sources", text}, {"also", buf_str(&more)}, {NULL, {0}}};
        text = template_say(&c->t, "source.also", holes, c->a);
    }
    for (isize i = 0; i < notes->n; i++) {
        if (str_eq(notes->at[i].text, text)) {
            *out = notes->at[i].number;
            return true;
        }
    }
    *out = (int)notes->n + 1;
    *LIST_ADD(notes, c->a) = (struct paper_note){.number = *out, .text = text};
    *LIST_ADD(&c->l->note_facts, c->a) = facts->at[0].no;
    return true;
}

static void add_asks(struct composing *c)
{
    static const char *const asks[] = {"ask.halt", "ask.access", "ask.safety", "ask.word"};
    letter_plain(c, PAPER_PARAGRAPH, template_get(&c->t, "asks"));
    for (isize i = 0; i < COUNTOF(asks); i++) {
        letter_plain(c, PAPER_ASK, template_get(&c->t, asks[i]));
        c->l->paper.body.at[c->l->paper.body.n - 1].number = (int)i + 1;
    }
}

void letter_frame(struct composing *c)
{
    struct paper_letter *p = &c->l->paper;
    int64_t now = sys_now(c->w->sys);
    struct str day = when_say(time_day(now, c->a), language_tag(c->o->lang), c->a), rest, line;
    p->lang = language_tag(c->o->lang);
    p->organisation = c->o->organisation;
    p->letterhead = c->o->letterhead;
    p->place_date = c->o->place.n ? str_format(c->a, "%.*s, %.*s", FS(c->o->place), FS(day)) : day;
    rest = c->o->signatory;
    while (str_line(&rest, &line))
        str_list_add(&p->signatures, line, c->a);
    str_list_add(&p->signatures, c->o->organisation, c->a);
    p->draft = true;
    p->demonstration = c->w->v->demonstration;
    p->written =
        day_of_time(now) * DAY_SECONDS; /* at which hour people work is their own business */
}

static void add_opening(struct composing *c)
{
    struct hole holes[] = {{"organisation", c->o->organisation}, {NULL, {0}}};
    c->l->paper.subject = template_get(&c->t, "subject");
    c->l->paper.closing = template_get(&c->t, "closing");
    letter_plain(c, PAPER_PARAGRAPH, template_say(&c->t, "opening", holes, c->a));
}

bool letter_open(struct composing *c, struct workspace *w, const struct letter_order *o,
                 struct letter *l, struct arena *a, struct err *err)
{
    *c = (struct composing){
        .w = w, .o = o, .l = l, .inside = w->reader, .outside = w->reader, .a = a};
    c->inside.lang = c->outside.lang = o->lang;
    c->outside.gate.audience = AUDIENCE_PUBLIC;
    if (!o->organisation.n)
        return err_set(err, E_INVALID, "a letter needs the name of who writes it");
    return template_load(&c->t, o->lang, a, err);
}

bool letter_begin(struct composing *c, struct workspace *w, const struct letter_order *o,
                  struct letter *l, struct arena *a, struct err *err)
{
    return letter_open(c, w, o, l, a, err) && kept_names_load(&c->names, &c->outside, a, err);
}

bool letter_compose(struct letter *out, struct workspace *w, const struct law *law,
                    const struct letter_order *o, struct arena *a, struct err *err)
{
    struct letter l = {0};
    struct composing c;
    if (!letter_begin(&c, w, o, &l, a, err) || !letter_address(&c, err))
        return false;
    c.law = law;
    l.frame_n = c.uses.n;
    letter_frame(&c);
    add_opening(&c);
    if (!letter_facts(&c, err) || !letter_law(&c, err))
        return false;
    add_asks(&c);
    l.unchecked = paper_letter_unchecked(&l.paper);
    l.uses = c.uses.at;
    l.use_n = c.uses.n;
    *out = l;
    return true;
}

bool letter_offices(struct record_refs *out, struct workspace *w, struct arena *a, struct err *err)
{
    return record_list(out, &w->reader,
                       (struct records_wanted){.type = TYPE_OFFICE, .max = OFFICES_MAX}, a, err);
}
