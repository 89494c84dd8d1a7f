/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "record/ids.h"

enum { O_PASSAGE, O_REASON };

static const struct opt opts[] = {
    [O_PASSAGE] = {"passage", OPT_TEXT, .value = "FROM-TO",
                   .help = N_("of a document: only these bytes of its text")},
    [O_REASON] = {"reason", OPT_TEXT, .value = "WORDS", .help = N_("why")},
    {0},
};
static const struct operand operands[] = {
    {"ID", OPT_TEXT, .help = N_("a record, a document or a statement")},
    {"LEVEL", OPT_CHOICE, .value = "open|restricted|secret", .help = N_("how sensitive it is")},
    {0},
};

static bool passage(struct ref *out, struct run *r, struct err *err)
{
    struct str from, to;
    int64_t start, end;
    if (!str_cut(r->opt[O_PASSAGE].s, '-', &from, &to) ||
        !str_to_int(&start, from, 0, INT32_MAX, err) ||
        !str_to_int(&end, to, start + 1, INT32_MAX, err)) {
        if (!err->code)
            (void)err_set(err, E_USAGE, "not a passage");
        return err_detail(err, "write a passage as 120-180");
    }
    *out = ref_passage(out->id, start, end);
    return true;
}

static bool run(struct run *r, struct err *err)
{
    struct named n;
    struct ref what;
    if (!app_named(&n, r, r->operands.at[0].s, err))
        return false;
    if (n.kind == NAMED_PROPOSAL)
        return err_set(err, E_USAGE, "a proposal is not recorded yet");
    what = ref_record(n.id);
    if ((n.kind == NAMED_STATEMENT && !journal_ref(&what, r->app->v->db, n.no, err)) ||
        (r->opt[O_PASSAGE].given && !passage(&what, r, err)) ||
        !label_set(&r->app->w, &what, P_SENSITIVITY, (int)r->operands.at[1].i + SENSITIVITY_OPEN,
                   r->opt[O_REASON].s, err))
        return false;
    print_bool(r->out, "labelled", N_("Labelled"), true);
    return true;
}

const struct cmd cmd_label = {
    .name = "label",
    .summary = N_("say how sensitive a record, passage or statement is"),
    .group = N_("Protecting people"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run,
};
