/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/list.h"
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "read/proposal.h"

enum { O_RULE, O_DOCUMENT, O_SCORE, O_ALL, O_POLICY, ALL_MAX = 100000, BATCH = 200 };

static const struct opt opts[] = {
    [O_RULE] = {"rule", OPT_TEXT, .value = "RULE",
                .help = N_("all that this rule, or kind (figure, ask...), found")},
    [O_DOCUMENT] = {"document", OPT_TEXT, .value = "ID", .help = N_("only in this document")},
    [O_SCORE] = {"min-score", OPT_INT, .value = "N", .min = 0, .max = 1000,
                 .help = N_("only what scored at least N of 1000")},
    [O_ALL] = {"all", OPT_FLAG, .help = N_("all that is open")},
    [O_POLICY] = {"policy", OPT_TEXT, .value = "WORDS",
                  .help = N_("why so many at once; kept in the journal")},
    {0},
};
static const struct operand operands[] = {
    {"PROPOSAL", OPT_TEXT, .optional = true, .many = true,
     .help = N_("one that you have read against its passage")},
    {0},
};

static bool accept_named(struct run *r, int64_t *n, struct id *made, struct err *err)
{
    for (isize i = 0; i < r->operands.n; i++) {
        struct acceptance x = {0};
        struct proposal p;
        if (!proposal_load(&p, &r->app->w, r->operands.at[i].s, r->a, err))
            return err_detail(err, "There is no proposal %.*s.",
                              FS(app_short(r, r->operands.at[i].s)));
        *LIST_ADD(&x.proposals, r->a) = p;
        if (!proposals_accept(made, &r->app->w, &x, err))
            return false;
        ++*n;
    }
    return true;
}

static bool is_chosen(const struct run *r, const struct proposal *p)
{
    struct str rule = r->opt[O_RULE].s;
    return (!rule.n || str_eq(p->rule, rule) || str_eq(p->kind, rule)) &&
           p->score >= r->opt[O_SCORE].i;
}

/* A policy is a statement about the workspace: who said so and when stands in its entry. */
static bool note_policy(struct run *r, struct err *err)
{
    struct workspace *w = &r->app->w;
    struct id workspace;
    for (int i = 0; i < 16; i++)
        workspace.b[i] = w->v->workspace.b[i];
    struct stmt s = STMT(.subject = ref_record(workspace), .property = S("core:policy"),
                         .value = value_text(r->opt[O_POLICY].s));
    return !r->opt[O_POLICY].given || workspace_say(w, ENTRY_POLICY, &s, 1, NULL, err);
}

static bool accept_many(struct run *r, int64_t *n, struct id *made, struct err *err)
{
    struct proposal_list open;
    struct acceptance x = {.bulk = true};
    struct named document;
    bool one = r->opt[O_DOCUMENT].given;
    if (one && !app_record(&document, r, r->opt[O_DOCUMENT].s, err))
        return false;
    if (!proposals_list(&open, &r->app->w,
                        (struct proposals_wanted){.document = one ? &document.id : NULL,
                                                  .state = PROPOSAL_OPEN,
                                                  .max = ALL_MAX},
                        r->a, err) ||
        !note_policy(r, err))
        return false;
    for (isize i = 0; i < open.n; i++) {
        if (is_chosen(r, &open.at[i]))
            *LIST_ADD(&x.proposals, r->a) = open.at[i];
        if (x.proposals.n == BATCH || i == open.n - 1) {
            if (!proposals_accept(made, &r->app->w, &x, err))
                return false;
            *n += x.proposals.n;
            x.proposals.n = 0;
        }
    }
    return true;
}

static bool run(struct run *r, struct err *err)
{
    bool many = r->opt[O_RULE].given || r->opt[O_ALL].given || r->opt[O_DOCUMENT].given ||
                r->opt[O_SCORE].given;
    int64_t n = 0;
    struct id made = {0};
    if (many == (r->operands.n > 0)) {
        (void)err_set(err, E_USAGE, "name proposals, or choose them by rule, not both");
        return err_detail(err, "name proposals, or choose them by --rule, --document or --all");
    }
    if (many ? !accept_many(r, &n, &made, err) : !accept_named(r, &n, &made, err))
        return false;
    print_int(r->out, "accepted", N_("Accepted"), n);
    if (!many && !id_is_zero(&made))
        print_str(r->out, "record", N_("Record"), id_write(r->a, &made));
    if (many && n)
        run_tell(r, msg(r->lang, TR("Accepted together: each stays marked \"not checked\" until a "
                                    "person has read it "
                                    "against its passage.")));
    return true;
}

const struct cmd cmd_accept = {
    .name = "accept",
    .summary = N_("let what was found in a text become statements"),
    .group = N_("Checking"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run,
};
