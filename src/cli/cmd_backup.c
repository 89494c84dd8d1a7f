/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "vault/backup.h"

static const struct operand operands[] = {
    {"FOLDER", OPT_FILE, .help = N_("where the copy goes; it must not be there yet")},
    {0},
};

static void on_progress(void *ctx, int64_t done, int64_t all)
{
    struct progress *p = ctx;
    p->total = all;
    progress_at(p, done);
}

static bool run(struct run *r, struct err *err)
{
    struct backup_report b;
    struct progress p = progress_begin(r, N_("Checking the copy"), 0);
    struct verify_options o = {.progress = app_sees_all(r) ? on_progress : NULL, .ctx = &p};
    bool ok = vault_backup(&b, r->app->v, r->operands.at[0].s, o, r->a, err);
    progress_end(&p);
    if (!ok)
        return false;
    struct err unnoted = {0};
    if (!r->app->v->read_only && !workspace_copied(&r->app->w, &unnoted))
        run_tell(r,
                 msg(r->lang,
                     TR("The copy is good, but the case file could not note that it was made.")));
    print_str(r->out, "backup", N_("Copy"), r->operands.at[0].s);
    if (app_sees_all(r)) {
        print_int(r->out, "files", N_("Files"), b.files);
        print_int(r->out, "bytes", N_("Bytes"), b.bytes);
        print_int(r->out, "entries", N_("Entries"), b.verified.entries);
    }
    run_tell(r, msg(r->lang, TR("The copy was opened and checked: it is whole.")));
    return true;
}

const struct cmd cmd_backup = {
    .name = "backup",
    .summary = N_("copy the case file, open the copy and check it"),
    .group = N_("The case file"),
    .needs = NEEDS_VAULT_READ,
    .operands = operands,
    .run = run,
};
