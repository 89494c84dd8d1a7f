/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cmds.h"
#include "cli/help.h"
#include "cli/opts.h"

static const struct operand operands[] = {
    {"COMMAND", OPT_TEXT, .optional = true, .many = true, .help = N_("the command to explain")},
    {0},
};

static bool run(struct run *r, struct err *err)
{
    struct str_list words = {0};
    for (isize i = 0; i < r->operands.n; i++)
        str_list_add(&words, r->operands.at[i].s, r->a);
    if (!words.n) {
        help_all(r);
        return true;
    }
    isize at = 0;
    const struct cmd *cmd = cmd_find_words(r->cmds, &words, &at);
    if (!cmd || at < words.n)
        return opts_no_command(r->cmds, words.at[at], r->lang, r->a, err);
    help_command(r, cmd);
    return true;
}

const struct cmd cmd_help = {
    .name = "help",
    .summary = N_("explain the commands"),
    .group = N_("About Cairn"),
    .needs = NEEDS_NOTHING,
    .operands = operands,
    .run = run,
};
