/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"

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
    return app_link(r, true, r->opt[O_REASON].s, err);
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
