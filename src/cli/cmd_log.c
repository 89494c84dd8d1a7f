/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "lang/edtf.h"
#include "record/journal_log.h"

enum { O_MAX, LOG_MAX = 100 };

static const struct opt opts[] = {
    [O_MAX] = {"max", OPT_INT, .value = "N", .min = 1, .max = 1000000,
               .help = N_("at most so many, the newest (100)")},
    {0},
};
static const struct column columns[] = {
    {"time", N_("When"), false},   {"member", N_("Who"), false},
    {"kind", N_("What"), false},   {"statements", N_("Statements"), true},
    {"entry", N_("Entry"), false}, {NULL, NULL, false},
};

static bool run(struct run *r, struct err *err)
{
    struct log_lines l;
    isize max = r->opt[O_MAX].given ? (isize)r->opt[O_MAX].i : LOG_MAX;
    if (!log_list(&l, &r->app->w.reader, 0, max, r->a, err))
        return false;
    print_table(r->out, "entries", N_("Journal"), columns);
    for (isize i = 0; i < l.n; i++) {
        const struct log_line *x = &l.at[i];
        print_row(r->out);
        print_cell_str(r->out, time_text(x->time, r->a));
        print_cell_str(r->out, app_member(r, &x->member));
        print_cell_str(r->out, entry_kind_name(x->kind));
        print_cell_int(r->out, x->statements);
        print_cell_str(r->out, x->entry);
    }
    print_end(r->out);
    return true;
}

const struct cmd cmd_log = {
    .name = "log",
    .summary = N_("show the journal: who did what, when"),
    .group = N_("The journal"),
    .needs = NEEDS_VAULT_READ,
    .opts = opts,
    .run = run,
};
