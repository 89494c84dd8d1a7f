/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/passphrase.h"
#include "cli/print.h"
#include "record/ids.h"
#include "record/member.h"

enum { O_ROLE, O_CLEARED, O_NEW_FILE, O_WEAK };

static const struct opt add_opts[] = {
    [O_ROLE] = {"role", OPT_CHOICE, .value = "editor|reader",
                .help = N_("an editor writes, a reader only reads (editor)")},
    [O_CLEARED] = {"cleared", OPT_CHOICE, .value = "open|restricted|secret",
                   .help = N_("the highest sensitivity that is shown (restricted)")},
    [O_NEW_FILE] = {"new-file", OPT_FILE, .value = "FILE",
                    .help = N_("the member's passphrase is the first line of this file")},
    [O_WEAK] = {"weak-laptop", OPT_FLAG, .help = N_("unlock with 64 MB of memory, not 256 MB")},
    {0},
};
static const struct operand add_operands[] = {
    {"NAME", OPT_TEXT, .help = N_("how the member is named inside")},
    {0},
};

static bool run_add(struct run *r, struct err *err)
{
    static const int roles[] = {TERM_ROLE_EDITOR, TERM_ROLE_READER};
    AUTO(secret_drop) struct secret fresh = {0};
    struct id id;
    struct run asking = *r;
    struct member_wanted m = {.name = r->operands.at[0].s,
                              .role = roles[r->opt[O_ROLE].given ? r->opt[O_ROLE].i : 0],
                              .clearance =
                                  r->opt[O_CLEARED].given
                                      ? (enum sensitivity)(SENSITIVITY_OPEN + r->opt[O_CLEARED].i)
                                      : SENSITIVITY_RESTRICTED,
                              .passphrase = &fresh,
                              .cost = r->opt[O_WEAK].given ? kdf_cost_floor : kdf_cost_unlock};
    asking.passphrase_file = r->opt[O_NEW_FILE].s;
    if (!passphrase_ask_new(&fresh, &asking, TR("Passphrase of the new member: "), err) ||
        !member_add(&id, &r->app->w, &m, err))
        return false;
    print_str(r->out, "member", N_("Member"), id_write(r->a, &id));
    run_tell(r, msg(r->lang, TR("The new member opens the case file with this passphrase, and "
                                "changes it with 'cairn passphrase'.")));
    return true;
}

const struct cmd cmd_member_add = {
    .name = "member add",
    .summary = N_("let somebody else open the case file, with a passphrase of their own"),
    .group = N_("Members"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = add_operands,
    .opts = add_opts,
    .run = run_add,
};
