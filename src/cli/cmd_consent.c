/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "record/consent.h"
#include "record/ids.h"

enum { O_BY, O_WHO, O_HOW, O_UNTIL, O_LIMITS, O_REASON };

static const struct opt opts[] = {
    [O_BY] = {"by", OPT_TEXT, .value = "ID", .help = N_("who gave it: a person's record")},
    [O_WHO] = {"who", OPT_TEXT, .value = "NAME",
               .help = N_("who gave it, if there is no record of them")},
    [O_HOW] = {"how", OPT_CHOICE,
               .value = "signed|spoken|relative|lawyer|cannot_be_asked|refused|not_asked|"
                        "published_before|guardian|withdrawn",
               .help = N_("how it was given")},
    [O_UNTIL] = {"until", OPT_TEXT, .value = "DATE", .help = N_("it ends on that day")},
    [O_LIMITS] = {"limits", OPT_TEXT, .value = "WORDS", .help = N_("conditions, in their words")},
    [O_REASON] = {"reason", OPT_TEXT, .value = "WORDS", .help = N_("why")},
    {0},
};
static const struct operand operands[] = {
    {"ID", OPT_TEXT, .help = N_("a person, group, document, event or statement")},
    {"SHEET", OPT_CHOICE, .value = "inside|un_confidence|un_government|public_code|public_name",
     .help = N_("how far it may go")},
    {0},
};

static bool run(struct run *r, struct err *err)
{
    struct named by = {0};
    struct id consent;
    struct consent_given c = {
        .level = (int)r->operands.at[1].i + TERM_CONSENT_INSIDE,
        .how = r->opt[O_HOW].given ? (int)r->opt[O_HOW].i + TERM_CONSENT_HOW_SIGNED : 0,
        .who = r->opt[O_WHO].s,
        .until = r->opt[O_UNTIL].s,
        .limits = r->opt[O_LIMITS].s,
        .reason = r->opt[O_REASON].s};
    if (!app_what(&c.what, r, r->operands.at[0].s, err) ||
        (r->opt[O_BY].given && !app_record(&by, r, r->opt[O_BY].s, err)))
        return false;
    c.by = by.id;
    if (!consent_give(&consent, &r->app->w, &c, err))
        return false;
    print_str(r->out, "consent", N_("Consent"), id_write(r->a, &consent));
    return true;
}

const struct cmd cmd_consent = {
    .name = "consent",
    .summary = N_("record how far something may go, and who decided it"),
    .group = N_("Protecting people"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run,
};
