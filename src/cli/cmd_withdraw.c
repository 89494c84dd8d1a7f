/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"

enum { O_REASON, O_BACK };

static const struct opt opts[] = {
    [O_REASON] = {"reason", OPT_TEXT, .value = "WORDS", .help = N_("why")},
    [O_BACK] = {"back", OPT_FLAG, .help = N_("it stands after all: take the withdrawal back")},
    {0},
};
static const struct operand operands[] = {
    {"STATEMENT", OPT_TEXT, .many = true, .help = N_("s and a number, as 'show' prints it")},
    {0},
};

static bool run(struct run *r, struct err *err)
{
    for (isize i = 0; i < r->operands.n; i++) {
        int64_t no;
        if (!app_statement(&no, r, r->operands.at[i].s, err) ||
            !fact_retract(&r->app->w, no, !r->opt[O_BACK].given, r->opt[O_REASON].s, err))
            return false;
    }
    print_int(r->out, "changed", r->opt[O_BACK].given ? N_("Stand again") : N_("Withdrawn"),
              r->operands.n);
    return true;
}

const struct cmd cmd_withdraw = {
    .name = "withdraw",
    .summary = N_("take a statement back; it stays in the journal, marked"),
    .group = N_("Writing down"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run,
};
