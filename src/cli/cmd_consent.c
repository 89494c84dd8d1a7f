/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "lang/edtf.h"
#include "record/ids.h"

enum { O_BY, O_HOW, O_UNTIL, O_LIMITS, O_REASON };

static const struct opt opts[] = {
    [O_BY] = {"by", OPT_TEXT, .value = "ID", .help = N_("who gave it: a person's record")},
    [O_HOW] = {"how", OPT_CHOICE,
               .value = "signed|spoken|relative|lawyer|cannot_be_asked|refused|not_asked",
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

/* The consent itself is a record, so that it has a history; the label is what the gate asks. */
static bool consent_record(struct id *out, struct run *r, const struct named *n, int level,
                           struct err *err)
{
    struct workspace *w = &r->app->w;
    struct stmt s[8];
    struct named by;
    isize k = 0;
    if (n->kind == NAMED_RECORD)
        s[k++] = STMT(.property = S("core:consent_for"), .value = value_record(n->id));
    s[k++] = STMT(.property = S("core:consent_level"),
                  .value = value_term(vocabulary_term_text(w->schema, V_CONSENT, level, r->a)),
                  .as_of = time_day(sys_now(r->sys), r->a));
    if (r->opt[O_HOW].given)
        s[k++] =
            STMT(.property = S("core:consent_how"),
                 .value = value_term(str_format(r->a, "consent_how:%.*s", FS(r->opt[O_HOW].s))));
    if (r->opt[O_BY].given) {
        if (!app_record(&by, r, r->opt[O_BY].s, err))
            return false;
        s[k++] = STMT(.property = S("core:consent_by"), .value = value_record(by.id));
    }
    if (r->opt[O_UNTIL].given)
        s[k++] =
            STMT(.property = S("core:consent_expires"), .value = value_date(r->opt[O_UNTIL].s));
    if (r->opt[O_LIMITS].given)
        s[k++] =
            STMT(.property = S("core:consent_limits"), .value = value_text(r->opt[O_LIMITS].s));
    return record_new(out, w, TYPE_CONSENT, ENTRY_LABEL, s, k, err);
}

static bool run(struct run *r, struct err *err)
{
    struct named n;
    struct ref what;
    struct id consent;
    int level = (int)r->operands.at[1].i + TERM_CONSENT_INSIDE;
    if (!app_named(&n, r, r->operands.at[0].s, err))
        return false;
    if (n.kind == NAMED_PROPOSAL)
        return err_set(err, E_USAGE, "a proposal is not recorded yet");
    if (n.kind == NAMED_STATEMENT ? !journal_ref(&what, r->app->v->db, n.no, err) : false)
        return false;
    if (n.kind == NAMED_RECORD)
        what = ref_record(n.id);
    if (!consent_record(&consent, r, &n, level, err) ||
        !label_set(&r->app->w, &what, P_MAY_LEAVE, level, r->opt[O_REASON].s, err))
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
