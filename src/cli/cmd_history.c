/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "lang/edtf.h"
#include "record/journal_log.h"
#include "record/statement_name.h"

static const struct operand operands[] = {
    {"ID", OPT_TEXT, .help = N_("a record")},
    {0},
};
static const struct column columns[] = {
    {"time", N_("When"), false},     {"member", N_("Who"), false},
    {"kind", N_("How"), false},      {"statement", N_("Statement"), false},
    {"property", N_("What"), false}, {"value", N_("Value"), false},
    {"about", N_("About"), false},   {"rule", N_("Found by"), false},
    {"source", N_("Source"), false}, {"start", N_("From byte"), true},
    {"end", N_("To byte"), true},    {NULL, NULL, false},
};

static void change_row(struct run *r, const struct change *c)
{
    const struct reader *reader = &r->app->w.reader;
    const struct fact *f = &c->fact;
    print_row(r->out);
    print_cell_str(r->out, time_text(c->time, r->a));
    print_cell_str(r->out, app_member(r, &c->member));
    print_cell_str(r->out, entry_kind_name(c->kind));
    print_cell_str(r->out, statement_name(&r->app->w, f->no, r->a));
    print_cell_str(r->out, f->p ? label_in(&f->p->label, reader->lang) : f->s.property);
    print_cell_str(r->out, fact_say(reader, f, r->a));
    if (c->about)
        print_cell_str(r->out, statement_name(&r->app->w, c->about->no, r->a));
    else
        print_cell_none(r->out);
    print_cell_str(r->out, f->s.rule);
    if (f->s.source.kind == REF_NONE)
        print_cell_none(r->out);
    else
        print_cell_str(r->out, id_write(r->a, &f->s.source.id));
    if (f->s.source.kind == REF_PASSAGE) {
        print_cell_int(r->out, f->s.source.start);
        print_cell_int(r->out, f->s.source.end);
    } else {
        print_cell_none(r->out);
        print_cell_none(r->out);
    }
}

static bool run(struct run *r, struct err *err)
{
    struct named n;
    struct change_list l;
    if (!app_record(&n, r, r->operands.at[0].s, err) ||
        !history_of(&l, &r->app->w.reader, n.row, r->a, err))
        return false;
    print_table(r->out, "changes", N_("History"), columns);
    for (isize i = 0; i < l.n; i++)
        change_row(r, &l.at[i]);
    print_end(r->out);
    return true;
}

const struct cmd cmd_history = {
    .name = "history",
    .summary = N_("show who said what of a record, when, why and from which passage"),
    .group = N_("The journal"),
    .needs = NEEDS_VAULT_READ,
    .operands = operands,
    .run = run,
};
