/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "record/member.h"

enum { O_REASON };

static const struct opt remove_opts[] = {
    [O_REASON] = {"reason", OPT_TEXT, .value = "WORDS", .help = N_("why; kept in the journal")},
    {0},
};
static const struct operand remove_operands[] = {
    {"NAME", OPT_TEXT, .help = N_("the member's name or id")},
    {0},
};

static bool run_remove(struct run *r, struct err *err)
{
    struct member_list l;
    struct member m;
    if (!member_list(&l, &r->app->w, r->a, err) || !member_find(&m, &l, r->operands.at[0].s, err) ||
        !member_remove(&r->app->w, &m.id, r->opt[O_REASON].s, err))
        return false;
    print_str(r->out, "removed", N_("Removed"), id_write(r->a, &m.id));
    run_tell(r, msg(r->lang, TR("The passphrase no longer opens this case file. Whoever kept a "
                                "copy of it, or of its key file, can still open that copy, and "
                                "with its key also later copies: keep them out of reach.")));
    return true;
}

const struct cmd cmd_member_remove = {
    .name = "member remove",
    .summary = N_("take somebody's key away"),
    .group = N_("Members"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = remove_operands,
    .opts = remove_opts,
    .run = run_remove,
};
