/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "vault/verify.h"

static bool run(struct run *r, struct err *err)
{
    int64_t entries, statements;
    if (!vault_rebuild(r->app->v, err) ||
        !journal_counts(&entries, &statements, r->app->v->db, err))
        return false;
    if (app_sees_all(r))
        print_int(r->out, "statements", N_("Statements read again"), statements);
    else
        print_bool(r->out, "rebuilt", N_("Read again"), true);
    return true;
}

const struct cmd cmd_rebuild = {
    .name = "rebuild",
    .summary = N_("derive records and search anew from the journal"),
    .group = N_("The journal"),
    .needs = NEEDS_VAULT_WRITE,
    .run = run,
};
