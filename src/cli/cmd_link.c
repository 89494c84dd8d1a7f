/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"

enum { O_REASON };

static const struct opt opts[] = {
    [O_REASON] = {"reason", OPT_TEXT, .value = "WORDS", .help = N_("why")},
    {0},
};
static const struct operand operands[] = {
    {"ID", OPT_TEXT, .help = N_("a record")},
    {"ID", OPT_TEXT, .help = N_("the other record")},
    {0},
};

static bool run(struct run *r, struct err *err)
{
    struct named a, b;
    if (!app_record(&a, r, r->operands.at[0].s, err) ||
        !app_record(&b, r, r->operands.at[1].s, err) ||
        !record_link(&r->app->w, &a.id, &b.id, true, r->opt[O_REASON].s, err))
        return false;
    print_bool(r->out, "linked", N_("Linked"), true);
    return true;
}

const struct cmd cmd_link = {
    .name = "link",
    .summary = N_("say that two records speak of one person, place or event"),
    .group = N_("Writing down"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run,
};
