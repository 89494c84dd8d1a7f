/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "know/due.h"

static const struct column columns[] = {
    {"date", N_("Day"), false}, {"state", N_("State"), false}, {"what", N_("What"), false},
    {"of", N_("Of"), false},    {"id", N_("Id"), false},       {NULL, NULL, false},
};

static const char *what(const struct due *d)
{
    if (d->consent)
        return d->review ? TR("decision to look at again") : TR("consent ends");
    return d->look ? TR("second look") : d->reply ? TR("reply") : TR("deadline");
}

static bool run(struct run *r, struct err *err)
{
    struct due_list l;
    enum language lang = r->app->w.reader.lang;
    int64_t overdue = 0;
    if (!due_list(&l, &r->app->w.reader, sys_now(r->sys), r->a, err))
        return false;
    for (isize i = 0; i < l.n; i++)
        overdue += l.at[i].overdue;
    print_int(r->out, "overdue", N_("Overdue"), overdue);
    print_table(r->out, "due", N_("Due"), columns);
    for (isize i = 0; i < l.n; i++) {
        const struct due *d = &l.at[i];
        const char *state = d->overdue ? TR("overdue") : d->soon ? TR("soon") : TR("later");
        print_row(r->out);
        print_cell_str(r->out, d->date);
        print_cell_str(r->out, msg(lang, state));
        print_cell_str(r->out, msg(lang, what(d)));
        print_cell_str(r->out, d->of);
        print_cell_str(r->out, id_write(r->a, d->of.n ? &d->of_id : &d->id));
    }
    print_end(r->out);
    return true;
}

const struct cmd cmd_due = {
    .name = "due",
    .summary = N_("list what is overdue and what is due: replies, deadlines, second looks"),
    .group = N_("Acting"),
    .needs = NEEDS_VAULT_READ,
    .run = run,
};
