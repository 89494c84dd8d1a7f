/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "vault/backup.h"

static const struct operand operands[] = {
    {"BACKUP", OPT_FILE, .help = N_("a folder that 'cairn backup' made")},
    {"FOLDER", OPT_FILE, .help = N_("where the case file goes; it must not be there yet")},
    {0},
};

static bool run(struct run *r, struct err *err)
{
    if (!backup_restore(r->sys, r->operands.at[0].s, r->operands.at[1].s, err))
        return false;
    print_str(r->out, "vault", N_("Case file"), r->operands.at[1].s);
    run_tell(r, msg(r->lang, TR("Open it with the passphrase, or two recovery papers, of the case "
                                "file it came from.")));
    return true;
}

const struct cmd cmd_restore = {
    .name = "restore",
    .summary = N_("make a case file from a copy, after checking it"),
    .group = N_("The case file"),
    .needs = NEEDS_NOTHING,
    .operands = operands,
    .run = run,
};
