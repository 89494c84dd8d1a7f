/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/pages/letter_view.h"

#include "lang/edtf.h"
#include "record/ids.h"

enum { FILE_NAME = 80, PASSAGE_SHOWN = 300 };

static struct view_run *runs_of(struct desk *d, const struct paper_block *b,
                                const struct paper_letter *l)
{
    struct view_run *at = NEWN(d->a, struct view_run, b->runs.n + 1);
    for (isize i = 0; i < b->runs.n; i++) {
        const struct paper_run *r = &b->runs.at[i];
        struct str lang = r->lang.n ? r->lang : b->lang.n ? b->lang : l->lang;
        at[i] = (struct view_run){.text = r->text,
                                  .lang = lang,
                                  .fact = r->style == PAPER_FACT,
                                  .checked = r->checked,
                                  .own = r->style == PAPER_OWN,
                                  .note = r->note};
    }
    return at;
}

static void fill_body(struct view_letter *v, struct desk *d, const struct paper_letter *l)
{
    static const enum para_kind kinds[] = {[PAPER_PARAGRAPH] = PARA_PLAIN,
                                           [PAPER_ASK] = PARA_ASK,
                                           [PAPER_QUOTE] = PARA_QUOTE,
                                           [PAPER_HEADING] = PARA_HEADING,
                                           [PAPER_NEW_PAGE] = PARA_PAGE};
    struct view_para *at = NEWN(d->a, struct view_para, l->body.n + 1);
    for (isize i = 0; i < l->body.n; i++) {
        const struct paper_block *b = &l->body.at[i];
        at[i].kind = kinds[b->kind];
        at[i].number = b->number;
        at[i].run = runs_of(d, b, l);
        at[i].n = b->runs.n;
    }
    v->para = at;
    v->n = l->body.n;
}

/* The letter names its sources as outsiders may know them; beside it stand the passages. */
static void fill_notes(struct view_letter *v, struct desk *d, const struct letter *l)
{
    const struct paper_note_list *notes = &l->paper.notes;
    struct view_note *at = NEWN(d->a, struct view_note, notes->n + 1);
    for (isize i = 0; i < notes->n; i++) {
        struct fact f;
        struct err none = {0};
        at[i] = (struct view_note){.number = notes->at[i].number, .text = notes->at[i].text};
        if (i >= l->note_facts.n || !fact_load(&f, d->r, l->note_facts.at[i], d->a, &none))
            continue;
        int n = desk_source(d, &f);
        at[i].unchecked = !f.checked;
        if (n == 0 || f.s.source.kind == REF_NONE)
            continue;
        at[i].href = d->at[n - 1].href;
        at[i].passage = d->at[n - 1].passage;
        at[i].lang = d->at[n - 1].lang;
    }
    v->note = at;
    v->notes = notes->n;
}

/* What a person can do about it: decide how far a paper may go, or say what a figure lacks. */
static void fill_remedy(struct view_left *v, struct desk *d, const struct left_out *l)
{
    struct fact f;
    struct id id;
    struct err none = {0};
    struct str why = str_from_c(l->why);
    bool lacks = str_eq(why, str_from_c(gate_reason_say(GATE_INCOMPLETE)));
    bool closed = str_eq(why, str_from_c(gate_reason_say(GATE_NO_CONSENT))) ||
                  str_eq(why, str_from_c(gate_reason_say(GATE_REFUSED)));
    if (!l->first || (!lacks && !closed) || !fact_load(&f, d->r, l->first, d->a, &none) ||
        f.record <= 0 || !record_id_of(&id, d->r->db, f.record, &none))
        return;
    struct str record = id_write(d->a, &id);
    if (lacks)
        v->href = str_format(d->a, "/records/%.*s/said/%.*s/correct", FS(record),
                             FS(desk_said(&f, d->a)));
    else if (f.s.source.kind == REF_PASSAGE)
        v->href = str_format(d->a, "/records/%.*s/consent", FS(id_write(d->a, &f.s.source.id)));
    else
        v->href = str_format(d->a, "/records/%.*s/consent", FS(record));
    v->solve = lacks ? TR("Say what it lacks") : TR("Decide how far it may go");
}

static void fill_left(struct view_letter *v, struct desk *d, const struct letter *l)
{
    struct view_left *at = NEWN(d->a, struct view_left, l->left.n + 1);
    for (isize i = 0; i < l->left.n; i++) {
        at[i] = (struct view_left){.what = l->left.at[i].what,
                                   .why = msg(d->req->lang, l->left.at[i].why)};
        fill_remedy(&at[i], d, &l->left.at[i]);
    }
    v->left = at;
    v->lefts = l->left.n;
}

struct view_letter letter_view(struct desk *d, const struct letter *l)
{
    const struct paper_letter *p = &l->paper;
    struct view_letter v = {.lang = p->lang,
                            .organisation = p->organisation,
                            .number = p->number,
                            .place_date = p->place_date,
                            .subject = p->subject,
                            .salutation = p->salutation,
                            .closing = p->closing,
                            .addressee = l->addressee,
                            .letterhead = p->letterhead,
                            .to = p->addressee,
                            .signatures = p->signatures,
                            .draft = p->draft,
                            .address_unsure = p->address == PAPER_ADDRESS_UNSURE,
                            .address_on = p->address_on,
                            .facts = l->use_n,
                            .unchecked = l->unchecked};
    fill_body(&v, d, p);
    fill_notes(&v, d, l);
    fill_left(&v, d, l);
    return v;
}

struct str letter_file_name(struct desk *d, struct str addressee, const char *end)
{
    struct str to = text_short(addressee, FILE_NAME, d->a);
    return str_format(d->a, "%.*s %.*s%s", FS(time_day(sys_now(d->req->sys), d->a)), FS(to), end);
}

/* ---- one kept letter */

bool letter_asked(struct kept *out, struct desk *d, struct err *err)
{
    struct id id;
    return desk_id(&id, d->req, 0, err) && kept_load(out, d->w, &id, d->a, err);
}

struct str letter_href(struct desk *d, const struct id *id, const char *rest)
{
    return str_format(d->a, "/letters/%.*s%s", FS(id_write(d->a, id)), rest);
}

struct view_basis letter_fact_view(struct desk *d, const struct fact *f)
{
    struct view_basis b = {.what = f->p ? label_in(&f->p->label, d->req->lang) : f->s.property,
                           .says = fact_say(d->r, f, d->a),
                           .sure = desk_sure(f),
                           .unchecked = !f->checked,
                           .name = desk_said(f, d->a)};
    const struct desk_document *doc =
        f->s.source.kind != REF_NONE ? desk_document(d, &f->s.source.id) : NULL;
    struct id id;
    struct err none = {0};
    if (f->record > 0 && record_id_of(&id, d->r->db, f->record, &none))
        b.href = desk_said_href(d, &id, f), b.record = id_write(d->a, &id);
    if (!doc) {
        b.source = msg(d->req->lang, TR("Written down by hand"));
        return b;
    }
    b.source = doc->title;
    b.source_href = desk_passage_href(d, &f->s.source);
    b.lang = doc->lang;
    const struct document_text *t =
        f->s.source.kind == REF_PASSAGE ? desk_text(d, &f->s.source.id) : NULL;
    if (t)
        b.passage =
            text_short(document_words(t, f->s.source.start, f->s.source.end), PASSAGE_SHOWN, d->a);
    return b;
}

struct view_basis *letter_basis_view(struct desk *d, const struct kept_part *p, isize *n)
{
    struct view_basis *at = NEWN(d->a, struct view_basis, p->uses.n + 1);
    for (isize i = 0; i < p->uses.n; i++)
        at[i] = letter_fact_view(d, &p->uses.at[i]);
    *n = p->uses.n;
    return at;
}
