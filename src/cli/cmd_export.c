/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "share/export.h"

enum { O_FOR, EXPORT_MAX = 1 << 28 };

static const struct opt opts[] = {
    [O_FOR] = {"for", OPT_CHOICE, .value = "public|un|un-government|members",
               .help = N_("whose eyes: what may not reach them is left out (public)")},
    {0},
};

static bool run(struct run *r, struct err *err)
{
    static const enum audience audiences[] = {AUDIENCE_PUBLIC, AUDIENCE_UN, AUDIENCE_UN_GOVERNMENT,
                                              AUDIENCE_MEMBERS};
    struct reader reader = r->app->w.reader;
    struct export_report report;
    struct str out;
    reader.gate.audience = audiences[r->opt[O_FOR].given ? r->opt[O_FOR].i : 0];
    /* The journal first: what leaves and is not noted is what nobody can find again. */
    if (!export_json(&out, &report, &reader, r->a, err) ||
        (!r->app->v->read_only && !export_note(&r->app->w, &report, err)))
        return false;
    print_bytes(r->out, out);
    run_tell(r,
             msg_fill(r->a,
                      msg(r->lang, TR("Records: {records}. Statements: {statements}. Kept back: "
                                      "{kept}. Files outside the case file can be read by anyone "
                                      "who gets them.")),
                      "records", str_format(r->a, "%" PRId64, report.records), "statements",
                      str_format(r->a, "%" PRId64, report.statements), "kept",
                      str_format(r->a, "%" PRId64, report.kept_back), NULL));
    return true;
}

const struct cmd cmd_export = {
    .name = "export",
    .summary = N_("write records as JSON, through the gate"),
    .group = N_("Taking out"),
    .needs = NEEDS_VAULT_READ,
    .opts = opts,
    .run = run,
};
