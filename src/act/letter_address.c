/* SPDX-License-Identifier: GPL-3.0-or-later */
/* To whom, and where: the newest confirmed address, the others told as left out. */
#include "act/letter_priv.h"
#include "know/cluster.h"
#include "lang/when.h"
#include "record/ids.h"

/* Confirmed ones first, then the one known last, then the one entered last. */
static bool is_better(const struct fact *f, const struct fact *best)
{
    if (!best || f->judged == TERM_JUDGEMENT_PREFER)
        return true;
    if (best->judged == TERM_JUDGEMENT_PREFER)
        return false;
    int verified = str_cmp(f->verified_on, best->verified_on);
    return verified > 0 || (verified == 0 && str_cmp(f->s.as_of, best->s.as_of) >= 0);
}

/* An address goes on paper if it may leave, or if it is the addressee's own and no label says
 * otherwise. */
static bool may_be_printed(const struct fact *f)
{
    if (f->verdict.answer == GATE_SHOW)
        return true;
    return f->verdict.reason == GATE_NO_CONSENT && !f->item.restrained &&
           f->item.type != TYPE_PERSON;
}

/* Addresses of the office and of the records of its type that people linked with it. */
static bool addresses_of(struct fact_list *out, struct composing *c, const struct record *office,
                         struct err *err)
{
    struct cluster linked;
    if (!cluster_of(&linked, &c->inside, office->row, c->a, err))
        return false;
    for (isize i = 0; i < linked.n; i++) {
        struct record rec;
        struct err none = {0};
        if (!record_load(&rec, &c->outside, linked.at[i], c->a, &none)) {
            if (none.code != E_NOTFOUND)
                return err_copy(err, &none);
            continue;
        }
        const struct fact *f = rec.type == office->type ? record_fact(&rec, P_ADDRESS) : NULL;
        for (; f; f = record_next(&rec, f)) {
            if (may_be_printed(f))
                *LIST_ADD(out, c->a) = *f;
            else
                letter_left(c, letter_kind_of(c, f), gate_reason_say(f->verdict.reason), NULL, f);
        }
    }
    return true;
}

static void add_lines(struct str_list *l, struct str text, struct arena *a)
{
    struct str line;
    while (str_line(&text, &line) && l->n < PAPER_HEAD_MAX)
        str_list_add(l, line, a);
}

/* The name of the person who holds the office by this holding, if it lasts and may be printed. */
static bool name_of_holding(const struct fact **out, struct composing *c, int64_t holding,
                            struct err *err)
{
    struct record rec, person;
    struct err none = {0};
    int64_t row;
    *out = NULL;
    if (!record_load(&rec, &c->inside, holding, c->a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    const struct fact *until = record_fact(&rec, P_UNTIL);
    const struct fact *h = record_fact(&rec, P_HOLDER);
    if (!h || (until && !(until->s.qualifiers & QUALIFIER_PLANNED)))
        return true;
    if (!record_row_of(&row, c->w->v->db, &h->s.value.ref.id, &none) ||
        !record_load(&person, &c->outside, row, c->a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    const struct fact *name = record_fact(&person, P_NAME);
    while (name && name->verdict.answer != GATE_SHOW)
        name = record_next(&person, name);
    *out = name;
    return true;
}

/* The person who holds the office, as known last. */
static bool holder_name(struct str *out, struct composing *c, int64_t office, struct err *err)
{
    struct fact_list holdings;
    *out = (struct str){0};
    if (!facts_naming(&holdings, &c->inside, P_OFFICE, office, c->a, err))
        return false;
    for (isize i = holdings.n - 1; i >= 0 && !out->n; i--) {
        const struct fact *name = NULL;
        if (fact_is_live(&holdings.at[i]) && !name_of_holding(&name, c, holdings.at[i].record, err))
            return false;
        if (!name)
            continue;
        *out = name->s.value.text;
        letter_use(c, name);
    }
    return true;
}

static bool address_lines(struct composing *c, const struct record *office, struct err *err)
{
    struct paper_letter *p = &c->l->paper;
    struct fact_list all = {0};
    const struct fact *best = NULL;
    if (!addresses_of(&all, c, office, err))
        return false;
    for (isize i = 0; i < all.n; i++)
        if (is_better(&all.at[i], best))
            best = &all.at[i];
    p->address = best && best->verified_on.n ? PAPER_ADDRESS_VERIFIED
                 : best                      ? PAPER_ADDRESS_UNSURE
                                             : PAPER_ADDRESS_SILENT;
    if (!best) {
        letter_left(c, c->l->addressee, TR("no address is known"),
                    TR("cairn set OFFICE address \"LINES\""), NULL);
        return letter_state(c, office, (struct str){0}, err);
    }
    add_lines(&p->addressee, best->s.value.text, c->a);
    letter_use(c, best);
    c->l->address_no = best->no;
    if (best->verified_on.n)
        p->address_on = when_say(best->verified_on, language_tag(c->o->lang), c->a);
    for (isize i = 0; i < all.n; i++)
        if (all.at[i].no != best->no && !str_eq(all.at[i].s.value.text, best->s.value.text))
            letter_left(c, letter_kind_of(c, &all.at[i]),
                        TR("another address of this office is used"),
                        TR("cairn conflicts --prefer STATEMENT chooses"), &all.at[i]);
    return letter_state(c, office, best->s.value.text, err);
}

static void salutation(struct composing *c, const struct record *office)
{
    const struct fact *s = record_fact(office, P_SALUTATION);
    while (s && (!str_eq(s->s.language, language_tag(c->o->lang)) || !may_be_printed(s)))
        s = record_next(office, s);
    c->l->paper.salutation = s ? s->s.value.text : template_get(&c->t, "salutation");
    if (s)
        letter_use(c, s);
}

bool letter_address(struct composing *c, struct err *err)
{
    struct paper_letter *p = &c->l->paper;
    struct record office;
    struct str holder;
    if (!record_load_id(&office, &c->outside, &c->o->office, c->a, err))
        return false;
    if (office.type != TYPE_OFFICE && office.type != TYPE_AGENCY &&
        office.type != TYPE_ORGANISATION) {
        (void)err_set(err, E_INVALID, "a letter goes to an office, agency or organisation");
        return err_detail(err, "Choose an office: 'cairn list offices' shows them.");
    }
    if (!holder_name(&holder, c, office.row, err))
        return false;
    struct str title = record_title(&c->inside, &office, c->a);
    if (holder.n)
        str_list_add(&p->addressee, holder, c->a);
    if (!str_eq(holder, title))
        str_list_add(&p->addressee, title, c->a);
    c->l->addressee = holder.n ? str_format(c->a, "%.*s, %.*s", FS(title), FS(holder)) : title;
    if (!address_lines(c, &office, err))
        return false;
    salutation(c, &office);
    return true;
}
