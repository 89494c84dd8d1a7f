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

static bool set_link(struct run *r, bool linked, struct err *err)
{
    struct named a, b;
    if (!app_record(&a, r, r->operands.at[0].s, err) ||
        !app_record(&b, r, r->operands.at[1].s, err) ||
        !record_link(&r->app->w, &a.id, &b.id, linked, r->opt[O_REASON].s, err))
        return false;
    print_bool(r->out, "linked", N_("Linked"), linked);
    return true;
}

static bool run_link(struct run *r, struct err *err)
{
    return set_link(r, true, err);
}

static bool run_unlink(struct run *r, struct err *err)
{
    return set_link(r, false, err);
}

const struct cmd cmd_link = {
    .name = "link",
    .summary = N_("say that two records speak of one person, place or event"),
    .group = N_("Writing down"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run_link,
};

const struct cmd cmd_unlink = {
    .name = "unlink",
    .summary = N_("take back that two records are one; nothing is lost"),
    .group = N_("Writing down"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run_unlink,
};
