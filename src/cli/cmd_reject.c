/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "read/proposal.h"

enum { O_REASON, O_RULE, ALL_MAX = 100000 };

static const struct opt opts[] = {
    [O_REASON] = {"reason", OPT_TEXT, .value = "WORDS", .help = N_("why it is not said there")},
    [O_RULE] = {"rule", OPT_TEXT, .value = "RULE",
                .help = N_("all that this rule, or kind, found")},
    {0},
};
static const struct operand operands[] = {
    {"PROPOSAL", OPT_TEXT, .optional = true, .many = true, .help = N_("what was found wrongly")},
    {0},
};

static bool refuse_by_rule(struct run *r, int64_t *n, struct err *err)
{
    struct proposal_list open;
    struct str rule = r->opt[O_RULE].s;
    if (!proposals_list(&open, &r->app->w,
                        (struct proposals_wanted){.state = PROPOSAL_OPEN, .max = ALL_MAX}, r->a,
                        err))
        return false;
    for (isize i = 0; i < open.n; i++) {
        const struct proposal *p = &open.at[i];
        if (!str_eq(p->rule, rule) && !str_eq(p->kind, rule))
            continue;
        if (!proposal_refuse(&r->app->w, p, r->opt[O_REASON].s, err))
            return false;
        ++*n;
    }
    return true;
}

static bool run(struct run *r, struct err *err)
{
    int64_t n = 0;
    if (r->opt[O_RULE].given == (r->operands.n > 0)) {
        (void)err_set(err, E_USAGE, "name proposals, or choose them by rule, not both");
        return err_detail(err, "name proposals, or choose them by --rule");
    }
    if (r->opt[O_RULE].given && !refuse_by_rule(r, &n, err))
        return false;
    for (isize i = 0; i < r->operands.n; i++, n++) {
        struct proposal p;
        if (!proposal_load(&p, &r->app->w, r->operands.at[i].s, r->a, err))
            return err_detail(err, "There is no proposal %.*s.",
                              FS(app_short(r, r->operands.at[i].s)));
        if (!proposal_refuse(&r->app->w, &p, r->opt[O_REASON].s, err))
            return false;
    }
    print_int(r->out, "rejected", N_("Marked as not said there"), n);
    return true;
}

const struct cmd cmd_reject = {
    .name = "reject",
    .summary = N_("say that something found is not said there"),
    .group = N_("Checking"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run,
};
