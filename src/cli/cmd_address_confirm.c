/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/address.h"
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "record/ids.h"
#include "record/statement_name.h"

enum { O_HOW, O_BY, O_ON, O_MORE };

static const struct opt opts[] = {
    [O_HOW] = {"how", OPT_CHOICE, .value = "telephoned|page|receipt", .required = true,
               .help = N_("telephoned, on the official page, by a returned receipt")},
    [O_BY] = {"by", OPT_TEXT, .value = "WHO", .help = N_("who confirmed it (you)")},
    [O_ON] = {"on", OPT_TEXT, .value = "DAY", .help = N_("the day (today)")},
    [O_MORE] = {"more", OPT_TEXT, .value = "WORDS",
                .help = N_("which number was called, which page was looked at")},
    {0},
};
static const struct operand operands[] = {
    {"ADDRESS", OPT_TEXT, .help = N_("an office, or the statement that gives its address")},
    {0},
};

/* The one address of an office; of several, a person says which. */
static bool address_of(int64_t *out, struct run *r, struct str word, struct err *err)
{
    struct named n;
    struct record rec;
    if (str_starts(word, S("s")) && app_statement(out, r, word, &(struct err){0}))
        return true;
    if (!app_record(&n, r, word, err) || !record_load(&rec, &r->app->w.reader, n.row, r->a, err))
        return false;
    const struct fact *f = record_fact(&rec, P_ADDRESS);
    const struct fact *more = f ? record_next(&rec, f) : NULL;
    if (!f || more) {
        (void)err_set(err, E_INVALID, "%s", f ? "several addresses" : "no address");
        return err_detail(err, f ? "It has several addresses: name the statement ('cairn show')."
                                 : "It has no address: cairn set OFFICE address \"LINES\"");
    }
    *out = f->no;
    return true;
}

static bool run(struct run *r, struct err *err)
{
    struct address_confirmation c = {.how = (enum address_how)r->opt[O_HOW].i,
                                     .by = r->opt[O_BY].s,
                                     .on = r->opt[O_ON].s,
                                     .more = r->opt[O_MORE].s};
    if (!address_of(&c.no, r, r->operands.at[0].s, err) || !address_confirm(&r->app->w, &c, err))
        return false;
    print_str(r->out, "confirmed", N_("Confirmed"), statement_name(&r->app->w, c.no, r->a));
    return true;
}

const struct cmd cmd_address_confirm = {
    .name = "address confirm",
    .summary = N_("note that somebody made sure that an address is right"),
    .group = N_("Acting"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run,
};
