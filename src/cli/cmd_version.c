/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cmds.h"
#include "cli/print.h"

static bool run(struct run *r, UNUSED struct err *err)
{
    print_str(r->out, "version", N_("Cairn"), S(CAIRN_VERSION));
    print_str(r->out, "licence", N_("Licence"), S("GPL-3.0-or-later"));
    return true;
}

const struct cmd cmd_version = {
    .name = "version",
    .summary = N_("say which Cairn this is"),
    .group = N_("About Cairn"),
    .needs = NEEDS_NOTHING,
    .run = run,
};
