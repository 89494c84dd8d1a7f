/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "know/brief.h"
#include "lang/country.h"
#include "read/proposal.h"

enum { OPEN_MAX = 100000, SECONDS_A_DAY = 86400 };

static const struct column count_columns[] = {
    {"type", N_("What there is"), false},
    {"n", N_("How many"), true},
    {NULL, NULL, false},
};
static const struct column record_columns[] = {
    {"id", N_("Id"), false},
    {"title", N_("What it is"), false},
    {NULL, NULL, false},
};
static const struct column conflict_columns[] = {
    {"about", N_("They differ"), false},
    {"property", N_("What"), false},
    {"values", N_("Side by side"), false},
    {"relation", N_("How"), false},
    {NULL, NULL, false},
};
static const struct column law_columns[] = {
    {"state", N_("State"), false},
    {"norm", N_("Law"), false},
    {"standing", N_("Bound"), false},
    {"since", N_("Since"), false},
    {"verified", N_("Verified"), false},
    {"as_of", N_("Looked up"), false},
    {NULL, NULL, false},
};

static struct str standing_say(struct run *r, enum law_standing s)
{
    enum language lang = r->app->w.reader.lang;
    switch (s) {
    case LAW_BOUND: return msg(lang, TR("bound"));
    case LAW_SIGNED: return msg(lang, TR("only signed"));
    case LAW_NOT_YET: return msg(lang, TR("not yet in force for it"));
    case LAW_ENDED: return msg(lang, TR("no longer bound"));
    case LAW_NOT_PARTY: return msg(lang, TR("not a party"));
    case LAW_NOT_BINDING: return msg(lang, TR("does not bind as a treaty"));
    case LAW_UNKNOWN: return msg(lang, TR("not known"));
    }
    UNREACHABLE();
}

static void print_law(struct run *r, const struct brief *b)
{
    print_table(r->out, "law", N_("What binds the states named"), law_columns);
    for (isize i = 0; i < b->states.n; i++) {
        const struct brief_state *s = &b->states.at[i];
        for (isize k = 0; k < s->law.n; k++) {
            const struct law_status *l = &s->law.at[k];
            print_row(r->out);
            print_cell_str(r->out, country_name(s->code, r->app->w.reader.lang, r->a));
            print_cell_str(r->out, l->instrument->name);
            print_cell_str(r->out, standing_say(r, l->standing));
            print_cell_str(r->out, l->how);
            print_cell_bool(r->out, l->verified);
            print_cell_str(r->out, l->act ? l->act->as_of : (struct str){0});
        }
    }
    print_end(r->out);
}

static void print_conflicts(struct run *r, const struct brief *b)
{
    enum language lang = r->app->w.reader.lang;
    print_table(r->out, "conflicts", N_("They differ"), conflict_columns);
    for (isize i = 0; i < b->conflicts.n; i++) {
        const struct conflict *c = &b->conflicts.at[i];
        struct buf values = buf_in(r->a, 1 << 16);
        for (isize k = 0; k < c->rivals.n; k++) {
            if (k)
                buf_add(&values, S(" / "));
            buf_add(&values, c->rivals.at[k].value);
        }
        print_row(r->out);
        print_cell_str(r->out, c->about);
        print_cell_str(r->out, label_in(&c->p->label, lang));
        print_cell_str(r->out, buf_str(&values));
        print_cell_str(r->out, msg(lang, relation_say(c->relation)));
    }
    print_end(r->out);
}

static void print_records(struct run *r, const char *key, const char *title,
                          const struct record_refs *l)
{
    print_table(r->out, key, title, record_columns);
    for (isize i = 0; i < l->n; i++) {
        print_row(r->out);
        print_cell_str(r->out, id_write(r->a, &l->at[i].id));
        print_cell_str(r->out, l->at[i].title);
    }
    print_end(r->out);
}

static bool run(struct run *r, struct err *err)
{
    struct brief b;
    struct proposal_list open;
    if (!brief_make(&b, &r->app->w.reader, law_builtin(r->a), sys_now(r->sys) / SECONDS_A_DAY, r->a,
                    err) ||
        !proposals_list(&open, &r->app->w, NULL, PROPOSAL_OPEN, OPEN_MAX, r->a, err))
        return false;
    print_table(r->out, "counts", N_("In this case file"), count_columns);
    for (isize i = 0; i < b.counts.n; i++) {
        const struct record_type *t = schema_type(r->app->schema, b.counts.at[i].type);
        print_row(r->out);
        print_cell_str(r->out, label_in(&t->label, r->app->w.reader.lang));
        print_cell_int(r->out, b.counts.at[i].n);
    }
    print_end(r->out);
    print_int(r->out, "to_check", N_("Found in the text, to check"), open.n);
    print_records(r, "events", N_("Newest events"), &b.events);
    print_int(r->out, "unchecked", N_("Of these, facts nobody has checked"), b.unchecked);
    print_conflicts(r, &b);
    print_law(r, &b);
    print_records(r, "offices", N_("A letter can go to"), &b.offices);
    return true;
}

const struct cmd cmd_brief = {
    .name = "brief",
    .summary = N_("say on one page what there is, what waits, what differs and who is bound"),
    .group = N_("Looking"),
    .needs = NEEDS_VAULT_READ,
    .run = run,
};
